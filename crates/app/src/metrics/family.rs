//! Families of numbers, as they are exported.

use std::borrow::Cow;

use store::measure::{Each, Label, Spread, Tally};

/// What the numbers of a family are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Numbers that only grow while the process runs.
    Counter,
    /// Numbers as they are at this moment.
    Gauge,
    /// How a quantity is spread.
    Histogram,
}

/// Numbers of one name.
#[derive(Clone, PartialEq, Debug)]
pub struct Family {
    /// The name, with its unit.
    pub name: &'static str,
    /// One sentence for the operator.
    pub help: &'static str,
    /// What they are.
    pub kind: Kind,
    /// The numbers; none where there is nothing to be said.
    pub samples: Vec<Sample>,
}

/// One number, or one spread.
#[derive(Clone, PartialEq, Debug)]
pub struct Sample {
    /// Names and values of its labels.
    pub labels: Vec<(&'static str, Cow<'static, str>)>,
    /// What was measured.
    pub value: Value,
}

/// What was measured.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A number of things.
    Whole(u64),
    /// A quantity in the unit that the name of the family says.
    Real(f64),
    /// A spread.
    Spread(Spread),
}

impl Family {
    /// A family of counters.
    #[must_use]
    pub const fn counter(name: &'static str, help: &'static str) -> Self {
        Self::new(name, help, Kind::Counter)
    }

    /// A family of gauges.
    #[must_use]
    pub const fn gauge(name: &'static str, help: &'static str) -> Self {
        Self::new(name, help, Kind::Gauge)
    }

    /// A family of histograms.
    #[must_use]
    pub const fn histogram(name: &'static str, help: &'static str) -> Self {
        Self::new(name, help, Kind::Histogram)
    }

    const fn new(name: &'static str, help: &'static str, kind: Kind) -> Self {
        Self {
            name,
            help,
            kind,
            samples: Vec::new(),
        }
    }

    /// With one number that has no label.
    #[must_use]
    pub fn of(self, value: u64) -> Self {
        self.with(Vec::new(), Value::Whole(value))
    }

    /// With one spread that has no label.
    #[must_use]
    pub fn spread(self, spread: Spread) -> Self {
        self.with(Vec::new(), Value::Spread(spread))
    }

    /// With the number of each value of a label.
    #[must_use]
    pub fn each<L: Label>(mut self, label: &'static str, tallies: &Each<L, Tally>) -> Self {
        for (value, tally) in tallies.iter() {
            let labels = vec![(label, value.word().into())];
            self = self.with(labels, Value::Whole(tally.count()));
        }
        self
    }

    /// With one more.
    #[must_use]
    pub fn with(mut self, labels: Vec<(&'static str, Cow<'static, str>)>, value: Value) -> Self {
        self.samples.push(Sample { labels, value });
        self
    }
}

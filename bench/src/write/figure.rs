//! One figure of a table: rate, times to the answer, and who took how much of the cores.

use std::time::Duration;

use crate::load::{Run, Shares};
use crate::table::{Rates, latencies, row};

/// The rounds of one measurement through HTTP.
pub(super) struct Figure {
    pub(super) rates: Rates,
    latencies: Vec<Duration>,
    shares: Vec<Shares>,
    worked: Duration,
}

impl Figure {
    pub(super) const fn new() -> Self {
        Self {
            rates: Rates::new(),
            latencies: Vec::new(),
            shares: Vec::new(),
            worked: Duration::ZERO,
        }
    }

    pub(super) fn add(&mut self, run: Run) {
        self.rates.add(run.latencies.len() as u64, run.took);
        self.latencies.extend(run.latencies);
        self.shares.push(run.shares);
        self.worked += run.worked;
    }

    /// Prints it, with its ratio to the empty POST where there is one.
    pub(super) fn print(&self, what: &str, empty: Option<&Self>) {
        let limit = empty.map(|empty| ("the empty POST", &empty.rates));
        row(what, &self.rates, limit);
        latencies("    time to the answer", self.latencies.clone());
        let mean = |of: fn(&Shares) -> f64| {
            let sum: f64 = self.shares.iter().map(of).sum();
            100.0 * sum / self.shares.len().max(1) as f64
        };
        let each = self.worked.as_secs_f64() * 1e6 / self.latencies.len().max(1) as f64;
        println!(
            "    of the cores: generator {:.0} %, server {:.0} %, others {:.0} %; server {each:.0} µs each",
            mean(|shares| shares.generator),
            mean(|shares| shares.server),
            mean(|shares| shares.others),
        );
    }
}

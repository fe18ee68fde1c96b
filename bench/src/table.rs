//! Medians with their spread, and tables of them.

use std::time::Duration;

/// The rates of several rounds, per second.
#[derive(Default)]
pub struct Rates(Vec<f64>);

impl Rates {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one round.
    pub fn add(&mut self, done: u64, took: Duration) {
        self.0.push(done as f64 / took.as_secs_f64());
    }

    /// The median round.
    #[must_use]
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
    }

    /// Median, least and greatest.
    #[must_use]
    pub fn text(&self) -> String {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.0.iter().copied().fold(0.0, f64::max);
        format!("{:>9.0}/s ({least:.0} to {most:.0})", self.median())
    }
}

/// Prints a heading.
pub fn heading(text: &str) {
    println!("\n{text}");
}

/// Prints one row: what, its rate, and the ratio to a limit where there is one.
pub fn row(what: &str, rates: &Rates, limit: Option<(&str, &Rates)>) {
    match limit {
        Some((name, limit)) => println!(
            "{what:<52} {:<36} {:>5.2} of {name}",
            rates.text(),
            rates.median() / limit.median()
        ),
        None => println!("{what:<52} {}", rates.text()),
    }
}

/// Prints the latencies of one measurement.
pub fn latencies(what: &str, mut taken: Vec<Duration>) {
    taken.sort_unstable();
    let at = |share: f64| {
        let place = ((taken.len() as f64 * share) as usize).min(taken.len().saturating_sub(1));
        taken.get(place).copied().unwrap_or_default()
    };
    println!(
        "{what:<52} p50 {:.1?}  p99 {:.1?}  p999 {:.1?}  slowest {:.1?}",
        at(0.5),
        at(0.99),
        at(0.999),
        at(1.0)
    );
}

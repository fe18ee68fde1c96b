//! What an operator can watch: numbers of the life of a signature, without anybody in them.
//!
//! While people sign, numbers are only counted ([`store::measure`]); they are made into [`Family`]s when
//! somebody asks, and the crate `web` writes those down. What only the store knows is asked for then, with
//! a bound on the time it may take. Labels are words from closed sets, the slugs of published
//! declarations and the names of witnesses: never anything that a visitor sent (decision 26).
//!
//! `docs/operate/metrics.md` describes every family, and a test compares the two.

mod engine;
mod family;
mod gathered;
mod life;
mod mails;
mod process;
mod sequencing;

use std::time::Duration;

use store::measure::{Each, Tally};

use crate::site::Site;

pub use family::{Family, Kind, Sample, Value};
pub use life::{Confirmation, Submission};
pub use mails::MailFate;
pub use process::{Lines, LogLevel, Process};
pub use sequencing::{Answered, Sequencing, Uncertain};

/// What the use cases of a site count.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Sign forms, by what became of them.
    pub submissions: Each<Submission, Tally>,
    /// Buttons pressed and codes typed, by what was answered.
    pub confirmations: Each<Confirmation, Tally>,
    /// Mails, and how long a mail server takes for one.
    pub(crate) mails: mails::Mails,
}

impl Site {
    /// Everything that this site measures. What has to be asked of the store is left out where that takes
    /// longer than `patience`, and a family says so.
    pub async fn measured(&self, patience: Duration) -> Vec<Family> {
        let mut families = life::families(&self.metrics);
        families.extend(self.sequencer.measured().families(self.sequencer.queue()));
        families.extend(mails::families(&self.metrics.mails));
        families.extend(engine::families(&self.store.measured()));
        families.extend(gathered::families(self, patience).await);
        families
    }
}

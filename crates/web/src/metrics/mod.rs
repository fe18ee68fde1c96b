//! `/metrics` for whoever watches a site: the numbers that everything counts, in the text format of
//! Prometheus, on a listener of their own that only this machine reaches (REQ-183).
//!
//! What is counted of requests is here ([`Traffic`]); everything else is counted where it happens, see
//! [`app::metrics`].

mod listener;
mod text;
mod traffic;

use std::sync::Arc;
use std::time::Duration;

use app::metrics::{Family, Process};
use app::site::Site;
use store::measure::EngineReading;

pub use listener::{Accept, serve};
pub use traffic::{Class, Shelved, Status, Traffic, Turned};

/// How long the store may take to answer what only it knows: far longer than it ever should, and far
/// shorter than the ten seconds after which a scrape is given up.
const PATIENCE: Duration = Duration::from_secs(2);

/// Everything that is exported.
#[derive(Clone)]
pub struct Exporter {
    /// The site.
    pub site: Arc<Site>,
    /// What its visitors do.
    pub traffic: Arc<Traffic>,
    /// The process that serves it.
    pub process: Process,
}

impl Exporter {
    /// All families as they are now. One that says nothing of this site has no samples.
    pub async fn families(&self) -> Vec<Family> {
        let engine = match self.site.store.measured() {
            EngineReading::Sqlite(_) => "sqlite",
            EngineReading::Postgres(_) => "postgres",
        };
        let mut families = self.process.families(engine);
        families.extend(self.traffic.families());
        families.extend(self.site.measured(PATIENCE).await);
        families
    }

    /// The same in the text format of Prometheus, release 0.0.4.
    pub async fn text(&self) -> String {
        text::written(&self.families().await)
    }
}

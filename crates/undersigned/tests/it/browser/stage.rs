//! What all journeys share: one site and one driver, opened by the first that comes.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::driver::{Driver, Scripts};
use super::page::Page;
use super::site::Site;
use crate::program;

/// The site, the browser's driver and the accessibility checker.
pub struct Stage {
    pub site: Site,
    /// The script of axe-core.
    pub axe: String,
    driver: Driver,
}

/// A static is never dropped; both processes end with this one all the same, see `process`.
static STAGE: OnceLock<Option<Stage>> = OnceLock::new();

impl Stage {
    /// The stage, or nothing where a tool is absent: then it is said that a journey is skipped.
    pub fn ready_for(journey: &str) -> Option<&'static Self> {
        let stage = STAGE.get_or_init(Self::open).as_ref();
        if stage.is_none() {
            program::skip("tool", journey);
        }
        stage
    }

    /// A browser that remembers nothing.
    pub async fn browser(&self, scripts: Scripts) -> Page {
        self.driver.open(scripts).await
    }

    fn open() -> Option<Self> {
        let tool = |name| std::env::var_os(name).map(PathBuf::from);
        let chromium = tool("UNDERSIGNED_CHROMIUM")?;
        let driver = tool("UNDERSIGNED_CHROMEDRIVER")?;
        let axe = std::fs::read_to_string(tool("UNDERSIGNED_AXE")?);
        Some(Self {
            axe: axe.expect("axe-core must be readable"),
            driver: Driver::start(&driver, &chromium),
            site: Site::start(),
        })
    }
}

//! The browser's driver, and the windows opened through it.

use std::path::Path;

use fantoccini::ClientBuilder;
use fantoccini::wd::Capabilities;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::page::Page;
use super::process::Process;

/// What a headless Chromium needs to run anywhere, as root too, and to ask nobody but us.
const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=en",
    "--window-size=1280,900",
];

/// Whether pages may run scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scripts {
    /// Never, as Tor Browser is set for those who need it most.
    Off,
    /// As browsers come.
    On,
}

/// A running driver.
pub struct Driver {
    url: String,
    chromium: String,
    _process: Process,
}

impl Driver {
    /// Starts the driver at a port of its own choice.
    pub fn start(driver: &Path, chromium: &Path) -> Self {
        let mut process = Process::start(driver, &["--port=0"]);
        let line = process.line_with("started successfully on port");
        let port = line.trim_end_matches('.').rsplit(' ').next();
        Self {
            url: format!("http://127.0.0.1:{}", port.unwrap_or_default()),
            chromium: chromium.display().to_string(),
            _process: process,
        }
    }

    /// Opens a browser that remembers nothing.
    pub async fn open(&self, scripts: Scripts) -> Page {
        let downloads = tempfile::tempdir().expect("a folder for what is saved");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(self.capabilities(scripts, downloads.path()))
            .connect(&self.url)
            .await
            .expect("Chromium must open");
        let page = Page::new(client, &self.url, downloads).await;
        page.runs_scripts(scripts == Scripts::On).await;
        page
    }

    fn capabilities(&self, scripts: Scripts, downloads: &Path) -> Capabilities {
        let options = json!({
            "binary": self.chromium,
            "args": ARGUMENTS,
            "prefs": preferences(scripts, downloads),
        });
        Capabilities::from_iter([
            ("browserName".to_owned(), json!("chrome")),
            ("goog:chromeOptions".to_owned(), options),
        ])
    }
}

fn preferences(scripts: Scripts, downloads: &Path) -> Value {
    // In Chromium's settings of content, 1 allows and 2 blocks.
    let script = if scripts == Scripts::Off { 2 } else { 1 };
    json!({
        "profile.managed_default_content_settings.javascript": script,
        "download.default_directory": downloads,
        "download.prompt_for_download": false,
    })
}

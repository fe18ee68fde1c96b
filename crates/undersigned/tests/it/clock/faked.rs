//! Another clock for the program (libfaketime), while the one that nobody sets runs on.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program;
use crate::site::{Server, Site};

/// The library, where Debian puts it.
pub struct FakedClock(PathBuf);

impl FakedClock {
    /// Nothing where the machine has none, which is said aloud.
    pub fn find(test: &str) -> Option<Self> {
        let found = std::fs::read_dir("/usr/lib").ok().and_then(|folders| {
            let libraries = folders.filter_map(|folder| {
                let folder = folder.ok()?.path();
                Some(folder.join("faketime/libfaketimeMT.so.1"))
            });
            libraries.into_iter().find(|library| library.exists())
        });
        if found.is_none() {
            program::skip("tool: faketime", test);
        }
        found.map(Self)
    }

    fn set(&self, mut command: Command, ahead: &str) -> Command {
        command
            .env("LD_PRELOAD", &self.0)
            .env("FAKETIME", ahead)
            .env("DONT_FAKE_MONOTONIC", "1");
        command
    }

    /// Serves the site by a clock that is so far ahead: `+365d`.
    pub fn serve(&self, site: &Site, ahead: &str) -> Server {
        let mut command = self.set(program::command(site.folder()), ahead);
        command.args(["serve", "--config", "site"]);
        Server::start(command, "listening on", &site.path("serve.log"))
    }

    /// What `doctor` finds by that clock.
    pub fn doctor(&self, site: &Site, ahead: &str) -> String {
        let mut command = self.set(program::command(site.folder()), ahead);
        let output = command.args(["doctor", "--config", "site"]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    }
}

/// What the program wrote into its log.
pub fn said(site: &Site) -> String {
    let log: &Path = &site.path("serve.log");
    std::fs::read_to_string(log).unwrap()
}

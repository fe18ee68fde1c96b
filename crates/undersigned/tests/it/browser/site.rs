//! The demo that the journeys go to, and the commands that look at it from outside.

use std::path::Path;

use tokio::sync::{Mutex, MutexGuard};

use super::process::Process;
use crate::mails::{Links, Mails};
use crate::program;
use crate::visitor::Visitor;

/// The sample declaration on a local matter; its original is in English.
pub const NIGHT_BUS: &str = "night-bus";
/// The sample declaration in six languages; its original is in German.
pub const SOLIDARITY: &str = "solidarity-kazakhstan";

/// A demo with some hundred signatories.
pub struct Site {
    url: String,
    mails: Mails,
    turns: [Mutex<()>; 2],
    process: Process,
}

impl Site {
    /// Fills a demo and opens it at a free port.
    pub fn start() -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_undersigned"));
        let mut process = Process::start(program, &["demo", "--open-port"]);
        let line = process.line_with("The demo is open: ");
        process.line_with("Ctrl-C stops the demo");
        let url = line.rsplit(' ').next().unwrap_or_default();
        Self {
            url: url.trim_end_matches('/').to_owned(),
            mails: Mails::of(&process.folder().join("undersigned-demo")),
            turns: Default::default(),
            process,
        }
    }

    /// The address of a path at this site.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Keeps other journeys from signing a declaration while this one counts.
    pub async fn turn(&self, slug: &str) -> MutexGuard<'_, ()> {
        self.turns[usize::from(slug == SOLIDARITY)].lock().await
    }

    /// The confirmation mail to an address, as soon as it has come.
    pub fn mail_to(&self, address: &str) -> Links {
        self.mails.to(address)
    }

    /// How many have signed, as a program learns it.
    pub fn count(&self, slug: &str) -> u64 {
        let visitor = Visitor::new(&self.url);
        let count = visitor.json(&format!("/d/{slug}/count.json"));
        count["total"].as_u64().expect("the count has a total")
    }

    /// Asserts that the program recounts the log of a declaration from outside and finds no fault.
    pub fn verifies(&self, slug: &str) {
        let page = self.at(&format!("/d/{slug}/en"));
        program::run(self.process.folder(), &["verify", &page]).ended(0);
    }

    /// Asserts that the program finds a saved receipt to hold for somebody.
    pub fn receipt_holds(&self, proof: &Path, opening: &Path, name: &str) {
        let [proof, opening] = [proof, opening].map(|file| file.display().to_string());
        let ran = program::run(
            self.process.folder(),
            &["receipt", "verify", &proof, &opening],
        );
        assert!(ran.ended(0).out.contains(name));
    }
}

//! A witness in a folder, and the process that serves it.

use std::path::Path;

use tlog::note::VerifierKey;

use crate::program;
use crate::site::{Server, free_port};

/// The folder of a witness.
pub struct Home<'a> {
    pub around: &'a Path,
    pub name: &'static str,
    pub url: String,
    pub key: VerifierKey,
    /// What it prints for the policy of sites.
    pub line: String,
}

impl<'a> Home<'a> {
    pub fn new(around: &'a Path, name: &'static str) -> Self {
        let listen = format!("127.0.0.1:{}", free_port());
        let url = format!("http://{listen}");
        let arguments = ["witness", "init", "--name", name, "--folder", name];
        let at = ["--listen", &listen, "--url", &url];
        let made = program::run(around, &[&arguments[..], &at].concat()).ended(0);
        let (_, behind) = made.out.split_once("its key: ").unwrap();
        let key = VerifierKey::parse(behind.lines().next().unwrap()).unwrap();
        let line = made.out.lines().find(|line| line.starts_with("witness "));
        let line = line.unwrap().to_owned();
        assert_eq!(line, format!("witness {name} {key} {url}"));
        Self {
            around,
            name,
            url,
            key,
            line,
        }
    }

    pub fn follow(&self, log: &str) {
        let add = ["witness", "add", log, "--folder", self.name];
        program::run(self.around, &add).ended(0);
    }

    pub fn serve(&self) -> Server {
        let mut command = program::command(self.around);
        command.args(["witness", "serve", "--folder", self.name]);
        let log = self.around.join(format!("{}.log", self.name));
        Server::start(command, "listening on", &log)
    }
}

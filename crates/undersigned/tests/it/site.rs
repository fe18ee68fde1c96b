//! A site in a folder that vanishes, and the process that serves it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::program::{self, Ran};

/// An `age` public key, the example in the documentation of `age`.
pub const RECIPIENT: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/// A site made by `init`, on an address of this machine.
pub struct Site {
    temporary: tempfile::TempDir,
    pub base_url: String,
}

impl Site {
    pub fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let address = format!("127.0.0.1:{}", free_port());
        let base_url = format!("http://{address}");
        let site = Self {
            temporary,
            base_url: base_url.clone(),
        };
        site.run(&[
            "init",
            "site",
            "--base-url",
            &base_url,
            "--listen",
            &address,
            "--name",
            "Test",
        ])
        .ended(0);
        site
    }

    /// A site on which the sample about the night bus is published.
    pub fn with_night_bus() -> Self {
        let site = Self::new();
        let folder = site.path("night-bus");
        copy(&program::workspace().join("samples/night-bus"), &folder);
        seal_to(&folder, RECIPIENT);
        site.run(&["publish", "night-bus", "--config", "site"])
            .ended(0);
        site
    }

    /// The folder that holds the folder of the site and everything around it.
    pub fn folder(&self) -> &Path {
        self.temporary.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        program::run(self.folder(), arguments)
    }

    /// Serves the site; ready when this returns.
    pub fn serve(&self) -> Server {
        let mut command = program::command(self.folder());
        command.args(["serve", "--config", "site"]);
        Server::start(command, "listening on", &self.path("serve.log"))
    }
}

/// The program while it serves.
pub struct Server {
    child: Child,
    /// What it printed until it was ready.
    pub said: String,
    lines: BufReader<std::process::ChildStdout>,
}

impl Server {
    /// Starts a command and waits for the line that says it is ready.
    pub fn start(mut command: Command, ready: &str, log: &Path) -> Self {
        let errors = File::options().create(true).append(true).open(log).unwrap();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains(ready) {
            let read = lines.read_line(&mut said).unwrap();
            let errors = || std::fs::read_to_string(log).unwrap();
            assert!(read > 0, "it ended before it was ready: {said}{}", errors());
        }
        Self { child, said, lines }
    }

    /// Asks it to stop, as a service manager does, and answers its exit code and its last words.
    pub fn stop(self) -> (i32, String) {
        self.end_by("-TERM")
    }

    /// Presses Ctrl-C.
    pub fn interrupt(self) -> (i32, String) {
        self.end_by("-INT")
    }

    fn end_by(mut self, signal: &str) -> (i32, String) {
        self.signal(signal);
        let status = program::wait_for("the end", || self.child.try_wait().unwrap());
        let mut said = String::new();
        while self.lines.read_line(&mut said).unwrap() > 0 {}
        (status.code().unwrap_or(-1), said)
    }

    /// Lets it stand still (SIGSTOP), with all that it holds.
    pub fn hang(&self) {
        self.signal("-STOP");
    }

    /// Lets it go on.
    pub fn wake(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Kills it without a warning (SIGKILL).
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to be done about a process that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port where nobody listens at this moment.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// Puts the key of organisers into a declaration that has none.
pub fn seal_to(folder: &Path, recipient: &str) {
    let file = folder.join("declaration.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let sealed = text.replace(
        "recipients = []",
        &format!("recipients = [\"{recipient}\"]"),
    );
    assert_ne!(text, sealed);
    std::fs::write(file, sealed).unwrap();
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

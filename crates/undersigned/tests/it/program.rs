//! Running the program and reading what it says.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up: a loaded machine, not a slow program.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a run of the program said.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The run, which must have ended with `code`.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// What was printed for programs.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }
}

/// Runs the program in a folder; what it remembers stays in that folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(folder).args(arguments).output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program, not yet started, with nothing of the tester's own environment that it would read.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("UNDERSIGNED_CONFIG")
        .env_remove("UNDERSIGNED_LOG")
        .env("XDG_STATE_HOME", folder.join("state"));
    command
}

/// Waits for something another process does.
#[track_caller]
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Says aloud, and to whoever counts, that a test could not run.
#[expect(clippy::print_stdout, reason = "what is skipped must be seen")]
pub fn skip(why: &str, test: &str) {
    use std::io::Write;
    println!("SKIPPED: {test}: {why}");
    if let Some(file) = std::env::var_os("UNDERSIGNED_SKIPS") {
        let mut file = std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(file)
            .unwrap();
        writeln!(file, "{why}: {test}").unwrap();
    }
}

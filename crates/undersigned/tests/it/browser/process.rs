//! A program that ends with the tests, however they end.

use std::io::{BufRead, BufReader, Lines};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// Starts the program it is given; when standard input closes, ends the process group it stands in
/// and removes the folder it worked in. The system closes it when the tests end, killed or not, so
/// nothing that they have to do is needed for it; and the group is made for this program, so nothing
/// else is ever ended. The last processes of a browser may still write for a moment.
const WATCH: &str = r#"
    folder=$1; shift
    "$@" </dev/null & read -r _
    trap "" TERM; kill -TERM 0; wait
    cd /; rm -rf "$folder" 2>/dev/null || { sleep 2; rm -rf "$folder"; }"#;

/// A running program. Dropping it ends it, and waits until it is gone.
pub struct Process {
    watch: Child,
    lines: Lines<BufReader<ChildStdout>>,
    folder: PathBuf,
}

impl Process {
    /// Starts a program in a folder of its own; what it says to standard error is shown.
    pub fn start(program: &Path, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder to work in").keep();
        let mut watch = Command::new("sh")
            .args(["-c", WATCH, "sh"])
            .arg(&folder)
            .arg(program)
            .args(arguments)
            .current_dir(&folder)
            .env("TMPDIR", &folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", program.display()));
        let output = watch.stdout.take().expect("standard output is a pipe");
        Self {
            watch,
            lines: BufReader::new(output).lines(),
            folder,
        }
    }

    /// The folder it works in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits for the line that a program prints when it is ready.
    pub fn line_with(&mut self, words: &str) -> String {
        let mut said = Vec::new();
        for line in &mut self.lines {
            let line = line.expect("programs print UTF-8");
            if line.contains(words) {
                return line;
            }
            said.push(line);
        }
        panic!(
            "a program ended without {words:?}; it said:\n{}",
            said.join("\n")
        );
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        // Nothing can be done about a watch that is gone already.
        let _ = self.watch.wait();
    }
}

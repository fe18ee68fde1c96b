//! A program that ends with the tests, however they end.

use std::io::{BufRead, BufReader, Lines};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// Starts the program it is given, and ends the process group it stands in when its standard input
/// closes. The system closes it when the tests end, killed or not, so nothing that they have to do
/// is needed for it; and the group is made for this program, so nothing else is ever ended.
const WATCH: &str = r#""$@" </dev/null & read -r _; trap "" TERM; kill -TERM 0; wait"#;

/// A running program. Dropping it ends it, and waits until it is gone.
pub struct Process {
    watch: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts a program; what it says to standard error is shown.
    pub fn start(program: &Path, arguments: &[&str]) -> Self {
        let mut watch = Command::new("sh")
            .args(["-c", WATCH, "sh"])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", program.display()));
        let output = watch.stdout.take().expect("standard output is a pipe");
        Self {
            watch,
            lines: BufReader::new(output).lines(),
        }
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

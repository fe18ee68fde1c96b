//! Starting other programs: what is run is said first, and a failure names the program.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{self, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

/// A program to start in the root of the repository.
pub struct Command {
    program: OsString,
    arguments: Vec<OsString>,
    environment: Vec<(&'static str, OsString)>,
    folder: PathBuf,
}

impl Command {
    /// A program found on the search path.
    pub fn new(program: impl Into<OsString>, folder: &Path) -> Self {
        Self {
            program: program.into(),
            arguments: Vec::new(),
            environment: Vec::new(),
            folder: folder.to_path_buf(),
        }
    }

    /// The cargo of the pinned toolchain.
    pub fn cargo(root: &Path) -> Self {
        Self::new("cargo", root)
    }

    /// Adds arguments.
    pub fn arguments<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        let new = arguments.into_iter().map(|one| one.as_ref().to_owned());
        self.arguments.extend(new);
        self
    }

    /// Sets one environment variable for the program.
    pub fn environment(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// Runs the program on our terminal.
    ///
    /// # Errors
    /// When it cannot be started or ends with anything but success.
    pub fn run(self) -> Result<()> {
        let line = self.line();
        println!("$ {line}");
        let status = self
            .process()
            .status()
            .with_context(|| format!("cannot start `{line}`; is it installed?"))?;
        succeeded(status, &line)
    }

    /// Runs the program and hands every line of its standard output to `each`, as it comes.
    ///
    /// # Errors
    /// When it cannot be started or its output cannot be read. The status is the caller's to judge.
    pub fn stream(self, mut each: impl FnMut(&str)) -> Result<ExitStatus> {
        let line = self.line();
        println!("$ {line}");
        let mut child = self
            .process()
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start `{line}`; is it installed?"))?;
        let output = child
            .stdout
            .take()
            .with_context(|| format!("`{line}` has no output"))?;
        for bytes in BufReader::new(output).split(b'\n') {
            let bytes = bytes.with_context(|| format!("cannot read the output of `{line}`"))?;
            each(&String::from_utf8_lossy(&bytes));
        }
        child
            .wait()
            .with_context(|| format!("cannot wait for `{line}`"))
    }

    /// Runs the program quietly and returns its standard output.
    ///
    /// # Errors
    /// As [`Command::run`], and when the output is not UTF-8.
    pub fn output(self) -> Result<String> {
        let line = self.line();
        let output = self
            .process()
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| format!("cannot start `{line}`; is it installed?"))?;
        succeeded(output.status, &line)?;
        String::from_utf8(output.stdout).with_context(|| format!("`{line}` did not print UTF-8"))
    }

    fn process(&self) -> process::Command {
        let mut command = process::Command::new(&self.program);
        command
            .args(&self.arguments)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder);
        command
    }

    fn line(&self) -> String {
        let mut line = self.program.to_string_lossy().into_owned();
        for argument in &self.arguments {
            line.push(' ');
            line.push_str(&argument.to_string_lossy());
        }
        line
    }
}

/// Where a program stands on the search path, if it does.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let search_path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&search_path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

/// Whether an environment variable is set to `true`.
pub fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| value == "true")
}

fn succeeded(status: ExitStatus, line: &str) -> Result<()> {
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

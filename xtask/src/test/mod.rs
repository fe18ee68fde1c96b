//! `cargo xtask test`: what the tests need, the tests, and one total over all of them.

mod dictionaries;
mod faketime;
mod patroni;
mod postgres;
mod python;
mod tools;
mod totals;

use std::path::Path;
use std::process::ExitStatus;

use anyhow::{Context, Result, bail};

use crate::shell::{Command, is_set};
use tools::Tools;
use totals::Totals;

/// How a run of all tests ended.
pub struct Outcome {
    status: ExitStatus,
    totals: Totals,
    on_ci: bool,
}

impl Outcome {
    /// Prints the total as the last line of standard output.
    ///
    /// # Errors
    /// When a test failed or did not compile, and on CI when a test was skipped.
    pub fn conclude(self) -> Result<()> {
        println!("\n{}", self.totals);
        if !self.status.success() {
            bail!("the tests failed ({})", self.status);
        }
        if self.totals.passed == 0 {
            bail!("no test ran");
        }
        if self.on_ci && self.totals.skipped_for_a_tool > 0 {
            bail!("with CI=true nothing may be skipped for want of a tool");
        }
        Ok(())
    }
}

/// Runs all tests and prints their total.
///
/// # Errors
/// As [`run_tests`] and [`Outcome::conclude`].
pub fn run(root: &Path) -> Result<()> {
    run_tests(root)?.conclude()
}

/// Runs all tests, showing cargo's own lines, and counts them.
///
/// A test that has to skip says so by appending one line `tool: NAME OF TEST` or
/// `samples: NAME OF TEST` to the file named in `UNDERSIGNED_SKIPS`; it is then counted as skipped,
/// since cargo knows only passed and failed.
///
/// # Errors
/// When cargo cannot be started, or when a tool is missing and `CI=true`.
pub fn run_tests(root: &Path) -> Result<Outcome> {
    let on_ci = is_set("CI");
    let tools = Tools::prepare(root, on_ci)?;
    if !root.join("../shared/samples").is_dir() {
        println!(
            "SKIPPED: acceptance tests on the two real documents: ../shared/samples is absent"
        );
    }
    let skips = root.join("target/skipped-tests.txt");
    std::fs::create_dir_all(root.join("target")).context("cannot create target/")?;
    std::fs::write(&skips, "").context("cannot write target/skipped-tests.txt")?;

    let mut totals = Totals::default();
    let mut command = Command::cargo(root)
        .arguments(["test", "--workspace", "--no-fail-fast"])
        .environment("UNDERSIGNED_SKIPS", &skips);
    for (name, path) in tools.variables() {
        command = command.environment(name, path);
    }
    let status = command.stream(|line| {
        println!("{line}");
        totals.read_line(line);
    })?;
    let skipped = std::fs::read_to_string(&skips).context("cannot read skipped-tests.txt")?;
    totals.read_skips(&skipped);
    Ok(Outcome {
        status,
        totals,
        on_ci,
    })
}

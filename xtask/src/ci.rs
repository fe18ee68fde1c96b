//! The steps of a full check, in the order in which a fault is cheapest to find.
//!
//! Lints and tests use the same features and the same profile, so that outside crates are built
//! twice at most (checked, and compiled) and never a third time.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::shell::Command;
use crate::{test, tidy};

type Step = (&'static str, fn(&Path) -> Result<()>);

const FORMAT: Step = ("format", format);
const LINTS: Step = ("lints", lints);
const DOCUMENTATION: Step = ("documentation", documentation);
const TIDY: Step = ("tidy", tidy::run);

/// Runs everything. The total of the tests is the last line.
///
/// # Errors
/// At the first step that fails, with its name.
pub fn full(root: &Path) -> Result<()> {
    let mut times = run_steps(root, &[FORMAT, LINTS, DOCUMENTATION, TIDY])?;
    heading("tests");
    let start = Instant::now();
    let outcome = test::run_tests(root).context("step `tests` could not run")?;
    times.push(("tests", start.elapsed()));
    print_summary(&times);
    outcome.conclude()
}

/// Runs what can be known in a minute.
///
/// # Errors
/// At the first step that fails, with its name.
pub fn quick(root: &Path) -> Result<()> {
    let times = run_steps(root, &[FORMAT, LINTS, TIDY])?;
    print_summary(&times);
    Ok(())
}

fn run_steps(root: &Path, steps: &[Step]) -> Result<Vec<(&'static str, Duration)>> {
    let mut times = Vec::new();
    for (name, step) in steps {
        heading(name);
        let start = Instant::now();
        step(root).with_context(|| format!("step `{name}` failed"))?;
        let elapsed = start.elapsed();
        println!("{name}: ok, {:.1} s", elapsed.as_secs_f64());
        times.push((*name, elapsed));
    }
    Ok(times)
}

fn heading(name: &str) {
    println!("\n== {name} ==");
}

fn print_summary(times: &[(&'static str, Duration)]) {
    println!("\n== time ==");
    for (name, time) in times {
        println!("{name:<14} {:>7.1} s", time.as_secs_f64());
    }
    let total: Duration = times.iter().map(|(_, time)| time).sum();
    println!("{:<14} {:>7.1} s", "total", total.as_secs_f64());
}

fn format(root: &Path) -> Result<()> {
    Command::cargo(root)
        .arguments(["fmt", "--all", "--check"])
        .run()
}

fn lints(root: &Path) -> Result<()> {
    Command::cargo(root)
        .arguments(["clippy", "--workspace", "--all-targets", "--"])
        .arguments(["-D", "warnings"])
        .run()
}

fn documentation(root: &Path) -> Result<()> {
    Command::cargo(root)
        .environment("RUSTDOCFLAGS", "-D warnings")
        .arguments([
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
        ])
        .run()
}

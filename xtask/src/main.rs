//! Checks and chores of the repository.
//!
//! `cargo xtask` is the only tool a contributor installs, by having Rust.
//! Start reading at [`ci`], which lists the steps of a full check; the rules about the tree that no
//! compiler knows are in [`tidy`], one file each.

#![expect(
    clippy::print_stdout,
    reason = "a command line tool: what it finds is said on the terminal"
)]

mod ci;
mod crash;
mod shell;
mod test;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use shell::Command;

/// Checks and chores of Undersigned.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run every test, after making sure that what the tests need is there.
    Test,
    /// Run all there is to check: format, lints, documentation, tidy, tests.
    Ci,
    /// Run the quick part of `ci`: format, lints, tidy.
    Check,
    /// Check the rules about the tree: import directions, file sizes, words, links, allow-lists.
    Tidy,
    /// Kill the program under load, and recount after each time.
    Crash {
        /// How often on each engine.
        #[arg(long, default_value_t = 200)]
        kills: u32,
        /// Only on this one.
        #[arg(long)]
        engine: Option<crash::Engine>,
    },
    /// Run the benchmarks in release mode.
    Bench {
        /// Passed on to the benchmarks.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: &Chore) -> Result<()> {
    let root = repository_root()?;
    match chore {
        Chore::Test => test::run(&root),
        Chore::Ci => ci::full(&root),
        Chore::Check => ci::quick(&root),
        Chore::Tidy => tidy::run(&root),
        Chore::Crash { kills, engine } => crash::run(&root, *kills, *engine),
        Chore::Bench { arguments } => Command::cargo(&root)
            .arguments(["run", "--release", "--package", "bench", "--"])
            .arguments(arguments)
            .run(),
    }
}

/// The folder of the workspace manifest, wherever the command was started.
fn repository_root() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask is not inside a repository; run it from a checkout")
        .map(Path::to_path_buf)
}

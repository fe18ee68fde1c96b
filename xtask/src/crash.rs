//! `cargo xtask crash`: kills the program under load, again and again, and recounts after each time.

use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

use crate::shell::Command;

/// The engine under the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// One file.
    Sqlite,
    /// A server of its own, which syncs every commit and is killed, too.
    Postgres,
}

/// Kills so many times; on both engines, one after the other, where none is named.
///
/// # Errors
/// When something was lost, doubled or done by halves.
pub fn run(root: &Path, kills: u32, engine: Option<Engine>) -> Result<()> {
    let test = match engine {
        None => "crash::",
        Some(Engine::Sqlite) => "crash::sqlite",
        Some(Engine::Postgres) => "crash::postgresql",
    };
    Command::cargo(root)
        .arguments(["test", "--package", "undersigned", "--test", "it", "--"])
        .arguments([test, "--nocapture", "--test-threads=1"])
        .environment("UNDERSIGNED_CRASH_KILLS", kills.to_string())
        .run()
}

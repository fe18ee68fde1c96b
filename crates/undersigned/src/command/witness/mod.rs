//! `witness`: cosign the logs of others (tlog-witness), with a key, a database and a list of its own.

mod add;
mod folder;
mod init;
mod list;
mod serve;

use std::path::PathBuf;

use anyhow::Result;

use super::Verdict;

/// What a witness can be told.
#[derive(clap::Subcommand)]
pub enum Arguments {
    /// Make a witness: its key, its memory, an empty list of logs
    Init(init::Arguments),
    /// Follow a log
    Add(add::Arguments),
    /// Show the logs that are followed and what was cosigned of them
    List(list::Arguments),
    /// Cosign until Ctrl-C or SIGTERM
    Serve(Chosen),
}

/// Which witness a command is about.
#[derive(clap::Args)]
pub struct Chosen {
    /// The folder of the witness
    #[arg(long, value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Carries out one of the commands.
///
/// # Errors
/// When the folder of the witness cannot be used, or what is asked for cannot be done.
pub async fn run(arguments: Arguments) -> Result<Verdict> {
    match arguments {
        Arguments::Init(arguments) => init::run(&arguments).await,
        Arguments::Add(arguments) => add::run(&arguments),
        Arguments::List(arguments) => list::run(&arguments).await,
        Arguments::Serve(chosen) => serve::run(&chosen).await,
    }
}

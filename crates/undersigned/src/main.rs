//! Issue, sign and verify declarations: the program.
//!
//! Start here: each command is a file in `command/`. `config` reads the config file and the
//! environment, `wire` makes a site of it, `serving` runs one and ends it in order.

mod command;
mod config;
mod help;
mod listener;
mod logging;
mod opening;
mod output;
mod receiving;
mod samples;
mod serving;
mod signing;
mod wire;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

use command::Verdict;

/// A request is worked on by several threads in turn, and each frees what another has allocated. For that the
/// allocator of the C library locks the heap of the other; under load a fifth of the time went there.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Issue, sign and verify declarations.
#[derive(Parser)]
#[command(name = "undersigned", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Open a whole site on this machine, with sample declarations and a mailbox in the browser
    Demo(command::demo::Arguments),
    /// Make a new site: config file, keys, database
    Init(command::init::Arguments),
    /// Serve a site
    Serve(command::serve::Arguments),
    /// Turn a circulated copy (plain text) into a declaration folder, or carry an exported declaration
    Import(command::import::Arguments),
    /// Check a declaration folder
    Check(command::check::Arguments),
    /// Publish a declaration folder, or what is new in it
    Publish(command::publish::Arguments),
    /// End collecting, for good
    Close(command::close::Arguments),
    /// Take signatures out that should not stand, with a public reason
    Strike(command::strike::Arguments),
    /// Erase a signature whose signer asks for it and has lost the mail
    Withdraw(command::withdraw::Arguments),
    /// Write a published declaration and its log into a folder
    Export(command::export::Arguments),
    /// Copy everything but the keys into one sealed file, also while the site is served
    Backup(command::backup::Arguments),
    /// Bring a backup back, or say what is in it
    Restore(command::restore::Arguments),
    /// Bring back the entries that a restored backup lost, from whoever kept them
    Recover(command::recover::Arguments),
    /// Move a site to another database: from SQLite to PostgreSQL, or back
    Move(command::moving::Arguments),
    /// Write the contacts that signers left, sealed to the organisers, into a folder
    Contacts(command::contacts::Arguments),
    /// Recount a public log from outside
    Verify(command::verify::Arguments),
    /// Work with receipts
    #[command(subcommand)]
    Receipt(command::receipt::Arguments),
    /// Cosign the logs of others
    #[command(subcommand)]
    Witness(command::witness::Arguments),
    /// Let signing rest for a while, or everything but reading
    #[command(subcommand)]
    Signing(command::signing::Arguments),
    /// See to mails: keys, DNS records, what waits, what comes back
    #[command(subcommand)]
    Mail(command::mail::Arguments),
    /// Publish, send and watch issues of the Infomail
    #[command(subcommand)]
    Infomail(command::infomail::Arguments),
    /// Overwrite everything that was erased, in a database too large to do it by itself
    Compact(command::compact::Arguments),
    /// Check a site: config, keys, database, logs, mail, clock, disk
    Doctor(command::doctor::Arguments),
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Demo(arguments) => command::demo::run(arguments).await,
        Command::Init(arguments) => command::init::run(&arguments).await,
        Command::Serve(arguments) => command::serve::run(&arguments).await,
        Command::Import(arguments) => command::import::run(&arguments).await,
        Command::Check(arguments) => command::check::run(&arguments),
        Command::Publish(arguments) => command::publish::run(&arguments).await,
        Command::Close(arguments) => command::close::run(&arguments).await,
        Command::Strike(arguments) => command::strike::run(&arguments).await,
        Command::Withdraw(arguments) => command::withdraw::run(&arguments).await,
        Command::Export(arguments) => command::export::run(&arguments).await,
        Command::Backup(arguments) => command::backup::run(&arguments).await,
        Command::Restore(arguments) => command::restore::run(&arguments).await,
        Command::Recover(arguments) => command::recover::run(&arguments).await,
        Command::Move(arguments) => command::moving::run(&arguments).await,
        Command::Contacts(arguments) => command::contacts::run(&arguments).await,
        Command::Verify(arguments) => command::verify::run(&arguments).await,
        Command::Receipt(arguments) => command::receipt::run(&arguments),
        Command::Witness(arguments) => command::witness::run(arguments).await,
        Command::Signing(arguments) => command::signing::run(arguments).await,
        Command::Mail(arguments) => command::mail::run(arguments).await,
        Command::Infomail(arguments) => command::infomail::run(arguments).await,
        Command::Compact(arguments) => command::compact::run(&arguments).await,
        Command::Doctor(arguments) => command::doctor::run(&arguments).await,
    };
    match outcome {
        Ok(verdict) => verdict.into(),
        Err(error) if output::is_closed_pipe(&error) => Verdict::Fine.into(),
        Err(error) => {
            output::aside(help::describe(&error));
            ExitCode::from(command::COULD_NOT)
        }
    }
}

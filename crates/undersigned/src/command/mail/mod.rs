//! `mail`: what an operator does about mails.

mod allow;
mod doctor;
mod keys;
mod lanes;
mod queue;
mod receive;
mod resolver;
mod sample;
mod status;
mod trial;

use anyhow::Result;

use super::Verdict;

/// What can be done about mails.
#[derive(clap::Subcommand)]
pub enum Arguments {
    /// Make the keys that sign mails, and print the DNS records to publish
    Keys(keys::Arguments),
    /// Look at what recipients find: DNS records, signatures, encryption
    Doctor(doctor::Arguments),
    /// Send one mail to an address of yours
    Test(trial::Arguments),
    /// Show what waits, what is paused, what came back
    Status(status::Arguments),
    /// Show the mails that were given up, and why
    Queue(queue::Arguments),
    /// Try the mails again now that wait for their next try
    Retry(lanes::Retry),
    /// Stop a lane
    Pause(lanes::Arguments),
    /// Let a lane go on
    Resume(lanes::Arguments),
    /// Take a mail that came back, from standard input; for a mail server to call
    Receive(receive::Arguments),
    /// Write again to an address that wanted no mail, when its owner asks for it
    Allow(allow::Arguments),
}

/// Carries out one of the commands.
///
/// # Errors
/// When the site cannot be used, or what is asked for cannot be done.
pub async fn run(arguments: Arguments) -> Result<Verdict> {
    match arguments {
        Arguments::Keys(arguments) => keys::run(&arguments),
        Arguments::Doctor(arguments) => doctor::run(&arguments).await,
        Arguments::Test(arguments) => trial::run(&arguments).await,
        Arguments::Status(arguments) => status::run(&arguments).await,
        Arguments::Queue(arguments) => queue::run(&arguments).await,
        Arguments::Retry(arguments) => lanes::retry(&arguments).await,
        Arguments::Pause(arguments) => lanes::pause(&arguments).await,
        Arguments::Resume(arguments) => lanes::resume(&arguments).await,
        Arguments::Receive(arguments) => receive::run(&arguments).await,
        Arguments::Allow(arguments) => allow::run(&arguments).await,
    }
}

//! `mail receive`: a mail that came back, as a mail server hands it to a program.

use std::io::{self, Read};

use anyhow::{Context, Result};
use app::site::Site;
use mail::report::{self, Reading};
use mail::return_path::Kind;

use super::super::Verdict;
use crate::config::Chosen;
use crate::{help, logging, output, wire};

/// What `mail receive` is told.
#[derive(clap::Args)]
#[command(after_help = "\
The exit code is 0 once the message was recorded, whatever it is: junk is counted for review, and no sender \
hears of it. It is 75 (EX_TEMPFAIL) when the message could not be recorded; the mail server keeps it and \
brings it again. It may be run while the server runs. docs/operate/mail.md has the lines for mail servers.")]
pub struct Arguments {
    /// The address the message was sent to, from its envelope [default: found in the message]
    #[arg(long, value_name = "ADDRESS")]
    recipient: Option<String>,
    /// Say what the message means, and record nothing
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    config: Chosen,
}

/// Takes the message on standard input.
///
/// # Errors
/// With `--explain`, when the site cannot be used. Otherwise whatever goes wrong is [`Verdict::Later`].
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    // What a program says is mailed back to the sender by some mail servers: nothing is logged here,
    // and the server's own log tells what matters of it.
    logging::start("off")?;
    if arguments.explain {
        explain(arguments).await?;
        return Ok(Verdict::Fine);
    }
    match receive(arguments).await {
        Ok(()) => Ok(Verdict::Fine),
        Err(error) => {
            output::aside(help::describe(&error));
            Ok(Verdict::Later)
        }
    }
}

async fn receive(arguments: &Arguments) -> Result<()> {
    let message = message()?;
    let site = open(arguments).await?;
    let taken = site
        .take_returned(arguments.recipient.as_deref(), &message)
        .await;
    wire::close(site).await?;
    taken.context("the message was not recorded").map(drop)
}

async fn open(arguments: &Arguments) -> Result<Site> {
    wire::site(&arguments.config.read()?).await
}

/// As much of standard input as is looked at. The rest is read and dropped: a mail server that cannot
/// write all of a message takes that for a failure.
fn message() -> Result<Vec<u8>> {
    let mut input = io::stdin().lock();
    let mut message = Vec::new();
    let most = u64::try_from(report::MOST).unwrap_or(u64::MAX);
    let read = input.by_ref().take(most).read_to_end(&mut message);
    read.and_then(|_| io::copy(&mut input, &mut io::sink()))
        .context("standard input cannot be read")?;
    Ok(message)
}

async fn explain(arguments: &Arguments) -> Result<()> {
    let message = message()?;
    let site = open(arguments).await?;
    let recipient = arguments.recipient.as_deref();
    let to = recipient.and_then(|address| site.return_paths().recognise(address));
    let about = to.or_else(|| report::about(&message, site.return_paths()));
    wire::close(site).await?;
    output::line(match about {
        Some((Kind::Issue, _)) => "about: a copy of an issue of the Infomail",
        Some((Kind::Delivery, _)) => "about: a mail to one person that is no issue",
        None => "about: no mail of this site that can be told",
    })?;
    output::line(format!("meaning: {}", meaning(&report::read(&message))))
}

fn meaning(reading: &Reading) -> String {
    match reading {
        Reading::Bounce(bounce) => {
            let status = bounce.status.map(|status| format!(", status {status}"));
            let recipient = bounce.recipient.as_ref();
            let named = recipient.map(|named| format!(", to {}", named.reveal()));
            let (status, named) = (status.unwrap_or_default(), named.unwrap_or_default());
            format!("a bounce, {}{status}{named}", bounce.class.word())
        }
        Reading::Delayed => "a delay; nothing follows".to_owned(),
        Reading::Delivered => "a delivery; nothing follows".to_owned(),
        Reading::Complaint => "a complaint".to_owned(),
        Reading::Leave => "a wish to leave the Infomail".to_owned(),
        Reading::Answer => "an answer of a machine; nothing follows".to_owned(),
        Reading::Unclear => "unclear; counted for review".to_owned(),
    }
}

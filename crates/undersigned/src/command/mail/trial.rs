//! `mail test`: one mail to an address of the operator's, and what the mail server said.

use anyhow::{Result, anyhow};
use domain::address::EmailAddress;

use crate::command::Verdict;
use crate::config::{Chosen, Mail};
use crate::help::Help;
use crate::{logging, output, wire};

/// What `mail test` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// An address of yours, best at a large provider
    address: String,
    /// The language of the mail, by default that of the site
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    #[command(flatten)]
    config: Chosen,
}

/// Sends it at once, past what waits, signed as confirmations are.
///
/// # Errors
/// When the address is none, or the mail server does not take the mail.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let address = arguments.address.trim();
    EmailAddress::parse(address)
        .map_err(|_| anyhow!("that is no mail address"))
        .help("write it as ada@example.org")?;
    let site = wire::site(&config).await?;
    let language = arguments.lang.clone();
    let language = language.unwrap_or_else(|| config.language.clone());
    let sent = site.send_trial(address, &language).await;
    wire::close(site).await?;
    sent.help("see `undersigned mail doctor`")?;
    output::line(match &config.mail {
        Mail::Smtp(_) => {
            "the mail server has taken it; look where it arrives, and read its header Authentication-Results: \
             spf, dkim and dmarc must say pass"
        }
        Mail::Capture(_) => "it was captured, and can be read at /mailbox",
    })?;
    Ok(Verdict::Fine)
}

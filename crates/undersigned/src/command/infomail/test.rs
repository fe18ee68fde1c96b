//! `infomail test`: an issue to one address, as it will arrive.

use anyhow::{Result, anyhow};
use domain::address::EmailAddress;
use domain::locale::Language;

use super::Which;
use crate::command::Verdict;
use crate::help::Help;
use crate::{output, wire};

/// What `infomail test` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
    /// An address of yours
    #[arg(long, value_name = "ADDRESS")]
    to: String,
    /// The language, by default that of the list
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

/// Puts it into the outbox, marked as a test; the link to leave in it ends nothing.
///
/// # Errors
/// When there is no such issue, or the address is none.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let address = EmailAddress::parse(arguments.to.trim())
        .map_err(|_| anyhow!("that is no mail address"))
        .help("write it as ada@example.org")?;
    let language = arguments.lang.as_deref().map(Language::parse).transpose();
    let language = language.help("write a language as its tag, such as de")?;
    let opened = arguments.which.open().await?;
    let language = language.unwrap_or_else(|| opened.list.list.language.clone());
    let queued = opened
        .site
        .issue_test(opened.slug(), opened.number, (&address, &language))
        .await;
    wire::close(opened.site).await?;
    if queued? {
        output::line("it is in the outbox; the server sends it within seconds, while it runs")?;
        Ok(Verdict::Fine)
    } else {
        Err(anyhow!("the issue is gone"))
    }
}

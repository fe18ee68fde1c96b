//! `close`: collecting ends, for good.

use anyhow::{Context, Result};
use app::closing::Closing;
use app::declarations::Published;
use app::site::Site;
use jiff::ToSpan;
use serde::Serialize;

use super::Verdict;
use super::sure::is_sure;
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `close` is told.
#[derive(clap::Args)]
#[command(after_help = "\
The log gains an entry that ends collecting. It cannot be taken back: whoever wants to go on collecting \
needs a new declaration. Mails that wait for an answer can no longer be confirmed. Withdrawals, strikes \
and raisings are still logged, the list and the log stay, and every receipt stays valid.

A closing day in declaration.toml does not do this by itself: it only takes the form away, and who \
signed in time can still confirm.")]
pub struct Arguments {
    /// The declaration, by the name in its address
    slug: String,
    #[command(flatten)]
    config: Chosen,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire {
    declaration: String,
    closed: bool,
    /// Whether it had been closed before.
    before: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    signatures: u64,
}

/// Closes a declaration. It may be done while the server runs.
///
/// # Errors
/// When the site cannot be used, or there is nobody to ask; nothing was closed then.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let site = wire::site(&config).await?;
    let done = close(&site, arguments).await;
    wire::close(site).await?;
    let Some(wire) = done? else {
        output::aside("nothing was closed");
        return Ok(Verdict::Refused);
    };
    if arguments.json {
        output::json(&wire)?;
    } else {
        output::line(sentence(&wire))?;
    }
    Ok(Verdict::Fine)
}

async fn close(site: &Site, arguments: &Arguments) -> Result<Option<Wire>> {
    let declaration = wire::declaration(site, &arguments.slug).await?;
    let before = declaration.closed.is_some();
    if !before {
        explain(site, &declaration).await?;
        if !is_sure(arguments.yes, &arguments.slug)? {
            return Ok(None);
        }
    }
    let closing = site.close(&declaration).await;
    let closing = closing
        .context("nothing was closed")
        .help("run `undersigned doctor`, and try again")?;
    let closed = wire::declaration(site, &arguments.slug).await?;
    Ok(Some(Wire {
        declaration: arguments.slug.clone(),
        closed: true,
        before: closing == Closing::Before,
        day: closed.closed.map(|day| day.to_string()),
        signatures: site.count(&closed).await?.total(),
    }))
}

async fn explain(site: &Site, declaration: &Published) -> Result<()> {
    let count = site.count(declaration).await?.total();
    let name = &declaration.log.slug;
    output::aside(format!(
        "{name} has {count} signatures. Closing it ends collecting for good: nobody can sign it any more, \
         and what waits for its confirmation will not be counted. Receipts stay valid, the list and the \
         log stay, and whoever signed can still withdraw."
    ));
    let kept = i64::from(declaration.declaration.retention.pending_days);
    let closes = declaration.declaration.closes;
    let last = closes.and_then(|day| day.checked_add(kept.days()).ok());
    if let Some(last) = last.filter(|last| *last >= site.today()) {
        output::aside(format!(
            "Who signed on the closing day can still confirm until {last}; closing before that turns them away."
        ));
    }
    Ok(())
}

fn sentence(wire: &Wire) -> String {
    let Wire {
        declaration,
        signatures,
        ..
    } = wire;
    let day = wire.day.as_deref().unwrap_or("an earlier day");
    if wire.before {
        format!(
            "{declaration} was closed already, on {day}, with {signatures} signatures that count now"
        )
    } else {
        format!("{declaration} is closed, with {signatures} signatures")
    }
}

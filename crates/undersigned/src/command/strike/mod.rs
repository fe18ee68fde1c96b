//! `strike`: a signature that should not stand is taken out, with a public reason.

mod find;
mod take_out;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use app::declarations::Published;
use app::site::Site;
use app::strike::TakingOut;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use domain::signature::StrikeReason;

use super::Verdict;
use crate::config::Chosen;
use crate::{logging, wire};

pub(in crate::command) use take_out::{Order, take_out};

/// What `strike` is told.
#[derive(clap::Args)]
#[command(after_help = "\
The log gains an entry for each, which names the signature and the reason; that entry is the record of \
what was done. The name leaves the list and the count at once, and what the signer entered is erased. \
Nothing of it can be brought back; who was struck by mistake can sign again.

--name and --receipt only search and print entries. A name alone is never enough: two people may have it.")]
pub struct Arguments {
    /// The declaration, by the name in its address
    slug: String,
    /// The entries of the signatures in the log
    #[arg(value_name = "ENTRY", required_unless_present_any = ["name", "receipt"])]
    entries: Vec<u64>,
    /// Why; it stands in the public log
    #[arg(long, value_parser = reasons(), required_unless_present_any = ["name", "receipt"])]
    reason: Option<StrikeReason>,
    /// Search the list for names with a word that begins like this; strikes nothing
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["entries", "receipt", "yes"])]
    name: Option<String>,
    /// Find the entry of a signer's proof file; strikes nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["entries", "yes"])]
    receipt: Option<PathBuf>,
    #[command(flatten)]
    config: Chosen,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Print what was found or done as JSON
    #[arg(long)]
    json: bool,
}

/// Strikes signatures, or searches for them. It may be done while the server runs.
///
/// # Errors
/// When the site cannot be used, or there is nobody to ask.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let (config, slug) = (&arguments.config, &arguments.slug);
    at_declaration(config, slug, async |site, declaration| {
        let found = match (&arguments.name, &arguments.receipt) {
            (Some(name), _) => find::by_name(site, declaration, name).await?,
            (None, Some(file)) => find::by_receipt(site, declaration, file).await?,
            (None, None) => {
                let Some(reason) = arguments.reason else {
                    bail!("a strike needs a reason");
                };
                let order = Order {
                    declaration,
                    leaves: &arguments.entries,
                    why: TakingOut::Strike(reason),
                    yes: arguments.yes,
                    json: arguments.json,
                };
                return take_out(site, &order).await;
            }
        };
        find::print(&found, arguments.json)
    })
    .await
}

/// Opens the site for some work at a declaration, and closes it whatever became of the work.
pub(in crate::command) async fn at_declaration(
    config: &Chosen,
    slug: &str,
    work: impl AsyncFnOnce(&Site, &Arc<Published>) -> Result<Verdict>,
) -> Result<Verdict> {
    let config = config.read()?;
    logging::start("error")?;
    let site = wire::site(&config).await?;
    let done = match wire::declaration(&site, slug).await {
        Ok(declaration) => work(&site, &declaration).await,
        Err(error) => Err(error),
    };
    wire::close(site).await?;
    done
}

fn reasons() -> impl TypedValueParser<Value = StrikeReason> {
    let values =
        StrikeReason::ALL.map(|reason| PossibleValue::new(reason.word()).help(help(reason)));
    PossibleValuesParser::new(values).map(|word| {
        StrikeReason::from_word(&word).expect("the parser takes the words of reasons only")
    })
}

const fn help(reason: StrikeReason) -> &'static str {
    match reason {
        StrikeReason::Duplicate => "the same signer signed twice",
        StrikeReason::NotThePerson => "it was not the person named",
        StrikeReason::FailedAudit => "it did not pass an audit",
        StrikeReason::LegalOrder => "a court or authority ordered it",
        StrikeReason::Mistake => "it was entered by mistake",
    }
}

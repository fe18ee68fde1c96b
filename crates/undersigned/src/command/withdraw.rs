//! `withdraw`: everything about a signer is erased who asks for it and has lost the mail.

use anyhow::Result;
use app::strike::TakingOut;

use super::Verdict;
use super::strike::{Order, at_declaration, take_out};
use crate::config::Chosen;

/// What `withdraw` is told.
#[derive(clap::Args)]
#[command(after_help = "\
Signers withdraw by the link in their mail, and need nobody for it. This is for those who have lost it and \
ask the controller for erasure (GDPR article 17). Somebody who is only counted must show the receipt: the \
site does not know whose signature an entry is. `undersigned strike SLUG --receipt FILE` or `--name` finds \
the entry.")]
pub struct Arguments {
    /// The declaration, by the name in its address
    slug: String,
    /// The entry of the signature in the log
    entry: u64,
    /// The signer asked for erasure; there is no other reason to withdraw for somebody else
    #[arg(long, required = true)]
    erasure: bool,
    #[command(flatten)]
    config: Chosen,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// Withdraws a signature for its signer. It may be done while the server runs.
///
/// # Errors
/// When the site cannot be used, or there is nobody to ask.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let (config, slug) = (&arguments.config, &arguments.slug);
    at_declaration(config, slug, async |site, declaration| {
        let order = Order {
            declaration,
            leaves: &[arguments.entry],
            why: TakingOut::Erasure,
            yes: arguments.yes,
            json: arguments.json,
        };
        take_out(site, &order).await
    })
    .await
}

//! Taking signatures out: all that were named, or none.

use anyhow::{Context, Result};
use app::declarations::Published;
use app::site::Site;
use app::strike::Standing;
use app::strike::TakingOut;
use serde::Serialize;

use super::super::Verdict;
use super::super::sure::is_sure;
use super::super::verify::plain;
use crate::help::Help;
use crate::output;

/// What is to be taken out, and how to talk about it.
pub(in crate::command) struct Order<'a> {
    pub(in crate::command) declaration: &'a Published,
    pub(in crate::command) leaves: &'a [u64],
    pub(in crate::command) why: TakingOut,
    pub(in crate::command) yes: bool,
    pub(in crate::command) json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'a> {
    declaration: &'a str,
    reason: &'static str,
    taken_out: Vec<u64>,
    refused: Vec<Refused>,
}

/// An entry that was left alone.
#[derive(Serialize)]
struct Refused {
    entry: u64,
    why: &'static str,
}

/// Looks at every entry first, asks, and takes all of them out. Where one of them is no signature
/// that counts, none is touched: a mistyped number must not pass among right ones.
pub(in crate::command) async fn take_out(site: &Site, order: &Order<'_>) -> Result<Verdict> {
    let mut wire = Wire {
        declaration: order.declaration.log.slug.as_str(),
        reason: reason(order.why),
        taken_out: Vec::new(),
        refused: refused(site, order).await?,
    };
    if wire.refused.is_empty() {
        describe(site, order).await?;
        if !is_sure(order.yes, "yes")? {
            output::aside("nothing was taken out");
            return Ok(Verdict::Refused);
        }
        for leaf in order.leaves {
            let outcome = site.take_out(order.declaration, *leaf, order.why).await;
            let stood = outcome
                .with_context(|| format!("entry {leaf} was not taken out, those before it were"))
                .help("run `undersigned doctor`, and try again")?;
            match why_not(stood) {
                None => wire.taken_out.push(*leaf),
                Some(why) => wire.refused.push(Refused { entry: *leaf, why }),
            }
        }
    }
    print(&wire, order.json)?;
    Ok(Verdict::fine_if(wire.refused.is_empty()))
}

async fn refused(site: &Site, order: &Order<'_>) -> Result<Vec<Refused>> {
    let mut refused = Vec::new();
    for (index, leaf) in order.leaves.iter().enumerate() {
        let why = if order.leaves[..index].contains(leaf) {
            Some("named twice")
        } else {
            why_not(site.standing_at(order.declaration, *leaf).await?)
        };
        refused.extend(why.map(|why| Refused { entry: *leaf, why }));
    }
    Ok(refused)
}

async fn describe(site: &Site, order: &Order<'_>) -> Result<()> {
    for leaf in order.leaves {
        let shown = site.shown_at(order.declaration, *leaf).await?;
        let shown = shown.as_deref().unwrap_or("counted and not shown");
        output::aside(plain(&format!("entry {leaf}: {shown}")));
    }
    output::aside(match order.why {
        TakingOut::Strike(_) => {
            "They leave the list and the count, what the signers entered is erased, and the log says why, \
             for ever. This cannot be undone."
        }
        TakingOut::Erasure => {
            "It leaves the list and the count, and everything kept about its signer is erased. Make sure \
             that it is the signer who asks: this cannot be undone."
        }
    });
    Ok(())
}

fn print(wire: &Wire<'_>, json: bool) -> Result<()> {
    if json {
        return output::json(wire);
    }
    for refused in &wire.refused {
        output::line(format!(
            "entry {} was left alone: {}",
            refused.entry, refused.why
        ))?;
    }
    if wire.taken_out.is_empty() {
        return output::line("nothing was taken out");
    }
    let taken: Vec<String> = wire.taken_out.iter().map(u64::to_string).collect();
    output::line(format!("taken out ({}): {}", wire.reason, taken.join(", ")))
}

const fn why_not(stood: Standing) -> Option<&'static str> {
    match stood {
        Standing::Counts => None,
        Standing::Withdrawn => Some("withdrawn before"),
        Standing::Struck => Some("struck before"),
        Standing::NotASignature => Some("no signature"),
    }
}

const fn reason(why: TakingOut) -> &'static str {
    match why {
        TakingOut::Strike(reason) => reason.word(),
        TakingOut::Erasure => "erasure",
    }
}

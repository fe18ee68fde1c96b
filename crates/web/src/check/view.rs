//! From a checked receipt to the page.

use app::receipt::{Continuation, Found, Here as Held, ReceiptFault};
use app::site::Site;
use app::strike::Standing as Stands;
use render::layout::Alternate;
use render::page::receipt_check::{Fault, Here, History, Outcome, Proven, ReceiptCheck, Standing};
use render::urls;
use render::words::Words;
use tlog::receipt::ReceiptError as Proof;

use crate::error::PageError;
use crate::view;

pub(super) fn page(site: &Site, words: &'static Words, outcome: Option<Outcome>) -> ReceiptCheck {
    let alternates = Words::all().iter().map(|other| Alternate {
        language: other.lang().to_owned(),
        path: urls::receipt_check(other.lang()),
        current: other.lang() == words.lang(),
    });
    let page = view::layout(site, words)
        .indexed_at(urls::receipt_check(words.lang()))
        .in_languages(alternates.collect(), urls::RECEIPT_CHECK.to_owned());
    ReceiptCheck { page, outcome }
}

pub(super) fn outcome(
    words: &Words,
    personal: bool,
    checked: Result<Found, ReceiptFault>,
) -> Result<Outcome, PageError> {
    let found = match checked {
        Ok(found) => found,
        Err(fault) => return Ok(Outcome::Fails(reason(&fault))),
    };
    let day = found.receipt.entry.as_ref().map(|entry| entry.day.0);
    let here = found.here.and_then(|held| here(words, &held));
    Ok(Outcome::Holds(Proven {
        origin: found.receipt.checkpoint.origin,
        index: found.receipt.index,
        size: found.receipt.checkpoint.size,
        day: day.map(view::day).transpose()?,
        personal,
        here,
    }))
}

fn here(words: &Words, held: &Held) -> Option<Here> {
    let (title, language) = view::best_title(&held.declaration, words)?;
    Some(Here {
        slug: held.declaration.declaration.slug.to_string(),
        language,
        title,
        standing: held.standing.map(|standing| match standing {
            Stands::Counts => Standing::Counts,
            Stands::Withdrawn => Standing::Withdrawn,
            Stands::Struck => Standing::Struck,
            Stands::NotASignature => Standing::Unknown,
        }),
        history: match held.continuation {
            Continuation::Continues => History::Continues,
            Continuation::Behind => History::Behind,
            Continuation::Forked => History::Rewritten,
        },
    })
}

/// A file that does not read is told from one that reads and is false: the one may be saved again,
/// the other was changed.
fn reason(fault: &ReceiptFault) -> Fault {
    match fault {
        ReceiptFault::Opening(_) => Fault::NotAnOpening,
        ReceiptFault::Proof(Proof::Checkpoint(_) | Proof::Proof(_)) => Fault::Proof,
        ReceiptFault::Proof(_) => Fault::NotAProof,
        ReceiptFault::NotASignature => Fault::NotASignature,
        ReceiptFault::OtherCommitment => Fault::OtherEntry,
        ReceiptFault::OtherKey => Fault::OtherKey,
        ReceiptFault::OtherLog { .. } => Fault::OtherLog,
        ReceiptFault::NeedsOpening => Fault::NeedsOpening,
    }
}

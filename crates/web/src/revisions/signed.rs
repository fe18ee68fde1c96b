//! The text that somebody signed, as they see it later.

use app::declarations::title_of;
use render::page::revisions::{NewerText, SignedText};

use super::said;
use crate::reading::Reading;

/// The text, and what is newer. `offered` is whether the signer may sign the newer one instead.
pub(crate) fn signed_text(reading: &Reading, offered: bool) -> SignedText {
    let (published, signed) = (&reading.published, reading.revision());
    let newest = published.current(&signed.language);
    SignedText {
        slug: reading.slug().to_owned(),
        language: reading.tag().to_owned(),
        number: u64::from(signed.number),
        digest: signed.digest.to_string(),
        newer: newer_text(reading, offered),
        behind: newest.is_some_and(|newest| published.is_behind(newest)),
    }
}

/// The newest text in the language of the one that was signed, if it is another.
pub(crate) fn newer_text(reading: &Reading, offered: bool) -> Option<NewerText> {
    let newer = reading.published.newer(reading.revision())?;
    let words = newer.said.iter();
    Some(NewerText {
        title: title_of(&newer.revision.text).to_owned(),
        number: u64::from(newer.revision.number),
        digest: newer.revision.digest.to_string(),
        said: words
            .map(|one| said(&one.words, one.language.as_str()))
            .collect(),
        offered,
    })
}

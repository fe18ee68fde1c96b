//! Infomail: numbered issues of an organisation to those who subscribed.
//!
//! A [`List`] belongs to one organisation. Its [`Issue`]s are numbered, the number shared by all their
//! language versions and never given twice; what appeared is never changed, and a mistake is put right by
//! another issue that names the first (REQ-86). Being subscribed is a consent of its own (REQ-24), and
//! ends at once for any [`StopReason`].

mod issue;
mod returned;
mod state;

use crate::declaration::Controller;
use crate::locale::Language;
use crate::name::Name;
use crate::slug::Slug;

pub use issue::{Audience, Issue, IssueNumber, IssueText};
pub use returned::{Returned, SOFT_PATIENCE, SOFT_RETURNS, SoftReturns, pauses};
pub use state::{IssueMove, IssueState, MoveError, StopReason};

/// The complaints in ten thousand mails at which an issue is paused, unless its list says otherwise: the
/// 0.1 percent under which large providers want every sender to stay (REQ-75).
pub const PAUSE_AT_COMPLAINTS: u32 = 10;

/// The longest description of a list, in characters.
pub const MAX_DESCRIPTION: usize = 600;

/// A list that people subscribe to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List {
    /// Its short name in addresses.
    pub slug: Slug,
    /// What is sent where an issue lacks the language of a subscriber.
    pub language: Language,
    /// Who sends it, as people know them.
    pub organisation: Name,
    /// Who answers for the subscribers' data.
    pub controller: Controller,
    /// On what the processing rests, as the controller states it.
    pub legal_basis: Name,
    /// The words of the list, its own language first: at least one, each language once.
    pub wordings: Vec<ListWording>,
    /// The complaints in ten thousand mails at which an issue is paused.
    pub pause_at_complaints: u32,
}

/// What a list is called and about, in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListWording {
    /// The language.
    pub language: Language,
    /// Its name.
    pub title: Name,
    /// What subscribers get, and how often.
    pub description: String,
}

impl List {
    /// The languages one can subscribe in, the list's own first.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.wordings.iter().map(|wording| &wording.language)
    }

    /// The words in a language, in one of its kin, or in the list's own language.
    #[must_use]
    pub fn wording(&self, language: &Language) -> Option<&ListWording> {
        let own = || self.wordings.iter().find(|w| w.language == self.language);
        nearest(&self.wordings, |w| &w.language, language)
            .or_else(own)
            .or_else(|| self.wordings.first())
    }

    /// The title in a language, or of the list's own; its slug where it has no words at all.
    #[must_use]
    pub fn title(&self, language: &Language) -> &str {
        self.wording(language)
            .map_or(self.slug.as_str(), |wording| wording.title.as_str())
    }
}

/// Which of several wordings suits a reader: the same tag, else the same primary language.
fn nearest<'w, T>(
    all: &'w [T],
    language: impl Fn(&T) -> &Language,
    wanted: &Language,
) -> Option<&'w T> {
    let same = all.iter().find(|one| language(one) == wanted);
    let kin = || {
        all.iter()
            .find(|one| language(one).primary() == wanted.primary())
    };
    same.or_else(kin)
}

#[cfg(test)]
mod tests;

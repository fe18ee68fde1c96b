//! Reports: dated accounts of events that support a declaration and may quote other organisations.
//!
//! Nobody signs a report, so the log does not hold it. What it says has a canonical record all the
//! same, whose digest is shown, so that two copies can be told apart.

mod date;
mod quotation;
mod record;

use crate::locale::Language;
use crate::name::Name;
use crate::revision::TranslationState;
use crate::text::MarkId;
use crate::vocabulary::vocabulary;

pub use date::ReportDate;
pub use quotation::{OMISSION_MARKS, Quotation, omissions};
pub use record::{ReportDigest, canonical_record};

vocabulary! {
    /// What kind of account it is.
    ReportKind {
        /// Written from several sources.
        Report = "report",
        /// By somebody who was there.
        Eyewitness = "eyewitness",
        /// What happened, day by day.
        Chronology = "chronology",
        /// News of the declaration itself.
        Update = "update",
    }
}

/// A report in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Its name in the declaration, the same in every language: its date and a few words.
    pub id: MarkId,
    /// Its language.
    pub language: Language,
    /// Original or translation.
    pub role: ReportRole,
    /// Its title.
    pub title: String,
    /// The day or month it bears.
    pub date: ReportDate,
    /// Where it was written, or what it is about happened, if said.
    pub place: Option<Name>,
    /// What kind of account it is.
    pub kind: ReportKind,
    /// The figures it rests on beside those that are marked in its text.
    pub figures: Vec<MarkId>,
    /// The demands it supports; the whole declaration where none is named.
    pub supports: Vec<MarkId>,
    /// Why it must not be relied on any more, if it turned out to be wrong.
    pub retracted: Option<String>,
    /// Whom it quotes, in the order of the block quotes in its text.
    pub quotations: Vec<Quotation>,
    /// Its text in Markdown, with figure marks; quotations stand as block quotes.
    pub text: String,
}

/// What a report in one language is to the others of its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReportRole {
    /// As it was written.
    Original,
    /// Rendered from the original.
    Translation(ReportTranslation),
}

/// What binds a translated report to its original.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportTranslation {
    /// The digest of the original it renders; nothing for the original as it stands beside it.
    pub renders: Option<ReportDigest>,
    /// Who translated, if said.
    pub translator: Option<Name>,
    /// How far it is.
    pub state: TranslationState,
}

impl Report {
    /// The digest of what it says.
    #[must_use]
    pub fn digest(&self) -> ReportDigest {
        ReportDigest::of(&canonical_record(self))
    }

    /// Whether it is the original.
    #[must_use]
    pub const fn is_original(&self) -> bool {
        matches!(self.role, ReportRole::Original)
    }

    /// Whether it must not be shown: a translation that nobody else has read.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        matches!(
            &self.role,
            ReportRole::Translation(ReportTranslation {
                state: TranslationState::Draft,
                ..
            })
        )
    }

    /// Whether it renders an original that says something else by now.
    #[must_use]
    pub fn is_behind(&self, original: &Self) -> bool {
        match &self.role {
            ReportRole::Original => false,
            ReportRole::Translation(translation) => translation
                .renders
                .is_some_and(|rendered| rendered != original.digest()),
        }
    }

    /// The figures it uses, each once: those marked in its text in its order, then those it names.
    #[must_use]
    pub fn used_figures(&self) -> Vec<MarkId> {
        let marked = self.text.split("{figure:").skip(1);
        let marked = marked.filter_map(|rest| MarkId::parse(rest.split('}').next()?));
        let mut used: Vec<MarkId> = Vec::new();
        for id in marked.chain(self.figures.iter().cloned()) {
            if !used.contains(&id) {
                used.push(id);
            }
        }
        used
    }
}

#[cfg(test)]
mod tests;

//! What a recount found, for people and for programs.

use domain::log::Tally;
use domain::signer::{Class, Evidence};
use serde::Serialize;

use super::{Problem, Witnesses};

/// One line of the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountLine {
    /// Leaf index of the revision signed.
    pub revision: u64,
    /// Its language.
    pub language: String,
    /// Digest of its text.
    pub text: String,
    /// `person` or `organisation`.
    pub class: &'static str,
    /// What shows that they meant it.
    pub evidence: &'static str,
    /// How many.
    pub signatures: u64,
}

/// The count that was published beside the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PublishedCount {
    /// Size of the log that it is the count of. It may be older than the checkpoint.
    pub size: u64,
    /// Signatures that counted then.
    pub total: u64,
    /// Names it says are shown. A listing changes without the log, so this is told and not judged.
    pub shown: u64,
}

/// What a recount found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Origin of the log.
    pub origin: String,
    /// Its verifier key.
    pub key: String,
    /// Entries counted.
    pub size: u64,
    /// Root under the checkpoint, in hexadecimal digits.
    pub root: String,
    /// Signatures that count.
    pub total: u64,
    /// The count line by line.
    pub lines: Vec<CountLine>,
    /// Shown names that were checked against their entries.
    pub names: u64,
    /// Texts whose digests were checked.
    pub texts: u64,
    /// Figures whose digests were checked.
    pub figures: u64,
    /// Raisings whose digests were checked.
    pub raisings: u64,
    /// Checkpoints of the published history that were compared with the tree at their size.
    pub checkpoints: u64,
    /// Pages whose count was compared with that of the log at their size.
    pub pages: u64,
    /// What witnesses say.
    pub witnesses: Witnesses,
    /// The count that was published, which was compared with that of the log at its size.
    pub published: Option<PublishedCount>,
    /// Size of the log the last time, if it was looked at before.
    pub remembered: Option<u64>,
    /// Size of the log when it was looked at in another place, where that is larger than it is here:
    /// what is newer could not be compared.
    pub newer_elsewhere: Option<u64>,
    /// Whether collecting has ended.
    pub closed: bool,
    /// Everything that was found false.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Whether nothing was found false.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn count(&mut self, tally: &Tally, text: impl Fn(u64) -> (String, String)) {
        self.total = tally.values().sum();
        self.lines = tally
            .iter()
            .map(|(bucket, signatures)| {
                let (language, text) = text(bucket.revision);
                CountLine {
                    revision: bucket.revision,
                    language,
                    text,
                    class: class_word(bucket.class),
                    evidence: evidence_word(bucket.evidence),
                    signatures: *signatures,
                }
            })
            .collect();
    }
}

/// The word for a class in reports and public data.
#[must_use]
pub const fn class_word(class: Class) -> &'static str {
    match class {
        Class::Person => "person",
        Class::Organisation => "organisation",
    }
}

const fn evidence_word(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::MailLink => "mail-link",
        Evidence::MailCode => "mail-code",
        Evidence::SignedReply => "signed-reply",
        Evidence::OrganisationDomain => "organisation-domain",
        Evidence::PaperSheet => "paper-sheet",
        Evidence::Organiser => "organiser",
    }
}

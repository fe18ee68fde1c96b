//! Checking a receipt: two files in, plain words out, nothing kept.

use askama::Template;
use jiff::civil::Date;

use crate::layout::Layout;
use crate::urls;
use crate::words::direction;

/// The form, and below it what became of the receipt that was sent.
#[derive(Clone, Debug, Template)]
#[template(path = "page/receipt_check.html")]
pub struct ReceiptCheck {
    /// What every page shares.
    pub page: Layout,
    /// Nothing before a receipt was sent.
    pub outcome: Option<Outcome>,
}

/// What became of a receipt.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It holds.
    Holds(Proven),
    /// It does not, and nothing is known of the signature.
    Fails(Fault),
}

/// What a receipt proves.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The log it is of.
    pub origin: String,
    /// The leaf index of the entry.
    pub index: u64,
    /// How many entries the log had when the receipt was made.
    pub size: u64,
    /// The day of the entry (UTC), where the entry is known.
    pub day: Option<Date>,
    /// Whether the personal part was sent, too, and belongs to the entry.
    pub personal: bool,
    /// What this site knows of that log.
    pub here: Option<Here>,
}

/// A receipt of a log that this site shows.
#[derive(Clone, Debug)]
pub struct Here {
    /// The declaration's name in addresses.
    pub slug: String,
    /// BCP 47 tag of the title.
    pub language: String,
    /// Its title.
    pub title: String,
    /// How the signature stands today; absent where the log of today does not continue the receipt's,
    /// since another signature may stand in its place.
    pub standing: Option<Standing>,
    /// How the log of the receipt and the log of today stand to each other.
    pub history: History,
}

/// How a signature stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// Its signer withdrew it.
    Withdrawn,
    /// It was struck out.
    Struck,
    /// The entry is no signature.
    Unknown,
}

/// How two states of one log stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// The log of today has all of the receipt's entries, unchanged.
    Continues,
    /// The log of today is shorter: entries are missing.
    Behind,
    /// The log of today has another past.
    Rewritten,
}

/// Why a receipt does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No proof was sent.
    Nothing,
    /// The proof is not a proof file, or not whole.
    NotAProof,
    /// The proof does not lead to its signed fingerprint.
    Proof,
    /// The personal part is not such a file, or not whole.
    NotAnOpening,
    /// The personal part does not belong to the entry.
    OtherEntry,
    /// Proof and personal part are of different logs.
    OtherLog,
    /// It was signed with another key than this site's log has.
    OtherKey,
    /// The entry is not a signature.
    NotASignature,
    /// The entry is not on this site, so the personal part is needed.
    NeedsOpening,
}

impl ReceiptCheck {
    fn action(&self) -> String {
        urls::receipt_checked(self.page.words.lang())
    }
}

impl Here {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn log_path(&self) -> String {
        urls::log(&self.slug, &self.language)
    }

    fn standing_key(&self) -> Option<&'static str> {
        self.standing.map(|standing| match standing {
            Standing::Counts => "check-counts",
            Standing::Withdrawn => "check-withdrawn",
            Standing::Struck => "check-struck",
            Standing::Unknown => "check-unknown",
        })
    }

    fn history_key(&self) -> &'static str {
        match self.history {
            History::Continues => "check-continues",
            History::Behind => "check-behind",
            History::Rewritten => "check-rewritten",
        }
    }

    fn is_alarming(&self) -> bool {
        self.history != History::Continues
    }
}

impl Fault {
    fn key(self) -> &'static str {
        match self {
            Self::Nothing => "check-fault-nothing",
            Self::NotAProof => "check-fault-not-a-proof",
            Self::Proof => "check-fault-proof",
            Self::NotAnOpening => "check-fault-not-an-opening",
            Self::OtherEntry => "check-fault-other-entry",
            Self::OtherLog => "check-fault-other-log",
            Self::OtherKey => "check-fault-other-key",
            Self::NotASignature => "check-fault-not-a-signature",
            Self::NeedsOpening => "check-fault-needs-opening",
        }
    }

    /// Whether what was sent was incomplete rather than false.
    const fn is_incomplete(self) -> bool {
        matches!(self, Self::Nothing | Self::NeedsOpening)
    }
}

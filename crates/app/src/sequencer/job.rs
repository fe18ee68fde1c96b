//! What the sequencer is asked for and what it answers.

use std::sync::Arc;
use std::time::Instant;

use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Commitment, RevisionRole};
use domain::signature::{StrikeReason, WithdrawalReason};
use domain::signer::{Class, Evidence};
use domain::text::TextDigest;
use store::{
    ConsentRow, FolderFile, NewAccess, NewSignatory, NewSubscription, PendingDone, SealedContact,
};
use tokio::sync::oneshot;

use super::{LogName, SequencerError};

/// A command with its waiter.
pub(super) struct Job {
    pub(super) log: Arc<LogName>,
    pub(super) command: Command,
    /// When it was handed over.
    pub(super) since: Instant,
    pub(super) answer: oneshot::Sender<Result<Reply, SequencerError>>,
}

/// What can be appended to a log.
#[derive(Clone)]
pub enum Command {
    /// A signature was confirmed.
    Confirm(Box<Confirmation>),
    /// A signature is taken out.
    Depart(Departure),
    /// A signer signs a newer text instead.
    Move(Box<Move>),
    /// Texts, figures and raisings are published.
    Publish(Box<Publication>),
    /// Collecting ends, for good.
    Close,
}

/// A signature at its commit point. Everything is ready but its place in the log.
#[derive(Clone)]
pub struct Signed {
    /// Leaf index of the revision signed.
    pub revision: u64,
    /// Person or organisation.
    pub class: Class,
    /// What shows that they meant it.
    pub evidence: Evidence,
    /// What goes into the entry.
    pub commitment: Commitment,
    /// How it is listed.
    pub listing: Listing,
    /// The duplicate tag.
    pub tag: [u8; 32],
    /// The record, sealed under the link that manages it.
    pub record: Vec<u8>,
    /// What the public list shows, unless only counted; its leaf and day are filled in here.
    pub signatory: Option<NewSignatory>,
    /// The consents given, for the ledger.
    pub consents: Vec<ConsentRow>,
}

/// A signature that is confirmed.
#[derive(Clone)]
pub struct Confirmation {
    /// The signature.
    pub signed: Signed,
    /// The hash of the link that manages it.
    pub access: NewAccess,
    /// Contacts sealed to the organisers.
    pub contacts: Vec<SealedContact>,
    /// The subscription to Infomail that begins with it, if one was ticked.
    pub subscription: Option<NewSubscription>,
    /// The pending row it comes from.
    pub pending: PendingDone,
}

/// A signature that takes the place of an earlier one by the same signer.
#[derive(Clone)]
pub struct Move {
    /// Leaf index of the earlier one, which is withdrawn.
    pub from: u64,
    /// The signature; the tag passes to it from the earlier one.
    pub signed: Signed,
}

/// A signature taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Departure {
    /// By its signer.
    Withdrawal {
        /// Leaf index of the signature.
        signature: u64,
        /// Why.
        reason: WithdrawalReason,
    },
    /// By the organisers.
    Strike {
        /// Leaf index of the signature.
        signature: u64,
        /// Why.
        reason: StrikeReason,
    },
}

impl Departure {
    /// The signature it is about.
    #[must_use]
    pub const fn signature(&self) -> u64 {
        match self {
            Self::Withdrawal { signature, .. } | Self::Strike { signature, .. } => *signature,
        }
    }
}

/// Texts, figures and raisings to publish, with the folder they come from.
#[derive(Clone)]
pub struct Publication {
    /// The whole folder as it stands now.
    pub files: Vec<FolderFile>,
    /// Figures whose records are not in the log yet.
    pub figures: Vec<NewFigure>,
    /// Wordings that are not in the log yet, the original first.
    pub texts: Vec<NewText>,
    /// Raisings whose records are not in the log yet.
    pub raisings: Vec<NewRaising>,
}

impl Publication {
    /// Whether a closed log may take it (LOG-FORMAT section 4): what people signed stays as it was
    /// when the last of them signed, and what came of it is still told.
    #[must_use]
    pub const fn may_follow_close(&self) -> bool {
        self.figures.is_empty() && self.texts.is_empty()
    }
}

/// A figure to publish.
#[derive(Clone)]
pub struct NewFigure {
    /// Its canonical record.
    pub record: String,
}

/// A raising to publish.
#[derive(Clone)]
pub struct NewRaising {
    /// Its canonical record.
    pub record: String,
}

/// A wording to publish.
#[derive(Clone)]
pub struct NewText {
    /// Its language.
    pub language: Language,
    /// Original or translation.
    pub role: RevisionRole,
    /// Its number in that language.
    pub number: u32,
    /// What it renders.
    pub renders: Renders,
    /// The digest of the canonical text.
    pub digest: TextDigest,
    /// The canonical text.
    pub text: String,
    /// The file it comes from, front matter included.
    pub source: String,
}

/// Which original a wording renders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renders {
    /// Itself, as originals do; or, for a translation, the original of the same publication.
    ThisPublication,
    /// An original that is in the log already.
    Leaf(u64),
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// The signature is in the log at this leaf, now or since an earlier attempt with the same link; also
    /// where it took the place of another.
    Signed {
        /// Its leaf index.
        leaf: u64,
    },
    /// The same address had signed before.
    AlreadySigned {
        /// Leaf index of the signature that counts.
        leaf: u64,
    },
    /// The pending signature was refused or has expired.
    Gone,
    /// The signature no longer counts.
    Departed,
    /// The signature had been taken out before, or there is none at that leaf.
    NothingToTakeOut,
    /// Texts, figures and raisings are in the log.
    Published,
    /// The log is closed from now on.
    Closed,
    /// The log was closed before and does not take this any more; nothing was appended.
    ClosedBefore,
}

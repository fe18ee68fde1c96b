//! What the sequencer asks before a batch, and the batch.

use std::collections::{HashMap, HashSet};

use domain::id::DeclarationId;
use domain::listing::Listing;
use domain::log::Bucket;
use jiff::Timestamp;

use super::{
    ConsentRow, FigureRow, FolderFile, NewAccess, NewDelivery, NewSignatory, NewSubscription,
    RaisingRow, RevisionRow, SealedContact, StoredState,
};

/// What must be known before a batch can be built.
#[derive(Clone, Default, Debug)]
pub struct BatchQuery {
    /// Duplicate tags: who of these has signed?
    pub tags: Vec<[u8; 32]>,
    /// Leaf indices of signatures: how do they stand?
    pub leaves: Vec<u64>,
    /// Hashes of confirmation links: which of these were confirmed before?
    pub pendings: Vec<[u8; 32]>,
}

/// The answers, all of one moment. What is not known is absent.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct BatchFacts {
    /// Tag to the leaf of the signature that counts.
    pub signed: HashMap<[u8; 32], u64>,
    /// Leaf to how that signature stands.
    pub signatures: HashMap<u64, SignatureFacts>,
    /// Hash of a confirmation link to the leaf it led to.
    pub confirmed: HashMap<[u8; 32], u64>,
    /// Hashes of confirmation links that lead to no pending row any more: it was refused or has expired.
    pub gone: HashSet<[u8; 32]>,
    /// Whether the log is closed and takes no signature any more.
    pub closed: bool,
}

/// How a signature stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignatureFacts {
    /// Whether it counts.
    pub state: StoredState,
    /// What it is counted by.
    pub bucket: Bucket,
    /// How it is listed.
    pub listing: Listing,
}

/// Everything one commit changes: all of it, or nothing.
#[derive(Clone)]
pub struct Batch {
    /// Whose log.
    pub declaration: DeclarationId,
    /// The size of the log this batch was built on; any other is a conflict.
    pub expected_size: u64,
    /// Entries to append, in order; the size afterwards is `expected_size` plus their number.
    pub entries: Vec<Vec<u8>>,
    /// Roots of subtrees these entries completed.
    pub subtrees: Vec<SubtreeRow>,
    /// The hashes the new root is made of.
    pub edge: Vec<[u8; 32]>,
    /// The signed checkpoint of the size afterwards. Empty while a log that was signed elsewhere is
    /// written in several batches, until the last of them: what has no checkpoint was not released.
    pub checkpoint: String,
    /// The moment of the commit.
    pub at: Timestamp,
    /// Signatures among the entries.
    pub signatures: Vec<NewSignature>,
    /// Signatures that leave.
    pub departures: Vec<Departure>,
    /// Signatures among those that leave whose place is taken by one of this batch.
    pub moves: Vec<Move>,
    /// What is published.
    pub publication: Option<Publication>,
    /// Mails that go out because of it.
    pub deliveries: Vec<NewDelivery>,
    /// Subscriptions to Infomail that begin with a signature of this batch. They name none: what is
    /// stored of them leads to no entry.
    pub subscriptions: Vec<NewSubscription>,
    /// Whether an entry of this batch closes the log.
    pub closes: bool,
}

impl Batch {
    /// A batch that changes nothing yet.
    #[must_use]
    pub fn new(declaration: DeclarationId, expected_size: u64) -> Self {
        Self {
            declaration,
            expected_size,
            entries: Vec::new(),
            subtrees: Vec::new(),
            edge: Vec::new(),
            checkpoint: String::new(),
            at: Timestamp::UNIX_EPOCH,
            signatures: Vec::new(),
            departures: Vec::new(),
            moves: Vec::new(),
            publication: None,
            deliveries: Vec::new(),
            subscriptions: Vec::new(),
            closes: false,
        }
    }

    /// The size of the log after this batch.
    #[must_use]
    pub fn size_after(&self) -> u64 {
        self.expected_size + self.entries.len() as u64
    }
}

/// The root of a completed subtree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SubtreeRow {
    /// Height above the leaves, as the tree counts it.
    pub level: u8,
    /// Place within its level, from 0.
    pub index: u64,
    /// Its root.
    pub hash: [u8; 32],
}

/// A signature at its commit point.
#[derive(Clone)]
pub struct NewSignature {
    /// Its leaf index.
    pub leaf: u64,
    /// What it is counted by.
    pub bucket: Bucket,
    /// How it is listed.
    pub listing: Listing,
    /// The day of its entry, in days since 1970-01-01 UTC.
    pub day: u32,
    /// The duplicate tag; a second signature with the same tag is a conflict. Where it was never
    /// known here, as in a log that was carried or recovered, a tag that no address has.
    pub tag: [u8; 32],
    /// The sealed record, if it was ever known here.
    pub record: Option<Vec<u8>>,
    /// The link that manages it, if it was ever known here.
    pub access: Option<NewAccess>,
    /// What the public list shows, unless it is only counted.
    pub signatory: Option<NewSignatory>,
    /// The consents given, in the order of the ledger. Lines that come later stand behind them.
    pub consents: Vec<ConsentRow>,
    /// Contacts sealed to the organisers.
    pub contacts: Vec<SealedContact>,
    /// The pending row it comes from.
    pub pending: Option<PendingDone>,
}

/// A pending row whose signature is in the log. It stays until it expires, so that a second click
/// on the mailed link leads to the same receipt.
#[derive(Clone, PartialEq, Eq)]
pub struct PendingDone {
    /// Hash of the confirmation link.
    pub confirm_hash: [u8; 32],
    /// What replaces the payload.
    pub stub: Vec<u8>,
}

/// A signature that leaves. Tag, record, public rows, sealed contacts and consents are erased; its
/// place, its state and the link that managed it stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Departure {
    /// Leaf index of the signature.
    pub signature: u64,
    /// Withdrawn or struck.
    pub state: StoredState,
}

/// A signer moves to another text: one signature leaves, another of the same batch takes its place. Links
/// to the old one lead to the new one from now on. Sealed contacts, and consents to anything but signing
/// and being shown, go along, these behind those of the new one; the rest of the old one is erased as by any departure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    /// Leaf index of the signature that leaves.
    pub from: u64,
    /// Leaf index of the one that takes its place; it stands later in the log.
    pub to: u64,
}

/// What is published with a batch.
#[derive(Clone, Default)]
pub struct Publication {
    /// The whole folder as it stands now; it replaces the one before.
    pub files: Vec<FolderFile>,
    /// New revisions.
    pub revisions: Vec<RevisionRow>,
    /// New figures.
    pub figures: Vec<FigureRow>,
    /// New raisings.
    pub raisings: Vec<RaisingRow>,
}

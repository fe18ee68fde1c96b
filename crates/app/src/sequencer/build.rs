//! From waiting commands and what the store knows to one batch.

use std::collections::HashSet;

use domain::figure::FigureDigest;
use domain::id::DeclarationId;
use domain::log::{Body, Bucket, Commitment, Day, Entry, RevisionRole};
use domain::raising::RaisingDigest;
use domain::signature::WithdrawalReason;
use store::{
    Batch, BatchFacts, FigureRow, NewSignatory, NewSignature, RaisingRow, RevisionRow, StoredState,
    SubtreeRow,
};
use tlog::Hash;
use tlog::tree::Frontier;

use super::job::{
    Command, Confirmation, Departure, Move, NewText, Publication, Renders, Reply, Signed,
};
use super::recent::Taken;

/// Collects entries and rows. Indices are given out in the order of the commands, so the tree and
/// the rows agree by construction.
pub(super) struct Builder<'a> {
    facts: &'a BatchFacts,
    day: Day,
    frontier: Frontier,
    batch: Batch,
    taken: Taken,
    departed: HashSet<u64>,
    /// Whether the log is closed behind what was added so far.
    closed: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        declaration: DeclarationId,
        frontier: Frontier,
        day: Day,
        facts: &'a BatchFacts,
    ) -> Self {
        let batch = Batch::new(declaration, frontier.size());
        Self {
            facts,
            day,
            frontier,
            batch,
            taken: Taken::default(),
            departed: HashSet::new(),
            closed: facts.closed,
        }
    }

    /// Adds one command and says what to answer once the batch is durable.
    pub(super) fn add(&mut self, command: &Command) -> Reply {
        match command {
            Command::Confirm(confirmation) => self.confirm(confirmation),
            Command::Depart(departure) => self.depart(departure),
            Command::Move(moved) => self.relocate(moved),
            Command::Publish(publication) => self.publish(publication),
            Command::Close => self.close(),
        }
    }

    /// The finished batch without its checkpoint, the tree it leads to, and what it has taken.
    pub(super) fn finish(mut self) -> (Batch, Frontier, Taken) {
        self.batch.edge = self.frontier.parts().iter().map(|hash| hash.0).collect();
        (self.batch, self.frontier, self.taken)
    }

    fn append(&mut self, body: Body) -> u64 {
        let leaf = self.frontier.size();
        let bytes = Entry {
            day: self.day,
            body,
        }
        .encode();
        let subtrees = &mut self.batch.subtrees;
        self.frontier.append(Hash::leaf(&bytes), &mut |id, hash| {
            subtrees.push(SubtreeRow {
                level: id.level,
                index: id.index,
                hash: hash.0,
            });
        });
        self.batch.entries.push(bytes);
        leaf
    }

    fn confirm(&mut self, confirmation: &Confirmation) -> Reply {
        let pending = confirmation.pending.confirm_hash;
        let before = self
            .facts
            .confirmed
            .get(&pending)
            .or_else(|| self.taken.pendings.get(&pending));
        if let Some(leaf) = before {
            return Reply::Signed { leaf: *leaf };
        }
        if self.facts.gone.contains(&pending) {
            return Reply::Gone;
        }
        let same = self
            .facts
            .signed
            .get(&confirmation.signed.tag)
            .or_else(|| self.taken.tags.get(&confirmation.signed.tag));
        if let Some(leaf) = same {
            return Reply::AlreadySigned { leaf: *leaf };
        }
        if self.closed {
            return Reply::ClosedBefore;
        }
        let row = self.sign(&confirmation.signed);
        let leaf = row.leaf;
        self.taken.pendings.insert(pending, leaf);
        self.batch.signatures.push(NewSignature {
            access: Some(confirmation.access.clone()),
            contacts: confirmation.contacts.clone(),
            pending: Some(confirmation.pending.clone()),
            ..row
        });
        self.batch
            .subscriptions
            .extend(confirmation.subscription.clone());
        Reply::Signed { leaf }
    }

    /// Appends a signature; its row has no link yet, and nothing of a pending row.
    fn sign(&mut self, signed: &Signed) -> NewSignature {
        let leaf = self.append(Body::Signature {
            revision: signed.revision,
            class: signed.class,
            evidence: signed.evidence,
            commitment: Commitment::from_bytes(*signed.commitment.as_bytes()),
        });
        self.taken.tags.insert(signed.tag, leaf);
        let signatory = signed.signatory.as_ref().map(|shown| NewSignatory {
            leaf,
            day: self.day.0,
            ..shown.clone()
        });
        NewSignature {
            leaf,
            bucket: Bucket {
                revision: signed.revision,
                class: signed.class,
                evidence: signed.evidence,
            },
            listing: signed.listing,
            day: self.day.0,
            tag: signed.tag,
            record: Some(signed.record.clone()),
            access: None,
            signatory,
            consents: signed.consents.clone(),
            contacts: Vec::new(),
            pending: None,
        }
    }

    fn depart(&mut self, departure: &Departure) -> Reply {
        let signature = departure.signature();
        if !self.stands(signature) {
            return Reply::NothingToTakeOut;
        }
        self.departed.insert(signature);
        let (body, state) = match *departure {
            Departure::Withdrawal { signature, reason } => (
                Body::Withdrawal { signature, reason },
                StoredState::Withdrawn,
            ),
            Departure::Strike { signature, reason } => {
                (Body::Strike { signature, reason }, StoredState::Struck)
            }
        };
        self.append(body);
        self.batch
            .departures
            .push(store::Departure { signature, state });
        Reply::Departed
    }

    /// Whether a signature counts, behind what was added so far.
    fn stands(&self, signature: u64) -> bool {
        let counted = self
            .facts
            .signatures
            .get(&signature)
            .is_some_and(|facts| facts.state == StoredState::Confirmed);
        counted && !self.departed.contains(&signature)
    }

    /// The withdrawal first: whoever reads the log in order never counts the signer twice.
    fn relocate(&mut self, moved: &Move) -> Reply {
        if !self.stands(moved.from) {
            return Reply::NothingToTakeOut;
        }
        if self.closed {
            return Reply::ClosedBefore;
        }
        self.depart(&Departure::Withdrawal {
            signature: moved.from,
            reason: WithdrawalReason::Wish,
        });
        let row = self.sign(&moved.signed);
        let leaf = row.leaf;
        self.batch.signatures.push(row);
        self.batch.moves.push(store::Move {
            from: moved.from,
            to: leaf,
        });
        Reply::Signed { leaf }
    }

    fn close(&mut self) -> Reply {
        if self.closed {
            return Reply::ClosedBefore;
        }
        self.append(Body::Close);
        self.batch.closes = true;
        self.closed = true;
        Reply::Closed
    }

    /// Figures first, then the original, then its translations, then the raisings: whoever reads the
    /// log in order knows every number before the text that uses it, and every demand before what
    /// came of it.
    fn publish(&mut self, publication: &Publication) -> Reply {
        if self.closed && !publication.may_follow_close() {
            return Reply::ClosedBefore;
        }
        let mut rows = store::Publication {
            files: publication.files.clone(),
            ..Default::default()
        };
        for figure in &publication.figures {
            let digest = *FigureDigest::of(&figure.record).as_bytes();
            let leaf = self.append(Body::Figure { record: digest });
            rows.figures.push(FigureRow {
                leaf,
                digest,
                record: figure.record.clone(),
            });
        }
        self.texts(&publication.texts, &mut rows);
        for raising in &publication.raisings {
            let digest = *RaisingDigest::of(&raising.record).as_bytes();
            let leaf = self.append(Body::Raising { record: digest });
            rows.raisings.push(RaisingRow {
                leaf,
                digest,
                record: raising.record.clone(),
            });
        }
        self.batch.publication = Some(rows);
        Reply::Published
    }

    fn texts(&mut self, texts: &[NewText], rows: &mut store::Publication) {
        let mut original = None;
        for text in texts {
            let next = self.frontier.size();
            let renders = match (text.renders, text.role) {
                (Renders::Leaf(leaf), RevisionRole::Translation) => leaf,
                (_, RevisionRole::Original) => *original.insert(next),
                (Renders::ThisPublication, RevisionRole::Translation) => original.unwrap_or(next),
            };
            let leaf = self.append(Body::Revision {
                role: text.role,
                number: text.number,
                renders,
                language: text.language.clone(),
                digest: text.digest,
            });
            rows.revisions.push(RevisionRow {
                leaf,
                language: text.language.clone(),
                number: text.number,
                role: text.role,
                renders,
                digest: text.digest,
                text: text.text.clone(),
                source: text.source.clone(),
                day: self.day.0,
            });
        }
    }
}

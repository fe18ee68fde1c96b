//! A log that is long already: rows like those of counted persons, in batches of the store.

use std::sync::Arc;

use anyhow::Context;
use app::clock::{Random, SystemRandom};
use app::declarations::Published;
use app::keys::{DeclarationKeys, Keys};
use domain::consent::Purpose;
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Body, Bucket, Commitment, Day, Entry};
use domain::signature::WithdrawalReason;
use domain::signer::{Class, Evidence};
use domain::text::TextDigest;
use jiff::Timestamp;
use store::{
    AccessPurpose, Batch, ConsentRow, Departure, NewAccess, NewSignature, Store, StoredState,
    SubtreeRow,
};
use tlog::Hash;
use tlog::checkpoint::Checkpoint;
use tlog::tree::Frontier;

use crate::engine::RECORD;

/// Rows in each transaction: many, since nobody waits for their answer.
const BATCH: u64 = 4_096;

/// The end of a log, and what it takes to make it longer.
pub struct Log<'a> {
    store: &'a Store,
    declaration: &'a Published,
    keys: Arc<DeclarationKeys>,
    tree: Frontier,
    /// Leaf and digest of the text that is signed.
    text: (u64, TextDigest),
}

impl<'a> Log<'a> {
    /// Goes on where a log ends.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn of(
        store: &'a Store,
        keys: &Keys,
        declaration: &'a Published,
    ) -> anyhow::Result<Self> {
        let keys = keys.declaration(&declaration.log.slug, &declaration.log.origin)?;
        let head = store.log_head(declaration.id).await?;
        let head = head.context("the log was made")?;
        let edge = head.edge.into_iter().map(Hash).collect();
        let tree = Frontier::from_parts(head.size, edge)?;
        let original = declaration.original().context("it has a text")?;
        Ok(Self {
            store,
            declaration,
            keys,
            tree,
            text: (original.leaf, original.digest),
        })
    }

    /// How many entries it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Makes it longer until it has so many entries. Whoever signs it goes on from there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn fill(&mut self, entries: u64) -> anyhow::Result<()> {
        while self.tree.size() < entries {
            let batch = self.batch(BATCH.min(entries - self.tree.size()))?;
            self.store.commit(batch).await?;
        }
        Ok(())
    }

    /// The next batch. The one before must be committed first.
    ///
    /// # Errors
    /// When its checkpoint cannot be signed.
    pub fn batch(&mut self, count: u64) -> anyhow::Result<Batch> {
        let mut batch = Batch::new(self.declaration.id, self.tree.size());
        for leaf in self.tree.size()..self.tree.size() + count {
            self.append(&mut batch, entry(self.text.0));
            batch.signatures.push(row(leaf, self.text));
        }
        self.seal(batch)
    }

    /// The next batch, with which these signatures are withdrawn.
    ///
    /// # Errors
    /// When its checkpoint cannot be signed.
    pub fn withdrawals(&mut self, leaves: &[u64]) -> anyhow::Result<Batch> {
        let mut batch = Batch::new(self.declaration.id, self.tree.size());
        for signature in leaves.iter().copied() {
            self.append(&mut batch, withdrawal(signature));
            let state = StoredState::Withdrawn;
            batch.departures.push(Departure { signature, state });
        }
        self.seal(batch)
    }

    fn append(&mut self, batch: &mut Batch, entry: Vec<u8>) {
        let subtrees = &mut batch.subtrees;
        self.tree.append(Hash::leaf(&entry), &mut |id, hash| {
            subtrees.push(SubtreeRow {
                level: id.level,
                index: id.index,
                hash: hash.0,
            });
        });
        batch.entries.push(entry);
    }

    /// The end of the log behind a batch, signed.
    fn seal(&self, mut batch: Batch) -> anyhow::Result<Batch> {
        batch.edge = self.tree.parts().iter().map(|hash| hash.0).collect();
        let checkpoint = Checkpoint {
            origin: self.declaration.log.origin.clone(),
            size: self.tree.size(),
            root: self.tree.root(),
        };
        batch.checkpoint = checkpoint.sign(&self.keys.log)?.to_string();
        Ok(batch)
    }
}

/// An entry of a signature that looks like any other.
fn entry(revision: u64) -> Vec<u8> {
    Entry {
        day: Day(20_000),
        body: Body::Signature {
            revision,
            class: Class::Person,
            evidence: Evidence::MailLink,
            commitment: Commitment::from_bytes(random()),
        },
    }
    .encode()
}

fn withdrawal(signature: u64) -> Vec<u8> {
    Entry {
        day: Day(20_000),
        body: Body::Withdrawal {
            signature,
            reason: WithdrawalReason::Wish,
        },
    }
    .encode()
}

/// The row of a person who is counted.
fn row(leaf: u64, (revision, text): (u64, TextDigest)) -> NewSignature {
    NewSignature {
        leaf,
        bucket: Bucket {
            revision,
            class: Class::Person,
            evidence: Evidence::MailLink,
        },
        listing: Listing::Counted,
        day: 20_000,
        tag: random(),
        record: Some(random::<RECORD>().to_vec()),
        access: Some(NewAccess {
            hash: random(),
            purpose: AccessPurpose::Manage,
            expires: None,
        }),
        signatory: None,
        consents: vec![ConsentRow {
            purpose: Purpose::Count,
            given: true,
            wording: super::WORDING.to_owned(),
            language: Language::parse("en").expect("it is a tag"),
            text,
            asked: Timestamp::UNIX_EPOCH,
            confirmed: Timestamp::UNIX_EPOCH,
            channel: "web".to_owned(),
            method: "mail-link".to_owned(),
        }],
        contacts: Vec::new(),
        pending: None,
    }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom.fill(&mut bytes);
    bytes
}

//! A log without a site, which signs whatever a test wants: also two histories.

use std::convert::Infallible;

use tlog::note::{SigningKey, VerifierKey};
use tlog::proof::{ConsistencyProof, prove_consistency};
use tlog::tree::{NodeId, NodeReader, root};
use tlog::witness::AddCheckpoint;
use tlog::{Checkpoint, Hash};

/// A log in memory.
#[derive(Clone)]
pub struct MemoryLog {
    key: SigningKey,
    leaves: Vec<Hash>,
}

impl MemoryLog {
    /// An empty log of an origin; the seed makes its key.
    ///
    /// # Panics
    /// When the origin cannot name a log.
    #[must_use]
    pub fn new(origin: &str, seed: u8) -> Self {
        let key = SigningKey::from_seed(origin, [seed; 32]).expect("the origin names a log");
        let leaves = Vec::new();
        Self { key, leaves }
    }

    /// The same with so many entries, which `history` tells from those of other logs.
    #[must_use]
    pub fn grown(mut self, number: usize, history: &str) -> Self {
        let begin = self.leaves.len();
        let entries = (begin..begin + number).map(|n| format!("{history} {n}"));
        self.leaves
            .extend(entries.map(|entry| Hash::leaf(entry.as_bytes())));
        self
    }

    /// Its first entries alone: from here it can grow another way.
    #[must_use]
    pub fn cut(mut self, size: usize) -> Self {
        self.leaves.truncate(size);
        self
    }

    /// How many entries it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Its public key.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.key.verifier()
    }

    /// What it says at a size.
    ///
    /// # Panics
    /// When it has not so many entries.
    #[must_use]
    pub fn checkpoint(&self, size: u64) -> Checkpoint {
        let Ok(root) = root(size, self);
        Checkpoint {
            origin: self.key.name().to_owned(),
            size,
            root,
        }
    }

    /// What it says at a size, signed.
    #[must_use]
    pub fn note(&self, size: u64) -> Vec<u8> {
        let note = self.checkpoint(size).sign(&self.key);
        let note = note.expect("a log signs its own checkpoints");
        note.to_string().into_bytes()
    }

    /// The proof that one size continues another.
    #[must_use]
    pub fn proof(&self, old: u64, new: u64) -> ConsistencyProof {
        prove_consistency(old, new, self).expect("the sizes are in the log")
    }

    /// The request to a witness that has cosigned `old`.
    #[must_use]
    pub fn request(&self, old: u64, size: u64) -> AddCheckpoint {
        AddCheckpoint {
            old,
            proof: self.proof(old, size),
            note: self.note(size),
        }
    }
}

impl NodeReader for MemoryLog {
    type Error = Infallible;

    fn node(&self, id: NodeId) -> Result<Hash, Infallible> {
        let place = |index: u64| usize::try_from(index << id.level).expect("a small tree");
        let mut hashes = self.leaves[place(id.index)..place(id.index + 1)].to_vec();
        while hashes.len() > 1 {
            let pairs = hashes.chunks_exact(2);
            hashes = pairs.map(|pair| Hash::node(&pair[0], &pair[1])).collect();
        }
        Ok(hashes[0])
    }
}

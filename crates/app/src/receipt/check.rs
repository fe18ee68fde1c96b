//! A receipt, compared with the log that this site shows now.
//!
//! Nothing is stored and nothing is written down: the two files live as long as the request.

use std::sync::Arc;

use domain::log::Entry;
use tlog::note::VerifierKey;
use tlog::proof::{ProofError, verify_consistency};
use tlog::receipt::ReceiptError as Refused;
use tlog::{Checkpoint, Hash, TlogProof};

use super::{ReceiptError, ReceiptFault, VerifiedReceipt, verify_leaf, verify_receipt};
use crate::declarations::Published;
use crate::log::{ReadLogError, StoredLog};
use crate::site::Site;
use crate::strike::Standing;

/// A receipt that holds, and what this site has to say of it.
#[derive(Debug)]
pub struct Found {
    /// What it proves by itself. Its entry is absent where only the checkpoint speaks: the log of
    /// this site has another past, so that no entry of this site can be held against the proof.
    pub receipt: VerifiedReceipt,
    /// What this site knows, where the log is on this site.
    pub here: Option<Here>,
}

/// A log on this site, held against a receipt of it.
#[derive(Debug)]
pub struct Here {
    /// Its declaration.
    pub declaration: Arc<Published>,
    /// How the log of today stands to the one in the receipt.
    pub continuation: Continuation,
    /// How the signature stands today; absent unless the log continues the receipt's, since the
    /// entry at that place is somebody else's otherwise, or missing.
    pub standing: Option<Standing>,
}

/// How the tree of a receipt stands to the tree that this site shows now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Continuation {
    /// This site's log is the same or has grown from it.
    Continues,
    /// This site's log is older than the receipt: entries are missing here.
    Behind,
    /// This site's log has another past: one of the two was rewritten.
    Forked,
}

impl Site {
    /// Checks a receipt. The proof alone is enough where its log is on this site, since the entry is
    /// here, too; otherwise the opening is needed.
    ///
    /// The signed checkpoint is compared first: where this site shows another past, the receipt is
    /// the evidence, and the entries of this site say nothing against it.
    ///
    /// # Errors
    /// [`ReceiptError`] when the store cannot be read; inside, a [`ReceiptFault`] when the receipt does
    /// not hold.
    pub async fn check_receipt(
        &self,
        proof: &str,
        opening: Option<&str>,
    ) -> Result<Result<Found, ReceiptFault>, ReceiptError> {
        let parsed = match TlogProof::parse(proof) {
            Ok(parsed) => parsed,
            Err(fault) => return Ok(Err(fault.into())),
        };
        let declarations = self.all_declarations().await?;
        let here = declarations
            .into_iter()
            .find(|published| Some(&*published.log.origin) == origin(&parsed));
        let Some(declaration) = here else {
            let verified = opening.map(|opening| verify_receipt(proof, opening, None));
            let verified = verified.unwrap_or(Err(ReceiptFault::NeedsOpening));
            return Ok(verified.map(|receipt| Found {
                receipt,
                here: None,
            }));
        };
        let key =
            VerifierKey::parse(&declaration.verifier_key).map_err(|_| ReceiptError::Checkpoint)?;
        let stated = match opening {
            Some(opening) => verify_receipt(proof, opening, Some(&key)),
            None => signed(&parsed, &key),
        };
        let stated = match stated {
            Ok(stated) => stated,
            Err(fault) => return Ok(Err(fault)),
        };
        self.compare(declaration, (proof, &key), stated).await
    }

    /// What this site says of a receipt whose checkpoint its log has signed.
    async fn compare(
        &self,
        declaration: Arc<Published>,
        (proof, key): (&str, &VerifierKey),
        stated: VerifiedReceipt,
    ) -> Result<Result<Found, ReceiptFault>, ReceiptError> {
        let continuation = self.continuation(&declaration, &stated.checkpoint).await?;
        let mut receipt = stated;
        if receipt.entry.is_none() && continuation != Continuation::Forked {
            let index = receipt.index;
            let proven = self.with_own_entry(&declaration, (proof, key), index);
            receipt = match (proven.await?, continuation) {
                (Some(Ok(receipt)), _) => receipt,
                (Some(Err(fault)), Continuation::Continues) => return Ok(Err(fault)),
                // In a shorter log another entry may stand there, or none.
                _ => return Ok(Err(ReceiptFault::NeedsOpening)),
            };
        }
        let standing = match continuation {
            Continuation::Continues => Some(self.standing_at(&declaration, receipt.index).await?),
            Continuation::Behind | Continuation::Forked => None,
        };
        let here = Here {
            declaration,
            continuation,
            standing,
        };
        Ok(Ok(Found {
            receipt,
            here: Some(here),
        }))
    }

    /// Holds the entry of this site against a proof; nothing where this site has none there.
    async fn with_own_entry(
        &self,
        published: &Published,
        (proof, key): (&str, &VerifierKey),
        index: u64,
    ) -> Result<Option<Result<VerifiedReceipt, ReceiptFault>>, ReceiptError> {
        let head = self.store.log_head(published.id).await?;
        if head.is_none_or(|head| index >= head.size) {
            return Ok(None);
        }
        let log = StoredLog::new(self.store.clone(), published.id);
        let bytes = log.entries(index, index + 1).await?.remove(0);
        let verified = verify_leaf(proof, &Hash::leaf(&bytes), key);
        Ok(Some(verified.map(|receipt| VerifiedReceipt {
            entry: Entry::decode(&bytes).ok(),
            ..receipt
        })))
    }

    async fn continuation(
        &self,
        published: &Published,
        before: &Checkpoint,
    ) -> Result<Continuation, ReceiptError> {
        let head = self.store.log_head(published.id).await?;
        let head = head.ok_or(ReceiptError::Checkpoint)?;
        let key =
            VerifierKey::parse(&published.verifier_key).map_err(|_| ReceiptError::Checkpoint)?;
        let now = Checkpoint::open(head.checkpoint.as_bytes(), &[key])
            .map_err(|_| ReceiptError::Checkpoint)?;
        if before.size > now.size {
            return Ok(Continuation::Behind);
        }
        let log = StoredLog::new(self.store.clone(), published.id);
        let proof = match log.consistency(before.size, now.size).await {
            Ok(proof) => proof,
            Err(ReadLogError::NoSuchPart) => return Ok(Continuation::Behind),
            Err(error) => return Err(error.into()),
        };
        let same = verify_consistency(before.size, &before.root, now.size, &now.root, &proof);
        Ok(if same.is_ok() {
            Continuation::Continues
        } else {
            Continuation::Forked
        })
    }
}

/// What a proof says without its entry: that the log has signed so many entries, and is to hold one
/// at this place.
fn signed(proof: &TlogProof, key: &VerifierKey) -> Result<VerifiedReceipt, ReceiptFault> {
    let checkpoint = Checkpoint::open(proof.checkpoint.as_bytes(), std::slice::from_ref(key))
        .map_err(Refused::Checkpoint)?;
    let (index, size) = (proof.index, checkpoint.size);
    if index >= size {
        return Err(Refused::Proof(ProofError::OutsideTree { index, size }).into());
    }
    Ok(VerifiedReceipt {
        checkpoint,
        index,
        entry: None,
        name: None,
    })
}

/// The log that a proof speaks of, before anything of it is believed: it only chooses which log it
/// is compared with.
fn origin(proof: &TlogProof) -> Option<&str> {
    proof.checkpoint.lines().next()
}

//! Verifying a receipt from its own bytes, without a network and without this site.

use domain::log::{Body, Entry, Field, Fields, Opening};
use thiserror::Error;
use tlog::note::VerifierKey;
use tlog::{Checkpoint, Hash, TlogProof};

use super::OpeningFile;

/// What a receipt proves, after everything in it was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedReceipt {
    /// The checkpoint whose tree holds the entry.
    pub checkpoint: Checkpoint,
    /// Leaf index.
    pub index: u64,
    /// The entry; absent when only its hash was given.
    pub entry: Option<Entry>,
    /// The name in the opening; absent when only a hash was given.
    pub name: Option<String>,
}

/// What is wrong with a receipt.
#[derive(Debug, Error)]
pub enum ReceiptFault {
    /// The opening file does not parse.
    #[error("the opening file is malformed: {0}")]
    Opening(String),
    /// The proof file does not parse or does not hold.
    #[error("the proof does not hold")]
    Proof(#[from] tlog::receipt::ReceiptError),
    /// The entry is not the entry of a signature.
    #[error("the entry is not a signature")]
    NotASignature,
    /// The record does not belong to the entry.
    #[error("the name and fields in the opening do not belong to the entry in the log")]
    OtherCommitment,
    /// The receipt was signed with another key than the one that is known of the log.
    #[error("the receipt was signed with another key than the one that is known of this log")]
    OtherKey,
    /// The proof alone, of a log whose entries are not at hand.
    #[error("a proof alone proves nothing here: the entry it is about is not at hand")]
    NeedsOpening,
    /// The checkpoint is of another log than the opening.
    #[error("the checkpoint is of the log {found}, the opening of {expected}")]
    OtherLog {
        /// Origin in the opening.
        expected: String,
        /// Origin in the checkpoint.
        found: String,
    },
}

/// Verifies a receipt offline from its two files.
///
/// The key is the one in the opening file, as the server gave it to the signer at the time. Where
/// the key is `known` from elsewhere, it must be the same.
///
/// # Errors
/// The first [`ReceiptFault`].
pub fn verify_receipt(
    proof: &str,
    opening: &str,
    known: Option<&VerifierKey>,
) -> Result<VerifiedReceipt, ReceiptFault> {
    let file: OpeningFile =
        serde_json::from_str(opening).map_err(|error| ReceiptFault::Opening(error.to_string()))?;
    let malformed = |what: &str| ReceiptFault::Opening(what.to_owned());
    let key = VerifierKey::parse(&file.key).map_err(|_| malformed("key"))?;
    if known.is_some_and(|known| known != &key) {
        return Err(ReceiptFault::OtherKey);
    }
    let bytes = hex::decode(&file.entry).map_err(|_| malformed("entry"))?;
    let entry = Entry::decode(&bytes).map_err(|_| malformed("entry"))?;
    let Body::Signature { commitment, .. } = &entry.body else {
        return Err(ReceiptFault::NotASignature);
    };
    let opened = read_opening(&file).ok_or_else(|| malformed("secret or fields"))?;
    if &opened.commitment() != commitment {
        return Err(ReceiptFault::OtherCommitment);
    }
    let proof = TlogProof::parse(proof)?;
    let checkpoint = proof.verify(&Hash::leaf(&bytes), &[key])?;
    if checkpoint.origin != file.origin {
        return Err(ReceiptFault::OtherLog {
            expected: file.origin,
            found: checkpoint.origin,
        });
    }
    Ok(VerifiedReceipt {
        checkpoint,
        index: proof.index,
        entry: Some(entry),
        name: Some(file.fields.name),
    })
}

/// Verifies only that a leaf hash is in the tree of a proof file, under a key known otherwise.
///
/// # Errors
/// [`ReceiptFault::Proof`] when it is not.
pub fn verify_leaf(
    proof: &str,
    leaf: &Hash,
    key: &VerifierKey,
) -> Result<VerifiedReceipt, ReceiptFault> {
    let proof = TlogProof::parse(proof)?;
    let checkpoint = proof.verify(leaf, std::slice::from_ref(key))?;
    Ok(VerifiedReceipt {
        checkpoint,
        index: proof.index,
        entry: None,
        name: None,
    })
}

fn read_opening(file: &OpeningFile) -> Option<Opening> {
    let mut secret = [0; 32];
    hex::decode_to_slice(&file.secret, &mut secret).ok()?;
    let fields = Fields::default()
        .with(Field::Name, file.fields.name.as_str())
        .with(Field::Initials, file.fields.initials.as_str())
        .with(Field::Descriptor, file.fields.descriptor.as_str())
        .with(Field::Place, file.fields.place.as_str())
        .with(Field::Tag, hex::decode(&file.fields.tag).ok()?)
        .with(Field::Consent, hex::decode(&file.fields.consent).ok()?)
        .with(Field::Evidence, file.fields.evidence.as_str());
    Some(Opening { secret, fields })
}

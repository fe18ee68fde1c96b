//! Receipts (LOG-FORMAT section 7): two files that prove a signature offline, for ever.

use std::sync::Arc;

use domain::listing::Listing;
use domain::log::{Body, Entry, Field, Fields, Opening};
use domain::signer::Class;
use serde::{Deserialize, Serialize};
use store::{AccessPurpose, StoreError, StoredState};
use thiserror::Error;
use tlog::note::VerifierKey;
use tlog::{Checkpoint, Hash, TlogProof};

use crate::declarations::{LoadError, Published};
use crate::log::{ReadLogError, StoredLog};
use crate::record::{Record, RecordError};
use crate::secret::Token;
use crate::site::Site;

/// One signer's receipt.
#[derive(Debug)]
pub struct Receipt {
    /// The declaration.
    pub declaration: Arc<Published>,
    /// Leaf index of the signature.
    pub leaf: u64,
    /// Leaf index of the revision signed.
    pub revision: u64,
    /// Person or organisation.
    pub class: Class,
    /// How it is listed.
    pub listing: Listing,
    /// What only the signer may read.
    pub record: Record,
    /// The link that manages the signature.
    pub manage: Token,
}

/// The two files of a receipt. They are made when they are saved, not when a signature is confirmed:
/// a proof reads some hundred hashes, and against a newer checkpoint it proves as much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptFiles {
    /// The file `NAME.tlog-proof`.
    pub proof: String,
    /// The file `NAME.opening.json`. Personal.
    pub opening: String,
}

/// Why a receipt could not be made.
#[derive(Debug, Error)]
pub enum ReceiptError {
    /// The store failed.
    #[error("the store cannot be read")]
    Store(#[from] StoreError),
    /// The declaration cannot be loaded.
    #[error("the declaration cannot be loaded")]
    Load(#[from] LoadError),
    /// The log cannot be read.
    #[error("the log cannot be read")]
    Log(#[from] ReadLogError),
    /// The record does not open with this token.
    #[error("the record does not open")]
    Record(#[from] RecordError),
    /// The stored checkpoint does not parse.
    #[error("the stored checkpoint does not parse")]
    Checkpoint,
}

/// The file `NAME.opening.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpeningFile {
    /// Origin of the log.
    origin: String,
    /// Verifier key of the log.
    key: String,
    /// The entry, in hexadecimal digits.
    entry: String,
    /// The 32 random bytes behind the commitment, in hexadecimal digits.
    secret: String,
    /// The fields as text; `tag` and `consent` in hexadecimal digits.
    fields: FieldsFile,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldsFile {
    name: String,
    initials: String,
    descriptor: String,
    place: String,
    tag: String,
    consent: String,
    evidence: String,
}

impl Site {
    /// The receipt behind a signer's own link; nothing once the signature was withdrawn, or for an
    /// unknown link.
    ///
    /// # Errors
    /// See [`ReceiptError`].
    pub async fn receipt(&self, manage: &Token) -> Result<Option<Receipt>, ReceiptError> {
        let Some(access) = self.store.access(manage.hash()).await? else {
            return Ok(None);
        };
        if access.purpose != AccessPurpose::Manage {
            return Ok(None);
        }
        let Some(declaration) = self.declaration_by_id(access.declaration).await? else {
            return Ok(None);
        };
        let Some(row) = self
            .store
            .signature(access.declaration, access.leaf)
            .await?
        else {
            return Ok(None);
        };
        let (StoredState::Confirmed, Some(sealed)) = (row.state, row.record) else {
            return Ok(None);
        };
        Ok(Some(Receipt {
            leaf: access.leaf,
            revision: row.bucket.revision,
            class: row.bucket.class,
            listing: row.listing,
            record: Record::open(&sealed, manage)?,
            manage: manage.clone(),
            declaration,
        }))
    }

    /// The files of a receipt, under the newest checkpoint.
    ///
    /// # Errors
    /// See [`ReceiptError`].
    pub async fn receipt_files(&self, receipt: &Receipt) -> Result<ReceiptFiles, ReceiptError> {
        let (proof, entry) = self.proof(&receipt.declaration, receipt.leaf).await?;
        let opening = opening_file(&receipt.declaration, &entry, &receipt.record);
        Ok(ReceiptFiles {
            proof: proof.to_string(),
            opening,
        })
    }

    /// The proof that an entry is in the newest tree, with the entry.
    async fn proof(
        &self,
        declaration: &Published,
        leaf: u64,
    ) -> Result<(TlogProof, Vec<u8>), ReceiptError> {
        let head = self
            .store
            .log_head(declaration.id)
            .await?
            .ok_or(ReceiptError::Checkpoint)?;
        let log = StoredLog::new(self.store.clone(), declaration.id);
        let proof = log.inclusion(leaf, head.size).await?;
        let entry = log.entries(leaf, leaf + 1).await?.remove(0);
        Ok((
            TlogProof {
                index: leaf,
                proof,
                checkpoint: head.checkpoint,
            },
            entry,
        ))
    }
}

fn opening_file(declaration: &Published, entry: &[u8], record: &Record) -> String {
    let fields = &record.opening.fields;
    let file = OpeningFile {
        origin: declaration.log.origin.clone(),
        key: declaration.verifier_key.clone(),
        entry: hex::encode(entry),
        secret: hex::encode(record.opening.secret),
        fields: FieldsFile {
            name: record.text(Field::Name).to_owned(),
            initials: record.text(Field::Initials).to_owned(),
            descriptor: record.text(Field::Descriptor).to_owned(),
            place: record.text(Field::Place).to_owned(),
            tag: hex::encode(fields.get(Field::Tag)),
            consent: hex::encode(fields.get(Field::Consent)),
            evidence: record.text(Field::Evidence).to_owned(),
        },
    };
    serde_json::to_string_pretty(&file).expect("a receipt has only text")
}

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
/// The key is the one in the opening file, as the server gave it to the signer at the time; compare
/// it with the key that others know of the same log.
///
/// # Errors
/// The first [`ReceiptFault`].
pub fn verify_receipt(proof: &str, opening: &str) -> Result<VerifiedReceipt, ReceiptFault> {
    let file: OpeningFile =
        serde_json::from_str(opening).map_err(|error| ReceiptFault::Opening(error.to_string()))?;
    let malformed = |what: &str| ReceiptFault::Opening(what.to_owned());
    let key = VerifierKey::parse(&file.key).map_err(|_| malformed("key"))?;
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

//! Receipts (LOG-FORMAT section 7): two files that prove a signature offline, for ever.
//!
//! They are made here, verified in `verify` with nothing but their own bytes, and compared with the
//! logs of this site in `check`.

mod check;
mod verify;

use std::sync::Arc;

use domain::listing::Listing;
use domain::log::{Body, Entry, Field};
use domain::signer::Class;
use serde::{Deserialize, Serialize};
use store::StoreError;
use thiserror::Error;
use tlog::TlogProof;

use crate::declarations::{LoadError, Published};
use crate::log::{ReadLogError, StoredLog};
use crate::manage::Own;
use crate::record::{Record, RecordError};
use crate::secret::Token;
use crate::site::Site;

pub use check::{Continuation, Found, Here};
pub use verify::{ReceiptFault, VerifiedReceipt, verify_leaf, verify_receipt};

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
        let Some(own) = self.own_row(manage).await? else {
            return Ok(None);
        };
        let Own { access, row, .. } = &own;
        let Some(declaration) = self.declaration_by_id(access.declaration).await? else {
            return Ok(None);
        };
        let Some(record) = own.record(manage)? else {
            return Ok(None);
        };
        Ok(Some(Receipt {
            leaf: access.leaf,
            revision: row.bucket.revision,
            class: row.bucket.class,
            listing: row.listing,
            record,
            manage: manage.clone(),
            declaration,
        }))
    }

    /// The files of a receipt, under the newest checkpoint. A receipt that would not verify is not given
    /// out.
    ///
    /// # Errors
    /// See [`ReceiptError`].
    pub async fn receipt_files(&self, receipt: &Receipt) -> Result<ReceiptFiles, ReceiptError> {
        let (proof, entry) = self.proof(&receipt.declaration, receipt.leaf).await?;
        let commitment = receipt.record.opening.commitment();
        match Entry::decode(&entry).map(|entry| entry.body) {
            Ok(Body::Signature {
                commitment: logged, ..
            }) if logged == commitment => {}
            _ => return Err(RecordError.into()),
        }
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

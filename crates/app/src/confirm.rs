//! Confirming: stations 5 to 9 of the life of a signature.
//!
//! Looking at the link changes nothing, however often a scanner follows it. Acting on it is
//! idempotent: the same link gives the same receipt until its row expires.

use std::sync::Arc;

use domain::consent::Consent;
use domain::listing::Listing;
use domain::signer::{Class, Evidence};
use jiff::Timestamp;
use store::{
    AccessPurpose, ConsentRow, NewAccess, PendingDone, PendingKey, PendingRow, StoreError,
};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::contact;
use crate::declarations::{LoadError, Published};
use crate::receipt::Receipt;
use crate::secret::{Code, Key, Sealed, Token};
use crate::sequencer::{Command, Confirmation, Reply, SequencerError};
use crate::sign::{CODE_TRIES, Payload, Stub};
use crate::signatories::shown;
use crate::site::Site;

/// What shows that the mail was read.
#[derive(Debug, Clone)]
pub enum MailProof {
    /// The token of the link.
    Link(Token),
    /// The code, typed into the tab that is still open.
    Code {
        /// The secret of the tab.
        tab: Token,
        /// The code.
        code: Code,
    },
}

/// A pending signature as its signer sees it before the button.
#[derive(Debug, Clone)]
pub struct PendingSignature {
    /// The declaration.
    pub declaration: Arc<Published>,
    /// Leaf index of the revision to be signed.
    pub revision: u64,
    /// Person or organisation.
    pub class: Class,
    /// The name given.
    pub name: String,
    /// The listing chosen.
    pub listing: Listing,
    /// The consents given.
    pub consents: Vec<Consent>,
    /// When all of it is deleted.
    pub expires: Timestamp,
}

/// What a link leads to.
#[derive(Debug, Clone)]
pub enum LinkState {
    /// It can be confirmed.
    Pending(Box<PendingSignature>),
    /// It was confirmed; confirming again shows the same receipt.
    Confirmed(Arc<Published>),
    /// It expired, was replaced, or never existed.
    Gone,
}

/// A tab that is still open after the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenTab {
    /// How often a code may still be typed.
    pub tries_left: u32,
    /// When the pending signature is deleted.
    pub expires: Timestamp,
}

/// What becomes of a confirmation.
#[derive(Debug)]
pub enum Confirming {
    /// The signature is in the log.
    Signed(Box<Receipt>),
    /// The same address signed before, by another link.
    AlreadySigned(Arc<Published>),
    /// The code is wrong; so many tries are left.
    WrongCode(u32),
    /// The link or code expired, was used up, or never existed.
    Gone,
}

/// Why a confirmation failed. Nothing happened that trying again could not repeat.
#[derive(Debug, Error)]
pub enum ConfirmError {
    /// The writer did not take it.
    #[error("the signature was not committed")]
    Sequencer(#[from] SequencerError),
    /// The store failed.
    #[error("the store cannot be used")]
    Store(#[from] StoreError),
    /// The declaration cannot be loaded.
    #[error("the declaration cannot be loaded")]
    Load(#[from] LoadError),
    /// A contact could not be sealed.
    #[error("a contact could not be sealed")]
    Seal(#[from] contact::SealError),
    /// The receipt could not be made; the signature is in the log.
    #[error("the receipt could not be made")]
    Receipt(#[from] crate::receipt::ReceiptError),
}

/// A pending row whose key was had.
struct Opened {
    row: PendingRow,
    key: Key,
    plain: Zeroizing<Vec<u8>>,
}

enum Opening {
    Opened(Box<Opened>),
    WrongCode(u32),
    Gone,
}

impl Site {
    /// Station 5: what a link leads to. Changes nothing.
    ///
    /// # Errors
    /// See [`ConfirmError`].
    #[tracing::instrument(name = "life.5_look", skip_all)]
    pub async fn link_state(&self, token: &Token) -> Result<LinkState, ConfirmError> {
        let Opening::Opened(opened) = self.open_by_link(token).await? else {
            return Ok(LinkState::Gone);
        };
        let Some(declaration) = self.declaration_by_id(opened.row.declaration).await? else {
            return Ok(LinkState::Gone);
        };
        if opened.row.leaf.is_some() {
            return Ok(LinkState::Confirmed(declaration));
        }
        let Some(payload) = Payload::decode(&opened.plain) else {
            return Ok(LinkState::Gone);
        };
        Ok(LinkState::Pending(Box::new(PendingSignature {
            declaration,
            revision: payload.revision,
            class: payload.signer.class,
            name: payload.signer.name.as_str().to_owned(),
            listing: payload.listing,
            consents: payload.consents,
            expires: opened.row.expires,
        })))
    }

    /// What is left of a tab; nothing once its signature expired. Changes nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn open_tab(&self, tab: &Token) -> Result<Option<OpenTab>, StoreError> {
        let row = self.store.pending(PendingKey::Tab(tab.hash())).await?;
        Ok(row
            .filter(|row| row.expires > self.clock.now())
            .map(|row| OpenTab {
                tries_left: CODE_TRIES.saturating_sub(row.tries),
                expires: row.expires,
            }))
    }

    /// Stations 6 to 9: confirms a pending signature. `listing` may lower what was chosen in the
    /// form; it never raises it.
    ///
    /// # Errors
    /// See [`ConfirmError`].
    #[tracing::instrument(name = "life.6_confirm", skip_all)]
    pub async fn confirm(
        &self,
        proof: &MailProof,
        listing: Option<Listing>,
    ) -> Result<Confirming, ConfirmError> {
        let (opening, evidence) = match proof {
            MailProof::Link(token) => (self.open_by_link(token).await?, Evidence::MailLink),
            MailProof::Code { tab, code } => {
                (self.open_by_code(tab, code).await?, Evidence::MailCode)
            }
        };
        let opened = match opening {
            Opening::Opened(opened) => opened,
            Opening::WrongCode(left) => return Ok(Confirming::WrongCode(left)),
            Opening::Gone => return Ok(Confirming::Gone),
        };
        let Some(declaration) = self.declaration_by_id(opened.row.declaration).await? else {
            return Ok(Confirming::Gone);
        };
        if opened.row.leaf.is_some() {
            let Some(manage) = Stub::decode(&opened.plain) else {
                return Ok(Confirming::Gone);
            };
            return self.receipt_again(&manage).await;
        }
        let Some(payload) = Payload::decode(&opened.plain) else {
            return Ok(Confirming::Gone);
        };
        let command = self.confirmation(&declaration, &payload, &opened, (evidence, listing))?;
        let (listing, log) = (command.listing, Arc::clone(&declaration.log));
        match self
            .sequencer
            .submit(log, Command::Confirm(Box::new(command)))
            .await?
        {
            Reply::AlreadySigned { .. } => Ok(Confirming::AlreadySigned(declaration)),
            Reply::Signed { leaf } => Ok(Confirming::Signed(Box::new(Receipt {
                leaf,
                revision: payload.revision,
                class: payload.signer.class,
                listing,
                record: payload.record,
                manage: payload.manage,
                declaration,
            }))),
            // The writer answers a confirmation in these two ways only.
            Reply::Departed | Reply::NothingToTakeOut | Reply::Published => Ok(Confirming::Gone),
        }
    }

    async fn receipt_again(&self, manage: &Token) -> Result<Confirming, ConfirmError> {
        let receipt = self.receipt(manage).await?;
        Ok(receipt.map_or(Confirming::Gone, |receipt| {
            Confirming::Signed(Box::new(receipt))
        }))
    }

    fn confirmation(
        &self,
        declaration: &Published,
        payload: &Payload,
        opened: &Opened,
        (evidence, lowered): (Evidence, Option<Listing>),
    ) -> Result<Confirmation, ConfirmError> {
        let listing = lowered.map_or(payload.listing, |lowered| lowered.min(payload.listing));
        let purposes = payload.consents.iter().map(|consent| consent.purpose);
        let contacts = contact::seal(
            &payload.signer,
            purposes,
            &declaration.declaration.recipients,
        )?;
        let language = declaration.revision_at(payload.revision).map_or_else(
            || declaration.declaration.language.clone(),
            |r| r.language.clone(),
        );
        Ok(Confirmation {
            revision: payload.revision,
            class: payload.signer.class,
            evidence,
            commitment: payload.record.opening.commitment(),
            listing,
            tag: payload.tag,
            record: payload.record.seal(&payload.manage),
            access: NewAccess {
                hash: payload.manage.hash(),
                purpose: AccessPurpose::Manage,
                expires: None,
            },
            signatory: shown(&payload.record, payload.signer.class, &language, listing),
            consents: consent_rows(&payload.consents, listing, evidence, self.clock.now()),
            contacts,
            pending: PendingDone {
                confirm_hash: opened.row.confirm_hash,
                stub: opened
                    .key
                    .seal(Sealed::Stub, &Stub::new(&payload.manage).encode()),
            },
        })
    }

    async fn open_by_link(&self, token: &Token) -> Result<Opening, ConfirmError> {
        let row = self
            .store
            .pending(PendingKey::Confirm(token.hash()))
            .await?;
        Ok(self.open(row, |row| token.key("link").unwrap(&row.wrapped_by_link)))
    }

    /// A try is counted before the code is looked at, so that a crash or a race never gives one back.
    async fn open_by_code(&self, tab: &Token, code: &Code) -> Result<Opening, ConfirmError> {
        let Some(left) = self.store.pending_try(tab.hash(), CODE_TRIES).await? else {
            return Ok(Opening::Gone);
        };
        let row = self.store.pending(PendingKey::Tab(tab.hash())).await?;
        let mut wrong = false;
        let opening = self.open(row, |row| {
            let key = tab
                .key_with("code", code.as_bytes())
                .unwrap(&row.wrapped_by_code);
            wrong = key.is_err();
            key
        });
        Ok(if wrong {
            Opening::WrongCode(left)
        } else {
            opening
        })
    }

    fn open(
        &self,
        row: Option<PendingRow>,
        unwrap: impl FnOnce(&PendingRow) -> Result<Key, crate::secret::OpenError>,
    ) -> Opening {
        let Some(row) = row.filter(|row| row.expires > self.clock.now()) else {
            return Opening::Gone;
        };
        let what = if row.leaf.is_some() {
            Sealed::Stub
        } else {
            Sealed::Payload
        };
        let opened = unwrap(&row).and_then(|key| {
            let plain = key.open(what, &row.payload)?;
            Ok(Opened { row, key, plain })
        });
        opened.map_or(Opening::Gone, |opened| Opening::Opened(Box::new(opened)))
    }
}

/// The ledger rows of a confirmation. A lowered listing is the last word: the consent to publish is
/// then not recorded as given.
fn consent_rows(
    consents: &[Consent],
    listing: Listing,
    evidence: Evidence,
    confirmed: Timestamp,
) -> Vec<ConsentRow> {
    consents
        .iter()
        .map(|consent| ConsentRow {
            purpose: consent.purpose,
            given: consent.purpose != domain::consent::Purpose::Publish
                || listing != Listing::Counted,
            wording: consent.wording.clone(),
            language: consent.language.clone(),
            text: consent.text,
            asked: consent.asked,
            confirmed,
            channel: "web".to_owned(),
            method: match evidence {
                Evidence::MailCode => "mail-code",
                _ => "mail-link",
            }
            .to_owned(),
        })
        .collect()
}

//! Confirming: stations 5 to 9 of the life of a signature.
//!
//! Looking at the link changes nothing, however often a scanner follows it. Acting on it is
//! idempotent: the same link gives the same receipt until its row expires.

mod open;
mod standing;

use std::sync::Arc;

use domain::consent::Consent;
use domain::listing::Listing;
use domain::name::Name;
use domain::signer::{Class, Evidence};
use jiff::Timestamp;
use store::{AccessPurpose, Lane, NewAccess, PendingDone, PendingKey, StoreError};
use thiserror::Error;

use open::{Opened, Opening};
use standing::{Ledger, listing_now, method, standing};

use crate::contact;
use crate::declarations::{LoadError, Published};
use crate::metrics::Confirmation as Outcome;
use crate::pause::Pause;
use crate::receipt::Receipt;
use crate::record::{Lines, Record};
use crate::secret::{Code, Sealed, Token};
use crate::sequencer::{Command, Confirmation, Reply, SequencerError, Signed};
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
    /// The role, profession or affiliation given.
    pub descriptor: Option<String>,
    /// The place given.
    pub place: Option<String>,
    /// Who answers for the organisation; never published.
    pub contact: Option<String>,
    /// The comment given.
    pub comment: Option<String>,
    /// The listing chosen, as far as it can still be had.
    pub listing: Listing,
    /// The consents given, as far as their purposes are still offered.
    pub consents: Vec<Consent>,
    /// When all of it is deleted.
    pub expires: Timestamp,
}

/// The wish to be shown less than was chosen in the form.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// The listing; a higher one than was chosen changes nothing.
    pub listing: Listing,
    /// The consent to be listed so, word for word; it replaces that of the form in the ledger.
    pub consent: Consent,
}

/// What a link leads to.
#[derive(Debug, Clone)]
pub enum LinkState {
    /// It can be confirmed.
    Pending(Box<PendingSignature>),
    /// It was confirmed; confirming again shows the same receipt.
    Confirmed(Arc<Published>),
    /// The declaration was closed before it was confirmed; it cannot be confirmed any more.
    Closed(Arc<Published>),
    /// It expired, was refused, or never existed.
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
    /// The declaration was closed before the button was pressed; nothing was counted.
    Closed(Arc<Published>),
    /// An operator lets everything rest; link and code are as good as before.
    Paused(Pause),
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

impl Site {
    /// Station 5: what a link leads to. Changes nothing.
    ///
    /// # Errors
    /// See [`ConfirmError`].
    #[tracing::instrument(name = "life.5_look", target = "life", level = "debug", skip_all)]
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
        if declaration.closed.is_some() {
            return Ok(LinkState::Closed(declaration));
        }
        let Some(payload) = Payload::decode(&opened.plain) else {
            return Ok(LinkState::Gone);
        };
        let seen = as_seen(declaration, &payload, opened.row.expires);
        Ok(LinkState::Pending(Box::new(seen)))
    }

    /// What is left of a tab; nothing once its signature expired. Changes nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn open_tab(&self, tab: &Token) -> Result<Option<OpenTab>, StoreError> {
        let row = self.pending_row(PendingKey::Tab(tab.hash())).await?;
        Ok(row.map(|row| OpenTab {
            tries_left: CODE_TRIES.saturating_sub(row.tries),
            expires: row.expires,
        }))
    }

    /// Stations 6 to 9: confirms a pending signature. `lowered` may lower the listing that was
    /// chosen in the form; it never raises it.
    ///
    /// # Errors
    /// See [`ConfirmError`].
    pub async fn confirm(
        &self,
        proof: &MailProof,
        lowered: Option<Lowered>,
    ) -> Result<Confirming, ConfirmError> {
        let outcome = self.act_on(proof, lowered).await;
        self.metrics.confirmations.of(Outcome::of(&outcome)).one();
        outcome
    }

    #[tracing::instrument(name = "life.6_confirm", target = "life", level = "debug", skip_all)]
    async fn act_on(
        &self,
        proof: &MailProof,
        lowered: Option<Lowered>,
    ) -> Result<Confirming, ConfirmError> {
        if let Some(pause) = self.read_only().await? {
            return Ok(Confirming::Paused(pause));
        }
        let (opening, evidence) = match proof {
            MailProof::Link(token) => (self.open_by_link(token).await?, Evidence::MailLink),
            MailProof::Code { tab, code } => {
                (self.open_by_code(tab, code).await?, Evidence::MailCode)
            }
        };
        match opening {
            Opening::Opened(mut opened) => {
                let outcome = self.confirm_opened(&opened, evidence, lowered).await;
                let was_pending = opened.row.leaf.is_none();
                if was_pending && matches!(outcome, Ok(Confirming::Signed(_))) {
                    opened.has_signed();
                }
                outcome
            }
            Opening::WrongCode(left) => Ok(Confirming::WrongCode(left)),
            Opening::Gone => Ok(Confirming::Gone),
        }
    }

    async fn confirm_opened(
        &self,
        opened: &Opened,
        evidence: Evidence,
        lowered: Option<Lowered>,
    ) -> Result<Confirming, ConfirmError> {
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
        let record = payload.record();
        let command = Confirmation {
            subscription: self.ticked(&declaration, &payload, method(evidence)).await,
            ..self.confirmation(
                &declaration,
                (&payload, &record),
                opened,
                (evidence, lowered),
            )?
        };
        let is_subscribed = command.subscription.is_some();
        let (listing, log) = (command.signed.listing, Arc::clone(&declaration.log));
        let command = Command::Confirm(Box::new(command));
        match self.sequencer.submit(log, command).await? {
            Reply::AlreadySigned { .. } => Ok(Confirming::AlreadySigned(declaration)),
            Reply::Signed { leaf } => {
                if is_subscribed {
                    self.ring(Lane::Service);
                }
                Ok(Confirming::Signed(Box::new(Receipt {
                    leaf,
                    revision: payload.revision,
                    class: payload.signer.class,
                    listing,
                    record,
                    manage: payload.manage,
                    declaration,
                })))
            }
            Reply::ClosedBefore => Ok(Confirming::Closed(declaration)),
            // Refused or expired meanwhile; the writer answers a confirmation in no other way than these.
            Reply::Gone
            | Reply::Departed
            | Reply::NothingToTakeOut
            | Reply::Published
            | Reply::Closed => Ok(Confirming::Gone),
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
        (payload, record): (&Payload, &Record),
        opened: &Opened,
        (evidence, lowered): (Evidence, Option<Lowered>),
    ) -> Result<Confirmation, ConfirmError> {
        let offer = &declaration.declaration;
        let chosen = listing_now(record, payload.listing, offer);
        let lowered = lowered.filter(|lowered| lowered.listing < chosen);
        let listing = lowered.as_ref().map_or(chosen, |lowered| {
            listing_now(record, lowered.listing, offer)
        });
        let contacts = contact::seal(
            &payload.signer,
            standing(&payload.consents, offer)
                .map(|consent| consent.purpose)
                .filter(|purpose| offer.seals(*purpose)),
            &offer.recipients,
        )?;
        let consents = Ledger {
            consents: &payload.consents,
            listing,
            lowered: lowered.map(|lowered| lowered.consent),
            offer,
        };
        let ledger = consents.rows(evidence, self.clock.now());
        let lines = Lines::saying(&payload.consents, &ledger);
        let language = declaration.revision_at(payload.revision).map_or_else(
            || declaration.declaration.language.clone(),
            |r| r.language.clone(),
        );
        Ok(Confirmation {
            signed: Signed {
                revision: payload.revision,
                class: payload.signer.class,
                evidence,
                commitment: record.opening.commitment(),
                listing,
                tag: payload.tag,
                record: record.seal(&payload.manage, payload.revision, lines),
                signatory: shown(record, payload.signer.class, &language, listing),
                consents: ledger,
            },
            access: NewAccess {
                hash: payload.manage.hash(),
                purpose: AccessPurpose::Manage,
                expires: None,
            },
            contacts,
            subscription: None,
            pending: PendingDone {
                confirm_hash: opened.row.confirm_hash,
                stub: opened.key.seal(Sealed::Stub, Stub::encode(&payload.manage)),
            },
        })
    }
}

/// A pending signature without what only the writer needs.
fn as_seen(declaration: Arc<Published>, payload: &Payload, expires: Timestamp) -> PendingSignature {
    let text = |line: &Option<Name>| line.as_ref().map(|line| line.as_str().to_owned());
    let offer = &declaration.declaration;
    let signer = &payload.signer;
    let comment = signer.comment.as_ref();
    PendingSignature {
        revision: payload.revision,
        class: signer.class,
        name: signer.name.as_str().to_owned(),
        descriptor: text(&signer.descriptor),
        place: text(&signer.place),
        contact: text(&signer.contact),
        comment: comment.map(|comment| comment.as_str().to_owned()),
        listing: listing_now(&payload.record(), payload.listing, offer),
        consents: standing(&payload.consents, offer).cloned().collect(),
        expires,
        declaration,
    }
}

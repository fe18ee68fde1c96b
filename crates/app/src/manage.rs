//! What a signer does later: look at their signature, change its listing, withdraw it.

use std::sync::Arc;

use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use domain::signature::WithdrawalReason;
use domain::signer::{Class, Evidence};
use jiff::Timestamp;
use store::{
    AccessPurpose, AccessRow, ConsentRow, NewSignatory, Relisting, SignatureRow, StoreError,
    StoredState,
};

use crate::confirm::ConfirmError;
use crate::declarations::{LoadError, Published};
use crate::record::{Beside, Record, RecordError};
use crate::secret::Token;
use crate::sequencer::{Command, Departure, Reply};
use crate::signatories::{showable, shown};
use crate::site::Site;

/// A signature as the holder of its link sees it.
#[derive(Debug)]
pub struct OwnSignature {
    /// The declaration.
    pub declaration: Arc<Published>,
    /// Leaf index of the signature.
    pub leaf: u64,
    /// Leaf index of the revision signed.
    pub revision: u64,
    /// Person or organisation.
    pub class: Class,
    /// What shows that they meant it.
    pub evidence: Evidence,
    /// How it is listed.
    pub listing: Listing,
    /// The day of its entry, in days since 1970-01-01 UTC.
    pub day: u32,
    /// What was signed as; absent for a link that can only withdraw.
    pub record: Option<Record>,
    /// The link that led here.
    pub token: Token,
}

/// What a link leads to.
#[derive(Debug)]
pub enum OwnState {
    /// The signature counts.
    Stands(Box<OwnSignature>),
    /// It was withdrawn.
    Withdrawn(Arc<Published>),
    /// The organisers took it out.
    Struck(Arc<Published>),
    /// The link expired or never existed.
    Gone,
}

/// What becomes of a change of listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relisted {
    /// The list shows it so from now on.
    Done(Listing),
    /// The link or the declaration does not allow it, or the signature no longer counts.
    Gone,
}

/// What becomes of a withdrawal.
#[derive(Debug)]
pub enum Withdrawn {
    /// It no longer counts, and everything personal about it is erased.
    Done(Arc<Published>),
    /// It had been taken out before.
    Before(Arc<Published>),
    /// The link expired or never existed.
    Gone,
}

/// A link with the signature that it leads to.
pub(crate) struct Own {
    pub(crate) access: AccessRow,
    pub(crate) row: SignatureRow,
    ledger: Vec<ConsentRow>,
}

impl Own {
    /// The record, where the signature stands and the link may read it.
    pub(crate) fn record(&self, token: &Token) -> Result<Option<Record>, RecordError> {
        let row = &self.row;
        if self.access.purpose != AccessPurpose::Manage || row.state != StoredState::Confirmed {
            return Ok(None);
        }
        let (Some(sealed), Some(tag)) = (&row.record, row.tag) else {
            return Ok(None);
        };
        let beside = Beside {
            revision: row.bucket.revision,
            tag,
            ledger: &self.ledger,
        };
        Record::open(sealed, token, &beside).map(Some)
    }
}

impl Site {
    /// What a signer's link leads to. Changes nothing.
    ///
    /// # Errors
    /// See [`ConfirmError`].
    pub async fn own_signature(&self, token: &Token) -> Result<OwnState, ConfirmError> {
        let Some(own) = self.own_row(token).await? else {
            return Ok(OwnState::Gone);
        };
        let Own { access, row, .. } = &own;
        let Some(declaration) = self.own_declaration(access).await? else {
            return Ok(OwnState::Gone);
        };
        match row.state {
            StoredState::Confirmed => {}
            StoredState::Withdrawn => return Ok(OwnState::Withdrawn(declaration)),
            StoredState::Struck => return Ok(OwnState::Struck(declaration)),
        }
        Ok(OwnState::Stands(Box::new(OwnSignature {
            leaf: access.leaf,
            revision: row.bucket.revision,
            class: row.bucket.class,
            evidence: row.bucket.evidence,
            listing: row.listing,
            day: row.day,
            record: own.record(token).ok().flatten(),
            token: token.clone(),
            declaration,
        })))
    }

    /// Changes how a signature is listed. Showing more than before needs the consent that was just
    /// given, word for word; the log is not touched, since it never said how anyone is listed.
    ///
    /// # Errors
    /// See [`ConfirmError`].
    pub async fn relist(
        &self,
        token: &Token,
        listing: Listing,
        consent: Option<Consent>,
    ) -> Result<Relisted, ConfirmError> {
        let OwnState::Stands(own) = self.own_signature(token).await? else {
            return Ok(Relisted::Gone);
        };
        let Some(record) = &own.record else {
            return Ok(Relisted::Gone);
        };
        let listing = showable(record, listing);
        if own.listing == listing {
            return Ok(Relisted::Done(listing));
        }
        if listing > own.listing && !own.declaration.declaration.offers(Purpose::Publish) {
            return Ok(Relisted::Gone);
        }
        let language = own.declaration.revision_at(own.revision).map_or_else(
            || own.declaration.declaration.language.clone(),
            |r| r.language.clone(),
        );
        // Shown again, it is still of the day it was given.
        let signatory = shown(record, own.class, &language, listing).map(|row| NewSignatory {
            leaf: own.leaf,
            day: own.day,
            ..row
        });
        let now = self.clock.now();
        let changed = self
            .store
            .relist(Relisting {
                declaration: own.declaration.id,
                leaf: own.leaf,
                from: own.listing,
                to: listing,
                signatory,
                consent: consent.map(|consent| ledger_row(consent, listing, now)),
            })
            .await?;
        Ok(if changed {
            Relisted::Done(listing)
        } else {
            Relisted::Gone
        })
    }

    /// Withdraws a signature: it leaves the list and the count at once, everything personal about it
    /// is erased in the same transaction, and the log gains a withdrawal.
    ///
    /// # Errors
    /// See [`ConfirmError`].
    pub async fn withdraw(&self, token: &Token) -> Result<Withdrawn, ConfirmError> {
        let mut signature = None;
        loop {
            let Some((access, declaration)) = self.own_access(token).await? else {
                return Ok(Withdrawn::Gone);
            };
            // The link leads elsewhere only if the signature was moved at the same moment: then the one
            // that took its place is meant.
            if signature == Some(access.leaf) {
                return Ok(Withdrawn::Before(declaration));
            }
            signature = Some(access.leaf);
            let departure = Command::Depart(Departure::Withdrawal {
                signature: access.leaf,
                reason: WithdrawalReason::Wish,
            });
            let log = Arc::clone(&declaration.log);
            if self.sequencer.submit(log, departure).await? == Reply::Departed {
                return Ok(Withdrawn::Done(declaration));
            }
        }
    }

    async fn own_access(
        &self,
        token: &Token,
    ) -> Result<Option<(AccessRow, Arc<Published>)>, ConfirmError> {
        let Some(access) = self.store.access(token.hash()).await? else {
            return Ok(None);
        };
        let declaration = self.own_declaration(&access).await?;
        Ok(declaration.map(|declaration| (access, declaration)))
    }

    /// The declaration of a link that has not expired.
    async fn own_declaration(
        &self,
        access: &AccessRow,
    ) -> Result<Option<Arc<Published>>, LoadError> {
        if access.expires.is_some_and(|end| end <= self.clock.now()) {
            return Ok(None);
        }
        self.declaration_by_id(access.declaration).await
    }

    /// The signature that a link leads to. One that moved to a newer text between the two reads is looked
    /// for again where it went: it has not been withdrawn.
    ///
    /// The ledger is read before the row: where the row says that the signature stands, the ledger was whole.
    pub(crate) async fn own_row(&self, token: &Token) -> Result<Option<Own>, StoreError> {
        let mut before = None;
        loop {
            let Some(access) = self.store.access(token.hash()).await? else {
                return Ok(None);
            };
            let (id, leaf) = (access.declaration, access.leaf);
            let ledger = match access.purpose {
                AccessPurpose::Manage => self.store.consents(id, leaf).await?,
                AccessPurpose::Withdraw => Vec::new(),
            };
            let Some(row) = self.store.signature(id, leaf).await? else {
                return Ok(None);
            };
            if row.state != StoredState::Withdrawn || before == Some(leaf) {
                let own = Own {
                    access,
                    row,
                    ledger,
                };
                return Ok(Some(own));
            }
            before = Some(leaf);
        }
    }
}

fn ledger_row(consent: Consent, listing: Listing, confirmed: Timestamp) -> ConsentRow {
    ConsentRow {
        purpose: consent.purpose,
        given: listing != Listing::Counted,
        wording: consent.wording,
        language: consent.language,
        text: consent.text,
        asked: consent.asked,
        confirmed,
        channel: "web".to_owned(),
        method: "manage-link".to_owned(),
    }
}

//! A signer moves their signature to a newer text, by the link they have.
//!
//! One signature counts once. The old one is withdrawn and the new one entered in one batch, so the
//! count never dips and never doubles, and the duplicate tag passes from one to the other. If the
//! process dies before the batch is durable, nothing moved; if it dies behind it, the link leads to the
//! new signature, and moving again finds it there.

use std::sync::Arc;

use domain::consent::{Consent, Purpose, consents_digest};
use domain::listing::Listing;
use domain::log::{Field, Opening};
use domain::signer::Evidence;
use domain::text::TextDigest;
use store::{ConsentRow, RevisionRow};

use crate::clock::random_bytes;
use crate::confirm::ConfirmError;
use crate::declarations::Published;
use crate::manage::{OwnSignature, OwnState};
use crate::receipt::Receipt;
use crate::record::{Lines, Record};
use crate::secret::Token;
use crate::sequencer::{Command, Move, Reply, Signed};
use crate::signatories::{showable, shown};
use crate::site::Site;

/// What a signer agrees to when they sign the newer text instead.
#[derive(Debug, Clone)]
pub struct Reconfirmation {
    /// The text they were shown.
    pub text: TextDigest,
    /// To sign it and be counted, word for word.
    pub count: Consent,
    /// To be shown as before, word for word; without it the signature is counted only.
    pub publish: Option<Consent>,
}

/// What becomes of it.
#[derive(Debug)]
pub enum Moving {
    /// The signature stands under the newer text, now or since an earlier attempt.
    Done(Box<Receipt>),
    /// There is a newer text still, or none that is offered.
    TextChanged,
    /// The declaration can no longer be signed; the signature stays where it is.
    Closed(Arc<Published>),
    /// The link expired, never existed, or cannot do this.
    Gone,
}

impl Site {
    /// Whether those who signed the revision at a leaf are offered to sign the newest text in their
    /// language instead: it can be signed, and a change since is material (REQ-160).
    #[must_use]
    pub fn offers_to_move(&self, declaration: &Published, signed: u64) -> bool {
        let signed = declaration.revision_at(signed);
        let newer = signed.and_then(|signed| declaration.newer(signed));
        self.is_open(declaration) && newer.is_some_and(|newer| newer.material)
    }

    /// Moves a signature to the newest text in its language. Doing it twice is doing it once.
    ///
    /// # Errors
    /// See [`ConfirmError`]; whenever one is returned, trying again is safe.
    pub async fn move_signature(
        &self,
        token: &Token,
        agreed: Reconfirmation,
    ) -> Result<Moving, ConfirmError> {
        let OwnState::Stands(own) = self.own_signature(token).await? else {
            return Ok(Moving::Gone);
        };
        if own.record.is_none() {
            return Ok(Moving::Gone);
        }
        if stands_under(&own, agreed.text) {
            return self.moved(token).await;
        }
        if !self.is_open(&own.declaration) {
            return Ok(Moving::Closed(own.declaration));
        }
        let Some(command) = self.reconfirmed(&own, &agreed) else {
            return Ok(Moving::TextChanged);
        };
        let log = Arc::clone(&own.declaration.log);
        let command = Command::Move(Box::new(command));
        match self.sequencer.submit(log, command).await? {
            Reply::ClosedBefore => Ok(Moving::Closed(own.declaration)),
            Reply::Signed { .. } => self.moved(token).await,
            // Another press of the same button was faster, or a withdrawal: the link knows which.
            _ => match self.own_signature(token).await? {
                OwnState::Stands(own) if stands_under(&own, agreed.text) => self.moved(token).await,
                _ => Ok(Moving::Gone),
            },
        }
    }

    async fn moved(&self, token: &Token) -> Result<Moving, ConfirmError> {
        let receipt = self.receipt(token).await?;
        Ok(receipt.map_or(Moving::Gone, |receipt| Moving::Done(Box::new(receipt))))
    }

    /// The same signer under the newest text, behind a new commitment: the fields are sealed as before
    /// under the link they have. Nothing where that text is not the one they were shown.
    fn reconfirmed(&self, own: &OwnSignature, agreed: &Reconfirmation) -> Option<Move> {
        let declaration = &own.declaration;
        let offered = self.offers_to_move(declaration, own.revision);
        let signed = declaration.revision_at(own.revision)?;
        let newest = declaration
            .current(&signed.language)
            .filter(|newest| offered && newest.digest == agreed.text)?;
        let before = own.record.as_ref()?;
        let publish = agreed.publish.as_ref().filter(|_| {
            own.listing != Listing::Counted && declaration.declaration.offers(Purpose::Publish)
        });
        let listing = publish.map_or(Listing::Counted, |_| showable(before, own.listing));
        let consents: Vec<&Consent> = std::iter::once(&agreed.count).chain(publish).collect();
        let consents: Vec<Consent> = consents.into_iter().cloned().collect();
        let record = self.record_anew(before, &consents);
        let ledger = self.ledger(&consents, newest);
        let lines = Lines::saying(&consents, &ledger);
        Some(Move {
            from: own.leaf,
            signed: Signed {
                revision: newest.leaf,
                class: own.class,
                evidence: evidence(own.evidence),
                commitment: record.opening.commitment(),
                listing,
                tag: tag(&record)?,
                signatory: shown(&record, own.class, &newest.language, listing),
                record: record.seal(&own.token, newest.leaf, lines),
                consents: ledger,
            },
        })
    }

    fn record_anew(&self, before: &Record, consents: &[Consent]) -> Record {
        let fields = before.opening.fields.clone();
        Record {
            opening: Opening {
                secret: random_bytes(self.random.as_ref()),
                fields: fields.with(Field::Consent, consents_digest(consents)),
            },
            comment: before.comment.clone(),
        }
    }

    fn ledger(&self, consents: &[Consent], text: &RevisionRow) -> Vec<ConsentRow> {
        let confirmed = self.clock.now();
        let row = |consent: &Consent| ConsentRow {
            purpose: consent.purpose,
            given: true,
            wording: consent.wording.clone(),
            language: consent.language.clone(),
            text: text.digest,
            asked: consent.asked,
            confirmed,
            channel: "web".to_owned(),
            method: "manage-link".to_owned(),
        };
        consents.iter().map(row).collect()
    }
}

fn stands_under(own: &OwnSignature, text: TextDigest) -> bool {
    let signed = own.declaration.revision_at(own.revision);
    signed.is_some_and(|signed| signed.digest == text)
}

/// What shows that they meant the newer text is the link they had by mail, whatever it was before. That
/// a mailbox belongs to an organisation is as true as it was.
const fn evidence(before: Evidence) -> Evidence {
    match before {
        Evidence::OrganisationDomain => Evidence::OrganisationDomain,
        _ => Evidence::MailLink,
    }
}

fn tag(record: &Record) -> Option<[u8; 32]> {
    record.opening.fields.get(Field::Tag).try_into().ok()
}

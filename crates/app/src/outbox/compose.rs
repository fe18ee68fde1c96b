//! From a row of the outbox to a message.

use std::sync::Arc;

use domain::address::EmailAddress;
use domain::locale::Language;
use domain::slug::Slug;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use mail::dkim::SigningFailed;
use mail::message::{Message, MessageError};
use mail::return_path::Kind;
use render::mail::{AlreadySigned, Confirm, MailText, Sender};
use render::words::Words;
use store::{AccessPurpose, DeliveryRow, NewAccess};
use thiserror::Error;

use super::MailJob;
use super::identity::Draft;
use crate::declarations::{LoadError, Published};
use crate::infomail::{Headers, InfomailError};
use crate::keys::KeysError;
use crate::secret::Token;
use crate::site::Site;

/// How long the link in a mail to somebody who had already signed can withdraw that signature.
const KNOWN_LINK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Why a mail could not be composed.
#[derive(Debug, Error)]
pub enum ComposeError {
    /// The row is not one of ours.
    #[error("the delivery cannot be read")]
    Malformed,
    /// The declaration cannot be loaded just now; trying again may help.
    #[error("the declaration cannot be loaded")]
    Load(#[from] LoadError),
    /// The keys of the declaration cannot be used just now; trying again may help.
    #[error("the keys of the declaration cannot be used")]
    Keys(#[from] KeysError),
    /// The list it speaks of, or a key of the Infomail, cannot be loaded just now; trying again may
    /// help.
    #[error("the Infomail cannot be loaded")]
    Infomail(#[from] InfomailError),
    /// The declaration or signature it speaks of is gone.
    #[error("what the mail speaks of is gone")]
    Gone,
    /// The sender or recipient is no mailbox.
    #[error("the sender or recipient is no mailbox")]
    Mailbox,
    /// A header field cannot be written.
    #[error("the message cannot be written")]
    Message(#[from] MessageError),
    /// Signing failed just now; trying again may help.
    #[error("the message cannot be signed")]
    Signing(#[from] SigningFailed),
}

impl ComposeError {
    /// Whether composing it again later may go well. Else the mail is given up.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Load(_) | Self::Keys(_) | Self::Infomail(_) | Self::Signing(_)
        )
    }
}

impl Site {
    /// Composes one mail; exactly one recipient (REQ-21).
    pub(super) async fn compose(&self, row: &DeliveryRow) -> Result<Message, ComposeError> {
        let job = MailJob::decode(&row.fields).ok_or(ComposeError::Malformed)?;
        let job = self.as_it_stands(job, &row.recipient).await?;
        let (text, headers) = self.mail_text(&job, row).await?;
        let draft = Draft {
            lane: job.lane(),
            kind: Kind::Delivery,
            id: *row.id.as_bytes(),
            recipient: &row.recipient,
            language: Words::for_language(&row.language).lang(),
            text,
            headers,
        };
        self.write_mail_apart(draft, self.now()).await
    }

    /// An address that has signed is told so, with a link to its signature, in place of being asked to
    /// confirm. This is found out here and not when the form comes: finding who has signed takes longer
    /// than finding that nobody has, and the time of the answer would tell (REQ-42).
    async fn as_it_stands(&self, job: MailJob, recipient: &str) -> Result<MailJob, ComposeError> {
        let MailJob::Confirm {
            slug,
            refuse,
            known: Some(known),
            ..
        } = &job
        else {
            return Ok(job);
        };
        let published = self.spoken_of(slug).await?;
        let address = EmailAddress::parse(recipient).map_err(|_| ComposeError::Mailbox)?;
        let tag = self.declaration_keys(&published)?.tag(&address);
        let token = Token::parse(known).map_err(|_| ComposeError::Malformed)?;
        let expires = self.now() + KNOWN_LINK;
        let link = NewAccess {
            hash: token.hash(),
            purpose: AccessPurpose::Withdraw,
            expires: Some(expires),
        };
        let signed = self.store.link_signed(published.id, tag, link).await;
        Ok(match signed.map_err(LoadError::Store)? {
            None => job,
            Some(_) => MailJob::AlreadySigned {
                slug: slug.clone(),
                manage: known.clone(),
                refuse: refuse.clone(),
                expires: expires.as_second(),
            },
        })
    }

    /// The words of a mail, and the header fields that its kind has beyond those of every mail.
    async fn mail_text(
        &self,
        job: &MailJob,
        row: &DeliveryRow,
    ) -> Result<(MailText, Headers), ComposeError> {
        let language = row.language.as_str();
        let sender = Sender {
            words: Words::for_language(language),
            site: self.settings.name.clone(),
            base_url: self.settings.base_url.clone(),
        };
        let text = match job {
            MailJob::Confirm {
                slug,
                confirm,
                manage,
                refuse,
                code,
                expires,
                known: _,
            } => {
                let (title, title_language) = self.mail_title(slug, language).await?;
                let expires = moment(*expires)?;
                let left = expires.duration_since(self.now()).max(SignedDuration::ZERO);
                Confirm {
                    sender,
                    title,
                    title_language,
                    confirm_token: confirm.clone(),
                    code: code.clone(),
                    manage_token: manage.clone(),
                    refuse_token: refuse.clone(),
                    valid_days: u64::try_from((left.as_hours() + 23) / 24).unwrap_or(0),
                    deleted_on: expires.to_zoned(TimeZone::UTC).date(),
                }
                .render()
            }
            MailJob::AlreadySigned {
                slug,
                manage,
                refuse,
                ..
            } => {
                let (title, title_language) = self.mail_title(slug, language).await?;
                let signed_on = self.signed_on(manage).await?;
                let manage_token = manage.clone();
                AlreadySigned {
                    sender,
                    title,
                    title_language,
                    signed_on,
                    manage_token,
                    refuse_token: refuse.clone(),
                }
                .render()
            }
            MailJob::Infomail(job) => {
                return self
                    .infomail_text(job, (*row.id.as_bytes(), language))
                    .await;
            }
        };
        Ok((text, Vec::new()))
    }

    async fn spoken_of(&self, slug: &str) -> Result<Arc<Published>, ComposeError> {
        let slug = Slug::parse(slug).map_err(|_| ComposeError::Malformed)?;
        let published = self.declaration(&slug).await?;
        published.ok_or(ComposeError::Gone)
    }

    async fn mail_title(
        &self,
        slug: &str,
        language: &str,
    ) -> Result<(String, String), ComposeError> {
        let published = self.spoken_of(slug).await?;
        let wanted = Language::parse(language).map_err(|_| ComposeError::Malformed)?;
        let shown: &Published = &published;
        let revision = shown
            .current(&wanted)
            .or_else(|| shown.original())
            .ok_or(ComposeError::Gone)?;
        Ok((
            shown.title(&revision.language),
            revision.language.to_string(),
        ))
    }

    async fn signed_on(&self, manage: &str) -> Result<jiff::civil::Date, ComposeError> {
        let token = Token::parse(manage).map_err(|_| ComposeError::Malformed)?;
        let read = |error| ComposeError::Load(LoadError::Store(error));
        let access = self.store.access(token.hash()).await.map_err(read)?;
        let access = access.ok_or(ComposeError::Gone)?;
        let row = self
            .store
            .signature(access.declaration, access.leaf)
            .await
            .map_err(read)?;
        let day = row.ok_or(ComposeError::Gone)?.day;
        domain::log::Day(day).date().ok_or(ComposeError::Malformed)
    }
}

fn moment(seconds: i64) -> Result<Timestamp, ComposeError> {
    Timestamp::from_second(seconds).map_err(|_| ComposeError::Malformed)
}

//! From a row of the outbox to a message.

use domain::locale::Language;
use domain::slug::Slug;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use render::mail::{AlreadySigned, Confirm, MailText, Sender};
use render::words::Words;
use store::DeliveryRow;
use thiserror::Error;

use super::MailJob;
use crate::clock::random_bytes;
use crate::declarations::{LoadError, Published};
use crate::secret::Token;
use crate::site::Site;

/// Why a mail could not be composed. It is given up: composing it again gives the same.
#[derive(Debug, Error)]
pub enum ComposeError {
    /// The row is not one of ours.
    #[error("the delivery cannot be read")]
    Malformed,
    /// The declaration cannot be loaded just now; trying again may help.
    #[error("the declaration cannot be loaded")]
    Load(#[from] LoadError),
    /// The declaration or signature it speaks of is gone.
    #[error("what the mail speaks of is gone")]
    Gone,
    /// The sender or recipient is no mailbox.
    #[error("the sender or recipient is no mailbox")]
    Mailbox,
}

/// `Auto-Submitted: auto-generated` (RFC 3834, REQ-79): nobody's holiday note answers it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Site {
    /// Composes one mail; exactly one recipient (REQ-21).
    pub(super) async fn compose(&self, row: &DeliveryRow) -> Result<Message, ComposeError> {
        let job = MailJob::decode(&row.fields).ok_or(ComposeError::Malformed)?;
        let text = self.mail_text(&job, &row.language).await?;
        let from: Mailbox = self
            .settings
            .mail_from
            .parse()
            .map_err(|_| ComposeError::Mailbox)?;
        let to: Mailbox = row.recipient.parse().map_err(|_| ComposeError::Mailbox)?;
        // An opaque identifier on our own domain: neither the clock nor the recipient shows in it.
        let id: [u8; 16] = random_bytes(self.random.as_ref());
        let message_id = format!("<{}@{}>", hex::encode(id), from.email.domain());
        let date = std::time::UNIX_EPOCH
            + std::time::Duration::from_secs(u64::try_from(self.now().as_second()).unwrap_or(0));
        Message::builder()
            .from(from)
            .to(to)
            .subject(text.subject)
            .date(date)
            .message_id(Some(message_id))
            .header(AutoSubmitted)
            .multipart(
                MultiPart::alternative()
                    .singlepart(part(ContentType::TEXT_PLAIN, text.text))
                    .singlepart(part(ContentType::TEXT_HTML, text.html)),
            )
            .map_err(|_| ComposeError::Mailbox)
    }

    async fn mail_text(&self, job: &MailJob, language: &str) -> Result<MailText, ComposeError> {
        let sender = Sender {
            words: Words::for_language(language),
            site: self.settings.name.clone(),
            base_url: self.settings.base_url.clone(),
        };
        match job {
            MailJob::Confirm {
                slug,
                confirm,
                manage,
                refuse,
                code,
                expires,
            } => {
                let (title, title_language) = self.mail_title(slug, language).await?;
                let expires = moment(*expires)?;
                let left = expires.duration_since(self.now()).max(SignedDuration::ZERO);
                Ok(Confirm {
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
                .render())
            }
            MailJob::AlreadySigned { slug, manage, .. } => {
                let (title, title_language) = self.mail_title(slug, language).await?;
                let signed_on = self.signed_on(manage).await?;
                let manage_token = manage.clone();
                Ok(AlreadySigned {
                    sender,
                    title,
                    title_language,
                    signed_on,
                    manage_token,
                }
                .render())
            }
        }
    }

    async fn mail_title(
        &self,
        slug: &str,
        language: &str,
    ) -> Result<(String, String), ComposeError> {
        let slug = Slug::parse(slug).map_err(|_| ComposeError::Malformed)?;
        let published = self.declaration(&slug).await?.ok_or(ComposeError::Gone)?;
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

fn part(content_type: ContentType, body: String) -> SinglePart {
    SinglePart::builder().header(content_type).body(body)
}

fn moment(seconds: i64) -> Result<Timestamp, ComposeError> {
    Timestamp::from_second(seconds).map_err(|_| ComposeError::Malformed)
}

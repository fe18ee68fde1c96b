//! Signing: stations 2 and 3 of the life of a signature.
//!
//! What is stored of a pending signature cannot be read without the mail: the payload lies under a
//! random key, and that key is wrapped twice, under the mailed token and under the secret of the
//! open tab together with the mailed code. The row and its mail are written in one transaction, and
//! a new and a known address cause the same work and get the same answer.

mod payload;

use std::sync::Arc;

use domain::consent::Consent;
use domain::listing::Listing;
use domain::name::Name;
use domain::signer::{Class, Signer};
use domain::text::TextDigest;
use jiff::{SignedDuration, Timestamp};
use store::{Accepted, Lane, NewDelivery, NewPending, Submission};
use thiserror::Error;

use crate::clock::random_bytes;
use crate::declarations::{LoadError, Published};
use crate::metrics::Submission as Outcome;
use crate::outbox::MailJob;
use crate::pause::Pause;
use crate::secret::{Code, Key, Sealed, Token};
use crate::site::Site;

use payload::Written;
pub(crate) use payload::{Payload, Stub};

/// How often a code may be typed against one pending row.
pub const CODE_TRIES: u32 = 5;

/// Station 2: a form that was believed as far as forms can be.
#[derive(Debug, Clone)]
pub struct SignDeclaration {
    /// The declaration.
    pub declaration: Arc<Published>,
    /// The revision the form was shown with.
    pub text: TextDigest,
    /// Who signs.
    pub signer: Signer,
    /// How they want to be listed.
    pub listing: Listing,
    /// What they agreed to, word for word.
    pub consents: Vec<Consent>,
}

/// What the page after the form needs. It is the same for every address.
#[derive(Debug, Clone)]
pub struct CheckMail {
    /// The secret of the open tab, for a hidden field.
    pub tab: Token,
    /// When the pending signature is deleted.
    pub expires: Timestamp,
}

/// What becomes of a form.
#[derive(Debug, Clone)]
pub enum Signing {
    /// Accepted; what is true of the address goes by mail.
    CheckMail(CheckMail),
    /// The declaration is no longer signed.
    Closed,
    /// An operator lets signing rest; nothing happened.
    Paused(Pause),
    /// The text was revised while the form was being filled in.
    TextChanged,
    /// The mail server cannot reach addresses with such letters before the @ (RFC 6531).
    Undeliverable,
}

/// Why a form could not be taken.
#[derive(Debug, Error)]
pub enum SignError {
    /// The declaration or the store cannot be read or written; nothing happened.
    #[error("the signature was not taken")]
    Store(#[from] store::StoreError),
    /// The declaration cannot be loaded.
    #[error("the declaration cannot be loaded")]
    Load(#[from] LoadError),
    /// The keys of the declaration cannot be used.
    #[error("the keys of the declaration cannot be used")]
    Keys(#[from] crate::keys::KeysError),
}

impl Site {
    /// Takes a signature as pending and queues its mail.
    ///
    /// # Errors
    /// See [`SignError`]; then nothing was stored and nothing is mailed.
    pub async fn sign(&self, command: SignDeclaration) -> Result<Signing, SignError> {
        let outcome = self.accept(command).await;
        self.metrics.submissions.of(Outcome::of(&outcome)).one();
        outcome
    }

    #[tracing::instrument(name = "life.3_accept", target = "life", level = "debug", skip_all)]
    async fn accept(&self, command: SignDeclaration) -> Result<Signing, SignError> {
        let now = self.clock.now();
        let declaration = Arc::clone(&command.declaration);
        if !self.is_open(&declaration) {
            return Ok(Signing::Closed);
        }
        if let Some(pause) = self.paused().await? {
            return Ok(Signing::Paused(pause));
        }
        let Some(revision) = declaration.revision_with(command.text) else {
            return Ok(Signing::TextChanged);
        };
        if declaration
            .current(&revision.language)
            .is_none_or(|c| c.digest != command.text)
        {
            return Ok(Signing::TextChanged);
        }
        if command.signer.address.needs_smtputf8() && !self.mail.offers_smtputf8() {
            return Ok(Signing::Undeliverable);
        }
        let days = i64::from(declaration.declaration.retention.pending_days);
        let expires = now + SignedDuration::from_hours(24 * days);
        let tab = Token::dated(now, self.random.as_ref());
        let submission =
            self.submission(&command, &declaration, revision.leaf, (&tab, now, expires))?;
        match self.store.accept(submission).await? {
            Accepted::ConfirmMailed | Accepted::KnownMailed => self.ring(Lane::Confirmation),
            Accepted::Held { is_first } => self.tell_of_full_hour(is_first),
            Accepted::Capped | Accepted::Suppressed => {}
        }
        Ok(Signing::CheckMail(CheckMail { tab, expires }))
    }

    /// Whether a declaration can be signed today.
    #[must_use]
    pub fn is_open(&self, declaration: &Published) -> bool {
        declaration.is_open(self.today())
    }

    fn submission(
        &self,
        command: &SignDeclaration,
        declaration: &Published,
        revision: u64,
        (tab, now, expires): (&Token, Timestamp, Timestamp),
    ) -> Result<Submission, SignError> {
        let random = self.random.as_ref();
        let keys = self.declaration_keys(declaration)?;
        let tag = keys.tag(&command.signer.address);
        let [confirm, refuse] = [(); 2].map(|()| Token::dated(now, random));
        let [manage, known] = [(); 2].map(|()| Token::new(random));
        let (code, key) = (Code::new(random), Key::new(random));
        let secret = random_bytes(random);
        let payload = Written::of(
            (&command.signer, command.listing),
            &command.consents,
            revision,
            (tag, secret),
            &manage,
        );
        let pending = NewPending {
            confirm_hash: confirm.hash(),
            tab_hash: tab.hash(),
            refuse_hash: refuse.hash(),
            payload: key.seal(Sealed::Payload, &payload.encode()),
            wrapped_by_link: confirm.key("link").wrap(&key),
            wrapped_by_code: tab.key_with("code", code.as_bytes()).wrap(&key),
            expires,
        };
        let slug = declaration.declaration.slug.as_str();
        let tokens = (&confirm, &manage, &refuse, &known);
        let job = MailJob::confirm(slug, tokens, &code, expires);
        Ok(Submission {
            declaration: declaration.id,
            now,
            caps: self.caps(&command.signer.address, &[declaration.id.as_bytes()]),
            most_per_hour: self.settings.confirmations_per_hour,
            suppression_key: self.suppression_key(&command.signer.address),
            mail: self.delivery(command, &job, now, Some(confirm.hash())),
            pending,
        })
    }

    fn delivery(
        &self,
        command: &SignDeclaration,
        job: &MailJob,
        now: Timestamp,
        pending: Option<[u8; 32]>,
    ) -> NewDelivery {
        NewDelivery {
            id: self.new_delivery_id(now),
            lane: job.lane(),
            kind: job.kind().to_owned(),
            recipient: command.signer.address.expose().to_owned(),
            language: language_of(command),
            fields: job.encode(),
            due: now,
            pending,
        }
    }
}

/// The language of the text that is signed. The consents may have been shown in another, where the
/// interface does not speak it; the mail finds its words the same way and keeps the title.
fn language_of(command: &SignDeclaration) -> String {
    let signed = command.declaration.revision_with(command.text);
    let language = signed.map_or(&command.declaration.declaration.language, |r| &r.language);
    language.to_string()
}

/// The values of the public fields: what a listing may show of a signer.
pub(crate) fn initials_of(name: &Name, class: Class) -> String {
    match class {
        Class::Person => name.initials(),
        Class::Organisation => String::new(),
    }
}

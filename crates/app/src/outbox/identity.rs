//! In whose name mails leave: one sender, one return path for each mail, signatures for each lane.

use std::sync::Arc;

use jiff::Timestamp;
use mail::dkim::{Signer, SigningFailed};
use mail::message::{Mailbox, Message, Parts};
use mail::return_path::{Kind, ReturnPaths};
use render::mail::MailText;
use store::Lane;

use super::ComposeError;
use crate::site::Site;

/// What a site may have for its mails beyond an address; all of it is optional.
#[derive(Default)]
pub struct MailIdentity {
    /// The domain of return paths, as A-label. Without it bounces go to the sender's own address, and
    /// nobody reads them here.
    pub return_path: Option<String>,
    /// Signs confirmations and service mails. Without it they leave unsigned, and the mail server
    /// they are handed to may sign them.
    pub confirmations: Option<Signer>,
    /// Signs issues of the Infomail: under another selector, so that what the one does to its
    /// reputation does not touch the other (REQ-84).
    pub infomail: Option<Signer>,
}

/// A mail that has its words and still needs a sender.
pub struct Draft<'d> {
    /// The queue it waited in.
    pub lane: Lane,
    /// Whose identifier `id` is.
    pub kind: Kind,
    /// What it is known by when it bounces, and what its `Message-ID` is made of.
    pub id: [u8; 16],
    /// The recipient's address.
    pub recipient: &'d str,
    /// BCP 47 tag of its words.
    pub language: &'d str,
    /// Its words.
    pub text: MailText,
    /// Header fields beyond those that each of our mails has.
    pub headers: Vec<(&'static str, String)>,
}

impl MailIdentity {
    fn sign(&self, lane: Lane, message: &mut Message, now: Timestamp) -> Result<(), ComposeError> {
        if let Some(signer) = self.signer(lane) {
            message.bytes = signer.sign(&message.bytes, now)?;
        }
        Ok(())
    }

    fn signer(&self, lane: Lane) -> Option<&Signer> {
        match lane {
            Lane::Confirmation | Lane::Service => self.confirmations.as_ref(),
            Lane::Issue => self.infomail.as_ref(),
        }
    }
}

impl Site {
    /// Writes a mail in the name of this site, and signs it; sending it is the affair of the outbox.
    /// The same draft has the same `Message-ID` each time, so that a receiver can tell a second copy
    /// of one mail.
    ///
    /// # Errors
    /// [`ComposeError`] where the sender or recipient is no mailbox or signing fails.
    pub fn write_mail(&self, draft: Draft<'_>, now: Timestamp) -> Result<Message, ComposeError> {
        let (lane, mut message) = (draft.lane, self.unsigned(draft, now)?);
        self.mail_identity.sign(lane, &mut message, now)?;
        Ok(message)
    }

    fn unsigned(&self, draft: Draft<'_>, now: Timestamp) -> Result<Message, ComposeError> {
        let from = Mailbox::parse(&self.settings.mail_from).map_err(|_| ComposeError::Mailbox)?;
        let to = Mailbox::of_address(draft.recipient).map_err(|_| ComposeError::Mailbox)?;
        let return_path = match self.mail_identity.return_path {
            Some(_) => self.return_paths.address(draft.kind, draft.id),
            None => from.address().to_owned(),
        };
        let message_id = self
            .return_paths
            .message_id(draft.kind, draft.id, from.domain());
        let mut headers = vec![
            ("Content-Language", draft.language.to_owned()),
            // Nobody's holiday note answers it (RFC 3834 section 5, REQ-79); the second says so to
            // those who do not know the first (MS-OXCMAIL section 2.2.3.2.14).
            ("Auto-Submitted", "auto-generated".to_owned()),
            ("X-Auto-Response-Suppress", "All".to_owned()),
        ];
        headers.extend(draft.headers);
        let message = Parts {
            from,
            to,
            reply_to: None,
            subject: draft.text.subject,
            text: draft.text.text,
            html: Some(draft.text.html),
            message_id,
            date: now,
            headers,
            return_path,
        }
        .build()?;
        Ok(message)
    }

    /// The same on a thread apart: an RSA signature takes most of a millisecond, in which the loop of
    /// a lane could start ten other mails, and several cores share the signing.
    ///
    /// # Errors
    /// As [`Self::write_mail`].
    pub async fn write_mail_apart(
        &self,
        draft: Draft<'_>,
        now: Timestamp,
    ) -> Result<Message, ComposeError> {
        let (lane, mut message) = (draft.lane, self.unsigned(draft, now)?);
        if self.mail_identity.signer(lane).is_none() {
            return Ok(message);
        }
        let identity = Arc::clone(&self.mail_identity);
        let signing = tokio::task::spawn_blocking(move || {
            identity.sign(lane, &mut message, now)?;
            Ok(message)
        });
        signing.await.unwrap_or(Err(SigningFailed.into()))
    }

    /// The return paths of this site, to tell which mail came back.
    #[must_use]
    pub const fn return_paths(&self) -> &ReturnPaths {
        &self.return_paths
    }
}

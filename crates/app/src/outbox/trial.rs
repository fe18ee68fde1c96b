//! One mail that an operator sends to a mailbox of their own.

use jiff::Timestamp;
use mail::return_path::Kind;
use mail::smtp::SendError;
use render::mail::{Sender, Trial};
use render::words::Words;
use store::Lane;
use thiserror::Error;

use super::ComposeError;
use super::identity::Draft;
use crate::clock::random_bytes;
use crate::site::Site;

/// Why a trial did not leave.
#[derive(Debug, Error)]
pub enum TrialError {
    /// It cannot be written, or not signed.
    #[error("the mail cannot be written")]
    Compose(#[from] ComposeError),
    /// The mail server did not take it.
    #[error("the mail server did not take it")]
    Send(#[from] SendError),
}

impl Site {
    /// Hands a mail that says nothing but that it arrived to the mail server, signed as a confirmation is.
    ///
    /// It is the one mail that does not go through the outbox: nothing depends on it, nobody waits for
    /// it but the operator, and what is asked is what the mail server says to it.
    ///
    /// # Errors
    /// [`TrialError`] with the answer of the mail server.
    pub async fn send_trial(&self, recipient: &str, language: &str) -> Result<(), TrialError> {
        let now: Timestamp = self.now();
        let words = Words::for_language(language);
        let text = Trial {
            sender: Sender {
                words,
                site: self.settings.name.clone(),
                base_url: self.settings.base_url.clone(),
            },
        }
        .render();
        let draft = Draft {
            lane: Lane::Service,
            kind: Kind::Delivery,
            id: random_bytes(self.random.as_ref()),
            recipient,
            language: words.lang(),
            text,
            headers: Vec::new(),
        };
        let message = self.write_mail(draft, now)?;
        Ok(self.mail.send(Lane::Service, &message).await?)
    }
}

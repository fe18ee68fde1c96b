//! Where the mails of the invented signatories go: nobody else would read them, and in the mailbox
//! of the demo they would bury the first mail of its visitor.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use app::outbox::{Envelope, MailTransport, SendError};
use app::secret::{Code, Token};
use async_trait::async_trait;
use mail_parser::MessageParser;

/// What a signer finds in a confirmation mail.
pub(super) struct Letter {
    /// The token of the link.
    pub(super) token: Token,
    /// The code.
    pub(super) code: Code,
}

/// Mails by recipient, kept in memory.
#[derive(Default)]
pub(super) struct Mailbag {
    mails: Mutex<HashMap<String, Vec<u8>>>,
}

impl Mailbag {
    /// Takes out the mail to an address; nothing if there is none, or it asks for no confirmation.
    pub(super) fn take(&self, address: &str) -> Option<Letter> {
        let mail = self
            .mails
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(address)?;
        let message = MessageParser::default().parse(&mail)?;
        read(&message.body_text(0)?)
    }
}

#[async_trait]
impl MailTransport for Mailbag {
    async fn send(&self, envelope: &Envelope, message: &[u8]) -> Result<(), SendError> {
        let mut mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        for recipient in envelope.to() {
            mails.insert(recipient.to_string(), message.to_vec());
        }
        Ok(())
    }

    fn offers_smtputf8(&self) -> bool {
        true
    }

    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}

/// Finds link and code as a person does: the address that leads to the confirm page, and the line
/// that holds nothing but a code.
fn read(text: &str) -> Option<Letter> {
    let (_, link) = text.split_once("/c/")?;
    let token = Token::parse(link.split_whitespace().next()?).ok()?;
    let code = text
        .lines()
        .find_map(|line| Code::parse(line.trim()).ok())?;
    Some(Letter { token, code })
}

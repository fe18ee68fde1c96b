//! Where the mails of the invented signatories go: nobody else would read them, and in the mailbox
//! of the demo they would bury the first mail of its visitor.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use app::outbox::{Lane, MailTransport, SendError};
use app::secret::{Code, Token};
use async_trait::async_trait;
use mail::message::Message;
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
        read(&self.text(address)?)
    }

    /// The same for a mail that asks to confirm a subscription: the token of its link.
    pub(super) fn subscription(&self, address: &str) -> Option<Token> {
        read_subscription(&self.text(address)?)
    }

    fn text(&self, address: &str) -> Option<String> {
        let mail = self
            .mails
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(address)?;
        let message = MessageParser::default().parse(&mail)?;
        Some(message.body_text(0)?.into_owned())
    }
}

#[async_trait]
impl MailTransport for Mailbag {
    async fn send(&self, _: Lane, message: &Message) -> Result<(), SendError> {
        let mut mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        let recipient = message.envelope.recipient.clone();
        mails.insert(recipient, message.bytes.clone());
        Ok(())
    }

    fn offers_smtputf8(&self) -> bool {
        true
    }

    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}

/// Finds the token in the link that confirms a subscription.
fn read_subscription(text: &str) -> Option<Token> {
    let (_, link) = text.split_once("/i/c/")?;
    Token::parse(link.split_whitespace().next()?).ok()
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

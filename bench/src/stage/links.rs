//! Where mails arrive: nothing of them is kept but their link, their code and whose they are.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use app::outbox::{Lane, MailTransport, SendError};
use app::secret::{Code, Token};
use mail::message::Message;

/// What a confirmation mail holds.
#[derive(Clone)]
pub struct Mailed {
    /// Of its link.
    pub link: Token,
    /// To be typed into the tab.
    pub code: Code,
}

/// Mails that arrived, by the number in their address.
#[derive(Default)]
pub(super) struct Links(Mutex<HashMap<u64, Mailed>>);

impl Links {
    /// Takes the mail to an address out, if it arrived.
    pub(super) fn take(&self, number: u64) -> Option<Mailed> {
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        mails.remove(&number)
    }

    /// Forgets what arrived.
    pub(super) fn clear(&self) {
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        mails.clear();
    }
}

#[async_trait::async_trait]
impl MailTransport for Links {
    async fn send(&self, _: Lane, message: &Message) -> Result<(), SendError> {
        if let Some((number, mailed)) = read(message) {
            let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            mails.insert(number, mailed);
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

fn read(message: &Message) -> Option<(u64, Mailed)> {
    let number = message.envelope.recipient.strip_prefix("signer")?;
    let number = number.split_once('@')?.0.parse().ok()?;
    // Quoted-printable may break a line inside the link; the breaks are taken out first.
    let text = String::from_utf8_lossy(&message.bytes).replace("=\r\n", "");
    let link = text.split_once("/c/")?.1.split_whitespace().next()?;
    let link = Token::parse(link).ok()?;
    // The code is a line of its own.
    let mut lines = text.lines().map(str::trim);
    let is_code = |line: &&str| line.len() == 9 && line.as_bytes().get(4) == Some(&b'-');
    let code = Code::parse(lines.find(is_code)?).ok()?;
    Some((number, Mailed { link, code }))
}

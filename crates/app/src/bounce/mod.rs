//! What comes back: bounces, complaints, and what is neither.
//!
//! A message that came back is read ([`mail::report`]), the mail it is about is found by the opaque
//! identifier in its return path, and then:
//!
//! | what | about a copy of an issue | about any other mail |
//! | --- | --- | --- |
//! | no such mailbox | the subscription ends | counted |
//! | any other bounce that is about the recipient | one of several that end the subscription | counted |
//! | a refusal that is about us | counted, the operator is alerted | the same |
//! | a complaint | the subscription ends, and none begins again | counted, the operator is alerted |
//! | the wish to leave, sent to the address for it | the subscription ends | counted for review |
//! | an answer of a machine, a delay, a delivery | nothing | nothing |
//! | anything else | counted for review | the same |
//!
//! Of a mail that is not an issue nothing is kept after it was sent, so nothing of it is deleted or
//! suppressed when it comes back: a pending signature stays until it expires, since the mail may have
//! come back from where somebody forwards it to and still have arrived, and since anybody may type any
//! address into the form; limits hold how often. No page tells of it (REQ-42).
//!
//! Nothing is concluded from an address that a report names: everybody can write reports.

mod alert;
mod lmtp;

use domain::infomail::Returned;
use mail::report::{self, Bounce, Class, Reading};
use mail::return_path::Kind;
use store::{NewReturn, StoreError};

use crate::site::Site;

pub use alert::Lately;
pub(crate) use alert::Told;

/// What became of a message that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It was counted, and what follows from it was done.
    Counted,
    /// It had been counted before.
    Known,
    /// A subscription ended by the wish of its subscriber.
    Left,
    /// Nothing follows from it.
    Nothing,
    /// It was counted for review: a person has to look at such messages.
    Review,
}

impl Site {
    /// Takes a message that came back to an address of ours; nothing where the address is not known,
    /// as when a program hands over a message without its envelope.
    ///
    /// When it returns, all of it is durable: whoever handed it over may forget it. Handing it over a
    /// second time does nothing more.
    ///
    /// # Errors
    /// When the store cannot be used: the message has to be handed over again.
    #[tracing::instrument(name = "mail.returned", skip_all)]
    pub async fn take_returned(
        &self,
        recipient: Option<&str>,
        message: &[u8],
    ) -> Result<Received, StoreError> {
        let reading = report::read(message);
        let to = recipient.and_then(|address| self.return_paths.recognise(address));
        let about = to.or_else(|| report::about(message, &self.return_paths));
        if let (Some((Kind::Issue, id)), Reading::Leave) = (about, &reading) {
            self.infomail_left_by_mail(id).await?;
            return Ok(Received::Left);
        }
        let Some((word, status)) = counted(&reading) else {
            return Ok(Received::Nothing);
        };
        // First what follows, then the count: if the process dies between the two, the message comes
        // again, and what follows is done again. A report that is repeated without that has no effect.
        if let (Some((Kind::Issue, id)), Some(returned)) = (about, returned(&reading))
            && !self.store.mail_was_returned(id, word).await?
        {
            self.infomail_returned(id, returned).await?;
        }
        let is_review = word == alert::REVIEW;
        let new = NewReturn {
            // Whatever somebody writes to a return path is one message more to look at.
            mail: about.map(|(_, id)| id).filter(|_| !is_review),
            kind: kind_word(about.map(|(kind, _)| kind)),
            class: word,
            status,
            now: self.now(),
        };
        let is_new = self.store.mail_returned(new).await?;
        tracing::info!(class = word, "a mail came back");
        Ok(match (is_review, is_new) {
            (true, _) => Received::Review,
            (false, true) => Received::Counted,
            (false, false) => Received::Known,
        })
    }
}

/// The word under which a message is counted, and the status code it gave; nothing for what is not
/// counted.
fn counted(reading: &Reading) -> Option<(&'static str, String)> {
    match reading {
        Reading::Bounce(Bounce { class, status, .. }) => {
            let status = status.map(|status| status.to_string());
            Some((class.word(), status.unwrap_or_default()))
        }
        Reading::Complaint => Some((alert::COMPLAINT, String::new())),
        Reading::Leave | Reading::Unclear => Some((alert::REVIEW, String::new())),
        Reading::Delayed | Reading::Delivered | Reading::Answer => None,
    }
}

/// What a message means for a subscription. A mailbox that does not exist ends it at once; one that
/// takes no mail may be a mistake of its provider, and ends it when that is said several times.
const fn returned(reading: &Reading) -> Option<Returned> {
    match reading {
        Reading::Bounce(bounce) => Some(match bounce.class {
            Class::Gone => Returned::Hard,
            Class::Hard | Class::Soft => Returned::Soft,
            Class::Policy => Returned::Policy,
        }),
        Reading::Complaint => Some(Returned::Complaint),
        _ => None,
    }
}

const fn kind_word(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Delivery) => "mail",
        Some(Kind::Issue) => "issue",
        None => "unknown",
    }
}

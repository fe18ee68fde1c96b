//! The mail that an operator sends to a mailbox of their own, to see whether and where it arrives.

use askama::Template;

use super::{MailText, Sender, assemble};

/// Says that mails leave, and where to look what became of their signatures.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Who writes, and in which language.
    pub sender: Sender,
}

#[derive(Template)]
#[template(path = "mail/trial/subject.txt", whitespace = "preserve")]
struct Subject<'m>(&'m Trial);

#[derive(Template)]
#[template(path = "mail/trial/text.txt", whitespace = "preserve")]
struct Text<'m>(&'m Trial);

#[derive(Template)]
#[template(path = "mail/trial/html.html")]
struct Html<'m>(&'m Trial);

impl Trial {
    /// The three parts.
    #[must_use]
    pub fn render(&self) -> MailText {
        assemble(&Subject(self), &Text(self), &Html(self))
    }
}

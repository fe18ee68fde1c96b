//! The mail to somebody who has signed before: the page said nothing of it (REQ-42).

use askama::Template;
use jiff::civil::Date;

use super::{MailText, Sender, assemble};
use crate::urls;
use crate::words::direction;

/// Tells that this address has signed already.
#[derive(Clone, Debug)]
pub struct AlreadySigned {
    /// Who writes, and in which language.
    pub sender: Sender,
    /// The declaration's title.
    pub title: String,
    /// BCP 47 tag of the title.
    pub title_language: String,
    /// The day of the signature (UTC).
    pub signed_on: Date,
    /// The token to withdraw; it can do nothing else.
    pub manage_token: String,
    /// The token that deletes what was entered now, and on request stops all mail to this address.
    pub refuse_token: String,
}

#[derive(Template)]
#[template(path = "mail/already_signed/subject.txt", whitespace = "preserve")]
struct Subject<'m>(&'m AlreadySigned);

#[derive(Template)]
#[template(path = "mail/already_signed/text.txt", whitespace = "preserve")]
struct Text<'m>(&'m AlreadySigned);

#[derive(Template)]
#[template(path = "mail/already_signed/html.html")]
struct Html<'m>(&'m AlreadySigned);

impl AlreadySigned {
    /// The three parts.
    #[must_use]
    pub fn render(&self) -> MailText {
        assemble(&Subject(self), &Text(self), &Html(self))
    }

    fn manage_url(&self) -> String {
        urls::absolute(&self.sender.base_url, &urls::manage(&self.manage_token))
    }

    fn refuse_url(&self) -> String {
        urls::absolute(&self.sender.base_url, &urls::refuse(&self.refuse_token))
    }

    fn title_dir(&self) -> &'static str {
        direction(&self.title_language)
    }
}

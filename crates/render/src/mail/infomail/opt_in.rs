//! The mail that asks whether it was you who subscribed.

use askama::Template;
use jiff::civil::Date;

use super::ListName;
use crate::mail::{MailText, Sender, assemble};
use crate::urls;

/// Asks for confirmation; without it no issue is ever sent (REQ-92).
#[derive(Clone, Debug)]
pub struct OptIn {
    /// Who writes, and in which language.
    pub sender: Sender,
    /// What was subscribed to.
    pub list: ListName,
    /// The token of the confirmation.
    pub confirm_token: String,
    /// The token of "this was not me", which is also the way to say "never write to me again".
    pub refuse_token: String,
    /// The day on which the address is deleted if nobody confirms.
    pub deleted_on: Date,
}

#[derive(Template)]
#[template(path = "mail/infomail/opt_in/subject.txt", whitespace = "preserve")]
struct Subject<'m>(&'m OptIn);

#[derive(Template)]
#[template(path = "mail/infomail/opt_in/text.txt", whitespace = "preserve")]
struct Text<'m>(&'m OptIn);

#[derive(Template)]
#[template(path = "mail/infomail/opt_in/html.html")]
struct Html<'m>(&'m OptIn);

impl OptIn {
    /// The three parts.
    #[must_use]
    pub fn render(&self) -> MailText {
        assemble(&Subject(self), &Text(self), &Html(self))
    }

    fn confirm_url(&self) -> String {
        let path = urls::infomail_confirm(&self.confirm_token);
        urls::absolute(&self.sender.base_url, &path)
    }

    fn refuse_url(&self) -> String {
        urls::absolute(&self.sender.base_url, &urls::refuse(&self.refuse_token))
    }
}

//! The mail that asks, after two years, whether the Infomail is still welcome (REQ-91).

use askama::Template;
use jiff::civil::Date;

use super::ListName;
use crate::mail::{MailText, Sender, assemble};
use crate::urls;

/// Asks for the permission again.
#[derive(Clone, Debug)]
pub struct Permission {
    /// Who writes, and in which language.
    pub sender: Sender,
    /// What is subscribed to.
    pub list: ListName,
    /// The day of the permission that is growing old.
    pub since: Date,
    /// The token that renews it, and can do nothing else.
    pub stay_token: String,
    /// The token that ends the subscription at once.
    pub leave_token: String,
    /// The day on which the subscription ends if nobody answers.
    pub ends_on: Date,
}

#[derive(Template)]
#[template(path = "mail/infomail/permission/subject.txt", whitespace = "preserve")]
struct Subject<'m>(&'m Permission);

#[derive(Template)]
#[template(path = "mail/infomail/permission/text.txt", whitespace = "preserve")]
struct Text<'m>(&'m Permission);

#[derive(Template)]
#[template(path = "mail/infomail/permission/html.html")]
struct Html<'m>(&'m Permission);

impl Permission {
    /// The three parts.
    #[must_use]
    pub fn render(&self) -> MailText {
        assemble(&Subject(self), &Text(self), &Html(self))
    }

    fn stay_url(&self) -> String {
        let path = urls::infomail_stay(&self.stay_token);
        urls::absolute(&self.sender.base_url, &path)
    }

    fn leave_url(&self) -> String {
        let path = urls::infomail_leave(&self.leave_token);
        urls::absolute(&self.sender.base_url, &path)
    }
}

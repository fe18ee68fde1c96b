//! The mail to somebody who has just confirmed: how to leave, and what appeared so far.

use askama::Template;

use super::ListName;
use crate::mail::{MailText, Sender, assemble};
use crate::urls;

/// Says that the subscription began.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// Who writes, and in which language.
    pub sender: Sender,
    /// What is subscribed to.
    pub list: ListName,
    /// The token that ends the subscription, and can do nothing else.
    pub leave_token: String,
}

#[derive(Template)]
#[template(path = "mail/infomail/welcome/subject.txt", whitespace = "preserve")]
struct Subject<'m>(&'m Welcome);

#[derive(Template)]
#[template(path = "mail/infomail/welcome/text.txt", whitespace = "preserve")]
struct Text<'m>(&'m Welcome);

#[derive(Template)]
#[template(path = "mail/infomail/welcome/html.html")]
struct Html<'m>(&'m Welcome);

impl Welcome {
    /// The three parts.
    #[must_use]
    pub fn render(&self) -> MailText {
        assemble(&Subject(self), &Text(self), &Html(self))
    }

    fn list_url(&self) -> String {
        self.list.page(&self.sender)
    }

    fn leave_url(&self) -> String {
        let path = urls::infomail_leave(&self.leave_token);
        urls::absolute(&self.sender.base_url, &path)
    }
}

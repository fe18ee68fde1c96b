//! The mail to somebody who is subscribed already: a fresh link to change or end it.

use askama::Template;

use super::ListName;
use crate::mail::{MailText, Sender, assemble};
use crate::urls;

/// Says that nothing has changed, and gives a link that works for an hour (REQ-39).
#[derive(Clone, Debug)]
pub struct Known {
    /// Who writes, and in which language.
    pub sender: Sender,
    /// What is subscribed to.
    pub list: ListName,
    /// The token that may change the subscription.
    pub manage_token: String,
}

#[derive(Template)]
#[template(path = "mail/infomail/known/subject.txt", whitespace = "preserve")]
struct Subject<'m>(&'m Known);

#[derive(Template)]
#[template(path = "mail/infomail/known/text.txt", whitespace = "preserve")]
struct Text<'m>(&'m Known);

#[derive(Template)]
#[template(path = "mail/infomail/known/html.html")]
struct Html<'m>(&'m Known);

impl Known {
    /// The three parts.
    #[must_use]
    pub fn render(&self) -> MailText {
        assemble(&Subject(self), &Text(self), &Html(self))
    }

    fn manage_url(&self) -> String {
        let path = urls::infomail_manage(&self.manage_token);
        urls::absolute(&self.sender.base_url, &path)
    }
}

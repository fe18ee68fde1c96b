//! An issue as it is mailed: the same to everybody but for the one link that ends the subscription.

use std::sync::Arc;

use askama::Template;
use jiff::civil::Date;

use super::ListName;
use crate::html::Html as Markup;
use crate::mail::{MailText, Sender, assemble};
use crate::text::{FigureWords, to_html, to_text};
use crate::urls;
use crate::words::direction;

/// The text of an issue, rendered once for all its copies.
#[derive(Clone, Debug)]
pub struct Content {
    title: String,
    html: Markup,
    text: String,
}

impl Content {
    /// Renders the canonical text `markdown`. Its figures link to their sources on the page at `permalink`.
    #[must_use]
    pub fn new(
        markdown: &str,
        permalink: &str,
        figures: &dyn Fn(&str) -> Option<FigureWords>,
    ) -> Self {
        let body = to_html(markdown, figures);
        Self {
            html: body.away_from(permalink),
            text: to_text(markdown, figures),
            title: body.title,
        }
    }
}

/// An issue to one subscriber.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Who writes; its words are of the language of the issue, as far as the interface has it.
    pub sender: Sender,
    /// The list.
    pub list: ListName,
    /// Its number.
    pub number: u32,
    /// The day it bears.
    pub day: Date,
    /// BCP 47 tag of its text.
    pub language: String,
    /// What mail programs show beside the subject. It stands first in the text, where everybody can read
    /// it: hidden words are what advertisements have.
    pub preheader: Option<String>,
    /// Its text.
    pub content: Arc<Content>,
    /// The number of the issue that it puts right.
    pub corrects: Option<u32>,
    /// Whether it is a test to the organisers, which the subject says.
    pub is_test: bool,
    /// The token that ends the subscription, and can do nothing else.
    pub leave_token: String,
}

#[derive(Template)]
#[template(path = "mail/infomail/issue/subject.txt", whitespace = "preserve")]
struct Subject<'m>(&'m Issue);

#[derive(Template)]
#[template(path = "mail/infomail/issue/text.txt", whitespace = "preserve")]
struct Text<'m>(&'m Issue);

#[derive(Template)]
#[template(path = "mail/infomail/issue/html.html")]
struct Html<'m>(&'m Issue);

impl Issue {
    /// The three parts.
    #[must_use]
    pub fn render(&self) -> MailText {
        assemble(&Subject(self), &Text(self), &Html(self))
    }

    /// The page that has it for ever.
    #[must_use]
    pub fn permalink(&self) -> String {
        self.at(self.number)
    }

    /// Where mail programs and people end the subscription.
    #[must_use]
    pub fn leave_url(&self) -> String {
        let path = urls::infomail_leave(&self.leave_token);
        urls::absolute(&self.sender.base_url, &path)
    }

    /// The page of the list.
    #[must_use]
    pub fn list_url(&self) -> String {
        self.list.page(&self.sender)
    }

    /// The issue that this one puts right: its number and its address.
    fn corrected(&self) -> Option<(u64, String)> {
        let number = self.corrects?;
        Some((number.into(), self.at(number)))
    }

    fn at(&self, number: u32) -> String {
        let path = urls::infomail_issue(&self.list.slug, &self.language, number);
        urls::absolute(&self.sender.base_url, &path)
    }

    fn title(&self) -> &str {
        &self.content.title
    }

    fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}

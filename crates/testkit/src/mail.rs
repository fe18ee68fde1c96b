//! A mail as its reader has it before them.

use axum::http::StatusCode;
use mail_parser::{Message, MessageParser};

use crate::html::Form;
use crate::receipt::SavedReceipt;
use crate::site::{BASE_URL, TestSite};
use crate::visitor::Answer;

/// A mail that arrived.
pub struct Mail<'s> {
    site: &'s TestSite,
    /// The message as it was sent.
    pub raw: Vec<u8>,
    /// To whom it is addressed.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

impl<'s> Mail<'s> {
    pub(crate) fn read(site: &'s TestSite, raw: Vec<u8>) -> Self {
        let message = MessageParser::default()
            .parse(&raw)
            .expect("our mails can be parsed");
        let (to, subject) = (
            addressee(&message),
            message.subject().unwrap_or_default().to_owned(),
        );
        let text = message.body_text(0).unwrap_or_default().into_owned();
        Self {
            site,
            to,
            subject,
            text,
            raw,
        }
    }

    /// The path of the link that confirms.
    #[must_use]
    pub fn link(&self) -> String {
        self.path("/c/")
    }

    /// The path of the link to change or withdraw.
    #[must_use]
    pub fn manage(&self) -> String {
        self.path("/m/")
    }

    /// The path of "this was not me".
    #[must_use]
    pub fn refuse(&self) -> String {
        self.path("/n/")
    }

    /// Whether the mail asks for confirmation.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.text.contains(&format!("{BASE_URL}/c/"))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> String {
        let shape = |word: &&str| word.len() == 9 && word.as_bytes()[4] == b'-';
        let word = self.text.split_whitespace().find(shape);
        word.unwrap_or_else(|| panic!("no code in this mail:\n{}", self.text))
            .to_owned()
    }

    /// Opens the link, presses the button and saves both files.
    pub async fn confirm(&self) -> SavedReceipt {
        let visitor = self.site.visitor();
        let page = visitor.get(&self.link()).await;
        assert_eq!(
            page.status,
            StatusCode::OK,
            "the link does not work:\n{}",
            page.text()
        );
        let answer = visitor.send(&page.form("/confirm")).await;
        SavedReceipt::save(self.site, answer).await
    }

    /// Types the code into the tab that is still open.
    pub async fn type_code(&self, tab: &Answer) -> Answer {
        let form: Form = tab.form("/code").with("code", &self.code());
        self.site.visitor().send(&form).await
    }

    /// The path of the link that begins so: `/i/l/`.
    #[must_use]
    pub fn path(&self, kind: &str) -> String {
        let start = format!("{BASE_URL}{kind}");
        let link = self
            .text
            .split_whitespace()
            .find(|word| word.starts_with(&start));
        let link = link.unwrap_or_else(|| panic!("no {kind} in this mail:\n{}", self.text));
        link[BASE_URL.len()..].to_owned()
    }
}

/// The address a message goes to.
pub(crate) fn addressee(message: &Message<'_>) -> String {
    let to = message
        .to()
        .and_then(|to| to.first())
        .and_then(|to| to.address());
    to.unwrap_or_default().to_owned()
}

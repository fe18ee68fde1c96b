//! The mail that asks whether it was you.

use askama::Template;
use jiff::civil::Date;

use super::{MailText, Sender, assemble};
use crate::urls;
use crate::words::direction;

/// Asks for confirmation: by a link, or by a code typed into the tab that is still open.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Who writes, and in which language.
    pub sender: Sender,
    /// The declaration's title.
    pub title: String,
    /// BCP 47 tag of the title.
    pub title_language: String,
    /// The token of the confirmation.
    pub confirm_token: String,
    /// The code: eight characters, shown in two groups.
    pub code: String,
    /// The token to change the listing or to withdraw later.
    pub manage_token: String,
    /// The token of "this was not me".
    pub refuse_token: String,
    /// Days until link and code stop working.
    pub valid_days: u64,
    /// The day on which everything is deleted if nobody confirms.
    pub deleted_on: Date,
}

#[derive(Template)]
#[template(path = "mail/confirm/subject.txt", whitespace = "preserve")]
struct Subject<'m>(&'m Confirm);

#[derive(Template)]
#[template(path = "mail/confirm/text.txt", whitespace = "preserve")]
struct Text<'m>(&'m Confirm);

#[derive(Template)]
#[template(path = "mail/confirm/html.html")]
struct Html<'m>(&'m Confirm);

impl Confirm {
    /// The three parts.
    #[must_use]
    pub fn render(&self) -> MailText {
        assemble(&Subject(self), &Text(self), &Html(self))
    }

    fn confirm_url(&self) -> String {
        urls::absolute(&self.sender.base_url, &urls::confirm(&self.confirm_token))
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

    /// `ABCDEFGH` as `ABCD-EFGH`: two groups are easier to carry over by eye.
    fn grouped_code(&self) -> String {
        let characters: Vec<char> = self
            .code
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let groups: Vec<String> = characters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        groups.join("-")
    }
}

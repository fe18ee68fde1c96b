//! The mails: service mails about one's own signature, and nothing else (REQ-24).
//!
//! Each is a folder with three templates; subject and text are primary, the HTML says the same (REQ-85). No mail
//! carries a word that somebody typed into a form (REQ-44), an image, or an address of anybody but this site.

mod already_signed;
mod confirm;

use askama::Template;

use crate::html;
use crate::words::Words;

pub use already_signed::AlreadySigned;
pub use confirm::Confirm;

/// A mail ready to be composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailText {
    /// The subject: one line, without isolation marks.
    pub subject: String,
    /// The text part, lines ended by LF.
    pub text: String,
    /// The HTML part, a whole document.
    pub html: String,
}

/// What every mail says about where it comes from.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The language of the mail.
    pub words: &'static Words,
    /// The site's name.
    pub site: String,
    /// Scheme and host, without a trailing slash.
    pub base_url: String,
}

fn assemble(subject: &impl Template, text: &impl Template, html: &impl Template) -> MailText {
    MailText {
        subject: one_line(&rendered(subject)),
        text: rendered(text),
        html: rendered(html),
    }
}

fn rendered(template: &impl Template) -> String {
    template
        .render()
        .expect("writing to a String cannot fail, and no template calls anything else that can")
}

/// A subject is one header line: whatever else stands in a title becomes a space (REQ-54).
fn one_line(subject: &str) -> String {
    let visible = html::without_isolates(subject).replace(char::is_control, " ");
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line_without_marks() {
        assert_eq!(
            one_line(" Confirm \u{2068}a\r\nBcc: b\u{2069}\u{2028}c\n"),
            "Confirm a Bcc: b c"
        );
    }
}

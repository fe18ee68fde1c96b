//! The mails: service mails about one's own signature, and the Infomail ([`infomail`]), which is a stream of its
//! own (REQ-24).
//!
//! Each is a folder with three templates; subject and text are primary, the HTML says the same (REQ-85). No mail
//! carries a word that somebody typed into a form (REQ-44), an image, or an address of anybody but this site.

mod already_signed;
mod confirm;
pub mod infomail;
mod samples;
mod trial;

use askama::Template;

use crate::html;
use crate::words::Words;

pub use already_signed::AlreadySigned;
pub use confirm::Confirm;
pub use samples::{Sample, samples};
pub use trial::Trial;

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
        text: plain(rendered(text)),
        html: rendered(html),
    }
}

fn rendered(template: &impl Template) -> String {
    template
        .render()
        .expect("writing to a String cannot fail, and no template calls anything else that can")
}

/// The text part. Isolation marks are needed where both directions meet; elsewhere some programs show
/// them as boxes, and they ride along when somebody copies a line.
fn plain(text: String) -> String {
    if text.chars().any(is_right_to_left) {
        text
    } else {
        html::without_isolates(&text)
    }
}

/// The blocks of the scripts that run from right to left, Hebrew to Arabic and the planned ones
/// (Unicode, bidirectional classes R and AL by default).
const fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
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
    fn isolation_marks_stay_only_where_both_directions_meet() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text.to_owned()), expected);
        check("on \u{2068}12 May\u{2069}:", "on 12 May:");
        check("на \u{2068}сайте\u{2069}", "на сайте");
        check("on \u{2068}نهر\u{2069}", "on \u{2068}نهر\u{2069}");
    }

    #[test]
    fn a_subject_is_one_line_without_marks() {
        assert_eq!(
            one_line(" Confirm \u{2068}a\r\nBcc: b\u{2069}\u{2028}c\n"),
            "Confirm a Bcc: b c"
        );
    }
}

//! Captured mails, for a demo and for tests: a site that sends mail has no such pages.

use askama::Template;

use crate::html::{Html, push_escaped};
use crate::layout::Layout;
use crate::urls;

/// All captured mails.
#[derive(Clone, Debug, Template)]
#[template(path = "page/mailbox.html")]
pub struct Mailbox {
    /// What every page shares.
    pub page: Layout,
    /// The mails, the newest first.
    pub mails: Vec<Captured>,
}

/// One captured mail.
#[derive(Clone, Debug, Template)]
#[template(path = "page/mail.html")]
pub struct Mail {
    /// What every page shares.
    pub page: Layout,
    /// The mail.
    pub mail: Captured,
    /// Its headers, in their order.
    pub headers: Vec<(String, String)>,
    /// Its text.
    pub text: String,
    /// Whether it has an HTML part, which is shown in a frame.
    pub has_html: bool,
}

/// A mail in a list.
#[derive(Clone, Debug)]
pub struct Captured {
    /// Its id in addresses.
    pub id: String,
    /// To whom it was addressed.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// When it was captured, as the operator's site writes it.
    pub at: String,
}

impl Captured {
    fn path(&self) -> String {
        urls::mailbox_mail(&self.id)
    }
}

impl Mail {
    fn mailbox_path(&self) -> &'static str {
        urls::MAILBOX
    }

    fn html_path(&self) -> String {
        urls::mailbox_html(&self.mail.id)
    }

    fn raw_path(&self) -> String {
        urls::mailbox_raw(&self.mail.id)
    }

    /// The text, with its addresses as links.
    fn linked_text(&self) -> Html {
        Html::trusted(linked(&self.text))
    }
}

fn linked(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let address = bare.trim_matches(['<', '>', '\u{2068}', '\u{2069}']);
        if address.starts_with("https://") || address.starts_with("http://") {
            let (before, after) = bare.split_once(address).unwrap_or_default();
            push_escaped(&mut out, before);
            out.push_str("<a href=\"");
            push_escaped(&mut out, address);
            out.push_str("\">");
            push_escaped(&mut out, address);
            out.push_str("</a>");
            push_escaped(&mut out, after);
            out.push_str(&word[bare.len()..]);
        } else {
            push_escaped(&mut out, word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_everything_else_stays_text() {
        assert_eq!(
            linked("See <https://a.example/c/x?y=\"z>\nfor <b>.\n"),
            "See &lt;<a href=\"https://a.example/c/x?y=&quot;z\">https://a.example/c/x?y=&quot;z</a>&gt;\nfor &lt;b&gt;.\n"
        );
        assert_eq!(linked("javascript:x"), "javascript:x");
    }
}

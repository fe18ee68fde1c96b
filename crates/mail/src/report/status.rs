//! Enhanced status codes (RFC 3463) and what follows from them.

use std::fmt;
use std::str::FromStr;

/// What follows from a bounce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It may work another time: a full mailbox, a server out of reach, no reason given. The
    /// mildest, and the default.
    Soft,
    /// The other side objects to us or to how the mail came: reputation, authentication, routing,
    /// size. The sender has to act; it says nothing about the recipient.
    Policy,
    /// The address does not take mail.
    Hard,
    /// There is no such mailbox.
    Gone,
}

impl Class {
    /// Every class, the mildest first.
    pub const ALL: [Self; 4] = [Self::Soft, Self::Policy, Self::Hard, Self::Gone];

    /// Its name in tables and logs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Policy => "policy",
            Self::Hard => "hard",
            Self::Gone => "gone",
        }
    }
}

/// An enhanced status code: `5.1.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Status {
    class: u8,
    subject: u16,
    detail: u16,
}

/// Text that is no enhanced status code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a status code has three numbers: 2, 4 or 5, then two of at most three digits")]
pub struct StatusError;

impl Status {
    /// Whether it says nothing but that something failed: `5.0.0`, and any other `.0` that leaves
    /// open what it was. Exim writes it for everything.
    #[must_use]
    pub const fn is_generic(self) -> bool {
        self.subject == 0
    }

    /// Whether the failure is for good, as the other side sees it.
    #[must_use]
    pub const fn is_permanent(self) -> bool {
        self.class == 5
    }

    /// Whether it is numbered among addresses and means the sender's (RFC 3463 section 3.2).
    #[must_use]
    pub const fn names_the_sender(self) -> bool {
        matches!((self.subject, self.detail), (1, 7..=9))
    }

    /// What follows from it. Every permanent failure that is not about the address or its mailbox is
    /// about us; `5.1.7` to `5.1.9` are numbered among addresses and mean the sender's.
    #[must_use]
    pub const fn outcome(self) -> Class {
        match (self.class, self.subject, self.detail) {
            (5, 1, 1 | 6 | 10) => Class::Gone,
            (5, 1, 7..=9) => Class::Policy,
            (5, 1, 5) => Class::Soft,
            (5, 1, _) | (5, 2, 1) => Class::Hard,
            (5, 2, 3) | (5, 3, 4) | (5, 4..=7, _) => Class::Policy,
            _ => Class::Soft,
        }
    }
}

impl FromStr for Status {
    type Err = StatusError;

    fn from_str(text: &str) -> Result<Self, StatusError> {
        let mut numbers = text.split('.').map(|digits| {
            let is_number =
                (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse::<u16>().ok()).flatten()
        });
        let mut next = || numbers.next().flatten().ok_or(StatusError);
        let (class, subject, detail) = (next()?, next()?, next()?);
        let class = match class {
            2 => 2,
            4 => 4,
            5 => 5,
            _ => return Err(StatusError),
        };
        match numbers.next() {
            None => Ok(Self {
                class,
                subject,
                detail,
            }),
            Some(_) => Err(StatusError),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// The first enhanced status code in a text that is not generic, else the first. Addresses of the
/// Internet look like codes: a code has no fourth number, and no letter against it.
pub(super) fn first_in(text: &str) -> Option<Status> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let words = text.split(|c: char| !is_part(c));
    let codes = words.filter_map(|word| word.trim_end_matches('.').parse::<Status>().ok());
    let mut first = None;
    for code in codes {
        if !code.is_generic() {
            return Some(code);
        }
        first = first.or(Some(code));
    }
    first
}

/// The first reply code of a mail server (RFC 5321 section 4.2) in a text that reports a failure:
/// three digits at the beginning of a line or behind a word that announces it.
pub(super) fn first_reply_in(text: &str) -> Option<u16> {
    let mut before = "";
    for word in text.split(|c: char| c.is_whitespace() || "()[]<>\"'".contains(c)) {
        let digits = word.split(['-', ',', ';', ':']).next().unwrap_or_default();
        let announced = before.is_empty() || before.ends_with([':', ';', ',', '.', '#']);
        let announced = announced || ["said", "error", "code", "smtp"].contains(&before);
        let is_code = digits.len() == 3 && digits.starts_with(['4', '5']);
        if let Some(code) = digits.parse().ok().filter(|_| is_code && announced) {
            return Some(code);
        }
        before = word;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_its_class() {
        let check = |codes: &[&str], class| {
            for code in codes {
                let status: Status = code.parse().unwrap();
                assert_eq!(status.outcome(), class, "{code}");
                assert_eq!(status.to_string(), *code);
            }
        };
        check(&["5.1.1", "5.1.6", "5.1.10"], Class::Gone);
        check(&["5.1.0", "5.1.2", "5.1.3", "5.1.4", "5.2.1"], Class::Hard);
        check(&["4.1.1", "4.2.2", "4.7.1", "5.2.2", "5.2.0"], Class::Soft);
        check(&["5.0.0", "5.3.0", "5.3.2", "5.99.1"], Class::Soft);
        let policy = ["5.1.7", "5.1.8", "5.2.3", "5.3.4", "5.4.1", "5.4.4"];
        check(&policy, Class::Policy);
        check(&["5.5.2", "5.6.7", "5.7.1", "5.7.26"], Class::Policy);
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "", "5", "5.1", "5.1.1.1", "3.1.1", "5.1.1000", "5..1", "5.-1.1", "5.1.1 ", "٥.1.1",
        ] {
            assert_eq!(text.parse::<Status>(), Err(StatusError), "{text}");
        }
    }

    #[test]
    fn codes_are_found_among_addresses_and_numbers() {
        let check = |text: &str, expected: Option<&str>| {
            let found = first_in(text).map(|status| status.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("550 5.1.1 <ada@example.org>: no such user", Some("5.1.1"));
        check("host 5.9.1.2 said 550-5.7.26 no", Some("5.7.26"));
        check("(#5.1.1)", Some("5.1.1"));
        check("smtp; 550 5.0.0 then 5.2.2.", Some("5.2.2"));
        check("5.0.0", Some("5.0.0"));
        check("version 5.1.1a of 192.0.2.1", None);
    }

    #[test]
    fn reply_codes_are_found_where_servers_write_them() {
        let check = |text: &str, expected| assert_eq!(first_reply_in(text), expected, "{text}");
        check("550 no such user", Some(550));
        check("host mx said: 452-4.2.2 full", Some(452));
        check(
            "SMTP error from remote mail server after RCPT TO: 550 no",
            Some(550),
        );
        check("we have 500 members in room 501", None);
        check("", None);
    }
}

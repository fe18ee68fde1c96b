//! What a mail server answers (RFC 5321 section 4.2), read from bytes that may be anything.

use std::fmt;

/// The longest line of an answer that is read. RFC 5321 section 4.5.3.1.5 allows 512 octets; servers
/// that quote links in refusals send more.
const MAX_LINE: usize = 2_048;

/// The most lines of one answer: what the longest list of extensions known needs, five times over.
const MAX_LINES: usize = 128;

/// An enhanced status code (RFC 3463): `5.1.1` is class 5, subject 1, detail 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Status {
    /// 2 for success, 4 for later, 5 for never.
    pub class: u8,
    /// What it is about: 1 the address, 2 the mailbox, 3 the mail system, 4 the network, 5 the
    /// protocol, 6 the message, 7 a policy.
    pub subject: u16,
    /// Which of the subject's conditions.
    pub detail: u16,
}

impl Status {
    /// Reads `5.1.1` at the beginning of a text (RFC 2034 section 4).
    #[must_use]
    pub fn at_start_of(text: &str) -> Option<Self> {
        let word = text.split(' ').next()?;
        let mut parts = word.split('.');
        let mut number = |most: usize| -> Option<u16> {
            let digits = parts.next()?;
            let is_number = (1..=most).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().ok())?
        };
        let (class, subject, detail) = (number(1)?, number(3)?, number(3)?);
        let class = u8::try_from(class).ok().filter(|c| [2, 4, 5].contains(c))?;
        parts.next().is_none().then_some(Self {
            class,
            subject,
            detail,
        })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// One answer. Its words stay in this module: servers quote addresses back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) code: u16,
    /// The text of each line, without code.
    pub(super) lines: Vec<String>,
}

/// The bytes are no answer of a mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Garbage;

impl Reply {
    /// Takes an answer from the beginning of what was received, with the number of its octets;
    /// nothing while it is not whole.
    pub(super) fn take(received: &[u8]) -> Result<Option<(Self, usize)>, Garbage> {
        let (mut code, mut lines, mut end) = (None, Vec::new(), 0);
        loop {
            let rest = received.get(end..).unwrap_or_default();
            let Some(length) = rest.iter().position(|byte| *byte == b'\n') else {
                let is_whole_code_wrong = rest.len() >= 3 && number(rest).is_none();
                return if rest.len() > MAX_LINE || is_whole_code_wrong {
                    Err(Garbage)
                } else {
                    Ok(None)
                };
            };
            if length > MAX_LINE || lines.len() == MAX_LINES {
                return Err(Garbage);
            }
            end += length + 1;
            let line = rest.get(..length).unwrap_or_default();
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let this = number(line).ok_or(Garbage)?;
            if *code.get_or_insert(this) != this {
                return Err(Garbage);
            }
            let text = line.get(4..).unwrap_or_default();
            lines.push(String::from_utf8_lossy(text).into_owned());
            match line.get(3) {
                Some(b'-') => {}
                Some(b' ') | None => return Ok(Some((Self { code: this, lines }, end))),
                Some(_) => return Err(Garbage),
            }
        }
    }

    /// Done as asked, or ready for more.
    pub(super) const fn is_positive(&self) -> bool {
        self.code < 400
    }

    /// The enhanced status at the head of the first line.
    pub(super) fn status(&self) -> Option<Status> {
        let first = self.lines.first()?;
        Status::at_start_of(first).filter(|status| u16::from(status.class) == self.code / 100)
    }
}

/// The three digits at the head of a line.
fn number(line: &[u8]) -> Option<u16> {
    let digits = line.get(..3)?;
    let text = std::str::from_utf8(digits).ok()?;
    let code: u16 = text.parse().ok()?;
    (200..600).contains(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Expected<'e> = Result<Option<(u16, &'e [&'e str], usize)>, Garbage>;

    fn check(received: &str, expected: Expected<'_>) {
        let taken = Reply::take(received.as_bytes());
        let taken = taken.map(|taken| {
            taken.map(|(reply, octets)| {
                assert!(octets <= received.len());
                (reply.code, reply.lines, octets)
            })
        });
        let expected = expected.map(|expected| {
            expected.map(|(code, lines, octets)| {
                let lines: Vec<String> = lines.iter().map(|&line| line.into()).collect();
                (code, lines, octets)
            })
        });
        assert_eq!(taken, expected, "{received:?}");
    }

    #[test]
    fn an_answer_ends_with_the_line_that_has_no_hyphen() {
        check("250 ok\r\n", Ok(Some((250, &["ok"], 8))));
        check(
            "250-a\r\n250-b\r\n250 c\r\n354 x\r\n",
            Ok(Some((250, &["a", "b", "c"], 21))),
        );
        check("221\r\n", Ok(Some((221, &[""], 5))));
        check("250 ok\n", Ok(Some((250, &["ok"], 7))));
    }

    #[test]
    fn half_an_answer_is_waited_for() {
        for half in ["", "2", "25", "250", "250 o", "250-a\r\n", "250-a\r\n25"] {
            check(half, Ok(None));
        }
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        for garbage in [
            "HTTP/1.1 400\r\n",
            "hello",
            "250-a\r\n251 b\r\n",
            "250_a\r\n",
            "999 a\r\n",
            "\r\n",
        ] {
            check(garbage, Err(Garbage));
        }
        check(&format!("250 {}", "x".repeat(5_000)), Err(Garbage));
        check(&"250-x\r\n".repeat(500), Err(Garbage));
    }

    #[test]
    fn an_enhanced_status_is_read_where_there_is_one() {
        let status = |text: &str| Status::at_start_of(text).map(|status| status.to_string());
        assert_eq!(status("5.1.1 no such user"), Some("5.1.1".into()));
        assert_eq!(status("4.7.25"), Some("4.7.25".into()));
        for none in [
            "",
            "no",
            "5.1",
            "5.1.1.1 x",
            "3.1.1 x",
            "5.1234.1",
            "5..1",
            "+5.1.1",
        ] {
            assert_eq!(status(none), None, "{none}");
        }
        let reply = |line: &str| Reply::take(line.as_bytes()).unwrap().unwrap().0;
        assert!(reply("550 5.1.1 x\r\n").status().is_some());
        assert_eq!(
            reply("550 4.1.1 x\r\n").status(),
            None,
            "the classes disagree"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_an_answer_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(Some((reply, octets))) = Reply::take(&bytes) {
                prop_assert!(octets <= bytes.len());
                prop_assert!((200..600).contains(&reply.code));
            }
        }

        #[test]
        fn however_an_answer_is_cut_it_is_read_whole(lines in proptest::collection::vec("[ -~]{0,60}", 1..6), cut in 0_usize..400) {
            let last = lines.len() - 1;
            let mut bytes = String::new();
            for (index, line) in lines.iter().enumerate() {
                bytes.push_str(if index == last { "250 " } else { "250-" });
                bytes.push_str(line);
                bytes.push_str("\r\n");
            }
            let cut = cut.min(bytes.len() - 1);
            prop_assert_eq!(Reply::take(&bytes.as_bytes()[..cut]), Ok(None));
            let whole = Reply { code: 250, lines };
            prop_assert_eq!(Reply::take(bytes.as_bytes()), Ok(Some((whole, bytes.len()))));
        }
    }
}

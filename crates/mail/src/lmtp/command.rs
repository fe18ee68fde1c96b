//! The commands of LMTP (RFC 2033 section 4; RFC 5321 section 4.1.1).

/// What the other side says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// `LHLO`.
    Hello,
    /// `MAIL FROM`; who sends is of no interest here.
    From,
    /// `RCPT TO`, with the address.
    To(String),
    /// `DATA`.
    Data,
    /// `RSET`.
    Reset,
    /// `NOOP`.
    Nothing,
    /// `VRFY`; no address is confirmed to anybody.
    Verify,
    /// `QUIT`.
    Quit,
    /// A command of SMTP or of nobody.
    Unknown,
    /// A known command with arguments it cannot have.
    Malformed,
}

impl Command {
    /// Reads one line.
    pub(super) fn parse(line: &[u8]) -> Self {
        let Ok(line) = std::str::from_utf8(line) else {
            return Self::Malformed;
        };
        let line = line.trim_end();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "LHLO" if !rest.trim().is_empty() => Self::Hello,
            "MAIL" => path(rest, "FROM:").map_or(Self::Malformed, |_| Self::From),
            "RCPT" => path(rest, "TO:").map_or(Self::Malformed, Self::To),
            "DATA" if rest.is_empty() => Self::Data,
            "RSET" if rest.is_empty() => Self::Reset,
            "NOOP" => Self::Nothing,
            "VRFY" => Self::Verify,
            "QUIT" if rest.is_empty() => Self::Quit,
            "LHLO" | "DATA" | "RSET" | "QUIT" => Self::Malformed,
            _ => Self::Unknown,
        }
    }
}

/// The address in angle brackets behind a word; parameters behind it are of no interest. A source
/// route (RFC 5321 section 4.1.1.3) is ignored as it must be.
fn path(rest: &str, word: &str) -> Option<String> {
    let (begin, rest) = rest.split_at_checked(word.len())?;
    if !begin.eq_ignore_ascii_case(word) {
        return None;
    }
    let (address, behind) = rest.trim_start().strip_prefix('<')?.split_once('>')?;
    if !behind.is_empty() && !behind.starts_with(' ') {
        return None;
    }
    let address = match address.strip_prefix('@') {
        Some(route) => route.split_once(':')?.1,
        None => address,
    };
    let is_path = !address.contains(|c: char| c.is_control() || c == ' ');
    is_path.then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn commands_are_read_in_any_case() {
        let check = |line: &str, expected| {
            assert_eq!(Command::parse(line.as_bytes()), expected, "{line}");
        };
        let to = |address: &str| Command::To(address.to_owned());
        check("lhlo relay.example.org", Command::Hello);
        check("MAIL FROM:<>", Command::From);
        check(
            "mail from: <a@example.org> SIZE=5 BODY=8BITMIME",
            Command::From,
        );
        check("RCPT TO:<b-a@example.org>", to("b-a@example.org"));
        check(
            "RCPT TO:<@relay.example:b-a@example.org> NOTIFY=NEVER",
            to("b-a@example.org"),
        );
        check("RCPT TO:<>", to(""));
        check("DATA", Command::Data);
        check("noop whatever", Command::Nothing);
        check("QUIT  ", Command::Quit);
    }

    #[test]
    fn what_is_no_command_is_told_apart_from_what_is_a_wrong_one() {
        for line in [
            "LHLO",
            "MAIL FOO",
            "RCPT TO:a@b",
            "RCPT TO:<a@b",
            "DATA x",
            "RCPT TO:<a b>",
        ] {
            assert_eq!(
                Command::parse(line.as_bytes()),
                Command::Malformed,
                "{line}"
            );
        }
        for line in [
            "",
            "EHLO a",
            "HELO a",
            "STARTTLS",
            "AUTH PLAIN",
            "GET / HTTP/1.1",
        ] {
            assert_eq!(Command::parse(line.as_bytes()), Command::Unknown, "{line}");
        }
        assert_eq!(Command::parse(b"NOOP \xff"), Command::Malformed);
    }

    proptest! {
        #[test]
        fn no_line_makes_it_panic(line: Vec<u8>) {
            let _ = Command::parse(&line);
        }
    }
}

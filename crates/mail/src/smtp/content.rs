//! A message as it crosses the wire (RFC 5321 section 4.5.2).

/// Doubles the dots at the beginning of lines and puts the end behind the last.
///
/// A lone CR or LF becomes a whole line end, so that no two servers can disagree about where the
/// message ends: what one takes for text must not be a command to the next.
pub(super) fn encoded(message: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(message.len() + message.len() / 32 + 8);
    let mut rest = message;
    while !rest.is_empty() {
        if rest.first() == Some(&b'.') {
            written.push(b'.');
        }
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
        written.extend_from_slice(line);
        written.extend_from_slice(b"\r\n");
        rest = after
            .strip_prefix(b"\r\n")
            .or_else(|| after.get(1..))
            .unwrap_or_default();
    }
    written.extend_from_slice(b".\r\n");
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(message: &str, expected: &str) {
        let written = encoded(message.as_bytes());
        assert_eq!(String::from_utf8(written).unwrap(), expected, "{message:?}");
    }

    #[test]
    fn dots_are_doubled_and_the_end_stands_alone() {
        check("a\r\n.b\r\n..c\r\n", "a\r\n..b\r\n...c\r\n.\r\n");
        check("a", "a\r\n.\r\n");
        check("", ".\r\n");
        check(".\r\n", "..\r\n.\r\n");
        check("a\r\n\r\n", "a\r\n\r\n.\r\n");
    }

    #[test]
    fn no_end_can_be_smuggled_in() {
        check("a\n.\nMAIL", "a\r\n..\r\nMAIL\r\n.\r\n");
        check("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n");
        check("a\r\r\n.\r\n", "a\r\n\r\n..\r\n.\r\n");
    }

    proptest! {
        #[test]
        fn the_end_is_found_where_it_is_and_nowhere_else(message in proptest::collection::vec(prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'.'), Just(b'a')], 0..60)) {
            let written = encoded(&message);
            let text = String::from_utf8(written).unwrap();
            let lines: Vec<&str> = text.split("\r\n").collect();
            prop_assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])));
            prop_assert_eq!(lines.iter().filter(|line| **line == ".").count(), 1);
            prop_assert_eq!(&lines[lines.len() - 2..], &[".", ""][..]);
        }

        #[test]
        fn what_is_written_is_read_as_it_was(lines in proptest::collection::vec("[.a ]{0,5}", 0..8)) {
            let message: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
            let written = String::from_utf8(encoded(message.as_bytes())).unwrap();
            let body = written.strip_suffix(".\r\n").unwrap();
            let read: String = body.split_inclusive("\r\n").map(|line| line.strip_prefix('.').unwrap_or(line)).collect();
            prop_assert_eq!(read, message);
        }
    }
}

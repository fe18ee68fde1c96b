//! Lines and messages from a connection, bounded in length and time.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufRead, AsyncBufReadExt};
use tokio::time::timeout;

/// The longest line of a command, with its end (RFC 5321 section 4.5.3.1.4 asks for 512, and
/// extensions for more).
const LONGEST: usize = 2048;

/// How long the next line may take (RFC 5321 section 4.5.3.2.7).
const PATIENCE: Duration = Duration::from_secs(300);

/// How much of one message is read, kept or not: beyond, the connection ends. Mail servers stop well
/// below.
const HUGE: usize = 64 << 20;

/// One line without its end.
pub(super) enum Line {
    /// Here it is.
    Whole(Vec<u8>),
    /// It was longer than lines may be, and was passed over.
    TooLong,
    /// The other side closed the connection.
    End,
}

/// Reads a line. Of a longer one only so much is ever in memory.
pub(super) async fn next(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Line> {
    let mut line = Vec::new();
    let mut is_too_long = false;
    loop {
        let buffer = timeout(PATIENCE, stream.fill_buf()).await??;
        if buffer.is_empty() {
            return Ok(Line::End);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        is_too_long |= line.len() + part.len() > LONGEST;
        if !is_too_long {
            line.extend_from_slice(part);
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        stream.consume(used);
        if end.is_some() {
            break;
        }
    }
    if is_too_long {
        return Ok(Line::TooLong);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Line::Whole(line))
}

/// Reads a message up to the line with a dot alone, undoes doubled dots (RFC 5321 section 4.5.2), and
/// keeps the first `most` bytes. Only CR LF ends the line with the dot: a bare LF before or behind it
/// is part of the message, so that nobody can end it earlier than the mail server before us saw.
///
/// # Errors
/// When the connection ends first, or what comes is huge.
pub(super) async fn message(
    stream: &mut (impl AsyncBufRead + Unpin),
    most: usize,
) -> io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    let mut place = Place::LineStart;
    let mut read = 0;
    loop {
        let buffer = timeout(PATIENCE, stream.fill_buf()).await??;
        if buffer.is_empty() || read > HUGE {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut used = 0;
        for byte in buffer {
            used += 1;
            let is_kept = place.step(*byte);
            if place == Place::End {
                break;
            }
            if is_kept && kept.len() < most {
                kept.push(*byte);
            }
        }
        read += used;
        stream.consume(used);
        if place == Place::End {
            return Ok(kept);
        }
    }
}

/// Where in a message the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Behind CR LF, or at the beginning.
    LineStart,
    /// Behind a dot there.
    Dot,
    /// Behind a dot there and a CR.
    DotReturn,
    /// Behind a CR.
    Return,
    /// Anywhere else.
    Inside,
    /// Behind the line that ends it.
    End,
}

impl Place {
    /// Takes a byte and says whether it belongs to the message. A dot at the beginning of a line does
    /// not, and neither does the CR behind it, which is rare enough in front of anything but the end.
    fn step(&mut self, byte: u8) -> bool {
        let (next, is_kept) = match (*self, byte) {
            (Self::LineStart, b'.') => (Self::Dot, false),
            (Self::Dot, b'\r') => (Self::DotReturn, false),
            (Self::DotReturn, b'\n') => (Self::End, false),
            (Self::Return, b'\n') => (Self::LineStart, true),
            (_, b'\r') => (Self::Return, true),
            _ => (Self::Inside, true),
        };
        *self = next;
        is_kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn check(input: &[u8], expected: Option<&[u8]>) {
        let found = message(&mut &*input, 64).await.ok();
        assert_eq!(found.as_deref(), expected, "{}", input.escape_ascii());
    }

    #[tokio::test]
    async fn a_message_ends_at_its_dot_and_nowhere_else() {
        check(b"a\r\n.\r\n", Some(b"a\r\n")).await;
        check(b".\r\n", Some(b"")).await;
        check(b"..\r\n.\r\n", Some(b".\r\n")).await;
        check(b"..a\r\n...\r\n.\r\n", Some(b".a\r\n..\r\n")).await;
        check(b"a\n.\nb\r\n.\r\n", Some(b"a\n.\nb\r\n")).await;
        check(b"a\n.\r\nb\r\n.\r\n", Some(b"a\n.\r\nb\r\n")).await;
        check(b"a\r\n.\nb\r\n.\r\n", Some(b"a\r\n\nb\r\n")).await;
        check(b"a\r\n.", None).await;
        check(b"", None).await;
        let long = [vec![b'a'; 100], b"\r\n.\r\n".to_vec()].concat();
        check(&long, Some(&[b'a'; 64])).await;
    }

    #[tokio::test]
    async fn long_lines_are_passed_over() {
        let long = [vec![b'a'; 9_000], b"\r\nQUIT\r\n".to_vec()].concat();
        let mut stream = long.as_slice();
        assert!(matches!(next(&mut stream).await, Ok(Line::TooLong)));
        assert!(matches!(next(&mut stream).await, Ok(Line::Whole(line)) if line == b"QUIT"));
        assert!(matches!(next(&mut stream).await, Ok(Line::End)));
    }
}

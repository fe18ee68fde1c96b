//! Parts of an answer (RFC 9110 section 14).

use std::ops::Range;

/// What of a body is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: nothing that is understood was asked for, or more than one part.
    Whole,
    /// These bytes.
    Bytes(Range<usize>),
    /// Bytes that it does not have.
    Beyond,
}

/// Reads a `Range` header for a body of `length` bytes. Several ranges at once are answered with the
/// whole body, which a server may always do (section 14.2).
pub(super) fn part(header: &str, length: usize) -> Part {
    parse(header, length).unwrap_or(Part::Whole)
}

fn parse(header: &str, length: usize) -> Option<Part> {
    let (first, last) = header.strip_prefix("bytes=")?.trim().split_once('-')?;
    let bytes = if first.is_empty() {
        let suffix = number(last)?;
        length.saturating_sub(suffix)..length
    } else {
        let first = number(first)?;
        let last = if last.is_empty() {
            usize::MAX
        } else {
            number(last)?
        };
        if last < first {
            return None;
        }
        first..last.saturating_add(1).min(length)
    };
    Some(if bytes.start < bytes.end {
        Part::Bytes(bytes)
    } else {
        Part::Beyond
    })
}

/// Digits and nothing else: no sign, no second range.
fn number(digits: &str) -> Option<usize> {
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| digits.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_cut_out_and_anything_else_is_all_or_nothing() {
        for (header, expected) in [
            ("bytes=0-0", Part::Bytes(0..1)),
            ("bytes=2-5", Part::Bytes(2..6)),
            ("bytes=2-", Part::Bytes(2..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-30", Part::Bytes(0..10)),
            ("bytes=8-99", Part::Bytes(8..10)),
            ("bytes=8-99999999999999999999999", Part::Bytes(8..10)),
            ("bytes=10-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-2", Part::Whole),
            ("bytes=0-1,4-5", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("bytes=", Part::Whole),
        ] {
            assert_eq!(part(header, 10), expected, "{header}");
        }
    }
}

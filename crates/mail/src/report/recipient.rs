//! Whom a report names (RFC 3464 section 2.3.2, RFC 6533 section 3).

use std::fmt;

/// The longest address that is kept, in bytes (RFC 5321 section 4.5.3.1.3 allows 254; encoded forms
/// are longer).
const LONGEST: usize = 1024;

/// An address as a report names it. Neither `Display` nor `Debug` shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(String);

impl Recipient {
    /// The address, for whoever holds the message that names it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Reads `type; address`, where the type is `rfc822` or `utf-8`; any other names something that
    /// is no mail address.
    pub(super) fn parse(field: &str) -> Option<Self> {
        let (kind, address) = field.split_once(';')?;
        let address = address.trim().trim_matches(['<', '>']);
        if address.len() > LONGEST {
            return None;
        }
        let address = match kind.trim().to_ascii_lowercase().as_str() {
            "rfc822" => hex_marked(address, "+", ""),
            "utf-8" => hex_marked(address, "\\x{", "}"),
            _ => return None,
        };
        address.contains('@').then_some(Self(address))
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recipient(hidden)")
    }
}

/// Undoes marks that stand for a character by its number: `+2B` (xtext, RFC 3461 section 4, two
/// digits) and `\x{2B}` (utf-8-addr-xtext, RFC 6533 section 3, up to six). What is no mark stays as it
/// is: many systems write plus signs plainly.
fn hex_marked(text: &str, before: &str, after: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((front, behind)) = rest.split_once(before) {
        plain.push_str(front);
        let (digits, next) = if after.is_empty() {
            behind.split_at_checked(2).unwrap_or((behind, ""))
        } else {
            behind.split_once(after).unwrap_or((behind, ""))
        };
        match character(digits, after.is_empty()) {
            Some(c) => {
                plain.push(c);
                rest = next;
            }
            None => {
                plain.push_str(before);
                rest = behind;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// Digits of xtext are capitals, which tells `+2B` from the tag of `ada+2b@example.org`, and stand for
/// what xtext has to mark.
fn character(digits: &str, is_xtext: bool) -> Option<char> {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte);
    if !(1..=6).contains(&digits.len()) || !digits.bytes().all(is_hex) {
        return None;
    }
    let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    let has_to_be_marked = matches!(c, '+' | '=' | ' ' | '"' | '\\');
    (!is_xtext || has_to_be_marked)
        .then_some(c)
        .filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, expected: Option<&str>) {
        let found = Recipient::parse(field);
        assert_eq!(found.as_ref().map(Recipient::reveal), expected, "{field}");
    }

    #[test]
    fn addresses_are_read_in_every_form() {
        check("rfc822; ada@example.org", Some("ada@example.org"));
        check("RFC822;<ada@example.org>", Some("ada@example.org"));
        check("rfc822; ada+2Btag@example.org", Some("ada+tag@example.org"));
        check("rfc822; ada+tag@example.org", Some("ada+tag@example.org"));
        check("rfc822; ada+41@example.org", Some("ada+41@example.org"));
        check("utf-8; \\x{30A2}da@example.org", Some("アda@example.org"));
        check("utf-8; знак@пример.example", Some("знак@пример.example"));
        check("utf-8; a\\x{ZZ}@example.org", Some("a\\x{ZZ}@example.org"));
    }

    #[test]
    fn what_is_no_address_is_not_taken_for_one() {
        check("x400; /C=DE/S=Ada/", None);
        check("rfc822; ", None);
        check("ada@example.org", None);
        check(&format!("rfc822; {}@example.org", "a".repeat(2000)), None);
        check("utf-8; a\\x{000A}b", None);
    }

    #[test]
    fn an_address_is_in_no_debug() {
        let recipient = Recipient::parse("rfc822; ada@example.org");
        assert!(!format!("{recipient:?}").contains("ada"));
    }
}

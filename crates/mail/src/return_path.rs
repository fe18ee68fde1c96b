//! Opaque return paths, one for each mail (VERP): what comes back names the mail it answers, however
//! mangled its text is, and neither the address nor anything of it stands in the path.
//!
//! The local part is `b-` and 48 characters of base32 (RFC 4648 section 6, in lower case): one byte
//! for the kind, 16 for the identifier, 13 of HMAC-SHA-256 over both. Relays fold the case of local
//! parts, so it is read in any. Nobody without the key makes a path that is taken, so a stranger can
//! report only a mail that he has seen.

use ring::hmac;
use subtle::ConstantTimeEq;

/// What every return path begins with, so that a mail server can tell ours by a pattern.
const PREFIX: &str = "b-";

/// Bytes of the authentication tag. 104 bits: a forger tries by sending mails, one guess each.
const TAG: usize = 13;

/// Bytes behind the prefix. A multiple of five, so that base32 leaves no bits over and a path has
/// one spelling (but for its case).
const LENGTH: usize = 1 + 16 + TAG;

/// Characters behind the prefix.
const DIGITS: usize = LENGTH / 5 * 8;

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// What a mail belongs to, and so whose identifier its return path holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A mail to one person for one reason; the identifier is the delivery's.
    Delivery,
    /// A copy of an issue; the identifier is that of the receipt of the copy.
    Issue,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Delivery, Self::Issue];

    const fn code(self) -> u8 {
        match self {
            Self::Delivery => 1,
            Self::Issue => 2,
        }
    }
}

/// The return paths of one sender: a key, and the domain whose mail comes back to us.
pub struct ReturnPaths {
    key: hmac::Key,
    domain: String,
}

impl ReturnPaths {
    /// Return paths at a domain, under a key that stays the same for as long as mails may come back.
    #[must_use]
    pub fn new(key: &[u8; 32], domain: &str) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, key),
            domain: domain.to_ascii_lowercase(),
        }
    }

    /// The domain they are at, in lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The return path of one mail: at most 50 octets before the @ (RFC 5321 section 4.5.3.1.1 allows
    /// 64).
    #[must_use]
    pub fn address(&self, kind: Kind, id: [u8; 16]) -> String {
        let mut bytes = [0; LENGTH];
        bytes[0] = kind.code();
        bytes[1..17].copy_from_slice(&id);
        let tag = self.tag(&bytes[..17]);
        bytes[17..].copy_from_slice(&tag);
        format!("{PREFIX}{}@{}", encode(&bytes), self.domain)
    }

    /// The `Message-ID` of one mail, angle brackets included, at the domain of its sender. It bears
    /// the same characters as the return path, so that an answer that lost its envelope still names
    /// the mail it is about, by the returned header fields or by `References`. The same mail sent a
    /// second time has the same one, and a receiver may drop the second copy.
    #[must_use]
    pub fn message_id(&self, kind: Kind, id: [u8; 16], domain: &str) -> String {
        let address = self.address(kind, id);
        let local_part = address.split('@').next().unwrap_or_default();
        format!("<{local_part}@{domain}>")
    }

    /// The mail that a text speaks of: the first return path or `Message-ID` of ours in it, with any
    /// text around it. Takes time in proportion to the text.
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Option<(Kind, [u8; 16])> {
        let whole = PREFIX.len() + DIGITS;
        let starts = text.windows(whole).enumerate();
        let ours = starts.filter(|(_, window)| is_shaped(window));
        // A path stands alone: a longer run of digits is something else, an encoded part perhaps.
        let alone = ours.filter(|(at, _)| {
            let before = at.checked_sub(1).and_then(|at| text.get(at));
            let after = text.get(at + whole);
            ![before, after]
                .into_iter()
                .flatten()
                .any(u8::is_ascii_alphanumeric)
        });
        let mut paths = alone.filter_map(|(_, window)| std::str::from_utf8(window).ok());
        paths.find_map(|path| self.parse(path))
    }

    /// What the local part of a return path stands for; nothing where it is not one of ours.
    #[must_use]
    pub fn parse(&self, local_part: &str) -> Option<(Kind, [u8; 16])> {
        let (prefix, rest) = local_part.as_bytes().split_at_checked(PREFIX.len())?;
        if !prefix.eq_ignore_ascii_case(PREFIX.as_bytes()) {
            return None;
        }
        let bytes = decode(rest)?;
        let tag = self.tag(&bytes[..17]);
        if !bool::from(tag.ct_eq(&bytes[17..])) {
            return None;
        }
        let kind = Kind::ALL.into_iter().find(|kind| kind.code() == bytes[0])?;
        Some((kind, bytes[1..17].try_into().ok()?))
    }

    /// The same for a whole address, as a mail server names its recipients: local part and domain.
    #[must_use]
    pub fn recognise(&self, address: &str) -> Option<(Kind, [u8; 16])> {
        let (local_part, domain) = address.rsplit_once('@')?;
        let is_ours = domain.eq_ignore_ascii_case(&self.domain);
        is_ours.then(|| self.parse(local_part)).flatten()
    }

    fn tag(&self, bytes: &[u8]) -> [u8; TAG] {
        let whole = hmac::sign(&self.key, bytes);
        let mut tag = [0; TAG];
        tag.copy_from_slice(&whole.as_ref()[..TAG]);
        tag
    }
}

impl std::fmt::Debug for ReturnPaths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReturnPaths")
            .field("domain", &self.domain)
            .finish_non_exhaustive()
    }
}

/// Whether it looks like a return path: most windows of a text are refused by their first bytes.
fn is_shaped(window: &[u8]) -> bool {
    let (prefix, digits) = window.split_at(PREFIX.len());
    prefix.eq_ignore_ascii_case(PREFIX.as_bytes()) && digits.iter().all(u8::is_ascii_alphanumeric)
}

fn encode(bytes: &[u8; LENGTH]) -> String {
    let groups = bytes.chunks(5);
    let characters = groups.flat_map(|group| {
        let bits = group
            .iter()
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        (0..8).rev().map(move |place| bits >> (5 * place) & 31)
    });
    characters
        .map(|digit| char::from(ALPHABET[usize::try_from(digit).unwrap_or(0)]))
        .collect()
}

fn decode(text: &[u8]) -> Option<[u8; LENGTH]> {
    if text.len() != DIGITS {
        return None;
    }
    let mut bytes = [0; LENGTH];
    for (group, into) in text.chunks(8).zip(bytes.chunks_mut(5)) {
        let mut bits = 0_u64;
        for character in group {
            let digit = ALPHABET
                .iter()
                .position(|known| *known == character.to_ascii_lowercase())?;
            bits = bits << 5 | u64::try_from(digit).ok()?;
        }
        into.copy_from_slice(&bits.to_be_bytes()[3..]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paths() -> ReturnPaths {
        ReturnPaths::new(&[7; 32], "Bounces.Example.ORG")
    }

    fn kind() -> impl Strategy<Value = Kind> {
        prop::sample::select(Kind::ALL.to_vec())
    }

    #[test]
    fn a_return_path_is_short_and_says_nothing() {
        let address = paths().address(Kind::Delivery, [0xab; 16]);
        let (local_part, domain) = address.split_once('@').unwrap();
        assert_eq!(local_part.len(), 50);
        assert_eq!(domain, "bounces.example.org");
        assert!(
            local_part
                .bytes()
                .all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit())
        );
    }

    #[test]
    fn a_path_of_another_key_or_kind_is_not_ours() {
        let address =
            ReturnPaths::new(&[8; 32], "bounces.example.org").address(Kind::Issue, [1; 16]);
        assert_eq!(paths().recognise(&address), None);
        let [one, other] = Kind::ALL.map(|kind| paths().address(kind, [1; 16]));
        assert_ne!(one, other);
    }

    #[test]
    fn another_domain_is_not_ours() {
        let address = paths().address(Kind::Issue, [1; 16]);
        assert!(paths().recognise(&address).is_some());
        assert!(paths().recognise(&address.to_ascii_uppercase()).is_some());
        let elsewhere = address.replace("bounces.example.org", "example.com");
        assert_eq!(paths().recognise(&elsewhere), None);
        assert_eq!(paths().recognise("b-@"), None);
        assert_eq!(paths().recognise(""), None);
    }

    #[test]
    fn a_mangled_answer_still_names_its_mail() {
        let id = paths().message_id(Kind::Delivery, [3; 16], "example.org");
        assert!(id.starts_with("<b-") && id.ends_with("@example.org>"));
        let folded = format!("References: {}\r\n rest", id.to_uppercase());
        assert_eq!(
            paths().find(folded.as_bytes()),
            Some((Kind::Delivery, [3; 16]))
        );
        let longer = format!("x{}", id.trim_matches(['<', '>']));
        assert_eq!(paths().find(longer.as_bytes()), None);
        let forged = id.replace(|c: char| c.is_ascii_digit(), "a");
        let both = format!("{forged} {id}");
        assert_eq!(
            paths().find(both.as_bytes()),
            Some((Kind::Delivery, [3; 16]))
        );
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_in_any_case(kind in kind(), id: [u8; 16], folds: u64) {
            let address = paths().address(kind, id);
            let folded: String = address
                .chars()
                .enumerate()
                .map(|(at, c)| if folds >> (at % 64) & 1 == 1 { c.to_ascii_uppercase() } else { c })
                .collect();
            prop_assert_eq!(paths().recognise(&folded), Some((kind, id)));
        }

        #[test]
        fn one_changed_character_is_refused(kind in kind(), id: [u8; 16], at in 0..50_usize, by in 1..32_usize) {
            let address = paths().address(kind, id);
            let mut local_part = address.split_once('@').unwrap().0.as_bytes().to_vec();
            let digit = ALPHABET.iter().position(|known| *known == local_part[at]);
            local_part[at] = digit.map_or(b'x', |digit| ALPHABET[(digit + by) % 32]);
            let local_part = String::from_utf8(local_part).unwrap();
            prop_assert_eq!(paths().parse(&local_part), None);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}", bytes: Vec<u8>) {
            prop_assert_eq!(paths().find(&bytes), None);
            prop_assert_eq!(paths().parse(&text), None);
            prop_assert_eq!(paths().recognise(&text), None);
        }
    }
}

//! Blocks of addresses (RFC 4632, RFC 4291 section 2.3).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How many leading bits count, for both families: `a:example.org/24//64`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefixes {
    pub(super) v4: u8,
    pub(super) v6: u8,
}

impl Prefixes {
    /// Takes `/24`, `//64` or `/24//64` off the end of a term.
    pub(super) fn split(term: &str) -> Option<(&str, Self)> {
        let (rest, v6) = match term.split_once("//") {
            Some((rest, v6)) => (rest, length(v6, 128)?),
            None => (term, 128),
        };
        let (rest, v4) = match rest.split_once('/') {
            Some((rest, v4)) => (rest, length(v4, 32)?),
            None => (rest, 32),
        };
        Some((rest, Self { v4, v6 }))
    }

    /// Whether `address` lies in the block around `centre`.
    pub(super) fn cover(self, centre: IpAddr, address: IpAddr) -> bool {
        match (centre, address) {
            (IpAddr::V4(centre), IpAddr::V4(address)) => {
                let shift = 32_u32.saturating_sub(u32::from(self.v4));
                let top = |one: Ipv4Addr| u64::from(one.to_bits()) >> shift;
                top(centre) == top(address)
            }
            (IpAddr::V6(centre), IpAddr::V6(address)) => {
                let shift = 128_u32.saturating_sub(u32::from(self.v6));
                let top = |one: Ipv6Addr| one.to_bits().checked_shr(shift).unwrap_or(0);
                top(centre) == top(address)
            }
            _ => false,
        }
    }
}

/// `ip4:192.0.2.0/24`, `ip6:2001:db8::/32`.
pub(super) fn block(text: &str, is_v6: bool) -> Option<(IpAddr, Prefixes)> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, length(bits, if is_v6 { 128 } else { 32 })?),
        None => (text, if is_v6 { 128 } else { 32 }),
    };
    let address: IpAddr = address.parse().ok()?;
    let prefixes = Prefixes { v4: bits, v6: bits };
    (address.is_ipv6() == is_v6).then_some((address, prefixes))
}

/// A length in digits without a leading zero (RFC 7208 section 12, `ip4-cidr-length`).
fn length(text: &str, most: u8) -> Option<u8> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'));
    let bits: u8 = text.parse().ok()?;
    (is_plain && bits <= most).then_some(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, address: &str, expected: Option<bool>) {
        let found = block(text, text.contains("::"));
        let covered = found
            .map(|(centre, prefixes)| prefixes.cover(centre, address.parse::<IpAddr>().unwrap()));
        assert_eq!(covered, expected, "{text} {address}");
    }

    #[test]
    fn an_address_is_in_a_block_or_not() {
        check("192.0.2.0/24", "192.0.2.200", Some(true));
        check("192.0.2.0/24", "192.0.3.1", Some(false));
        check("192.0.2.1", "192.0.2.1", Some(true));
        check("0.0.0.0/0", "203.0.113.9", Some(true));
        check("2001:db8::/32", "2001:db8:1::9", Some(true));
        check("2001:db8::/32", "2001:db9::", Some(false));
        check("::/0", "2001:db9::", Some(true));
        check("2001:db8::/32", "192.0.2.1", Some(false));
    }

    #[test]
    fn lengths_that_no_block_has_are_refused() {
        for text in ["192.0.2.0/33", "192.0.2.0/024", "192.0.2.0/", "192.0.2/24"] {
            check(text, "192.0.2.1", None);
        }
    }

    #[test]
    fn two_lengths_stand_behind_one_name() {
        let split = |term| Prefixes::split(term).map(|(name, both)| (name, both.v4, both.v6));
        assert_eq!(split("a.example/24//64"), Some(("a.example", 24, 64)));
        assert_eq!(split("//64"), Some(("", 32, 64)));
        assert_eq!(split("a.example"), Some(("a.example", 32, 128)));
        assert_eq!(split("a.example/99"), None);
    }
}

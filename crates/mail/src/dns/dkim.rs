//! Key records (RFC 6376 section 3.6.1, RFC 8463): is the key there that signs, and is it long enough?

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Dns, Finding};
use crate::dkim::Record as Expected;

/// What the large recipients ask for (RFC 8301 section 3.2 asks senders for 2048 as well).
const SHORTEST: usize = 2048;

/// A key record.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Record {
    kind: String,
    key: String,
    testing: bool,
}

/// Looks whether recipients find the key that signs.
pub async fn examine(dns: &dyn Dns, key: &Expected) -> Vec<Finding> {
    let what = format!("DKIM key {}", key.name);
    let texts = match dns.texts(&key.name).await {
        Ok(texts) => texts,
        Err(error) => return vec![Finding::silent(&what, &error)],
    };
    let advice = format!(
        "publish it; `undersigned mail keys` prints the record for {}",
        key.name
    );
    let published: Vec<Record> = texts
        .iter()
        .filter_map(|text| Record::parse(text))
        .collect();
    let ours = Record::parse(&key.value);
    let found = match published.as_slice() {
        [] => return vec![Finding::error(&what, "it is not published", advice)],
        [one] => one,
        _ => {
            let found = "several keys are published under one name, and recipients take any";
            return vec![Finding::error(&what, found, "leave only the newest")];
        }
    };
    if found.key.is_empty() {
        return vec![Finding::error(
            &what,
            "it was withdrawn (an empty p=)",
            advice,
        )];
    }
    if ours.is_none_or(|ours| (ours.kind, ours.key) != (found.kind.clone(), found.key.clone())) {
        let found = "another key is published: every signature made here is invalid";
        return vec![Finding::error(&what, found, advice)];
    }
    let mut findings = vec![strength(&what, found)];
    if found.testing {
        findings.push(Finding::hint(
            &what,
            "it is marked as a test (t=y): recipients may ignore it",
            "take t=y away",
        ));
    }
    findings
}

fn strength(what: &str, record: &Record) -> Finding {
    if record.kind == "ed25519" {
        return Finding::fine(what, "published, Ed25519");
    }
    match record.modulus_bits() {
        Some(bits) if bits >= SHORTEST => {
            Finding::fine(what, format!("published, RSA with {bits} bits"))
        }
        Some(bits) => Finding::error(
            what,
            format!("an RSA key of {bits} bits is refused by large recipients"),
            "make a new one: undersigned mail keys --rotate",
        ),
        None => Finding::error(
            what,
            "what is published is no RSA key",
            "publish the record as `undersigned mail keys` prints it",
        ),
    }
}

impl Record {
    fn parse(text: &str) -> Option<Self> {
        let mut record = Self {
            kind: "rsa".to_owned(),
            key: String::new(),
            testing: false,
        };
        let mut has_key = false;
        for (place, tag) in text.split(';').enumerate() {
            let Some((name, value)) = tag.split_once('=') else {
                continue;
            };
            match (name.trim(), value.trim()) {
                ("v", "DKIM1") if place == 0 => {}
                ("v", _) => return None,
                ("k", kind) => kind.clone_into(&mut record.kind),
                ("p", key) => {
                    has_key = true;
                    record.key = key.split_whitespace().collect();
                }
                ("t", flags) => record.testing = flags.split(':').any(|flag| flag.trim() == "y"),
                _ => {}
            }
        }
        has_key.then_some(record)
    }

    /// The length of an RSA key: its modulus inside a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7,
    /// RFC 8017 appendix A.1.1), or inside a bare `RSAPublicKey`, which some publish.
    fn modulus_bits(&self) -> Option<usize> {
        let der = STANDARD.decode(&self.key).ok()?;
        let outer = Der(&der).take(SEQUENCE)?.0;
        let bare = match Der(outer).take(SEQUENCE) {
            Some((_, rest)) => {
                let (bits, _) = Der(rest).take(BIT_STRING)?;
                Der(bits.strip_prefix(&[0])?).take(SEQUENCE)?.0
            }
            None => outer,
        };
        let (modulus, _) = Der(bare).take(INTEGER)?;
        let first = modulus.iter().position(|byte| *byte != 0)?;
        let modulus = modulus.get(first..)?;
        let leading = modulus.first()?.leading_zeros() as usize;
        Some(modulus.len() * 8 - leading)
    }
}

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const SEQUENCE: u8 = 0x30;

/// As much of DER (X.690) as a public key needs.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// The content of a value of this kind at the beginning, and what stands behind it.
    fn take(self, kind: u8) -> Option<(&'a [u8], &'a [u8])> {
        let rest = self.0.strip_prefix(&[kind])?;
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            0..=0x7f => (usize::from(*first), rest),
            0x81 | 0x82 => {
                let (digits, rest) = rest.split_at_checked(usize::from(first & 0x0f))?;
                let length = digits
                    .iter()
                    .fold(0, |sum, digit| (sum << 8) | usize::from(*digit));
                (length, rest)
            }
            _ => return None,
        };
        rest.split_at_checked(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Level;
    use crate::dns::fake::Fake;

    /// An RSA key of 1024 bits and one of 2048, in DER without meaning but of the right shape.
    fn rsa(bytes: usize) -> String {
        let wrap = |kind: u8, content: Vec<u8>| {
            let length = u16::try_from(content.len()).unwrap().to_be_bytes();
            [vec![kind, 0x82], length.to_vec(), content].concat()
        };
        let modulus = wrap(INTEGER, [vec![0], vec![0xc1; bytes]].concat());
        let key = wrap(SEQUENCE, [modulus, vec![INTEGER, 3, 1, 0, 1]].concat());
        let bits = wrap(BIT_STRING, [vec![0], key].concat());
        let algorithm = vec![SEQUENCE, 2, 5, 0];
        STANDARD.encode(wrap(SEQUENCE, [algorithm, bits].concat()))
    }

    async fn check(published: &[String], ours: &str, expected: &[Level]) {
        let lines: Vec<String> = published
            .iter()
            .map(|text| format!("c1._domainkey.a.example TXT {text}"))
            .collect();
        let key = Expected {
            name: "c1._domainkey.a.example".to_owned(),
            value: ours.to_owned(),
        };
        let findings = examine(&Fake::new(&lines.join("\n")), &key).await;
        let levels: Vec<Level> = findings.iter().map(|finding| finding.level).collect();
        assert_eq!(levels, expected, "{findings:?}");
    }

    #[tokio::test]
    async fn the_key_that_signs_must_be_there_alone_and_long_enough() {
        let long = format!("v=DKIM1; k=rsa; p={}", rsa(256));
        let short = format!("v=DKIM1; k=rsa; p={}", rsa(128));
        let curve = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=".to_owned();
        check(std::slice::from_ref(&long), &long, &[Level::Fine]).await;
        check(std::slice::from_ref(&curve), &curve, &[Level::Fine]).await;
        check(std::slice::from_ref(&short), &short, &[Level::Error]).await;
        check(std::slice::from_ref(&short), &long, &[Level::Error]).await;
        check(&[], &long, &[Level::Error]).await;
        check(&[long.clone(), curve], &long, &[Level::Error]).await;
        check(&["v=DKIM1; p=".to_owned()], &long, &[Level::Error]).await;
        check(
            &[format!("{long}; t=y")],
            &long,
            &[Level::Fine, Level::Hint],
        )
        .await;
    }

    #[tokio::test]
    async fn a_key_may_be_published_with_white_space_and_without_what_is_usual() {
        let long = rsa(256);
        let spaced = format!("p={} {}", &long[..100], &long[100..]);
        check(
            &[spaced],
            &format!("v=DKIM1; k=rsa; p={long}"),
            &[Level::Fine],
        )
        .await;
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_the_reader_of_keys(der: Vec<u8>) {
            let record = Record { kind: "rsa".to_owned(), key: STANDARD.encode(der), testing: false };
            let _ = record.modulus_bits();
        }
    }
}

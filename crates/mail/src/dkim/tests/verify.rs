//! A checker of signatures, as a receiver has one; written against the text of RFC 6376 section 6.1.

use std::collections::BTreeMap;

use ring::signature::{ED25519, RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, UnparsedPublicKey};

use super::*;

type Tags = BTreeMap<String, String>;

/// One verdict for each signature, from the top.
pub(super) fn verify(message: &[u8], records: &[Record]) -> Vec<bool> {
    let (header, content) = split(message);
    let fields = fields(header);
    header_text(header)
        .into_iter()
        .map(|signature| {
            let tags = tags(signature.split_once(':').map_or("", |(_, value)| value));
            is_valid(&tags, &signature, &fields, content, records).unwrap_or(false)
        })
        .collect()
}

fn header_text(header: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(header)
        .replace("\r\n ", "\u{1} ")
        .replace("\r\n\t", "\u{1}\t");
    text.split("\r\n")
        .filter(|line| line.starts_with("DKIM-Signature:"))
        .map(|line| line.replace('\u{1}', "\r\n"))
        .collect()
}

fn tags(value: &str) -> Tags {
    let one = |tag: &str| {
        let (name, value) = tag.split_once('=')?;
        let value = value.split_whitespace().collect::<Vec<_>>().concat();
        Some((name.trim().to_owned(), value))
    };
    value.split(';').filter_map(one).collect()
}

fn is_valid(
    tags: &Tags,
    signature: &str,
    fields: &[Field<'_>],
    content: &[u8],
    records: &[Record],
) -> Option<bool> {
    assert_eq!(tags.get("c")?, "relaxed/relaxed");
    if STANDARD.encode(digest(&SHA256, &body(content))) != *tags.get("bh")? {
        return Some(false);
    }
    let names: Vec<&str> = tags.get("h")?.split(':').collect();
    let mut input = canonical::signed(fields, &names);
    let (stem, _) = signature.rsplit_once("b=")?;
    input.extend(field(format!("{stem}b=").as_bytes()));
    let name = format!("{}._domainkey.{}", tags.get("s")?, tags.get("d")?);
    let record = records.iter().find(|record| record.name == name)?;
    let public = STANDARD.decode(self::tags(&record.value).get("p")?).ok()?;
    let made = STANDARD.decode(tags.get("b")?).ok()?;
    Some(match tags.get("a")?.as_str() {
        "ed25519-sha256" => UnparsedPublicKey::new(&ED25519, public)
            .verify(digest(&SHA256, &input).as_ref(), &made)
            .is_ok(),
        _ => UnparsedPublicKey::new(
            &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
            bare(&public),
        )
        .verify(&input, &made)
        .is_ok(),
    })
}

/// The RSA key within a `SubjectPublicKeyInfo`: what begins behind the unused bits of its bit string.
fn bare(public: &[u8]) -> &[u8] {
    const ALGORITHM_END: [u8; 3] = [0x05, 0x00, 0x03];
    let at = public
        .windows(3)
        .position(|window| window == ALGORITHM_END)
        .unwrap();
    let length = public[at + 3];
    let behind = at + 4 + usize::from(if length < 0x80 { 0 } else { length & 0x7f });
    assert_eq!(public[behind], 0, "no unused bits");
    &public[behind + 1..]
}

//! Keys in files and in the DNS: PEM (RFC 7468), PKCS#8 (RFC 5958) and `SubjectPublicKeyInfo`
//! (RFC 5280 section 4.1), as far as two kinds of keys need them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// Everything of an Ed25519 key in PKCS#8 but its seed (RFC 8410 section 7).
const ED25519: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// The algorithm `rsaEncryption` with its empty parameter (RFC 3279 section 2.3.1).
const RSA: [u8; 15] = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

const SEQUENCE: u8 = 0x30;
const BIT_STRING: u8 = 0x03;

/// An Ed25519 seed as PKCS#8 in DER.
pub(super) fn ed25519_private(seed: &[u8; 32]) -> Zeroizing<Vec<u8>> {
    // Allocated once: a vector that grows would leave copies behind.
    let mut der = Zeroizing::new(Vec::with_capacity(ED25519.len() + seed.len()));
    der.extend(ED25519);
    der.extend(seed);
    der
}

/// An RSA public key with its algorithm. RFC 6376 asks for the bare key, and every signer and
/// checker writes and reads this (erratum 3017).
pub(super) fn rsa_public(bare: &[u8]) -> Vec<u8> {
    let key = tagged(BIT_STRING, &[&[0], bare].concat());
    tagged(SEQUENCE, &[&RSA[..], &key].concat())
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let bytes = length.to_be_bytes();
    let significant = &bytes[bytes.iter().take_while(|byte| **byte == 0).count()..];
    let mut der = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => der.push(short),
        _ => {
            let count = u8::try_from(significant.len());
            der.push(0x80 | count.expect("a length has eight bytes at most"));
            der.extend(significant);
        }
    }
    der.extend(content);
    der
}

/// The one private key of a PEM file. Text before and after it is allowed (RFC 7468 section 2).
pub(super) fn from_pem(pem: &str) -> Option<Zeroizing<Vec<u8>>> {
    let (_, behind) = pem.split_once(BEGIN)?;
    let (inner, _) = behind.split_once(END)?;
    let inner: Zeroizing<String> = Zeroizing::new(
        inner
            .chars()
            .filter(|character| !character.is_ascii_whitespace())
            .collect(),
    );
    STANDARD.decode(inner.as_bytes()).ok().map(Zeroizing::new)
}

/// A private key as PEM, 64 characters a line.
pub(super) fn to_pem(der: &[u8]) -> Zeroizing<String> {
    let base64 = Zeroizing::new(STANDARD.encode(der));
    let lines = base64.len().div_ceil(64);
    let room = BEGIN.len() + END.len() + base64.len() + lines + 2;
    let mut pem = Zeroizing::new(String::with_capacity(room));
    pem.push_str(BEGIN);
    for (place, character) in base64.chars().enumerate() {
        if place % 64 == 0 {
            pem.push('\n');
        }
        pem.push(character);
    }
    pem.push('\n');
    pem.push_str(END);
    pem.push('\n');
    pem
}

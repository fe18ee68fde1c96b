use domain::address::EmailAddress;
use domain::comment::Comment;
use domain::consent::Purpose;
use domain::locale::Language;
use domain::signer::Class;
use domain::text::TextDigest;
use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::clock::SystemRandom;

const SECRET: [u8; 32] = [0xab; 32];
const TAG: [u8; 32] = [0x0c; 32];

/// What the first layout had for [`signer`] and [`consents`], with a token of `A`s.
const FIRST: &str = r#"{
    "revision": 300, "class": 1, "name": "Zoë \"Zo\" Kaya", "address": "zoe@mail.example",
    "descriptor": null, "place": "Çorum", "contact": null, "comment": "Two\nlines.",
    "listing": "initials",
    "consents": [{
        "purpose": "count", "wording": "I sign.", "language": "tr",
        "text": "0909090909090909090909090909090909090909090909090909090909090909",
        "asked": 1795000000
    }],
    "secret": "abababababababababababababababababababababababababababababababab",
    "tag": "0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c",
    "manage": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}"#;

fn signer(place: &str, comment: &str) -> Signer {
    Signer {
        class: Class::Person,
        name: Name::parse("Zoë \"Zo\" Kaya").unwrap(),
        address: EmailAddress::parse("zoe@mail.example").unwrap(),
        descriptor: None,
        place: Name::parse(place).ok(),
        contact: None,
        comment: Comment::parse(comment).unwrap(),
    }
}

fn consents() -> Vec<Consent> {
    vec![Consent {
        purpose: Purpose::Count,
        wording: "I sign.".to_owned(),
        language: Language::parse("tr").unwrap(),
        text: TextDigest::from_bytes([9; 32]),
        asked: Timestamp::from_second(1_795_000_000).unwrap(),
    }]
}

fn written(signer: &Signer, manage: &Token) -> Vec<u8> {
    let form = (signer, Listing::Initials);
    Written::of(form, &consents(), 300, (TAG, SECRET), manage).encode()
}

fn check(bytes: &[u8], signer: &Signer, manage: &Token) {
    let read = Payload::decode(bytes).unwrap();
    assert_eq!(read.signer, *signer);
    assert_eq!((read.revision, read.listing), (300, Listing::Initials));
    assert_eq!(read.consents, consents());
    assert_eq!((read.secret, read.tag), (SECRET, TAG));
    assert_eq!(read.manage, *manage);
    let record = read.record();
    assert_eq!(record.opening.secret, SECRET);
    assert_eq!(record.text(Field::Initials), signer.name.initials());
    assert_eq!(record.comment, signer.comment);
}

#[test]
fn a_payload_is_read_as_it_was_written() {
    let now = Timestamp::from_second(1_795_000_000).unwrap();
    let whole = Signer {
        class: Class::Organisation,
        descriptor: Name::parse("a union").ok(),
        contact: Name::parse("Ada Lovelace").ok(),
        ..signer("Çorum", "Two\nlines.")
    };
    for signer in [signer("Çorum", "Two\nlines."), signer("", "")] {
        for manage in [Token::new(&SystemRandom), Token::dated(now, &SystemRandom)] {
            check(&written(&signer, &manage), &signer, &manage);
        }
    }
    let manage = Token::new(&SystemRandom);
    let read = Payload::decode(&written(&whole, &manage)).unwrap();
    assert_eq!(read.signer, whole);
    assert_eq!(read.record().text(Field::Initials), "");
}

#[test]
fn a_payload_of_the_first_layout_can_still_be_confirmed() {
    let manage = Token::from_bytes(&[0; 32]).unwrap();
    let json: String = FIRST.lines().map(str::trim).collect();
    check(json.as_bytes(), &signer("Çorum", "Two\nlines."), &manage);
}

#[test]
fn a_stub_of_either_layout_leads_to_the_receipt() {
    let manage = Token::new(&SystemRandom);
    let first = format!("{{\"manage\":\"{}\"}}", manage.reveal());
    for bytes in [Stub::encode(&manage), first.as_bytes()] {
        assert_eq!(Stub::decode(bytes), Some(manage.clone()));
    }
    assert_eq!(Stub::decode(b"{}"), None);
}

#[test]
fn a_payload_has_few_bytes() {
    let bytes = written(&signer("Çorum", ""), &Token::new(&SystemRandom));
    assert_eq!(bytes.len(), 208);
}

proptest! {
    #[test]
    fn bytes_that_are_no_payload_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Stub::decode(&bytes);
        prop_assert!(Payload::decode(&bytes).is_none());
    }

    #[test]
    fn a_payload_that_was_cut_is_refused(cut in 0..200_usize) {
        let bytes = written(&signer("Çorum", "Two\nlines."), &Token::new(&SystemRandom));
        prop_assert!(Payload::decode(&bytes[..cut]).is_none());
    }
}

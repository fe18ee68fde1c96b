//! Notes and keys, with the published vectors of other implementations.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use tlog::note::{
    KeyError, KeyKind, MAX_BYTES, Note, NoteError, Signature, SignatureError, SigningKey,
    VerifierKey,
};

/// The example of the signed-note specification.
const SPEC_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const SPEC_NOTE: &str = "This is an example message.\n\n— example.com/foo \
    Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

/// The example of the Go package `golang.org/x/mod/sumdb/note`, whose secret half is published too.
const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_SECRET: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const GO_TEXT: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n";
const GO_LINE: &str = "— PeterNeumann \
    x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

fn key(name: &str, seed: u8) -> SigningKey {
    SigningKey::from_seed(name, [seed; 32]).unwrap()
}

fn names(note: &Note, keys: &[VerifierKey]) -> Result<Vec<String>, NoteError> {
    Ok(note
        .verify(keys)?
        .iter()
        .map(|verified| verified.key.name().to_owned())
        .collect())
}

#[test]
fn the_example_of_the_specification_verifies() {
    let key = VerifierKey::parse(SPEC_KEY).unwrap();
    assert_eq!(
        (key.name(), key.id(), key.kind()),
        ("example.com/foo", 0x530d_903a, KeyKind::Ed25519)
    );
    assert_eq!(key.to_string(), SPEC_KEY);

    let note = Note::parse(SPEC_NOTE.as_bytes()).unwrap();
    assert_eq!(note.text(), "This is an example message.\n");
    assert_eq!(names(&note, &[key]), Ok(vec!["example.com/foo".to_owned()]));
    assert_eq!(note.to_string(), SPEC_NOTE);
}

#[test]
fn the_example_of_the_specification_with_any_bit_changed_is_refused() {
    let keys = [VerifierKey::parse(SPEC_KEY).unwrap()];
    for at in 0..SPEC_NOTE.len() {
        for bit in 0..8 {
            let mut bytes = SPEC_NOTE.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            let outcome = Note::parse(&bytes).and_then(|note| names(&note, &keys));
            assert!(outcome.is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn signing_gives_the_bytes_that_the_go_implementation_gives() {
    let secret = STANDARD.decode(GO_SECRET).unwrap();
    let key = SigningKey::from_seed("PeterNeumann", secret[1..].try_into().unwrap()).unwrap();
    assert_eq!(key.verifier().to_string(), GO_KEY);
    assert_eq!(key.sign(GO_TEXT).to_string(), GO_LINE);
    let note = Note::sign(GO_TEXT, &key).unwrap();
    assert_eq!(note.to_string(), format!("{GO_TEXT}\n{GO_LINE}\n"));
    assert_eq!(Note::parse(note.to_string().as_bytes()), Ok(note));
}

#[test]
fn a_secret_key_shows_its_public_half_only() {
    let shown = format!("{:?}", key("log.example", 7));
    assert_eq!(
        shown,
        format!("SigningKey({})", key("log.example", 7).verifier())
    );
}

#[test]
fn the_last_empty_line_separates_text_and_signatures() {
    for text in [
        "\n",
        "\n\n",
        "a\n\n\nb\n",
        "a\n\n",
        "— not a signature\n\nbut text\n",
    ] {
        let note = Note::sign(text, &key("log.example", 1)).unwrap();
        let read = Note::parse(note.to_string().as_bytes()).unwrap();
        assert_eq!(read.text(), text);
        assert_eq!(read, note);
    }
}

#[test]
fn lines_of_unknown_keys_are_ignored_and_a_wrong_line_of_a_known_key_sinks_the_note() {
    let (ada, bo, mallory) = (
        key("ada.example", 1),
        key("bo.example", 2),
        key("ada.example", 3),
    );
    let note = Note::sign("text\n", &ada).unwrap();
    let note = note.with_signature(bo.sign("text\n")).unwrap();
    let note = note.with_signature(mallory.sign("other text\n")).unwrap();
    let keys = [ada.verifier(), bo.verifier()];
    assert_eq!(
        names(&note, &keys),
        Ok(vec!["ada.example".to_owned(), "bo.example".to_owned()])
    );
    assert_eq!(names(&note, &keys[1..]), Ok(vec!["bo.example".to_owned()]));
    assert_eq!(names(&note, &[]), Err(NoteError::NotSigned));
    assert_eq!(
        names(&note, &[key("bo.example", 4).verifier()]),
        Err(NoteError::NotSigned)
    );
    assert_eq!(
        names(&note, &[bo.verifier(), mallory.verifier()]),
        Err(NoteError::WrongSignature {
            name: "ada.example".to_owned()
        })
    );
}

#[test]
fn a_wrong_line_sinks_the_note_even_after_a_right_one_of_the_same_key() {
    let ada = key("ada.example", 1);
    let right = Note::sign("text\n", &ada).unwrap();
    let doubled = format!("{right}{}\n", right.signatures()[0]);
    let twice = Note::parse(doubled.as_bytes()).unwrap();
    assert_eq!(
        names(&twice, &[ada.verifier()]),
        Ok(vec!["ada.example".to_owned()])
    );
    let spoilt = format!("{right}{}\n", ada.sign("other\n"));
    let spoilt = Note::parse(spoilt.as_bytes()).unwrap();
    assert!(matches!(
        names(&spoilt, &[ada.verifier()]),
        Err(NoteError::WrongSignature { .. })
    ));
}

#[test]
fn a_second_signature_of_one_key_takes_the_place_of_the_first() {
    let ada = key("ada.example", 1);
    let note = Note::sign("text\n", &ada).unwrap();
    assert_eq!(note.clone().with_signature(ada.sign("text\n")), Ok(note));
}

#[test]
fn a_hundred_signatures_are_read_and_no_more() {
    let sign = |seed: u8| {
        key(&format!("{seed}.example"), seed)
            .sign("text\n")
            .to_string()
    };
    let lines: Vec<String> = (1..=101).map(sign).collect();
    let hundred = format!("text\n\n{}\n", lines[..100].join("\n"));
    let note = Note::parse(hundred.as_bytes()).unwrap();
    assert_eq!(
        names(&note, &[key("100.example", 100).verifier()]).unwrap(),
        ["100.example"]
    );
    let last = Signature::parse(&lines[100]).unwrap();
    assert_eq!(note.with_signature(last), Err(NoteError::TooManySignatures));
    let more = format!("text\n\n{}\n", lines.join("\n"));
    assert_eq!(
        Note::parse(more.as_bytes()),
        Err(NoteError::TooManySignatures)
    );
}

#[test]
fn what_is_not_a_note_is_refused() {
    let line = key("log.example", 1).sign("text\n").to_string();
    let check = |bytes: &[u8], error: NoteError| assert_eq!(Note::parse(bytes), Err(error));
    check(b"", NoteError::NoSeparator);
    check(b"text\n", NoteError::NoSeparator);
    check(b"text\n\n", NoteError::UnendedSignatures);
    check(format!("text\n{line}\n").as_bytes(), NoteError::NoSeparator);
    check(format!("\n{line}\n").as_bytes(), NoteError::NoSeparator);
    check(
        format!("text\n\n{line}").as_bytes(),
        NoteError::UnendedSignatures,
    );
    check(
        format!("text\n\n{line}\n\n").as_bytes(),
        NoteError::UnendedSignatures,
    );
    check(b"text\xff\n\n", NoteError::NotUtf8);
    check(
        b"text\r\n\n",
        NoteError::ControlCharacter { character: '\r' },
    );
    check(
        b"te\0xt\n\n",
        NoteError::ControlCharacter { character: '\0' },
    );
    check(
        &vec![b' '; MAX_BYTES + 1],
        NoteError::TooLarge {
            length: MAX_BYTES + 1,
        },
    );
    check(
        format!("text\n\n{line}\nnothing\n").as_bytes(),
        NoteError::BadSignatureLine {
            line: 2,
            reason: SignatureError::BadLine,
        },
    );
    let ada = key("ada.example", 1);
    assert_eq!(Note::sign("text", &ada), Err(NoteError::UnendedText));
    assert_eq!(Note::sign("", &ada), Err(NoteError::UnendedText));
    assert_eq!(
        Note::sign("a\tb\n", &ada),
        Err(NoteError::ControlCharacter { character: '\t' })
    );
    assert!(matches!(
        Note::sign(&"line\n".repeat(MAX_BYTES / 5), &ada),
        Err(NoteError::TooLarge { .. })
    ));
}

#[test]
fn what_is_not_a_signature_line_is_refused() {
    let check = |line: &str, error: SignatureError| {
        assert_eq!(Signature::parse(line), Err(error), "{line}");
    };
    check("", SignatureError::BadLine);
    check("- ada AAAAAAA=", SignatureError::BadLine);
    check("—ada AAAAAAA=", SignatureError::BadLine);
    check("— ada", SignatureError::BadLine);
    check("—  AAAAAAA=", SignatureError::BadName);
    check("— a+b AAAAAAA=", SignatureError::BadName);
    check("— a\u{a0}b AAAAAAA=", SignatureError::BadName);
    check("— ada  AAAAAAA=", SignatureError::NotBase64);
    check("— ada AAAAAAA", SignatureError::NotBase64);
    check("— ada AAAAAAB=", SignatureError::NotBase64);
    check("— ada AAAAAA==", SignatureError::TooShort { length: 4 });
    check("— ada ", SignatureError::TooShort { length: 0 });
    assert!(Signature::parse("— ada AAAAAAA=").is_ok());
}

#[test]
fn what_is_not_a_verifier_key_is_refused() {
    let check =
        |text: &str, error: KeyError| assert_eq!(VerifierKey::parse(text), Err(error), "{text}");
    let with_id = |id: &str| SPEC_KEY.replace("530d903a", id);
    check("", KeyError::BadForm);
    check("example.com/foo+530d903a", KeyError::BadForm);
    check("example.com/foo+530d903a+", KeyError::BadForm);
    check(&with_id("530D903A"), KeyError::BadForm);
    check(&with_id("0530d903a"), KeyError::BadForm);
    check(&with_id("+30d903a"), KeyError::BadForm);
    check(
        &with_id("530d903b"),
        KeyError::WrongId {
            expected: 0x530d_903a,
            found: 0x530d_903b,
        },
    );
    check(&SPEC_KEY[15..], KeyError::BadName);
    check(&SPEC_KEY.replace("foo", "f o"), KeyError::BadName);
    check(
        &SPEC_KEY.replace("Aeky", "Auky"),
        KeyError::UnknownKind { type_byte: 2 },
    );
    check(
        &format!("a+00000000+{}", STANDARD.encode([1; 32])),
        KeyError::BadPublicKey,
    );
    let of_low_order = [[1, 1].as_slice(), &[0; 31]].concat();
    check(
        &format!("a+00000000+{}", STANDARD.encode(of_low_order)),
        KeyError::BadPublicKey,
    );
    for name in ["", "a b", "a+b", "a\nb", "a\0b", "a\u{2003}b"] {
        assert!(SigningKey::from_seed(name, [1; 32]).is_err(), "{name:?}");
    }
}

proptest! {
    #[test]
    fn bytes_that_are_a_note_are_written_the_same(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "[a-c\n ]{0,20}\n\n(— [a-c+ ]{0,3} [A-D]{4,8}=?\n{0,2}){0,3}"
                .prop_map(String::into_bytes),
        ],
    ) {
        if let Ok(note) = Note::parse(&bytes) {
            prop_assert_eq!(note.to_string().into_bytes(), bytes);
        }
    }

    #[test]
    fn every_text_that_can_be_signed_verifies_after_reading(
        text in "[^\\x00-\\x09\\x0b-\\x1f]{0,60}\n",
        seed: [u8; 32],
    ) {
        let key = SigningKey::from_seed("log.example", seed).unwrap();
        let note = Note::sign(&text, &key).unwrap().to_string();
        let read = Note::parse(note.as_bytes()).unwrap();
        prop_assert_eq!(read.text(), text);
        prop_assert_eq!(read.verify(&[key.verifier()]).unwrap().len(), 1);
        let line = key.verifier().to_string();
        prop_assert_eq!(VerifierKey::parse(&line), Ok(key.verifier()));
    }

    #[test]
    fn a_text_that_is_a_verifier_key_is_written_the_same(
        text in prop_oneof![
            any::<String>(),
            "[a-z]{0,3}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{40,44}={0,2}",
        ],
    ) {
        if let Ok(key) = VerifierKey::parse(&text) {
            prop_assert_eq!(key.to_string(), text);
        }
    }
}

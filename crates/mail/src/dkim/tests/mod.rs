use proptest::prelude::*;

use super::*;
use verify::verify;

mod verify;

const MESSAGE: &str = "From: River Watch <post@sign.example.org>\r\n\
    To: ada@example.org\r\n\
    Subject: =?utf-8?b?0J/RgNC40LLQtdGC?=\r\n =?utf-8?b?INC80LjRgA==?=\r\n\
    Date: Tue, 12 May 2026 10:00:00 +0000\r\n\
    Message-ID: <4f1c@sign.example.org>\r\n\
    List-Unsubscribe: <https://sign.example.org/u/abc>,\r\n <mailto:leave@sign.example.org>\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\
    Content-Transfer-Encoding: 7bit\r\n\r\n\
    Hello,\r\n\r\nthis  is all. \r\n-- \r\nRiver Watch\r\n\r\n\r\n";

/// Randomness with a seed: xorshift, good enough to find the same primes every time.
fn seeded(mut state: u64) -> impl FnMut(&mut [u8]) {
    move |buffer| {
        for byte in buffer {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = state.to_le_bytes()[4];
        }
    }
}

fn ed25519() -> KeyPair {
    KeyPair::generate(Kind::Ed25519, &mut seeded(7)).unwrap()
}

fn rsa() -> KeyPair {
    KeyPair::from_pem(include_str!("rsa.pem")).unwrap()
}

fn signer() -> Signer {
    Signer::new("sign.example.org", "post", vec![ed25519(), rsa()]).unwrap()
}

fn signed(message: &str) -> String {
    let at = Timestamp::from_second(1_778_580_000).unwrap();
    String::from_utf8(signer().sign(message.as_bytes(), at).unwrap()).unwrap()
}

/// What a receiver finds: one verdict for each signature, from the top.
fn verdicts(message: &str) -> Vec<bool> {
    verify(message.as_bytes(), &signer().records())
}

#[test]
fn a_message_carries_a_valid_signature_of_each_key_and_is_itself_unchanged() {
    let message = signed(MESSAGE);
    assert!(message.ends_with(MESSAGE));
    assert_eq!(verdicts(&message), [true, true]);
    assert!(message.starts_with("DKIM-Signature: v=1; a=rsa-sha256;"));
}

#[test]
fn a_server_may_fold_lines_and_change_white_space_on_the_way() {
    let message = signed(MESSAGE)
        .replace("Subject: ", "SUBJECT:\t")
        .replace(",\r\n <mailto", ", \r\n\t <mailto")
        .replace("this  is all. \r\n", "this \t is all.\r\n")
        .replace("Watch\r\n\r\n\r\n", "Watch\r\n");
    let received = format!("Received: from us\r\n\tby them; today\r\n{message}");
    assert_eq!(verdicts(&received), [true, true]);
}

#[test]
fn whatever_a_reader_sees_is_protected() {
    let check = |from: &str, to: &str| {
        let message = signed(MESSAGE);
        let tampered = message.replace(from, to);
        assert_ne!(message, tampered, "{from}");
        assert_eq!(verdicts(&tampered), [false, false], "{from}");
    };
    check("this  is", "this was");
    check("Hello", " Hello");
    check("River Watch <post", "River Match <post");
    check("ada@", "bo@");
    check("0J/", "0J8");
    check("12 May", "13 May");
    check("/u/abc", "/u/abd");
    check("text/plain", "text/html");
    check("MIME-Version: 1.0\r\n", "");
    check("t=1778580000", "t=1778580001");
}

#[test]
fn no_second_field_can_be_put_beside_a_signed_one() {
    for name in [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Content-Type",
        "Auto-Submitted",
        "List-Unsubscribe",
    ] {
        for message in [
            format!("{name}: another\r\n{}", signed(MESSAGE)),
            signed(MESSAGE).replacen(
                "MIME-Version",
                &format!("{name}: another\r\nMIME-Version"),
                1,
            ),
        ] {
            assert_eq!(verdicts(&message), [false, false], "{name}");
        }
    }
}

#[test]
fn a_list_that_passes_a_confirmation_on_may_add_fields_of_its_own() {
    let message = signed(MESSAGE);
    let passed_on =
        format!("List-Id: <team.example.net>\r\nReply-To: team@example.net\r\n{message}");
    assert_eq!(verdicts(&passed_on), [true, true]);
}

#[test]
fn a_body_without_text_and_a_header_without_body_can_be_signed() {
    for message in [
        "From: a@example.org\r\n\r\n",
        "From: a@example.org\r\n\r\n\r\n \r\n",
        "From: a@example.org\r\n",
        "From: a@example.org\r\n\r\nno end of line",
        "\r\n\r\nno header",
        "",
    ] {
        assert_eq!(verdicts(&signed(message)), [true, true], "{message:?}");
    }
}

#[test]
fn signatures_stay_in_lines_that_mail_recommends() {
    for line in signed(MESSAGE)
        .split("\r\n")
        .take_while(|line| !line.starts_with("From"))
    {
        assert!(line.len() <= 78, "{line}");
    }
}

#[test]
fn the_examples_of_rfc_8463_are_valid() {
    let text = include_str!("rfc8463.eml").replace('\n', "\r\n");
    let record = |name: &str, value: &str| Record {
        name: format!("{name}._domainkey.football.example.com"),
        value: value.to_owned(),
    };
    let records = [
        record(
            "brisbane",
            "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
        ),
        record(
            "test",
            "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6\
             Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6l\
             HvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
        ),
    ];
    assert_eq!(verify(text.as_bytes(), &records), [true, true]);
    let tampered = text.replace("hungry", "thirsty");
    assert_eq!(verify(tampered.as_bytes(), &records), [false, false]);
}

#[test]
fn the_seed_of_rfc_8463_gives_its_public_key() {
    let seed = STANDARD
        .decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")
        .unwrap();
    let key =
        KeyPair::generate(Kind::Ed25519, &mut |buffer| buffer.copy_from_slice(&seed)).unwrap();
    assert_eq!(
        key.public_record(),
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    );
}

#[test]
fn a_new_key_signs_comes_back_from_its_file_and_differs_from_the_next() {
    for kind in Kind::ALL {
        let key = KeyPair::generate(kind, &mut seeded(11)).unwrap();
        assert_eq!(key.kind(), kind);
        let again = KeyPair::from_pem(&key.to_pem()).unwrap();
        assert_eq!(again.public_record(), key.public_record());
        let signer = Signer::new("example.org", "s", vec![again]).unwrap();
        let message = signer
            .sign(MESSAGE.as_bytes(), Timestamp::UNIX_EPOCH)
            .unwrap();
        assert_eq!(verify(&message, &signer.records()), [true]);
    }
    let next = KeyPair::generate(Kind::Ed25519, &mut seeded(12)).unwrap();
    assert_ne!(next.public_record(), ed25519().public_record());
}

#[test]
fn a_file_without_a_suitable_key_is_refused() {
    let check = |pem: &str, expected| assert_eq!(KeyPair::from_pem(pem).unwrap_err(), expected);
    check("", KeyError::Malformed);
    check("-----BEGIN PRIVATE KEY-----", KeyError::Malformed);
    check(&ed25519().to_pem().replace('M', "!"), KeyError::Malformed);
    check(
        &ed25519().to_pem().replace("PRIVATE", "PUBLIC"),
        KeyError::Malformed,
    );
    let cut = STANDARD.encode([0x30, 0x00]);
    let short = format!("-----BEGIN PRIVATE KEY-----\n{cut}\n-----END PRIVATE KEY-----\n");
    check(&short, KeyError::Unsuitable);
}

#[test]
fn secrets_do_not_show_in_debug_output() {
    assert_eq!(format!("{:?}", ed25519()), "KeyPair(ed25519, hidden)");
}

#[test]
fn a_signer_needs_names_for_the_dns_and_one_key_of_a_kind() {
    let check = |domain, base, keys, expected| {
        assert_eq!(Signer::new(domain, base, keys).err(), Some(expected));
    };
    let name = |name: &str| SignerError::Name(name.to_owned());
    check(
        "bücher.example",
        "post",
        vec![ed25519()],
        name("bücher.example"),
    );
    check("example.org", "po st", vec![ed25519()], name("po st"));
    check(
        "example.org;",
        "post",
        vec![ed25519()],
        name("example.org;"),
    );
    check("example.org", "", vec![ed25519()], name(""));
    check("example.org", "post", vec![], SignerError::NoKey);
    let two = vec![ed25519(), ed25519()];
    check(
        "example.org",
        "post",
        two,
        SignerError::Twice(Kind::Ed25519),
    );
}

#[test]
fn records_are_ready_to_be_pasted() {
    let records = signer().records();
    let [rsa, ed25519] = records.as_slice() else {
        panic!("a record for each key");
    };
    assert_eq!(rsa.name, "post-rsa._domainkey.sign.example.org");
    assert_eq!(ed25519.name, "post-ed25519._domainkey.sign.example.org");
    assert!(
        rsa.value
            .starts_with("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A")
    );
    assert_eq!(rsa.strings().concat(), rsa.value);
    assert!(rsa.strings().len() == 2 && rsa.strings().iter().all(|string| string.len() <= 255));
    assert_eq!(
        ed25519.zone_line(),
        format!("{}. IN TXT \"{}\"", ed25519.name, ed25519.value)
    );
    assert_eq!(rsa.zone_line().matches('"').count(), 4);
}

proptest! {
    #[test]
    fn any_bytes_can_be_signed_and_are_then_valid(message in any::<Vec<u8>>()) {
        // White space in front would go on with the line above it, which is ours.
        prop_assume!(!message.first().is_some_and(|byte| b" \t".contains(byte)));
        let signer = Signer::new("example.org", "s", vec![ed25519()]).unwrap();
        let signed = signer.sign(&message, Timestamp::UNIX_EPOCH).unwrap();
        prop_assert!(signed.ends_with(&message));
        let found = verify(&signed, &signer.records());
        prop_assert_eq!(found.first(), Some(&true));
    }

    #[test]
    fn relaxing_twice_is_relaxing_once(text in "[ \t\r\na-c:]{0,60}") {
        let once = body(text.as_bytes());
        prop_assert_eq!(body(&once), once);
        let line = field(text.as_bytes());
        prop_assert_eq!(field(&line), line);
    }

    #[test]
    fn words_of_a_body_are_what_is_signed(lines in prop::collection::vec("[a-z]{1,5}( [a-z]{1,5}){0,3}", 1..6)) {
        let plain = lines.join("\r\n");
        let loose = lines.join(" \t\r\n").replace(' ', "  \t");
        prop_assert_eq!(body(plain.as_bytes()), body(loose.as_bytes()));
        prop_assert_eq!(body(plain.as_bytes()), format!("{plain}\r\n").into_bytes());
    }
}

use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;

use super::*;

fn parts(to: &str) -> Parts {
    Parts {
        from: Mailbox::parse("River Watch <post@sign.example.org>").unwrap(),
        to: Mailbox::of_address(to).unwrap(),
        reply_to: None,
        subject: "Please confirm your signature".to_owned(),
        text: "Hello,\n\nopen this page:\nhttps://sign.example.org/c/abc\n\n-- \nRiver Watch\n"
            .to_owned(),
        html: Some("<!doctype html>\n<p>Hello, open this page.</p>\n".to_owned()),
        message_id: "4f1c2b@sign.example.org".to_owned(),
        date: Timestamp::from_second(1_778_580_000).unwrap(),
        headers: vec![("Auto-Submitted", "auto-generated".to_owned())],
        return_path: "b-1234@sign.example.org".to_owned(),
    }
}

fn text(message: &Message) -> String {
    String::from_utf8(message.bytes.clone()).unwrap()
}

/// A header field with its folds, as it stands there.
fn raw<'m>(source: &'m str, name: &str) -> &'m str {
    let (_, behind) = source.split_once(&format!("\r\n{name}: ")).unwrap();
    let end = behind
        .match_indices("\r\n")
        .map(|(at, _)| at)
        .find(|at| !behind[at + 2..].starts_with(' '));
    &behind[..end.unwrap()]
}

/// What a reader's program makes of it: subject, text and HTML.
fn read(message: &Message) -> (String, String, String) {
    let parsed = MessageParser::default().parse(&message.bytes).unwrap();
    let body = |of: Option<std::borrow::Cow<'_, str>>| of.unwrap().replace("\r\n", "\n");
    (
        parsed.subject().unwrap().to_owned(),
        body(parsed.body_text(0)),
        body(parsed.body_html(0)),
    )
}

#[test]
fn a_message_reads_as_it_was_written() {
    let expected = "\
From: \"River Watch\" <post@sign.example.org>
To: ada@example.org
Subject: Please confirm your signature
Date: Tue, 12 May 2026 10:00:00 +0000
Message-ID: <4f1c2b@sign.example.org>
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=\"=_4f1c2b\"

--=_4f1c2b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Hello,

open this page:
https://sign.example.org/c/abc

--=20
River Watch

--=_4f1c2b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!doctype html>
<p>Hello, open this page.</p>

--=_4f1c2b--
";
    let message = parts("ada@example.org").build().unwrap();
    assert_eq!(text(&message).replace("\r\n", "\n"), expected);
    assert_eq!(message.envelope.recipient, "ada@example.org");
    assert_eq!(message.envelope.return_path, "b-1234@sign.example.org");
    assert!(!message.envelope.needs_smtputf8());
}

#[test]
fn every_script_crosses_servers_that_know_ascii_only() {
    for words in [
        "Bitte bestätigen Sie Ihre Unterschrift",
        "Пожалуйста, подтвердите свою подпись под этим заявлением",
        "يرجى تأكيد توقيعك على هذا البيان",
        "لطفاً امضای خود را تأیید کنید",
        "请确认您的签名",
        "👍🏽 Wolfeschlegelsteinhausenbergerdorff",
    ] {
        let mut parts = parts("ada@example.org");
        parts.subject = words.to_owned();
        parts.text = format!("{words}\n").repeat(40);
        parts.html = Some(format!("<p>{words}</p>\n"));
        let (subject, body) = (parts.subject.clone(), parts.text.clone());
        let message = parts.build().unwrap();
        assert!(text(&message).is_ascii());
        let found = read(&message);
        assert_eq!((found.0, found.1), (subject, body));
    }
}

#[test]
fn no_line_is_longer_than_mail_recommends() {
    let mut parts = parts("ada@example.org");
    parts.subject = "Ein sehr langer Titel über den Fluss ".repeat(12);
    parts.text = "Ж".repeat(3000) + &"a".repeat(3000);
    parts.html = Some("b".repeat(5000));
    parts.headers.push((
        "List-Unsubscribe",
        format!(
            "<https://sign.example.org/u/{}>, <mailto:leave@sign.example.org>",
            "x".repeat(43)
        ),
    ));
    let message = parts.build().unwrap();
    for line in text(&message).split("\r\n") {
        let is_one_word = !line.contains(' ') || line.starts_with("List-Unsubscribe: <https");
        assert!(
            line.len() <= 78 || (is_one_word && line.len() < 100),
            "{line}"
        );
    }
    assert_eq!(read(&message).2.trim_end(), "b".repeat(5000));
}

#[test]
fn a_domain_in_any_script_is_sent_to_by_its_a_label() {
    let message = parts("ada@bücher.example").build().unwrap();
    assert_eq!(message.envelope.recipient, "ada@xn--bcher-kva.example");
    assert!(!message.envelope.needs_smtputf8());
    assert_eq!(raw(&text(&message), "To"), "ada@xn--bcher-kva.example");
}

#[test]
fn an_address_that_needs_smtputf8_says_so_and_shows_its_own_letters() {
    let message = parts("дарья@xn--e1afmkfd.example").build().unwrap();
    assert!(message.envelope.needs_smtputf8());
    assert_eq!(message.envelope.recipient, "дарья@xn--e1afmkfd.example");
    assert_eq!(raw(&text(&message), "To"), "дарья@пример.example");
    let others = text(&message).replace("дарья@пример", "");
    assert!(others.is_ascii(), "nothing else is beyond ASCII");
}

#[test]
fn no_second_field_and_no_second_recipient_hides_in_a_value() {
    for hidden in [
        "a\r\nBcc: b@example.org",
        "a\nb",
        "a\0",
        " ",
        "=?utf-8?q?a?=",
    ] {
        let mut subject = parts("ada@example.org");
        subject.subject = hidden.to_owned();
        assert_eq!(
            subject.build(),
            Err(MessageError::Header("Subject")),
            "{hidden:?}"
        );
        let mut header = parts("ada@example.org");
        header.headers.push(("List-Id", hidden.to_owned()));
        assert_eq!(
            header.build(),
            Err(MessageError::Header("List-Id")),
            "{hidden:?}"
        );
        let mut id = parts("ada@example.org");
        id.message_id = format!("{hidden}@sign.example.org");
        assert_eq!(id.build(), Err(MessageError::MessageId), "{hidden:?}");
    }
    for address in [
        "ada@example.org, bo@example.org",
        "Ada <ada@example.org>",
        "ada@example.org>\r\nBcc: <bo@example.org",
        "ada",
        "@example.org",
        "",
    ] {
        assert_eq!(
            Mailbox::of_address(address),
            Err(MailboxError),
            "{address:?}"
        );
    }
    let mut name = parts("ada@example.org");
    name.headers.push(("List Id", "a".to_owned()));
    assert_eq!(name.build(), Err(MessageError::Header("List Id")));
}

#[test]
fn a_sender_has_a_name_in_any_script() {
    let check = |text: &str, name: Option<&str>, address: &str| {
        let mailbox = Mailbox::parse(text).unwrap();
        assert_eq!((mailbox.name(), mailbox.address()), (name, address));
    };
    check("post@example.org", None, "post@example.org");
    check(
        "River Watch <post@example.org>",
        Some("River Watch"),
        "post@example.org",
    );
    check(
        "\"Watch, River\" <post@example.org>",
        Some("Watch, River"),
        "post@example.org",
    );
    check(
        "Реки <post@bücher.example>",
        Some("Реки"),
        "post@xn--bcher-kva.example",
    );
    assert_eq!(Mailbox::parse("River Watch"), Err(MailboxError));
    let mut parts = parts("ada@example.org");
    parts.from = Mailbox::parse("Чистые реки, нам <post@example.org>").unwrap();
    let message = parts.build().unwrap();
    let parsed = MessageParser::default().parse(&message.bytes).unwrap();
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Чистые реки, нам"));
    assert_eq!(from.address(), Some("post@example.org"));
}

#[test]
fn addresses_do_not_show_in_debug_output() {
    let message = parts("ada@example.org").build().unwrap();
    let shown = format!(
        "{message:?} {:?} {:?}",
        message.envelope,
        Mailbox::parse("Ada <ada@example.org>")
    );
    assert!(!shown.contains("ada") && !shown.contains("Ada"), "{shown}");
}

#[test]
fn a_mail_of_text_alone_has_one_part() {
    let mut parts = parts("ada@example.org");
    parts.html = None;
    let message = parts.build().unwrap();
    assert!(!text(&message).contains("multipart"));
    let parsed = MessageParser::default().parse(&message.bytes).unwrap();
    assert_eq!(parsed.parts.len(), 1);
    assert_eq!(parsed.parts[0].content_type().unwrap().ctype(), "text");
}

#[test]
fn words_of_a_subject_stay_apart_in_every_script() {
    for (written, expected) in [
        ("ꓐ  𐩠", "ꓐ 𐩠"),
        ("Чистые   реки", "Чистые реки"),
        (" a  ꓐ b ", "a ꓐ b"),
    ] {
        let mut parts = parts("ada@example.org");
        parts.subject = written.to_owned();
        parts.html = Some("\n".to_owned());
        assert_eq!(read(&parts.build().unwrap()).0, expected);
    }
}

proptest! {
    #[test]
    fn any_text_comes_out_as_it_went_in(
        subject in r"[^\p{C}\p{Z}=]([^\p{Cc}=]{0,80}[^\p{C}\p{Z}=])?",
        text in r"([^\p{Cc}]{0,120}\n){1,8}",
        html in r"([a-zА-я ا-ي=]{0,120}\n){1,8}",
    ) {
        let mut parts = parts("ada@example.org");
        parts.subject = subject.clone();
        parts.text = text.clone();
        parts.html = Some(html.clone());
        let message = parts.build().unwrap();
        prop_assert!(message.bytes.is_ascii());
        prop_assert!(message.bytes.split(|byte| *byte == b'\n').all(|line| line.len() <= MAX_LINE + 1));
        let found = read(&message);
        prop_assert_eq!(found, (single_spaced(&subject), text, html));
    }
}

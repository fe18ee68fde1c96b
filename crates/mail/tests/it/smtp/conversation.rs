//! What is said, and that the message crosses whole.

use mail::message::Message;
use mail::smtp::{Event, Pool, SendError, Step};

use super::{TEXT, commands, limits, message, message_to, scripted, settings, usual};

const WITH_PIPELINING: &[&str] = &["PIPELINING", "SIZE 10000"];

#[tokio::test]
async fn a_mail_arrives_whole_at_one_recipient() {
    for offers in [WITH_PIPELINING, &["SIZE 10000"][..]] {
        let (sink, pool) = usual(offers).await;
        pool.send(&message()).await.unwrap();
        let size = format!("MAIL FROM:<b+1@letters.example.org> SIZE={}", TEXT.len());
        assert_eq!(
            commands(&sink),
            [&size, "RCPT TO:<ada@example.org>", "DATA"]
        );
        let taken = sink.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].message, TEXT.as_bytes());
        assert_eq!(taken[0].recipient, "ada@example.org");
    }
}

#[tokio::test]
async fn nothing_is_said_of_what_the_server_does_not_offer() {
    let (sink, pool) = usual(&[]).await;
    pool.send(&message()).await.unwrap();
    assert_eq!(commands(&sink)[0], "MAIL FROM:<b+1@letters.example.org>");
}

#[tokio::test]
async fn a_mail_that_must_not_bounce_has_an_empty_return_path() {
    let (sink, pool) = usual(WITH_PIPELINING).await;
    let mut message = message();
    message.envelope.return_path.clear();
    pool.send(&message).await.unwrap();
    assert!(commands(&sink)[0].starts_with("MAIL FROM:<> "));
}

#[tokio::test]
async fn a_user_name_and_password_are_given_where_they_are_asked_for() {
    for (offer, expected) in [
        // RFC 4616: an empty identity, the user and the password, apart by NUL, in base64.
        ("AUTH PLAIN LOGIN", vec!["AUTH PLAIN AGxldHRlcnMAc2VjcmV0"]),
        ("AUTH LOGIN", vec!["AUTH LOGIN", "bGV0dGVycw==", "c2VjcmV0"]),
    ] {
        let script = |line: &str, _: &_| match line {
            "AUTH LOGIN" => Some("334 VXNlcm5hbWU6".to_owned()),
            "bGV0dGVycw==" => Some("334 UGFzc3dvcmQ6".to_owned()),
            "c2VjcmV0" => Some("235 2.7.0 welcome".to_owned()),
            _ => None,
        };
        let (sink, _) = scripted(&[offer], script).await;
        let mut settings = settings(sink.port);
        settings.credentials = Some(("letters".into(), "secret".into()));
        let pool = Pool::new(settings, limits());
        pool.send(&message()).await.unwrap();
        assert_eq!(commands(&sink)[..expected.len()], expected);
    }
}

#[tokio::test]
async fn a_wrong_password_blames_no_mail() {
    let refuses = |line: &str, _: &_| {
        line.starts_with("AUTH")
            .then(|| "535 5.7.8 wrong".to_owned())
    };
    let (sink, _) = scripted(&["AUTH PLAIN"], refuses).await;
    let mut settings = settings(sink.port);
    settings.credentials = Some(("letters".into(), "wrong".into()));
    let sent = Pool::new(settings, limits()).send(&message()).await;
    assert!(matches!(sent, Err(SendError::Unreachable(_))), "{sent:?}");
}

#[tokio::test]
async fn a_password_is_not_given_to_a_server_that_does_not_ask() {
    let (sink, _) = usual(&[]).await;
    let mut settings = settings(sink.port);
    settings.credentials = Some(("letters".into(), "secret".into()));
    let sent = Pool::new(settings, limits()).send(&message()).await;
    let reason = sent.unwrap_err().reason();
    assert_eq!(reason.step, Step::Authenticate);
    assert!(commands(&sink).is_empty());
}

#[tokio::test]
async fn letters_beyond_ascii_need_a_server_that_takes_them() {
    let address = "дара@example.org";
    let (sink, pool) = usual(&["SMTPUTF8"]).await;
    pool.send(&message_to(address)).await.unwrap();
    assert!(commands(&sink)[0].ends_with(" SMTPUTF8"));
    let (sink, pool) = usual(&[]).await;
    let sent = pool.send(&message_to(address)).await;
    assert!(matches!(sent, Err(SendError::Permanent(_))), "{sent:?}");
    assert!(commands(&sink).is_empty());
}

#[tokio::test]
async fn a_message_that_is_too_large_is_not_sent() {
    let (sink, pool) = usual(&["SIZE 20"]).await;
    let sent = pool.send(&message()).await;
    assert_eq!(sent.unwrap_err().reason().event, Event::TooLarge);
    assert!(commands(&sink).is_empty());
}

#[tokio::test]
async fn nothing_behind_an_address_is_read_as_a_command() {
    let (sink, pool) = usual(WITH_PIPELINING).await;
    for address in [
        "a@example.org>\r\nRCPT TO:<mallory@example.org",
        "a@example.org> NOTIFY=NEVER",
        "a b@example.org",
        "a\n@example.org",
        "nobody",
        "",
    ] {
        let sent = pool.send(&message_to(address)).await;
        assert!(matches!(sent, Err(SendError::Permanent(_))), "{address:?}");
        let mut from = message();
        from.envelope.return_path = address.into();
        let sent = pool.send(&from).await;
        assert_eq!(sent.is_ok(), address.is_empty(), "{address:?}");
    }
    let recipients: Vec<_> = sink
        .taken()
        .into_iter()
        .map(|mail| mail.recipient)
        .collect();
    assert_eq!(recipients, ["ada@example.org"]);
}

#[tokio::test]
async fn nothing_in_a_message_ends_it_early() {
    let (sink, pool) = usual(WITH_PIPELINING).await;
    let smuggled = Message {
        bytes: b"Subject: a\r\n\r\nb\n.\nMAIL FROM:<m@example.org>\r.\r\nc\r\n".to_vec(),
        ..message()
    };
    pool.send(&smuggled).await.unwrap();
    pool.send(&message()).await.unwrap();
    assert_eq!(sink.taken().len(), 2);
    assert_eq!(sink.number(), 2);
}

#[tokio::test]
async fn a_server_is_asked_what_it_offers_without_a_mail() {
    let (sink, pool) = usual(WITH_PIPELINING).await;
    let offers = pool.probe().await.unwrap();
    assert!(offers.pipelining && !offers.encrypted);
    assert_eq!(offers.size, Some(10_000));
    assert_eq!(sink.heard(), ["EHLO letters.example.org", "QUIT"]);
}

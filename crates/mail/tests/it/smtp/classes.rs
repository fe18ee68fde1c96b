//! What a refusal does to its mail, and that the next mail is none the worse for it.

use mail::smtp::{Fault, Pool, SendError, Step};

use super::{commands, limits, message, message_to, scripted, settings};

/// Sends one mail that is answered so at one command, and then another that is taken.
async fn check(offers: &[&str], at: &'static str, answer: &'static str, expected: Step) {
    let script = move |line: &str, heard: &mail::smtp::sink::Heard| {
        let is_first = heard.mails == 0 && heard.connection == 1;
        let refuses = if at == "RCPT" {
            line.starts_with("RCPT TO:<ada")
        } else {
            is_first && line.starts_with(at)
        };
        refuses.then(|| answer.to_owned())
    };
    let (sink, pool) = scripted(offers, script).await;
    let refused = pool.send(&message()).await.unwrap_err();
    assert_eq!(refused.reason().step, expected, "{at} {answer}");
    let is_permanent = matches!(refused, SendError::Permanent(_));
    let at_mail = expected == Step::Sender;
    assert_eq!(
        is_permanent,
        answer.starts_with('5') && !at_mail,
        "{refused}"
    );
    if at == "RCPT" {
        pool.send(&message_to("bo@example.org")).await.unwrap();
        assert_eq!(sink.connections(), 1, "the connection is still good");
        assert!(commands(&sink).contains(&"RSET".to_owned()), "{at}");
        assert_eq!(sink.number(), 1);
    }
}

#[tokio::test]
async fn each_step_can_say_later_or_never() {
    for offers in [&["PIPELINING"][..], &[]] {
        for (at, step) in [
            ("MAIL", Step::Sender),
            ("RCPT", Step::Recipient),
            ("DATA", Step::Data),
            ("CONTENT", Step::Content),
        ] {
            check(offers, at, "450 4.2.0 later", step).await;
            check(offers, at, "550 5.1.1 never", step).await;
        }
    }
}

/// Postfix, asked together, refuses the recipient and then DATA; others say "go on" all the same.
#[tokio::test]
async fn a_server_that_goes_on_without_a_recipient_gets_no_message() {
    let script = |line: &str, heard: &mail::smtp::sink::Heard| match line {
        _ if line.starts_with("RCPT TO:<ada") => Some("550 5.1.1 unknown".to_owned()),
        "DATA" => Some("354 go on".to_owned()),
        "CONTENT" if heard.mails == 0 => Some("554 5.5.1 no valid recipients".to_owned()),
        _ => None,
    };
    let (sink, pool) = scripted(&["PIPELINING"], script).await;
    let sent = pool.send(&message()).await;
    assert_eq!(sent.unwrap_err().reason().step, Step::Recipient);
    assert_eq!(sink.number(), 0);
}

#[tokio::test]
async fn a_server_that_closes_is_not_used_again() {
    let script = |line: &str, heard: &mail::smtp::sink::Heard| {
        (line == "DATA" && heard.connection == 1).then(|| "421 4.3.2 going down".to_owned())
    };
    let (sink, pool) = scripted(&["PIPELINING"], script).await;
    let sent = pool.send(&message()).await.unwrap_err();
    assert_eq!(sent.fault(), Fault::Either, "{sent}");
    pool.send(&message()).await.unwrap();
    assert_eq!((sink.connections(), sink.number()), (2, 1));
}

#[tokio::test]
async fn a_server_that_is_not_there_blames_no_mail() {
    let pool = Pool::new(settings(1), limits());
    let sent = pool.send(&message()).await;
    assert!(matches!(sent, Err(SendError::Unreachable(_))), "{sent:?}");
}

#[tokio::test]
async fn a_server_that_does_not_want_to_talk_blames_no_mail() {
    for (at, answer) in [
        ("CONNECT", "554 5.7.1 not you"),
        ("CONNECT", "421 busy"),
        ("EHLO", "502 no"),
    ] {
        let refuses = move |line: &str, _: &_| line.starts_with(at).then(|| answer.to_owned());
        let (_sink, pool) = scripted(&[], refuses).await;
        let sent = pool.send(&message()).await;
        assert!(matches!(sent, Err(SendError::Unreachable(_))), "{sent:?}");
    }
}

#[tokio::test]
async fn no_word_of_the_server_comes_out() {
    let quotes = |line: &str, _: &_| {
        line.starts_with("RCPT")
            .then(|| "550 5.1.1 <ada@example.org> is unknown here".to_owned())
    };
    let (_sink, pool) = scripted(&["PIPELINING"], quotes).await;
    let error = pool.send(&message()).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(
        !shown.contains("ada") && !shown.contains("unknown"),
        "{shown}"
    );
    assert!(error.to_string().ends_with("RCPT: 550 5.1.1"), "{error}");
}

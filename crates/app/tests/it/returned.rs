//! What comes back, and who never wants to hear from us again.

use app::bounce::{Lately, Received};
use app::outbox::MailIdentity;
use app::refuse::Refused;
use app::secret::Token;
use domain::address::EmailAddress;
use jiff::SignedDuration;
use mail::return_path::Kind;
use store::{Form, Step, Store};

use crate::harness::{Stage, folder};

/// A site whose mails have return paths.
async fn stage() -> Stage {
    let identity = MailIdentity {
        return_path: Some("bounces.example.org".into()),
        ..MailIdentity::default()
    };
    let keys = tempfile::tempdir().unwrap();
    let stage = Stage::named(Store::temporary().unwrap(), keys, identity);
    stage.site.publish(&folder()).await.unwrap();
    stage
}

/// A report with a status about a mail of ours.
fn report(status: &str) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@relay.example.org\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; relay.example.org\r\n\r\n\
         Final-Recipient: rfc822; ada@example.org\r\nAction: failed\r\nStatus: {status}\r\n\
         \r\n--b--\r\n"
    )
    .into_bytes()
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

/// The token of "this was not me" in the newest mail, of whatever kind that is.
async fn refuse_token(stage: &Stage) -> Token {
    stage.site.drain_outbox().await.unwrap();
    let raw = stage.mails.taken.lock().unwrap().last().cloned().unwrap();
    let message = mail_parser::MessageParser::default().parse(&raw).unwrap();
    let text = message.body_text(0).unwrap().into_owned();
    let (_, link) = text.split_once("/n/").unwrap();
    Token::parse(link.lines().next().unwrap()).unwrap()
}

#[tokio::test]
async fn a_confirmation_that_came_back_can_still_be_confirmed() {
    let stage = stage().await;
    stage.sign("Ada", "ada@example.org").await;
    let mail = stage.newest_mail().await;
    let path = stage.site.return_paths().address(Kind::Delivery, [1; 16]);
    let taken = stage
        .site
        .take_returned(Some(&path), &report("5.1.1"))
        .await;
    assert_eq!(taken.unwrap(), Received::Counted);
    stage.confirm(&mail).await;
    stage.check_log().await;
}

#[tokio::test]
async fn what_is_reported_twice_counts_once() {
    let stage = stage().await;
    let path = stage.site.return_paths().address(Kind::Delivery, [1; 16]);
    for (message, expected) in [
        (report("4.2.2"), Received::Counted),
        (report("5.2.2"), Received::Known),
        (report("5.7.1"), Received::Counted),
        (
            b"Auto-Submitted: auto-replied\r\n\r\naway".to_vec(),
            Received::Nothing,
        ),
        (b"Subject: what is this?\r\n\r\n".to_vec(), Received::Review),
        (b"Subject: what is this?\r\n\r\n".to_vec(), Received::Review),
        (Vec::new(), Received::Review),
    ] {
        let to = path.to_uppercase();
        let taken = stage.site.take_returned(Some(&to), &message).await;
        assert_eq!(taken.unwrap(), expected);
    }
    let lately = stage.site.returned_lately(1).await.unwrap();
    let expected = Lately {
        policy: vec![("5.7.1".to_owned(), 1)],
        complaints: 0,
        review: 3,
        recipients: 1,
    };
    assert_eq!(lately, expected);
    stage.turn(SignedDuration::from_hours(24));
    assert_eq!(
        stage.site.returned_lately(1).await.unwrap(),
        Lately::default()
    );
    assert_eq!(stage.site.returned_lately(2).await.unwrap(), expected);
    stage.turn(SignedDuration::from_hours(31 * 24));
    stage.site.clean_up().await.unwrap();
    let again = stage
        .site
        .take_returned(Some(&path), &report("5.7.1"))
        .await;
    assert_eq!(
        again.unwrap(),
        Received::Counted,
        "a month later it is news"
    );
}

#[tokio::test]
async fn a_report_without_its_envelope_names_its_mail_by_what_it_returns() {
    let stage = stage().await;
    stage.sign("Ada", "ada@example.org").await;
    stage.newest_mail().await;
    let sent = stage.mails.taken.lock().unwrap().last().cloned().unwrap();
    let returned = [report("5.2.2"), b"\r\n\r\n".to_vec(), sent].concat();
    for expected in [Received::Counted, Received::Known] {
        let taken = stage.site.take_returned(None, &returned).await;
        assert_eq!(taken.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_forged_path_counts_for_no_mail() {
    let stage = stage().await;
    let forged = format!("b-{}@bounces.example.org", "a".repeat(48));
    for _ in 0..2 {
        let message = report("5.1.1");
        let taken = stage.site.take_returned(Some(&forged), &message).await;
        assert_eq!(taken.unwrap(), Received::Counted);
    }
    let counts = stage.site.store.returned_counts(0).await.unwrap();
    assert_eq!((counts[0].kind.as_str(), counts[0].n), ("unknown", 2));
}

#[tokio::test]
async fn somebody_who_signed_can_stop_all_mails_and_have_them_again() {
    let stage = stage().await;
    stage.sign("Ada", "ada@example.org").await;
    let mail = stage.newest_mail().await;
    stage.confirm(&mail).await;

    stage.turn(SignedDuration::from_hours(1));
    stage.sign("Mallory", "ada@example.org").await;
    let refuse = refuse_token(&stage).await;
    assert_eq!(
        stage.site.refuse(&refuse, true).await.unwrap(),
        Refused::Deleted
    );
    let ada = address("ada@example.org");
    assert!(stage.site.is_never_written(&ada).await.unwrap());
    assert!(
        stage
            .site
            .is_never_written(&address("Ada+x@example.org"))
            .await
            .unwrap()
    );

    stage.turn(SignedDuration::from_hours(1));
    stage.sign("Mallory", "ada@example.org").await;
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 0);

    assert!(stage.site.write_again(&ada).await.unwrap());
    assert!(!stage.site.write_again(&ada).await.unwrap());
    stage.turn(SignedDuration::from_hours(1));
    stage.sign("Ada", "ada@example.org").await;
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 1);
    stage.check_log().await;
}

#[tokio::test]
async fn refusing_one_mail_for_ever_takes_back_those_that_wait() {
    let stage = Stage::with_list(&[]).await;
    stage.sign("Ada", "ada@example.org").await;
    let mail = stage.newest_mail().await;
    stage.confirm(&mail).await;
    stage.turn(SignedDuration::from_hours(1));
    stage.sign("Mallory", "ada@example.org").await;
    stage.wish("ada@example.org", "en").await;
    stage
        .site
        .never_write(&address("ada@example.org"))
        .await
        .unwrap();
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 0);
}

#[tokio::test]
async fn a_store_that_cannot_be_written_acknowledges_nothing() {
    use mail::lmtp::Recipients;
    let stage = stage().await;
    let path = stage.site.return_paths().address(Kind::Delivery, [1; 16]);
    assert!(stage.site.knows(&path) && !stage.site.knows("ada@example.org"));
    stage.faults.next(Step::Returned, Form::Unwritten);
    assert!(stage.site.take(&path, &report("5.1.1")).await.is_err());
    assert!(stage.site.take(&path, &report("5.1.1")).await.is_ok());
}

#[tokio::test]
async fn what_comes_back_of_an_issue_reaches_its_subscription() {
    let stage = Stage::with_list(&[(1, "")]).await;
    for who in ["ada@example.org", "bo@example.org", "chi@example.org"] {
        stage.subscribed(who, "en").await;
    }
    stage.send(1).await;
    let copy = async |who: &str| {
        let paths = stage.site.return_paths();
        let id = stage.mail_to(who).await.header("Message-ID");
        let (kind, id) = paths.find(id.as_bytes()).unwrap();
        assert_eq!(kind, Kind::Issue);
        paths.address(kind, id)
    };
    let ada = copy("ada@example.org").await;
    let bo = copy("bo@example.org").await;
    let chi = copy("chi@example.org").await;
    let complaint = b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\
        Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n\r\n--b--\r\n";
    let leave = b"Subject: unsubscribe\r\n\r\n";
    for (to, message, expected, left) in [
        (&ada, report("5.7.1"), Received::Counted, 3),
        (&ada, report("5.1.1"), Received::Counted, 2),
        (&bo, complaint.to_vec(), Received::Counted, 1),
        (&bo, complaint.to_vec(), Received::Known, 1),
        (&chi, leave.to_vec(), Received::Left, 0),
    ] {
        let taken = stage.site.take_returned(Some(to), &message).await;
        assert_eq!(taken.unwrap(), expected);
        let list = domain::slug::Slug::parse("rivers").unwrap();
        let counts = stage.site.store.subscription_counts(&list).await.unwrap();
        let active: u64 = counts.active.iter().map(|(_, n)| n).sum();
        assert_eq!(active, left);
    }
}

#[tokio::test]
async fn one_full_mailbox_that_is_reported_every_day_counts_once() {
    let stage = Stage::with_list(&[(1, "")]).await;
    stage.subscribed("ada@example.org", "en").await;
    stage.send(1).await;
    let mail = stage.mail_to("ada@example.org").await;
    let paths = stage.site.return_paths();
    let (kind, id) = paths.find(mail.header("Message-ID").as_bytes()).unwrap();
    let to = paths.address(kind, id);
    for day in 0..6 {
        let taken = stage.site.take_returned(Some(&to), &report("5.2.2")).await;
        let expected = if day == 0 {
            Received::Counted
        } else {
            Received::Known
        };
        assert_eq!(taken.unwrap(), expected);
        stage.turn(SignedDuration::from_hours(24));
    }
    let list = domain::slug::Slug::parse("rivers").unwrap();
    let counts = stage.site.store.subscription_counts(&list).await.unwrap();
    assert_eq!(counts.active.len(), 1);
}

#[tokio::test]
async fn a_full_hour_slows_mails_down_and_loses_none() {
    let mut stage = stage().await;
    stage.site.settings.confirmations_per_hour = 2;
    for person in 0..5 {
        let who = format!("p{person}@example.org");
        stage.sign("Ada", &who).await;
    }
    let hours = stage.site.mails_by_hour().await.unwrap();
    let numbers: Vec<u64> = hours.iter().map(|(_, number)| *number).collect();
    assert_eq!(numbers, [2, 2, 1]);
    for (minutes, expected) in [(0, 2), (59, 0), (1, 1), (30, 1), (29, 0), (1, 1)] {
        stage.turn(SignedDuration::from_mins(minutes));
        let sent = stage.site.drain_outbox().await.unwrap().sent;
        assert_eq!(sent, expected, "{minutes} minutes later");
    }
    let mail = stage.newest_mail().await;
    stage.confirm(&mail).await;
    stage.check_log().await;
}

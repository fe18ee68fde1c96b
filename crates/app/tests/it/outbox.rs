//! Mails leave at least once, are retried while it may help, and leave nothing behind.

use jiff::SignedDuration;
use store::{Form, Step};

use crate::harness::{Server, Stage, read_mail};

#[tokio::test]
async fn a_stalled_server_delays_a_mail_and_does_not_lose_it() {
    let stage = Stage::open().await;
    stage.sign("Ada", "ada@example.org").await;
    *stage.mails.server.lock().unwrap() = Server::AsksToTryLater;
    assert_eq!(stage.site.drain_outbox().await.unwrap().later, 1);
    assert_eq!(
        stage.site.drain_outbox().await.unwrap().sent,
        0,
        "not before its time"
    );
    *stage.mails.server.lock().unwrap() = Server::Takes;
    stage.turn(SignedDuration::from_mins(2));
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 1);
    let mail = stage.newest_mail().await;
    stage.confirm(&mail).await;
    stage.check_log().await;
}

#[tokio::test]
async fn a_mail_is_given_up_after_the_last_retry_or_a_final_no() {
    let stage = Stage::open().await;
    *stage.mails.server.lock().unwrap() = Server::RefusesForGood;
    stage.sign("Ada", "ada@example.org").await;
    assert_eq!(stage.site.drain_outbox().await.unwrap().given_up, 1);

    *stage.mails.server.lock().unwrap() = Server::AsksToTryLater;
    stage.sign("Bo", "bo@example.org").await;
    let mut rounds = 0;
    loop {
        let drained = stage.site.drain_outbox().await.unwrap();
        if drained.given_up == 1 {
            break;
        }
        rounds += 1;
        assert!(rounds <= app::outbox::RETRIES.len(), "it never gives up");
        stage.turn(SignedDuration::from_hours(13));
    }
    let depth = stage
        .site
        .store
        .outbox_depth(stage.site.now())
        .await
        .unwrap();
    assert_eq!(depth.waiting, 0);
    let dead = stage.site.store.dead_letters(0, 9).await.unwrap();
    let classes: Vec<_> = dead.iter().map(|dead| dead.class.as_str()).collect();
    assert_eq!(classes, ["exhausted", "refused"]);
    stage.turn(SignedDuration::from_hours(32 * 24));
    stage.site.clean_up().await.unwrap();
    assert_eq!(stage.site.store.dead_letters(0, 9).await.unwrap(), []);
}

#[tokio::test]
async fn dying_after_the_server_took_a_mail_sends_it_again_and_never_less() {
    let stage = Stage::open().await;
    stage.sign("Ada", "ada@example.org").await;
    stage.faults.next(Step::Settle, Form::Unwritten);
    assert!(stage.site.drain_outbox().await.is_err());
    assert_eq!(
        stage.site.drain_outbox().await.unwrap().sent,
        0,
        "the claim still holds"
    );
    stage.turn(app::outbox::LEASE);
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 1);
    assert_eq!(stage.mails.taken.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_mail_has_one_recipient_and_says_it_is_automatic() {
    let stage = Stage::open().await;
    let mail = stage.pending("Visit-us Now", "ada@example.org").await;
    let header = |name: &str| {
        let lines = mail.source.lines().take_while(|line| !line.is_empty());
        lines
            .filter(|line| line.to_lowercase().starts_with(name))
            .count()
    };
    for name in [
        "to:",
        "from:",
        "subject:",
        "date:",
        "message-id:",
        "auto-submitted:",
    ] {
        assert_eq!(header(name), 1, "{name}");
    }
    assert_eq!(
        header("cc:") + header("bcc:") + header("list-unsubscribe:"),
        0
    );
    assert!(
        !mail.source.contains("Visit-us"),
        "what was typed never stands in this mail (REQ-44)"
    );
    let raw = stage.mails.taken.lock().unwrap()[0].clone();
    assert_eq!(read_mail(&raw).code, mail.code);
}

//! What was not confirmed goes, and leaves nothing.

use app::confirm::{Confirming, LinkState, MailProof};
use app::sign::Signing;
use jiff::SignedDuration;

use crate::harness::{Stage, folder};

#[tokio::test]
async fn an_expired_link_confirms_nothing_even_before_it_is_cleaned_up() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    stage.turn(SignedDuration::from_hours(7 * 24));
    assert!(matches!(
        stage.site.link_state(&mail.confirm).await.unwrap(),
        LinkState::Gone
    ));
    let outcome = stage
        .site
        .confirm(&MailProof::Link(mail.confirm), None)
        .await
        .unwrap();
    assert!(matches!(outcome, Confirming::Gone));
    assert_eq!(stage.site.clean_up().await.unwrap(), 1);
    assert_eq!(stage.site.clean_up().await.unwrap(), 0);
}

#[tokio::test]
async fn after_the_closing_day_nobody_signs_but_a_pending_signature_is_still_confirmed() {
    let stage = Stage::open().await;
    let mut files = folder();
    let text = files.text("declaration.toml").unwrap().to_owned();
    let closing = text.replacen(
        "language = \"en\"\n",
        "language = \"en\"\ncloses = 2026-11-21\n",
        1,
    );
    files.insert("declaration.toml", closing.into_bytes());
    stage.site.publish(&files).await.unwrap();
    let mail = stage.pending("Ada", "ada@example.org").await;
    stage.turn(SignedDuration::from_hours(24));
    let late = stage
        .site
        .sign(stage.command("Bo", "bo@example.org").await)
        .await
        .unwrap();
    assert!(matches!(late, Signing::Closed));
    stage.confirm(&mail).await;
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_year_after_closing_persons_are_counted_and_no_longer_shown() {
    let stage = Stage::open().await;
    stage.signed("Ada Lovelace", "ada@example.org").await;
    let mut files = folder();
    let text = files.text("declaration.toml").unwrap().to_owned();
    let closing = text.replacen(
        "language = \"en\"\n",
        "language = \"en\"\ncloses = 2026-11-30\n",
        1,
    );
    files.insert("declaration.toml", closing.into_bytes());
    stage.site.publish(&files).await.unwrap();
    stage.turn(SignedDuration::from_hours(24 * 370));
    stage.site.clean_up().await.unwrap();
    assert_eq!(
        stage.names().await,
        ["Ada Lovelace"],
        "not yet a year after the 30th"
    );
    stage.turn(SignedDuration::from_hours(24 * 10));
    stage.site.clean_up().await.unwrap();
    assert!(stage.names().await.is_empty());
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn never_again_stops_the_mails_that_wait_as_well() {
    let stage = Stage::open().await;
    let first = stage.pending("Ada", "ada@example.org").await;
    stage.turn(SignedDuration::from_mins(20));
    stage.sign("Ada", "ada@example.org").await;
    stage.site.refuse(&first.refuse, true).await.unwrap();
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 0);
    assert_eq!(stage.mails.taken.lock().unwrap().len(), 1);
}

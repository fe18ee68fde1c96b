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

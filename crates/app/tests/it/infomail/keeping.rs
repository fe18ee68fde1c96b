//! What happens by itself.

use app::infomail::manage::Changed;
use app::infomail::paused_issues;
use jiff::SignedDuration;
use store::SubscriptionKey;

use super::stage::{LEAVE, MANAGE, STAY, list_folder, slug};
use crate::harness::{Server, Stage};

const DAY: i64 = 24;

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days * DAY)
}

#[tokio::test]
async fn after_two_years_everybody_is_asked_once_and_silence_ends_it() {
    let stage = Stage::with_list(&[]).await;
    let ada = stage.subscribed("ada@example.org", "en").await;
    let bo = stage.subscribed("bo@example.org", "en").await;
    stage.turn(days(729));
    assert_eq!(stage.site.keep_infomail().await.unwrap().asked, 0);
    stage.turn(days(2));
    assert_eq!(stage.site.keep_infomail().await.unwrap().asked, 2);
    assert_eq!(stage.site.keep_infomail().await.unwrap().asked, 0);
    stage.turn(days(3));
    let mail = stage.mail_to("ada@example.org").await;
    let stay = mail.token(STAY);
    assert_eq!(mail.token(LEAVE), ada);
    for _ in 0..2 {
        assert!(stage.site.stay_state(&stay).await.unwrap().is_some());
    }
    assert_eq!(stage.site.stay(&stay).await.unwrap(), Changed::Done);
    assert_eq!(stage.site.stay(&stay).await.unwrap(), Changed::Done);
    stage.turn(days(29));
    assert_eq!(stage.site.keep_infomail().await.unwrap().lapsed, 0);
    stage.turn(days(1));
    assert_eq!(stage.site.keep_infomail().await.unwrap().lapsed, 1);
    assert!(stage.site.leave_state(&bo).await.unwrap().is_none());
    assert!(stage.site.leave_state(&ada).await.unwrap().is_some());
    stage.turn(days(30));
    assert_eq!(
        stage.site.stay(&stay).await.unwrap(),
        Changed::Gone,
        "the link has ended"
    );
}

#[tokio::test]
async fn nobody_lapses_whom_the_question_did_not_leave_for() {
    let stage = Stage::with_list(&[]).await;
    let ada = stage.subscribed("ada@example.org", "en").await;
    stage.turn(days(731));
    assert_eq!(stage.site.keep_infomail().await.unwrap().asked, 1);
    stage.mails.server_is(Server::RefusesForGood);
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 0);
    stage.turn(days(29));
    let kept = stage.site.keep_infomail().await.unwrap();
    assert_eq!((kept.asked, kept.lapsed), (0, 0));
    stage.turn(days(1));
    let kept = stage.site.keep_infomail().await.unwrap();
    assert_eq!((kept.asked, kept.lapsed), (1, 0), "asked again");
    assert!(stage.site.leave_state(&ada).await.unwrap().is_some());
}

#[tokio::test]
async fn an_issue_that_another_process_paused_is_told_of_once() {
    let stage = Stage::with_list(&[(1, "")]).await;
    stage.send(1).await;
    let (list, one) = (slug("rivers"), super::stage::number(1));
    for (why, told) in [("operator", 0), ("complaints", 1)] {
        let elsewhere = stage.beside();
        elsewhere.issue_pause(&list, one, why).await.unwrap();
        let standing = paused_issues(&stage.site.store).await.unwrap();
        assert_eq!(standing.len(), 1);
        assert_eq!(standing[0].is_wanted(), told == 0);
        assert_eq!(stage.site.keep_infomail().await.unwrap().told, told);
        assert_eq!(stage.site.keep_infomail().await.unwrap().told, 0);
        elsewhere.issue_resume(&list, one).await.unwrap();
        let standing = paused_issues(&stage.site.store).await.unwrap();
        assert!(standing.is_empty());
    }
}

#[tokio::test]
async fn a_new_key_takes_over_while_the_site_runs() {
    let stage = Stage::with_list(&[(1, "")]).await;
    let leave = stage.subscribed("ada@example.org", "en").await;
    assert_eq!(stage.site.add_infomail_key().unwrap(), 2);
    stage.turn(SignedDuration::from_mins(16));
    stage.wish("ada@example.org", "en").await;
    let mail = stage.mail_to("ada@example.org").await;
    assert!(
        mail.text().contains(MANAGE),
        "still known under the old key"
    );
    assert_eq!(stage.site.keep_infomail().await.unwrap().resealed, 1);
    assert_eq!(stage.site.keep_infomail().await.unwrap().resealed, 0);
    let row = stage
        .site
        .store
        .subscription(SubscriptionKey::Leave(leave.hash()))
        .await;
    assert_eq!(row.unwrap().unwrap().sealed_by, 2);
    std::fs::remove_file(stage.keys.path().join("infomail.1.key")).unwrap();
    stage.site.keep_infomail().await.unwrap();
    stage.send(1).await;
    let mail = stage.mail_to("ada@example.org").await;
    assert_eq!(mail.token(LEAVE), leave, "old mails still lead out");
}

#[tokio::test]
async fn receipts_go_after_ninety_days_and_the_archive_stays() {
    let stage = Stage::with_list(&[(1, "")]).await;
    stage.subscribed("ada@example.org", "en").await;
    stage.send(1).await;
    stage.site.drain_outbox().await.unwrap();
    stage.turn(days(91));
    assert_eq!(stage.site.keep_infomail().await.unwrap().receipts, 1);
    assert_eq!(stage.progress(1).await.counts.sent, 1);
    assert_eq!(stage.list().await.archive().count(), 1);
    let files = list_folder(&[(1, ""), (2, "")]);
    let published = stage.site.publish_infomail(&files).await.unwrap();
    assert_eq!(published.list, slug("rivers"));
}

//! Subscribing, changing, leaving.

use app::infomail::manage::{Change, Changed};
use app::infomail::subscribe::{OptIn, OptInState};
use app::refuse::Refused;
use app::secret::Token;
use jiff::SignedDuration;

use super::stage::{CONFIRM, LEAVE, MANAGE, language, number, slug};
use crate::harness::Stage;

#[tokio::test]
async fn chi_subscribes_confirms_and_gets_the_next_issue() {
    let stage = Stage::with_list(&[(1, "")]).await;
    stage.wish("chi@example.org", "de").await;
    let mail = stage.mail_to("chi@example.org").await;
    let confirm = mail.token(CONFIRM);
    for _ in 0..3 {
        let state = stage.site.opt_in_state(&confirm).await.unwrap();
        assert!(
            matches!(state, OptInState::Pending { .. }),
            "looking changes nothing"
        );
    }
    stage.site.opt_in(&confirm, false).await.unwrap();
    let welcome = stage.mail_to("chi@example.org").await;
    assert!(welcome.text().contains("Neues vom Fluss"));
    stage.send(1).await;
    let issue = stage.mail_to("chi@example.org").await;
    assert_eq!(issue.header("Subject"), "Neues 1");
    assert_eq!(welcome.token(LEAVE), issue.token(LEAVE));
}

#[tokio::test]
async fn nobody_is_written_to_who_did_not_confirm() {
    let stage = Stage::with_list(&[(1, "")]).await;
    stage.wish("ada@example.org", "en").await;
    let mail = stage.mail_to("ada@example.org").await;
    stage.send(1).await;
    assert!(stage.mails_to("ada@example.org").await.is_empty());
    stage.turn(SignedDuration::from_hours(7 * 24));
    let confirm = mail.token(CONFIRM);
    assert!(matches!(
        stage.site.opt_in(&confirm, false).await.unwrap(),
        OptIn::Gone
    ));
    stage.site.clean_up().await.unwrap();
    assert!(
        stage
            .site
            .store
            .opt_in(confirm.hash())
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_known_address_gets_another_mail_and_the_form_answers_the_same() {
    let stage = Stage::with_list(&[]).await;
    stage.subscribed("ada@example.org", "en").await;
    stage.turn(SignedDuration::from_mins(16));
    stage.wish("Ada@example.org", "en").await;
    let mail = stage.mail_to("ada@example.org").await;
    let manage = mail.token(MANAGE);
    assert!(
        stage
            .site
            .own_subscription(&manage)
            .await
            .unwrap()
            .is_some()
    );
    assert!(!mail.text().contains(CONFIRM));
}

#[tokio::test]
async fn fifty_forms_for_one_address_cause_three_mails_a_day() {
    let stage = Stage::with_list(&[]).await;
    for round in 0..50 {
        stage.wish("ada+x@example.org", "en").await;
        let spelling = if round % 2 == 0 { "ada+x" } else { "ada+y" };
        stage.wish(&format!("{spelling}@gmail.com"), "en").await;
        stage.turn(SignedDuration::from_mins(10));
    }
    stage.site.drain_outbox().await.unwrap();
    let taken = stage.mails.taken.lock().unwrap();
    assert_eq!(taken.len(), 6, "three to each mailbox, however it is spelt");
}

#[tokio::test]
async fn a_refused_wish_is_gone_and_the_address_may_be_left_alone_for_ever() {
    let stage = Stage::with_list(&[]).await;
    stage.wish("bo@example.org", "en").await;
    let mail = stage.mail_to("bo@example.org").await;
    let refuse = mail.token("/n/");
    let about = stage.site.opt_in_refusable(&refuse).await.unwrap();
    assert_eq!(about.unwrap().0.list.slug, slug("rivers"));
    let refused = stage.site.refuse_opt_in(&refuse, true).await.unwrap();
    assert_eq!(refused, Refused::Deleted);
    let confirm = mail.token(CONFIRM);
    assert!(matches!(
        stage.site.opt_in(&confirm, false).await.unwrap(),
        OptIn::Gone
    ));
    stage.turn(SignedDuration::from_hours(48));
    stage.wish("bo@example.org", "en").await;
    assert!(stage.mails_to("bo@example.org").await.is_empty());
}

#[tokio::test]
async fn leaving_is_one_step_for_ever_and_tells_nothing() {
    let stage = Stage::with_list(&[(1, "")]).await;
    let leave = stage.subscribed("ada@example.org", "en").await;
    for _ in 0..3 {
        assert!(stage.site.leave_state(&leave).await.unwrap().is_some());
    }
    stage.site.leave(&leave).await.unwrap();
    stage.site.leave(&leave).await.unwrap();
    assert!(stage.site.leave_state(&leave).await.unwrap().is_none());
    let unknown = Token::parse(&"A".repeat(43)).unwrap();
    stage.site.leave(&unknown).await.unwrap();
    stage.send(1).await;
    assert!(stage.mails_to("ada@example.org").await.is_empty());
    let counts = stage
        .site
        .store
        .subscription_counts(&slug("rivers"))
        .await
        .unwrap();
    assert!(counts.active.is_empty());
}

#[tokio::test]
async fn a_forwarded_issue_hands_over_nothing_but_leaving() {
    let stage = Stage::with_list(&[(1, "")]).await;
    let leave = stage.subscribed("ada@example.org", "en").await;
    assert!(stage.site.own_subscription(&leave).await.unwrap().is_none());
    let change = Change::Language(language("de"));
    let changed = stage
        .site
        .change_subscription(&leave, change)
        .await
        .unwrap();
    assert_eq!(changed, Changed::Gone);
    assert_eq!(stage.site.stay(&leave).await.unwrap(), Changed::Gone);
    assert!(matches!(
        stage.site.opt_in(&leave, true).await.unwrap(),
        OptIn::Gone
    ));
}

#[tokio::test]
async fn a_fresh_link_changes_the_subscription_for_an_hour() {
    let stage = Stage::with_list(&[(1, "")]).await;
    stage.subscribed("ada@example.org", "en").await;
    stage.turn(SignedDuration::from_mins(16));
    for who in ["nobody@example.org", "ada@example.org"] {
        stage.wish(who, "en").await;
    }
    let manage = stage.mail_to("ada@example.org").await.token(MANAGE);
    let other = stage.mail_to("nobody@example.org").await;
    assert!(!other.text().contains(MANAGE));
    let change = async |change| {
        let changed = stage.site.change_subscription(&manage, change);
        changed.await.unwrap()
    };
    assert_eq!(
        change(Change::Language(language("kk"))).await,
        Changed::Gone
    );
    assert_eq!(
        change(Change::Language(language("de"))).await,
        Changed::Done
    );
    assert_eq!(
        change(Change::SendIssue(number(1))).await,
        Changed::Gone,
        "a draft"
    );
    let own = stage.site.own_subscription(&manage).await.unwrap().unwrap();
    assert_eq!((own.language, own.signed), (language("de"), vec![]));
    stage.turn(SignedDuration::from_mins(60));
    assert!(
        stage
            .site
            .own_subscription(&manage)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(change(Change::Leave).await, Changed::Gone);
    stage.send(1).await;
    assert_eq!(
        stage.mail_to("ada@example.org").await.header("Subject"),
        "Neues 1"
    );
}

#[tokio::test]
async fn a_late_joiner_may_have_the_issue_that_was_missed_once() {
    let stage = Stage::with_list(&[(1, "")]).await;
    stage.send(1).await;
    stage.site.drain_outbox().await.unwrap();
    stage.wish("chi@example.org", "en").await;
    let confirm = stage.mail_to("chi@example.org").await.token(CONFIRM);
    for _ in 0..2 {
        stage.site.opt_in(&confirm, true).await.unwrap();
    }
    let mut subjects: Vec<String> = Vec::new();
    for mail in stage.mails_to("chi@example.org").await {
        subjects.push(mail.header("Subject"));
    }
    assert_eq!(subjects.len(), 2, "the welcome and the issue: {subjects:?}");
    assert!(subjects.contains(&"News 1".to_owned()));
}

#[tokio::test]
async fn the_store_holds_no_address_that_can_be_read() {
    let stage = Stage::with_list(&[]).await;
    let leave = stage.subscribed("ada.marker@example.org", "en").await;
    let key = store::SubscriptionKey::Leave(leave.hash());
    let row = stage.site.store.subscription(key).await.unwrap().unwrap();
    let sealed = String::from_utf8_lossy(&row.sealed).into_owned();
    assert!(!sealed.contains("marker") && !sealed.contains(&leave.reveal()));
}

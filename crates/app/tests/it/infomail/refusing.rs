//! Servers that refuse copies, rightly and by mistake.

use domain::infomail::IssueState;
use jiff::SignedDuration;
use store::Lane;

use super::stage::{number, slug};
use crate::harness::{Server, Stage};

const GONE: Server = Server::Says(550, Some((5, 1, 1)));

async fn sending(people: u32) -> Stage {
    let stage = Stage::with_list(&[(1, "")]).await;
    for person in 0..people {
        let who = format!("p{person}@d{person}.example");
        stage.subscribed(&who, "en").await;
    }
    stage.send(1).await;
    stage.mails.taken.lock().unwrap().clear();
    stage
}

async fn active(stage: &Stage) -> u64 {
    let counts = stage.site.store.subscription_counts(&slug("rivers")).await;
    counts.unwrap().active.iter().map(|(_, n)| n).sum()
}

async fn resume(stage: &Stage) {
    let resumed = stage.site.issue_resume(&slug("rivers"), number(1)).await;
    resumed.unwrap();
}

/// Lets a server answer all copies so, and then mends it: whatever it said, everybody gets a copy, and
/// no subscription ends.
async fn check(answer: (u16, Option<(u8, u16, u16)>), why: &str) {
    let stage = sending(20).await;
    stage.mails.server_is(Server::Says(answer.0, answer.1));
    for _ in 0..3 {
        stage.site.drain_outbox().await.unwrap();
        stage.turn(SignedDuration::from_mins(11));
    }
    let progress = stage.progress(1).await;
    assert_eq!(progress.state, IssueState::Paused, "{answer:?}");
    assert_eq!(progress.paused_by.as_deref(), Some(why), "{answer:?}");
    assert_eq!(progress.counts.dead, 0, "{answer:?}");
    assert_eq!(active(&stage).await, 20, "{answer:?}");
    stage.mails.server_is(Server::Takes);
    resume(&stage).await;
    stage.turn(SignedDuration::from_hours(3));
    stage.site.drain_outbox().await.unwrap();
    let progress = stage.progress(1).await;
    assert_eq!(progress.counts.sent, 20, "{answer:?}");
    assert_eq!(progress.state, IssueState::Done, "{answer:?}");
    assert_eq!(stage.mails.taken.lock().unwrap().len(), 20, "{answer:?}");
    assert_eq!(active(&stage).await, 20, "{answer:?}");
}

#[tokio::test]
async fn a_server_that_refuses_everybody_ends_no_subscription_and_burns_no_issue() {
    check((550, Some((5, 1, 1))), "refusals").await;
    check((550, None), "refusals").await;
    check((550, Some((5, 1, 2))), "refusals").await;
    check((550, Some((5, 1, 8))), "policy").await;
    check((550, Some((5, 4, 5))), "policy").await;
    check((550, Some((5, 7, 1))), "policy").await;
    check((554, None), "policy").await;
}

#[tokio::test]
async fn a_server_that_begins_to_refuse_in_the_midst_ends_no_subscription() {
    let stage = sending(60).await;
    let source = stage.site.issue_source();
    let parcels = app::outbox::MailSource::take(&source, 30, stage.site.now()).await;
    let settled: Vec<_> = parcels
        .unwrap()
        .into_iter()
        .map(|parcel| app::outbox::Settlement {
            id: parcel.id,
            domain: parcel.domain,
            outcome: app::outbox::Outcome::Sent,
            attempts: 0,
            refused: None,
        })
        .collect();
    let settled = app::outbox::MailSource::settle(&source, &settled, stage.site.now()).await;
    settled.unwrap();
    stage.mails.server_is(GONE);
    for _ in 0..20 {
        stage.site.drain_outbox().await.unwrap();
        stage.turn(SignedDuration::from_hours(5));
        resume(&stage).await;
    }
    assert_eq!(active(&stage).await, 60);
}

#[tokio::test]
async fn a_mailbox_that_is_gone_ends_its_subscription_at_the_second_try() {
    let stage = sending(20).await;
    stage.mails.server_is(Server::IsGoneAt("@d3.example"));
    stage.site.drain_outbox().await.unwrap();
    let progress = stage.progress(1).await;
    assert_eq!((progress.counts.sent, progress.counts.later), (19, 1));
    assert_eq!(active(&stage).await, 20);
    stage.turn(SignedDuration::from_mins(11));
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(active(&stage).await, 19);
    let progress = stage.progress(1).await;
    assert_eq!((progress.counts.sent, progress.counts.dead), (19, 1));
    assert_eq!(progress.state, IssueState::Done);
    let letters = stage.site.store.dead_letters(0, 9).await.unwrap();
    let [letter] = &letters[..] else {
        panic!("{letters:?}");
    };
    assert_eq!(
        (letter.lane, letter.class.as_str(), letter.domain.as_deref()),
        (Lane::Issue, "gone", None)
    );
}

#[tokio::test]
async fn copies_that_wait_for_another_try_are_tried_at_once_when_told() {
    let stage = sending(4).await;
    stage.mails.server_is(Server::AsksToTryLater);
    stage.site.drain_outbox().await.unwrap();
    stage.mails.server_is(Server::Takes);
    assert_eq!(stage.site.retry_mail(Lane::Issue).await.unwrap(), 4);
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(stage.progress(1).await.counts.sent, 4);
}

//! What comes back.

use domain::infomail::{IssueState, Returned};
use jiff::SignedDuration;
use mail::return_path::{Kind, ReturnPaths};

use super::stage::slug;
use crate::harness::Stage;

/// The identifiers in the names of all copies that were sent, with their recipients.
fn copies(stage: &Stage) -> Vec<(String, [u8; 16])> {
    let paths: &ReturnPaths = stage.site.return_paths();
    let mut copies = Vec::new();
    for raw in stage.mails.taken.lock().unwrap().iter() {
        let mail = super::stage::Sent(String::from_utf8(raw.clone()).unwrap());
        if let Some((Kind::Issue, id)) = paths.find(mail.header("Message-ID").as_bytes()) {
            copies.push((mail.header("To"), id));
        }
    }
    copies.sort();
    copies
}

async fn sent(people: u32) -> (Stage, Vec<(String, [u8; 16])>) {
    let stage = Stage::with_list(&[(1, "")]).await;
    for person in 0..people {
        stage
            .subscribed(&format!("p{person}@example.org"), "en")
            .await;
    }
    stage.send(1).await;
    stage.site.drain_outbox().await.unwrap();
    let copies = copies(&stage);
    assert_eq!(copies.len(), people as usize);
    (stage, copies)
}

async fn active(stage: &Stage) -> u64 {
    let counts = stage
        .site
        .store
        .subscription_counts(&slug("rivers"))
        .await
        .unwrap();
    counts.active.iter().map(|(_, n)| n).sum()
}

#[tokio::test]
async fn a_missing_mailbox_ends_a_subscription_and_a_refused_sender_does_not() {
    let (stage, copies) = sent(3).await;
    let returned = async |copy: usize, what| {
        let done = stage.site.infomail_returned(copies[copy].1, what);
        done.await.unwrap();
        active(&stage).await
    };
    assert_eq!(returned(0, Returned::Policy).await, 3);
    assert_eq!(returned(0, Returned::Hard).await, 2);
    assert_eq!(returned(0, Returned::Hard).await, 2);
    let progress = stage.progress(1).await;
    assert_eq!(
        (progress.counts.returned, progress.counts.complained),
        (1, 0)
    );
    stage
        .site
        .infomail_returned([9; 16], Returned::Hard)
        .await
        .unwrap();
    assert_eq!(active(&stage).await, 2);
}

#[tokio::test]
async fn a_full_mailbox_is_given_up_on_the_fifth_day() {
    let (stage, copies) = sent(1).await;
    for day in 1..=5 {
        for _ in 0..3 {
            stage
                .site
                .infomail_returned(copies[0].1, Returned::Soft)
                .await
                .unwrap();
        }
        assert_eq!(active(&stage).await, u64::from(day < 5), "day {day}");
        stage.turn(SignedDuration::from_hours(24));
    }
}

#[tokio::test]
async fn whoever_complains_is_never_written_to_by_a_form_again() {
    let (stage, copies) = sent(1).await;
    stage
        .site
        .infomail_returned(copies[0].1, Returned::Complaint)
        .await
        .unwrap();
    assert_eq!(active(&stage).await, 0);
    stage.mails.taken.lock().unwrap().clear();
    stage.turn(SignedDuration::from_hours(48));
    stage.wish("p0@example.org", "en").await;
    assert!(stage.mails_to("p0@example.org").await.is_empty());
    stage.sign("Ada", "p0@example.org").await;
    assert_eq!(
        stage.mails_to("p0@example.org").await.len(),
        1,
        "signing is another matter"
    );
}

#[tokio::test]
async fn leaving_by_mail_is_leaving() {
    let (stage, copies) = sent(2).await;
    stage.site.infomail_left_by_mail(copies[0].1).await.unwrap();
    stage.site.infomail_left_by_mail(copies[0].1).await.unwrap();
    assert_eq!(active(&stage).await, 1);
}

#[tokio::test]
async fn too_many_complaints_pause_an_issue() {
    let stage = Stage::with_list(&[(1, "")]).await;
    for person in 0..8 {
        stage
            .subscribed(&format!("p{person}@example.org"), "en")
            .await;
    }
    stage.send(1).await;
    let source = stage.site.issue_source();
    let parcels = app::outbox::MailSource::take(&source, 4, stage.site.now())
        .await
        .unwrap();
    let settled: Vec<app::outbox::Settlement> = parcels
        .iter()
        .map(|parcel| app::outbox::Settlement {
            id: parcel.id,
            domain: parcel.domain.clone(),
            outcome: app::outbox::Outcome::Sent,
            attempts: parcel.attempts,
            refused: None,
        })
        .collect();
    app::outbox::MailSource::settle(&source, &settled, stage.site.now())
        .await
        .unwrap();
    for (number, parcel) in parcels.iter().enumerate().take(3) {
        assert_eq!(
            stage.progress(1).await.state,
            IssueState::Sending,
            "{number}"
        );
        let message = app::outbox::MailSource::compose(&source, parcel).await;
        let mail = super::stage::Sent(String::from_utf8(message.unwrap().bytes).unwrap());
        let name = mail.header("Message-ID");
        let (_, id) = stage.site.return_paths().find(name.as_bytes()).unwrap();
        stage
            .site
            .infomail_returned(id, Returned::Complaint)
            .await
            .unwrap();
    }
    let progress = stage.progress(1).await;
    assert_eq!(progress.state, IssueState::Paused);
    assert_eq!(progress.paused_by.as_deref(), Some("complaints"));
    stage.mails.taken.lock().unwrap().clear();
    stage.site.drain_outbox().await.unwrap();
    assert!(stage.mails.taken.lock().unwrap().is_empty());
}

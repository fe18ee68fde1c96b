//! Several programs that send: each mail is in one hand.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::infomail::IssueState;
use domain::slug::Slug;
use store::conformance::Place;
use store::conformance::fixture::{Book, at, delivery};
use store::conformance::issue::{rivers, subscriber};
use store::{
    FolderFile, IssueFate, IssueMail, IssueOutcome, IssueStep, Lane, ListRow, NewIssue,
    NewSubscription, Store,
};
use tokio::task::JoinSet;

use super::PostgresPlace;

const MAILS: usize = 120;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_mail_of_the_outbox_is_handed_to_two_nodes() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let store = Book::begin(&place).await.unwrap().store;
    for number in 0..MAILS as u64 {
        let mail = delivery("service", number, 0);
        store.delivery_add(mail).await.unwrap();
    }
    let mut nodes = JoinSet::new();
    for _ in 0..2 {
        nodes.spawn(claim_all(place.open().await.unwrap()));
    }
    let mut claimed: Vec<String> = nodes.join_all().await.concat();
    // What one held for a moment, the other has passed over.
    claimed.extend(claim_all(store).await);
    assert_eq!(claimed.len(), MAILS);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), MAILS);
}

/// The recipients of all mails that a node gets.
async fn claim_all(store: Store) -> Vec<String> {
    let mut all = Vec::new();
    loop {
        let claim = store.deliveries_claim(Lane::Confirmation, at(0), at(60), 7);
        let claimed = claim.await.unwrap();
        if claimed.is_empty() {
            return all;
        }
        all.extend(claimed.into_iter().map(|mail| mail.recipient));
    }
}

fn rivers_slug() -> Slug {
    Slug::parse("rivers").unwrap()
}

/// Lets the first issue appear.
pub(super) async fn appear(store: &Store) {
    let list = ListRow {
        slug: rivers_slug(),
        settings: String::new(),
        created: at(0),
    };
    let issue = NewIssue {
        number: 1,
        files: vec![FolderFile {
            path: "issues/0001/en.md".to_owned(),
            content: b"# Text".to_vec(),
        }],
        languages: Vec::new(),
        signed: Vec::new(),
    };
    store.infomail_publish(list, vec![issue]).await.unwrap();
    for (from, to) in [
        (IssueState::Draft, IssueState::Ready),
        (IssueState::Ready, IssueState::Sending),
    ] {
        let step = IssueStep {
            list: rivers_slug(),
            number: 1,
            from,
            to,
            why: None,
            now: at(1),
        };
        assert!(store.issue_step(step).await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_issue_is_sent_by_several_nodes_and_to_nobody_twice() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let store = rivers(&place, MAILS as u64).await.unwrap();
    appear(&store).await;
    let mut nodes = JoinSet::new();
    for _ in 0..3 {
        nodes.spawn(send_all(place.open().await.unwrap(), 2));
    }
    let sent: Vec<IssueMail> = nodes.join_all().await.concat();
    assert_eq!(sent.len(), MAILS);
    let takers: BTreeSet<u64> = sent.iter().map(|mail| mail.id.subscription()).collect();
    assert_eq!(takers.len(), MAILS);
    let counts = store
        .issue_counts(&rivers_slug(), 1, at(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (counts.sent, counts.left, counts.held),
        (MAILS as u64, 0, 0)
    );
    let issues = store.issues(&rivers_slug()).await.unwrap();
    assert_eq!(issues[0].state, IssueState::Done);
}

/// Takes as long as there is something, then sends it; answers what it sent.
async fn send_all(store: Store, most: u32) -> Vec<IssueMail> {
    let mut all = Vec::new();
    loop {
        let taken = store.issue_mails_take(at(1), at(60), most).await.unwrap();
        all.extend(taken.mails);
        if !taken.more {
            break;
        }
    }
    let sent = |mail: &IssueMail| IssueOutcome {
        id: mail.id,
        fate: IssueFate::Sent,
        domain: Some(([7; 32], "example.org".to_owned())),
    };
    for part in all.chunks(100) {
        let outcomes = part.iter().map(sent).collect();
        store.issue_mails_settle(outcomes, 3).await.unwrap();
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn subscribers_who_leave_while_their_mails_are_settled_leave_no_mail_behind() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let store = rivers(&place, MAILS as u64).await.unwrap();
    appear(&store).await;
    let taken = store.issue_mails_take(at(1), at(60), MAILS as u32);
    let mails = taken.await.unwrap().mails;
    let later = |mail: &IssueMail| IssueOutcome {
        id: mail.id,
        fate: IssueFate::Later(at(30)),
        domain: None,
    };
    let mut tasks = JoinSet::new();
    let node = place.open().await.unwrap();
    for part in mails.chunks(10) {
        let (node, outcomes) = (node.clone(), part.iter().map(later).collect());
        tasks.spawn(async move { node.issue_mails_settle(outcomes, 3).await.unwrap() });
    }
    for mail in &mails {
        let (store, key) = (store.clone(), mail.id.subscription());
        let reason = domain::infomail::StopReason::Left;
        tasks.spawn(async move {
            assert!(store.subscription_stop(key, reason, None).await.unwrap());
        });
    }
    tasks.join_all().await;
    let counts = store
        .issue_counts(&rivers_slug(), 1, at(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((counts.later, counts.held), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_subscribes_while_an_issue_appears_comes_before_it_or_after_it() {
    for round in 1..=8 {
        let Some(place) = PostgresPlace::new() else {
            return;
        };
        let store = rivers(&place, 1).await.unwrap();
        let new = (1_000..2_000).map(|number| NewSubscription {
            welcome: None,
            ..subscriber(number, "en")
        });
        let (node, new) = (place.open().await.unwrap(), new.collect());
        let mut begun = JoinSet::new();
        begun.spawn(async move { node.subscriptions_start(new).await.unwrap() });
        // The issue appears a little later each time, in the midst of it at some time.
        tokio::time::sleep(Duration::from_millis(round * 6)).await;
        appear(&store).await;
        let sent = send_all(store.clone(), 2_000).await.len();
        begun.join_all().await;
        let counts = store.issue_counts(&rivers_slug(), 1, at(1)).await;
        assert_eq!(counts.unwrap().unwrap().left, 0, "nobody was passed over");
        assert!(sent == 1 || sent == 1_001, "{sent}");
    }
}

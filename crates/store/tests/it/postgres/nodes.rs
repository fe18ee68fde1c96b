//! Several programs at one database: what each writes is there, and once.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::slug::Slug;
use jiff::Timestamp;
use store::conformance::Place;
use store::conformance::fixture::{Book, TODAY, add_signature, at, hash};
use store::conformance::issue::{rivers, subscriber};
use store::{
    Accepted, Cap, NewSubscription, Started, Store, StoreError, Submission, SubscriptionKey,
};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::PostgresPlace;

/// How much each node does: enough that they meet.
const EACH: u64 = 20;

/// Longer than anything here takes, and shorter than patience.
const SOON: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_the_batches_of_two_nodes_one_wins_each_size_and_none_is_lost() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let id = Book::begin(&place).await.unwrap().id;
    let mut nodes = JoinSet::new();
    for name in ["one", "two"] {
        let store = place.open().await.unwrap();
        nodes.spawn(sign_all(name, Book { store, id, size: 1 }));
    }
    let beaten: u64 = nodes.join_all().await.into_iter().sum();
    let store = place.open().await.unwrap();
    let size = 1 + 2 * EACH;
    assert_eq!(store.log_head(id).await.unwrap().unwrap().size, size);
    let entries = store.log_entries(id, 0, size).await.unwrap();
    assert_eq!(entries.iter().collect::<BTreeSet<_>>().len() as u64, size);
    let counters = store.counters(id).await.unwrap();
    assert_eq!(
        counters.iter().map(|counter| counter.n).sum::<u64>(),
        2 * EACH
    );
    let history = store.checkpoints(id, None, 99).await.unwrap();
    let sizes: Vec<u64> = history
        .iter()
        .rev()
        .map(|checkpoint| checkpoint.size)
        .collect();
    assert_eq!(sizes, (0..=size).collect::<Vec<_>>());
    assert!(beaten > 0, "they met, or this proves nothing");
    store.integrity_check().await.unwrap();
}

/// Signs for people of one node, each in a batch of their own, as often as it takes; answers how often
/// another node was first.
async fn sign_all(node: &'static str, mut book: Book) -> u64 {
    let mut beaten = 0;
    for person in 0..EACH {
        loop {
            book.size = book.store.log_head(book.id).await.unwrap().unwrap().size;
            let mut batch = book.batch();
            add_signature(&mut batch, None).tag = hash(node, person);
            match book.commit(batch).await {
                Ok(()) => break,
                Err(StoreError::Conflict { .. }) => beaten += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
    }
    beaten
}

fn until_tomorrow(book: &Book, number: u64) -> Submission {
    let mut submission = book.submission(number, 0);
    submission.pending.expires = at(86_400);
    submission
}

/// All submissions, each at one of two nodes, at the same time.
async fn accept_all(nodes: &[Store], submissions: Vec<Submission>) -> Vec<Accepted> {
    let mut accepted = JoinSet::new();
    for (submission, node) in submissions.into_iter().zip(nodes.iter().cycle()) {
        let node = node.clone();
        accepted.spawn(async move { node.accept(submission).await.unwrap() });
    }
    accepted.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_hour_is_full_for_all_nodes() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let book = Book::begin(&place).await.unwrap();
    let nodes = [place.open().await.unwrap(), place.open().await.unwrap()];
    let submissions = (0..40).map(|number| Submission {
        most_per_hour: 16,
        ..until_tomorrow(&book, number)
    });
    let accepted = accept_all(&nodes, submissions.collect()).await;
    let now = |answer: &&Accepted| **answer == Accepted::ConfirmMailed;
    assert_eq!(accepted.iter().filter(now).count(), 16);
    let first = |answer: &&Accepted| **answer == Accepted::Held { is_first: true };
    assert_eq!(accepted.iter().filter(first).count(), 2);
    let hours = book.store.mails_by_hour(at(0)).await.unwrap();
    let expected: Vec<(Timestamp, u64)> = vec![(at(0), 16), (at(3_600), 16), (at(7_200), 8)];
    assert_eq!(hours, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cap_holds_for_all_nodes() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let book = Book::begin(&place).await.unwrap();
    let nodes = [place.open().await.unwrap(), place.open().await.unwrap()];
    let cap = |kind, number| Cap {
        key: hash(kind, number),
        window_seconds: 900,
        most: 1,
    };
    for address in 0..EACH {
        // Each names the two keys in another order: nobody waits in a ring.
        let caps = [cap("address", address), cap("network", address)];
        let submissions = (0..4).map(|number| {
            let mut caps = caps.to_vec();
            caps.rotate_left(number % 2);
            Submission {
                caps,
                ..until_tomorrow(&book, 4 * address + number as u64)
            }
        });
        let accepted = accept_all(&nodes, submissions.collect()).await;
        let mailed = |answer: &&Accepted| **answer == Accepted::ConfirmMailed;
        assert_eq!(accepted.iter().filter(mailed).count(), 1, "{accepted:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_subscribes_at_two_nodes_has_one_subscription() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let store = rivers(&place, 0).await.unwrap();
    let nodes = [place.open().await.unwrap(), place.open().await.unwrap()];
    for address in 0..EACH {
        let mut started = JoinSet::new();
        for (number, node) in (1..).zip(&nodes) {
            let new = of_address(address, 2 * address + number);
            let node = node.clone();
            started.spawn(async move { node.subscriptions_start(vec![new]).await.unwrap() });
        }
        let started: Vec<Started> = started.join_all().await.concat();
        let new = started.iter().filter(|started| **started == Started::New);
        assert_eq!(new.count(), 1, "{started:?}");
        assert!(started.contains(&Started::Known));
    }
    let counts = store.subscription_counts(&list()).await.unwrap();
    assert_eq!(counts.active[0].1, EACH);
}

fn of_address(address: u64, number: u64) -> NewSubscription {
    NewSubscription {
        hashes: vec![hash("address", address)],
        infomail_suppression: hash("infomail suppression", address),
        day: TODAY,
        welcome: None,
        ..subscriber(number, "en")
    }
}

fn list() -> Slug {
    Slug::parse("rivers").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_complains_while_it_subscribes_is_left_alone_or_was_there() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let store = rivers(&place, 0).await.unwrap();
    let nodes = [place.open().await.unwrap(), place.open().await.unwrap()];
    for address in 0..EACH {
        let (first, second) = (2 * address + 1, 2 * address + 2);
        let begun = of_address(address, first);
        store.subscriptions_start(vec![begun]).await.unwrap();
        let [one, two] = nodes.clone();
        let again = of_address(address, second);
        let complaint = Some(hash("infomail suppression", address));
        let reason = domain::infomail::StopReason::Complained;
        let (started, stopped) = tokio::join!(
            one.subscriptions_start(vec![again]),
            two.subscription_stop(first, reason, complaint),
        );
        assert!(stopped.unwrap());
        assert_ne!(started.unwrap(), [Started::New]);
        let key = SubscriptionKey::Address(list(), vec![hash("address", address)]);
        assert!(store.subscription(key).await.unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_is_carried_out_when_whoever_asked_is_gone() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let mut book = Book::begin(&place).await.unwrap();
    let held = book.store.hold_writer().await.unwrap();
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    let gone = timeout(Duration::from_millis(50), book.commit(batch)).await;
    assert!(
        gone.is_err(),
        "the writers are held, or this proves nothing"
    );
    assert_eq!(size(&book.store, book.id).await, 1);
    drop(held);
    let carried_out = async {
        while size(&book.store, book.id).await == 1 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(SOON, carried_out).await.unwrap();
    assert_eq!(size(&book.store, book.id).await, 2);
}

async fn size(store: &Store, id: domain::id::DeclarationId) -> u64 {
    store.log_head(id).await.unwrap().unwrap().size
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_together_make_the_schema_once() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let (one, two) = tokio::join!(place.open(), place.open());
    one.unwrap().setting_put("key", b"value").await.unwrap();
    let found = two.unwrap().setting("key").await.unwrap();
    assert_eq!(found.as_deref(), Some(&b"value"[..]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_waits_for_the_writes_that_have_begun() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let mut book = Book::begin(&place).await.unwrap();
    for _ in 0..5 {
        let mut batch = book.batch();
        for _ in 0..50 {
            add_signature(&mut batch, None);
        }
        let expected = batch.size_after();
        // Long enough to begin, and too short to end.
        let begun = timeout(Duration::from_millis(3), book.commit(batch)).await;
        book.store.clone().close().await.unwrap();
        book.store = place.open().await.unwrap();
        let found = size(&book.store, book.id).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(
            size(&book.store, book.id).await,
            found,
            "nothing came later"
        );
        assert!(found == expected || begun.is_err());
        book.size = found;
    }
}

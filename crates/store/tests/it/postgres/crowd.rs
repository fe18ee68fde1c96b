//! Everything at once: nodes wait for each other, and in no ring.

use std::fmt::Debug;

use domain::infomail::StopReason;
use domain::listing::Listing;
use domain::slug::Slug;
use store::conformance::Place;
use store::conformance::fixture::{Book, TODAY, add_signature, at, delivery, hash, named};
use store::conformance::issue::{rivers, subscriber};
use store::{
    Asker, Batch, Cap, IssueFate, IssueOutcome, Lane, NewOptIn, NewSubscription,
    NewSubscriptionAccess, Relisting, SentFate, Store, StoreError, Submission, SubscriptionPurpose,
};
use tokio::task::JoinSet;

use super::PostgresPlace;

/// How many addresses they all fight for.
const ADDRESSES: u64 = 3;

/// How often each of them does what it does.
const ROUNDS: u64 = 30;

/// Done, or contradicted by what another did: nobody gave up waiting, and nobody was undone for another.
fn calm<T: Debug>(outcome: Result<T, StoreError>) {
    match outcome {
        Ok(_) | Err(StoreError::Conflict { .. }) => {}
        Err(other) => panic!("{other:?}"),
    }
}

fn caps(address: u64) -> Vec<Cap> {
    let cap = |kind, number| Cap {
        key: hash(kind, number),
        window_seconds: 900,
        most: 1_000,
    };
    vec![cap("cap", address), cap("network", address % 2)]
}

fn submission(book: &Book, number: u64) -> Submission {
    let address = number % ADDRESSES;
    Submission {
        caps: caps(address),
        suppression_key: hash("suppression", address),
        ..book.submission(number, 0)
    }
}

fn wish(number: u64) -> NewOptIn {
    let address = number % ADDRESSES;
    let access = NewSubscriptionAccess {
        hash: hash("link", number),
        purpose: SubscriptionPurpose::Manage,
        expires: at(86_400),
    };
    NewOptIn {
        list: Slug::parse("rivers").unwrap(),
        confirm_hash: hash("wish", number),
        refuse_hash: hash("no wish", number),
        payload: b"sealed".to_vec(),
        expires: at(86_400),
        asker: Asker {
            hashes: vec![hash("address", address)],
            suppression: hash("suppression", address),
            infomail_suppression: hash("infomail suppression", address),
            caps: caps(address),
            most_per_hour: 1_000,
            now: at(0),
        },
        confirm: delivery("opt-in", 2 * number, 0),
        known: (delivery("known opt-in", 2 * number + 1, 0), access),
    }
}

fn subscription(number: u64, key: u64) -> NewSubscription {
    let address = number % ADDRESSES;
    NewSubscription {
        hashes: vec![hash("address", address)],
        infomail_suppression: hash("infomail suppression", address),
        day: TODAY,
        welcome: None,
        ..subscriber(key, "en")
    }
}

async fn forms(store: Store, book: Book, from: u64) {
    for number in from..from + ROUNDS {
        calm(store.accept(submission(&book, number)).await);
        calm(store.opt_in_accept(wish(number)).await);
        let new = subscription(number, 1_000 + number);
        calm(store.opt_in_confirm(hash("wish", number), new).await);
        calm(
            store
                .pending_refuse(hash("refuse", number), number % 2 == 0)
                .await,
        );
        calm(store.opt_in_refuse(hash("no wish", number + 1), true).await);
        let (all, infomail) = (hash("suppression", number % ADDRESSES), number % ADDRESSES);
        calm(store.suppress(all).await);
        let infomail = hash("infomail suppression", infomail);
        calm(store.suppression_lift(all, infomail).await);
        let complaint = Some(infomail).filter(|_| number % 3 == 0);
        let stop = store.subscription_stop(1_000 + number, StopReason::Complained, complaint);
        calm(stop.await);
    }
}

async fn batches(mut book: Book, from: u64) {
    for number in from..from + ROUNDS {
        book.size = book.store.log_head(book.id).await.unwrap().unwrap().size;
        let mut batch: Batch = book.batch();
        add_signature(&mut batch, Some(named("Anna Amsel"))).tag = hash("crowd", number);
        let leaf = batch.expected_size;
        let of_two = [number, number + 1].map(|address| subscription(address, 5_000 + 2 * number));
        batch.subscriptions = of_two.to_vec();
        batch.subscriptions[1].key += 1;
        batch.subscriptions[1].leave_hash = hash("leave too", number);
        batch.deliveries = vec![delivery("receipt", number, 0)];
        calm(book.commit(batch).await);
        let relisting = Relisting {
            declaration: book.id,
            leaf,
            from: Listing::Named,
            to: Listing::Counted,
            signatory: None,
            consent: None,
        };
        calm(book.store.relist(relisting).await);
    }
}

async fn sending(store: Store) {
    for round in 0..ROUNDS {
        let claimed = store
            .deliveries_claim(Lane::Confirmation, at(0), at(1), 5)
            .await;
        calm(claimed);
        let taken = store.issue_mails_take(at(2), at(4), 3).await.unwrap();
        let fate = match round % 3 {
            0 => IssueFate::Later(at(2)),
            _ => IssueFate::Sent,
        };
        let outcome = |mail: &store::IssueMail| IssueOutcome {
            id: mail.id,
            fate,
            domain: Some((hash("domain", round % 2), "example.org".to_owned())),
        };
        let outcomes: Vec<IssueOutcome> = taken.mails.iter().map(outcome).collect();
        for outcome in &outcomes {
            let back = store.issue_mail_came_back(outcome.id, SentFate::Returned, None);
            calm(back.await);
        }
        calm(store.issue_mails_settle(outcomes, 3).await);
        calm(store.deliveries_hurry(Lane::Issue, at(2)).await);
        calm(store.issue_mails_recover(at(2)).await);
        calm(store.pending_expire(at(9_000), 3).await);
        calm(store.opt_in_expire(at(0), 3).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_in_a_ring() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let store = rivers(&place, 40).await.unwrap();
    super::senders::appear(&store).await;
    let id = store.declarations().await.unwrap()[0].id;
    let mut crowd = JoinSet::new();
    for node in 0..3 {
        let store = place.open().await.unwrap();
        let book = || Book {
            store: store.clone(),
            id,
            size: 1,
        };
        crowd.spawn(forms(store.clone(), book(), node * ROUNDS));
        crowd.spawn(batches(book(), 1_000 + node * ROUNDS));
        crowd.spawn(sending(store.clone()));
    }
    crowd.join_all().await;
    store.integrity_check().await.unwrap();
}

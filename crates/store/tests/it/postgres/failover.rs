//! A primary that is killed, and the standby that takes its place.

use std::time::Duration;

use store::conformance::fixture::{Book, add_signature, hash};
use store::conformance::server::Server;
use store::{Duty, PostgresOptions, Store, StoreError};

/// A primary, its standby, and a log in a store that knows both.
async fn begin() -> Option<(Server, Server, Book)> {
    let Some(programs) = Server::programs() else {
        super::super::skip("postgresql");
        return None;
    };
    let primary = Server::start_primary(&programs).unwrap();
    let standby = Server::standby_of(&primary).unwrap();
    let address = Server::address_of(&[&primary, &standby]);
    let mut options = PostgresOptions::parse(&address).unwrap();
    (options.readers, options.writers) = (2, 2);
    let store = Store::open_postgres(&options).await.unwrap();
    Some((primary, standby, Book::begin_in(store, 1).await.unwrap()))
}

/// Commits until the primary dies; answers the size that was told last.
async fn commit_until_it_dies(mut book: Book) -> u64 {
    loop {
        let mut batch = book.batch();
        for _ in 0..20 {
            add_signature(&mut batch, None);
        }
        match book.commit(batch).await {
            Ok(()) => {}
            Err(StoreError::Unavailable { .. } | StoreError::Uncertain { .. }) => return book.size,
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_that_was_waited_for_has_all_that_was_told() {
    let Some((mut primary, standby, book)) = begin().await else {
        return;
    };
    primary.wait_for_standby().unwrap();
    let (store, id) = (book.store.clone(), book.id);
    assert!(store.sole(Duty::Sending).await.unwrap().is_some());
    let mut committing = tokio::task::JoinSet::new();
    committing.spawn(commit_until_it_dies(book));
    tokio::time::sleep(Duration::from_millis(300)).await;
    primary.crash().unwrap();
    let told = committing.join_next().await.unwrap().unwrap();
    let refused = store.setting_put("key", b"value").await;
    assert!(refused.is_err(), "the standby took a write: {refused:?}");
    standby.promote().unwrap();

    let size = store.log_head(id).await.unwrap().unwrap().size;
    assert!(size == told || size == told + 20, "{size} {told}");
    assert!(told > 1, "something was written, or this proves nothing");
    assert!(store.sole(Duty::Sending).await.unwrap().is_some());
    store.integrity_check().await.unwrap();
    primary.rejoin(&standby).unwrap();
    standby.wait_for_standby().unwrap();
    let mut book = Book { store, id, size };
    let mut batch = book.batch();
    add_signature(&mut batch, None).tag = hash("after", 1);
    book.commit(batch).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_waited_for_its_standby_in_vain_is_not_known_to_have_happened() {
    let Some((mut primary, standby, mut book)) = begin().await else {
        return;
    };
    primary.wait_for_standby().unwrap();
    standby.promote().unwrap();
    let mut committing = tokio::task::JoinSet::new();
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    committing.spawn(async move { book.commit(batch).await });
    primary.wait_for_waiting_commit().unwrap();
    primary.crash().unwrap();
    let told = committing.join_next().await.unwrap().unwrap();
    assert!(
        matches!(told, Err(StoreError::Uncertain { .. })),
        "{told:?}"
    );
}

//! A server that dies and comes back.

use std::time::Duration;

use store::conformance::fixture::{Book, add_signature, hash};
use store::{Duty, PostgresOptions, Store, StoreError};

/// A store on a server of its own, and its log.
async fn begin(server: &store::conformance::server::Server) -> Book {
    let mut options = PostgresOptions::parse(&server.address()).unwrap();
    (options.readers, options.writers) = (2, 2);
    let store = Store::open_postgres(&options).await.unwrap();
    Book::begin_in(store, 1).await.unwrap()
}

fn one_more(book: &Book) -> store::Batch {
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    batch
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_works_again_when_its_server_does() {
    let Some(mut server) = super::start() else {
        return;
    };
    let mut book = begin(&server).await;
    let sender = book.store.sole(Duty::Sending).await.unwrap().unwrap();
    assert!(sender.is_held().await);
    server.kill().unwrap();
    assert!(!sender.is_held().await);
    let written = book.commit(one_more(&book)).await;
    assert!(
        matches!(written, Err(StoreError::Unavailable { .. })),
        "{written:?}"
    );
    let read = book.store.log_head(book.id).await;
    assert!(
        matches!(read, Err(StoreError::Unavailable { .. })),
        "{read:?}"
    );
    assert!(book.store.health().await.is_err());
    server.restart().unwrap();
    book.commit(one_more(&book)).await.unwrap();
    assert_eq!(book.store.log_head(book.id).await.unwrap().unwrap().size, 2);
    book.store.health().await.unwrap();
    assert!(
        book.store.sole(Duty::Sending).await.unwrap().is_some(),
        "the right to send ended with the server"
    );
}

/// Commits until the server dies; answers the size that was told last, and how the end was told.
async fn commit_until_it_dies(mut book: Book) -> (u64, StoreError) {
    loop {
        let mut batch = book.batch();
        for _ in 0..20 {
            add_signature(&mut batch, None);
        }
        if let Err(error) = book.commit(batch).await {
            return (book.size, error);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_in_the_middle_keeps_what_was_told_and_nothing_by_halves() {
    let Some(mut server) = super::start() else {
        return;
    };
    let book = begin(&server).await;
    let (store, id) = (book.store.clone(), book.id);
    let mut committing = tokio::task::JoinSet::new();
    committing.spawn(commit_until_it_dies(book));
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.kill().unwrap();
    let (told, error) = committing.join_next().await.unwrap().unwrap();
    let may_be_written = match error {
        StoreError::Unavailable { .. } => 0,
        StoreError::Uncertain { .. } => 20,
        other => panic!("{other:?}"),
    };
    server.restart().unwrap();
    let size = store.log_head(id).await.unwrap().unwrap().size;
    assert!(
        size == told || size == told + may_be_written,
        "{size} {told}"
    );
    assert!(told > 1, "something was written, or this proves nothing");
    let counters = store.counters(id).await.unwrap();
    assert_eq!(
        counters.iter().map(|counter| counter.n).sum::<u64>(),
        size - 1
    );
    let entries = store.log_entries(id, 0, size).await.unwrap();
    assert_eq!(entries.len() as u64, size);
    store.integrity_check().await.unwrap();
    let mut book = Book { store, id, size };
    let mut batch = book.batch();
    add_signature(&mut batch, None).tag = hash("after", 1);
    book.commit(batch).await.unwrap();
}

//! Readers and the writer do not wait for each other.

use std::time::Duration;

use store::conformance::fixture::{Book, add_signature, hash};
use store::{BatchQuery, LogRange};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::SqlitePlace;

/// Longer than anything here takes, and shorter than patience.
const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_log_is_read_while_the_writer_is_busy() {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    let mut batch = book.batch();
    for _ in 0..300 {
        add_signature(&mut batch, None);
    }
    book.commit(batch).await.unwrap();
    let held = book.store.hold_writer().await.unwrap();
    let reading = async {
        for _ in 0..1_000 {
            let bundle = book.store.log_entries(book.id, 0, 256).await.unwrap();
            assert_eq!(bundle.len(), 256);
        }
        let ranges = vec![
            LogRange::Entries { start: 0, end: 2 },
            LogRange::Subtrees {
                level: 0,
                start: 1,
                end: 3,
            },
        ];
        let parts = book.store.log_parts(book.id, ranges).await.unwrap();
        assert_eq!(parts.len(), 2);
        book.store.cosignatures(book.id, 1).await.unwrap();
        book.store.checkpoints(book.id, None, 9).await.unwrap();
    };
    timeout(SOON, reading)
        .await
        .expect("nothing of it waits for the writer");
    let mut waiting = book.batch();
    add_signature(&mut waiting, None);
    let size = waiting.size_after();
    let store = book.store.clone();
    let mut writes = JoinSet::new();
    writes.spawn(async move { store.commit(waiting).await });
    drop(held);
    writes.join_next().await.unwrap().unwrap().unwrap();
    let head = book.store.log_head(book.id).await.unwrap().unwrap();
    assert_eq!(head.size, size);
}

#[tokio::test]
async fn a_batch_is_committed_while_every_reader_is_busy() {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    let held = book.store.hold_readers().await.unwrap();
    let reading = book.store.log_entries(book.id, 0, 1);
    let waits = timeout(Duration::from_millis(20), reading).await;
    assert!(waits.is_err(), "readers are held, or this proves nothing");
    let committing = async {
        let query = BatchQuery {
            tags: vec![hash("tag", 1)],
            ..BatchQuery::default()
        };
        let facts = book.store.batch_facts(book.id, query).await.unwrap();
        assert!(facts.signed.is_empty());
        let mut batch = book.batch();
        add_signature(&mut batch, None);
        book.commit(batch).await.unwrap();
    };
    timeout(SOON, committing)
        .await
        .expect("nothing of it waits for readers");
    drop(held);
    assert_eq!(
        book.store.log_entries(book.id, 0, 9).await.unwrap().len(),
        2
    );
}

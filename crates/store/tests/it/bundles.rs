//! Files that hold the entries of full bundles as rows, as programs before migration 3 wrote them.

use rusqlite::Connection;
use store::conformance::Place;
use store::conformance::fixture::{Book, add_signature, person, signature_entry};
use store::{Store, StoreError};
use tlog::tile::bundle;

use super::SqlitePlace;

/// A log of so many entries, all of them rows.
async fn write_old(place: &SqlitePlace, size: u64) -> (Book, Vec<Vec<u8>>) {
    let mut book = Book::begin(place).await.unwrap();
    let mut batch = book.batch();
    batch.entries = (1..size)
        .map(|leaf| signature_entry(person(), leaf))
        .collect();
    book.commit(batch).await.unwrap();
    let log = book.store.log_entries(book.id, 0, size).await.unwrap();
    book.store.clone().close().await.unwrap();
    let mut connection = Connection::open(place.file()).unwrap();
    let transaction = connection.transaction().unwrap();
    transaction
        .execute_batch("DELETE FROM log_bundle; DELETE FROM log_entry")
        .unwrap();
    for (leaf, entry) in (0_i64..).zip(&log) {
        let row = "INSERT INTO log_entry VALUES (1, ?1, ?2)";
        transaction.execute(row, (leaf, entry)).unwrap();
    }
    transaction.commit().unwrap();
    book.store = place.open().await.unwrap();
    (book, log)
}

async fn check(book: &Book, log: &[Vec<u8>]) {
    let found = book.store.log_entries(book.id, 0, u64::MAX).await.unwrap();
    assert_eq!(found, log);
    for (index, entries) in log.chunks_exact(256).enumerate() {
        let expected = bundle::encode(entries.iter().map(Vec::as_slice)).unwrap();
        let found = book.store.log_bundle(book.id, index as u64).await.unwrap();
        assert_eq!(found, Some(expected), "{index}");
    }
}

/// How many bundles and rows there are.
fn held(place: &SqlitePlace) -> (i64, i64) {
    let connection = Connection::open(place.file()).unwrap();
    let count = |sql| connection.query_row(sql, [], |row| row.get(0)).unwrap();
    (
        count("SELECT count(*) FROM log_bundle"),
        count("SELECT count(*) FROM log_entry"),
    )
}

#[tokio::test]
async fn an_old_file_is_packed_as_it_is_used() {
    let place = SqlitePlace::new();
    let (mut book, mut log) = write_old(&place, 2_600).await;
    assert_eq!(held(&place), (0, 2_600));
    check(&book, &log).await;
    // Ten bundles are full; a commit packs four, and what it fills itself.
    for (count, bundles, rows) in [(1, 4, 1_577), (300, 9, 597), (0, 11, 85), (1, 11, 86)] {
        let mut batch = book.batch();
        for _ in 0..count {
            add_signature(&mut batch, None);
        }
        log.extend_from_slice(&batch.entries);
        book.commit(batch).await.unwrap();
        assert_eq!(held(&place), (bundles, rows), "after {count} more");
        check(&book, &log).await;
    }
    book.store.integrity_check().await.unwrap();
}

#[tokio::test]
async fn an_old_file_is_packed_when_it_is_written_anew() {
    let place = SqlitePlace::new();
    // More than are packed in one transaction.
    let (book, log) = write_old(&place, 300 * 256 + 7).await;
    let length = std::fs::metadata(place.file()).unwrap().len();
    book.store.compact().await.unwrap();
    assert_eq!(held(&place), (300, 7));
    check(&book, &log).await;
    let shorter = std::fs::metadata(place.file()).unwrap().len();
    assert!(shorter < length / 10 * 9, "{length} bytes, then {shorter}");
}

/// Loses something of an old log of 2,600 entries, of which four bundles were packed.
async fn broken(sql: &str) -> (SqlitePlace, Store, Book) {
    let place = SqlitePlace::new();
    let (mut book, _) = write_old(&place, 2_600).await;
    book.sign(&[]).await.unwrap();
    let lost = Connection::open(place.file())
        .unwrap()
        .execute(sql, [])
        .unwrap();
    assert_eq!(lost, 1, "{sql}");
    let store = book.store.clone();
    (place, store, book)
}

fn is_corrupt<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::Corrupt { .. }))
}

#[tokio::test]
async fn gaps_are_corrupt() {
    // Bundle 1 is packed, bundle 6 consists of rows, bundle 10 is not full.
    for (sql, index, is_full) in [
        ("DELETE FROM log_bundle WHERE idx = 1", 1, true),
        (
            "UPDATE log_bundle SET bundle = x'000101' WHERE idx = 1",
            1,
            false,
        ),
        (
            "UPDATE log_bundle SET bundle = x'ffff' WHERE idx = 1",
            1,
            false,
        ),
        ("DELETE FROM log_entry WHERE leaf = 1537", 6, true),
        ("DELETE FROM log_entry WHERE leaf = 1791", 6, true),
        ("DELETE FROM log_entry WHERE leaf = 2560", 10, false),
        ("DELETE FROM log_entry WHERE leaf = 2599", 10, false),
    ] {
        let (_place, store, book) = broken(sql).await;
        let whole = store
            .log_entries(book.id, index * 256, index * 256 + 256)
            .await;
        assert!(is_corrupt(&whole), "{sql}: {whole:?}");
        let all = store.log_entries(book.id, 0, u64::MAX).await;
        assert!(is_corrupt(&all), "{sql}");
        if is_full {
            let bundle = store.log_bundle(book.id, index).await;
            assert!(is_corrupt(&bundle), "{sql}: {bundle:?}");
        }
        let other = store.log_entries(book.id, 512, 768).await.unwrap();
        assert_eq!(other.len(), 256, "{sql}: the others are read");
    }
}

#[tokio::test]
async fn a_bundle_with_a_gap_is_not_packed() {
    let (place, store, mut book) = broken("DELETE FROM log_entry WHERE leaf = 1100").await;
    let before = held(&place);
    let refused = book.sign(&[]).await;
    assert!(is_corrupt(&refused), "{refused:?}");
    assert_eq!(held(&place), before);
    assert!(is_corrupt(&store.compact().await));
    assert_eq!(
        held(&place),
        before,
        "the file was written anew all the same"
    );
}

#[tokio::test]
async fn an_entry_takes_at_most_three_bytes_more_than_it_has() {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    let mut batch = book.batch();
    batch.entries = (1..400 * 256)
        .map(|leaf| signature_entry(person(), leaf))
        .collect();
    let bytes: u64 = batch
        .entries
        .iter()
        .map(|entry| entry.len() as u64 + 3)
        .sum();
    book.commit(batch).await.unwrap();
    let space = book.store.space().await.unwrap();
    let (bundles, rows) = (space["log_bundle"], space["log_entry"]);
    assert!(bundles > bytes / 2, "{space:?}");
    // An empty table has its first page.
    assert!(
        bundles + rows - 4_096 <= bytes,
        "{bundles} and {rows} for {bytes}"
    );
}

//! Many write at the same time, from one process and from two.

use std::fs;

use rusqlite::Connection;
use store::conformance::Place;
use store::conformance::copy::{copied, loaded};
use store::conformance::fixture::{Book, access_hash, add_signature, at, hash, named};
use store::{BatchQuery, Indexed, SqliteOptions, Store, StoreError};
use tokio::task::JoinSet;

use super::SqlitePlace;

fn tags(numbers: impl Iterator<Item = u64>) -> BatchQuery {
    BatchQuery {
        tags: numbers.map(|number| hash("tag", number)).collect(),
        ..BatchQuery::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forms_that_wait_together_are_kept_or_refused_each_for_itself() {
    let place = SqlitePlace::new();
    let book = Book::begin(&place).await.unwrap();
    let held = book.store.hold_writer().await.unwrap();
    let mut waiting = JoinSet::new();
    for number in 0..300 {
        // Every third is sent twice: one of the two contradicts what the other left.
        let submission = book.submission(number - number % 3 % 2, 0);
        let store = book.store.clone();
        waiting.spawn(async move { store.accept(submission).await });
    }
    drop(held);
    let (mut kept, mut refused) = (0, 0);
    while let Some(outcome) = waiting.join_next().await {
        match outcome.unwrap() {
            Ok(_) => kept += 1,
            Err(StoreError::Conflict { .. }) => refused += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((kept, refused), (200, 100));
    let depth = book.store.outbox_depth(at(1)).await.unwrap();
    assert_eq!(depth.waiting, 200, "what was refused left no mail");
}

#[tokio::test]
async fn a_write_beside_a_batch_that_conflicts_is_kept() {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    let stale = book.batch();
    let mut first = book.batch();
    add_signature(&mut first, None);
    book.commit(first).await.unwrap();
    let held = book.store.hold_writer().await.unwrap();
    let store = book.store.clone();
    let (before, batch, behind) = tokio::join!(
        store.setting_put("before", b"1"),
        store.commit(stale),
        async {
            tokio::task::yield_now().await;
            drop(held);
            store.setting_put("behind", b"2").await
        },
    );
    assert!(
        matches!(batch, Err(StoreError::Conflict { .. })),
        "{batch:?}"
    );
    before.unwrap();
    behind.unwrap();
    assert_eq!(store.setting("before").await.unwrap(), Some(b"1".to_vec()));
    assert_eq!(store.setting("behind").await.unwrap(), Some(b"2".to_vec()));
}

#[tokio::test]
async fn nobody_signs_twice_by_way_of_another_process() {
    let place = SqlitePlace::new();
    let mut ours = Book::begin(&place).await.unwrap();
    let mut theirs = Book {
        store: place.open().await.unwrap(),
        id: ours.id,
        size: ours.size,
    };
    for round in 0..6 {
        let (one, other) = match round % 2 {
            0 => (&mut ours, &mut theirs),
            _ => (&mut theirs, &mut ours),
        };
        let mut batch = one.batch();
        for _ in 0..300 {
            add_signature(&mut batch, None);
        }
        let signed = batch.expected_size..batch.size_after();
        one.commit(batch).await.unwrap();
        other.size = one.size;
        let facts = other
            .store
            .batch_facts(other.id, tags(signed.clone()))
            .await;
        assert_eq!(facts.unwrap().signed.len(), 300, "round {round}");
        let mut again = other.batch();
        add_signature(&mut again, None).tag = hash("tag", signed.start + 7);
        let refused = other.commit(again).await;
        assert!(
            matches!(refused, Err(StoreError::Conflict { .. })),
            "{refused:?}"
        );
        let strangers = tags(1_000_000..1_000_100);
        let facts = other.store.batch_facts(other.id, strangers).await.unwrap();
        assert!(facts.signed.is_empty());
    }
    let link = access_hash(ours.id, 700);
    let link = theirs.store.access(link).await.unwrap().unwrap();
    assert_eq!(link.leaf, 700);
}

#[tokio::test]
async fn tags_and_links_are_found_at_once_after_a_start() {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    for _ in 0..3 {
        let mut batch = book.batch();
        for _ in 0..3_000 {
            add_signature(&mut batch, None).consents.clear();
        }
        book.commit(batch).await.unwrap();
    }
    book.withdraw(5_000).await.unwrap();
    book.store.close().await.unwrap();
    let store = place.open().await.unwrap();
    let facts = store.batch_facts(book.id, tags((1..9_001).step_by(10)));
    assert_eq!(facts.await.unwrap().signed.len(), 900);
    let facts = store
        .batch_facts(book.id, tags(4_999..5_002))
        .await
        .unwrap();
    assert!(!facts.signed.contains_key(&hash("tag", 5_000)));
    assert_eq!(facts.signed.len(), 2);
    for leaf in [1, 2_999, 5_000, 9_000] {
        let link = store.access(access_hash(book.id, leaf)).await.unwrap();
        assert_eq!(link.unwrap().leaf, leaf, "a link outlives its signature");
    }
    assert_eq!(
        store.access(access_hash(book.id, 9_001)).await.unwrap(),
        None
    );
    store.integrity_check().await.unwrap();
}

#[tokio::test]
async fn a_write_ahead_file_that_another_program_copies_is_left_to_it() {
    let place = SqlitePlace::new();
    let options = SqliteOptions {
        folds: false,
        ..SqliteOptions::default()
    };
    let open = || Store::open_sqlite(&place.file(), options).unwrap();
    let store = open();
    for number in 0..24 {
        let value = vec![number; 1 << 20];
        store.setting_put("large", &value).await.unwrap();
    }
    store.settle().await.unwrap();
    store.close().await.unwrap();
    let name = place.0.path().join("store.sqlite-wal");
    let length = fs::metadata(&name).unwrap().len();
    assert!(length > 24 << 20, "{length} bytes after 24 MB were written");
    let store = open();
    let found = store.setting("large").await.unwrap();
    assert_eq!(found, Some(vec![23; 1 << 20]));
    store.close().await.unwrap();
    let other = Connection::open(place.file()).unwrap();
    let folded = "PRAGMA wal_checkpoint(TRUNCATE)";
    other.query_row(folded, [], |_| Ok(())).unwrap();
    assert_eq!(fs::metadata(&name).unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tables_that_another_program_keeps_in_the_file_are_left_to_it() {
    let place = SqlitePlace::new();
    let book = Book::begin(&place).await.unwrap();
    let other = Connection::open(place.file()).unwrap();
    other
        .execute_batch("CREATE TABLE _other_seq (id INTEGER PRIMARY KEY, seq INTEGER, at REAL)")
        .unwrap();
    let bump = "INSERT INTO _other_seq VALUES (1, 1, 0.5)
                ON CONFLICT (id) DO UPDATE SET seq = seq + 1";
    other.execute_batch(bump).unwrap();
    let (copy, report) = copied(&book.store).await.unwrap();
    assert!(!report.tables.keys().any(|table| table.starts_with('_')));
    let target = SqlitePlace::new();
    let there = loaded(&target.open().await.unwrap(), &copy).await.unwrap();
    assert_eq!(there.tables, report.tables);
    // It goes on with its table also when ours takes no writes any more.
    book.store.retire("elsewhere").await.unwrap();
    other.execute_batch(bump).unwrap();
    assert!(book.store.accept(book.submission(1, 0)).await.is_err());
}

#[tokio::test]
async fn a_pile_that_lost_a_sheet_is_found_and_so_is_a_key_on_a_wrong_one() {
    let damages = [
        "DELETE FROM pile WHERE key = (SELECT min(key) FROM pile)",
        // To a level that no such key belongs on.
        "UPDATE pile SET key = key + (3 << 52) + (5 << 12) WHERE key = (SELECT min(key) FROM pile)",
        "UPDATE signature SET link = zeroblob(16) WHERE leaf = 2",
    ];
    for damage in damages {
        let place = SqlitePlace::new();
        let mut book = Book::begin(&place).await.unwrap();
        book.sign(&[named("Ada"), named("Bo")]).await.unwrap();
        let checked = book.store.index_check().await.unwrap();
        assert_eq!(checked, Indexed::Whole { checked: 4 });
        let other = Connection::open(place.file()).unwrap();
        assert_eq!(other.execute(damage, []).unwrap(), 1, "{damage}");
        let found = book.store.index_check().await;
        assert!(matches!(found, Err(StoreError::Corrupt { .. })), "{damage}");
    }
}

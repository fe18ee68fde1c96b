//! What is in the files, who may read them, and who else may hold them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use store::conformance::Place;
use store::conformance::fixture::{Book, add_signature, at, named};
use store::{Lane, Settled, SqliteOptions, Store, StoreError};

use super::SqlitePlace;

/// How often bytes occur in the files of a folder, whatever they are.
fn occurrences(folder: &Path, needle: &str) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        count += bytes
            .windows(needle.len())
            .filter(|part| *part == needle.as_bytes())
            .count();
    }
    count
}

/// A number that looks random and is the same in every run (Knuth, MMIX).
fn scatter(state: &mut u64, below: usize) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).expect("31 bits") % below
}

/// An outbox of uneven mails grows and shrinks in no order: pages are split and merged, and SQLite
/// leaves copies of rows behind. Without [`Store::settle`] a few addresses outlive their mails.
#[tokio::test]
async fn sent_mail_leaves_no_address_behind() {
    let place = SqlitePlace::new();
    let book = Book::begin(&place).await.unwrap();
    let (mut waiting, mut state) = (Vec::new(), 18);
    for number in 0..1_500 {
        let mut submission = book.submission(number, 0);
        let length = scatter(&mut state, 600);
        submission.mail.fields = format!("token {}", "x".repeat(length)).into_bytes();
        waiting.push(submission.mail.id);
        book.store.accept(submission).await.unwrap();
        let (chance, most) = if number < 750 { (20, 1) } else { (80, 2) };
        let sent = if scatter(&mut state, 100) < chance {
            most
        } else {
            0
        };
        for _ in 0..sent.min(waiting.len()) {
            let mail = waiting.swap_remove(scatter(&mut state, waiting.len()));
            let settled = match number % 3 {
                0 => Settled::Dead {
                    class: "address",
                    domain: ([1; 32], "sent.example".into()),
                    day: 0,
                },
                _ => Settled::Sent,
            };
            let settled = vec![(mail, settled)];
            book.store.deliveries_settle(settled, 1).await.unwrap();
        }
    }
    book.store.settle().await.unwrap();
    for left in ["@example.org", "token "] {
        assert_eq!(occurrences(place.0.path(), left), waiting.len(), "{left}");
    }
    let claimed = book
        .store
        .deliveries_claim(Lane::Confirmation, at(50), at(60), 9_999)
        .await
        .unwrap();
    assert_eq!(
        claimed.len(),
        waiting.len(),
        "those that wait are not touched"
    );
}

#[tokio::test]
async fn a_file_written_anew_holds_nothing_that_expired() {
    let place = SqlitePlace::new();
    let book = Book::begin(&place).await.unwrap();
    for number in 0..300 {
        let mut submission = book.submission(number, 0);
        submission.pending.payload = format!("payload marker {number}").into_bytes();
        book.store.accept(submission).await.unwrap();
    }
    book.store.settle().await.unwrap();
    assert!(occurrences(place.0.path(), "payload marker") >= 300);
    assert_eq!(
        book.store.pending_expire(at(3_600), 999).await.unwrap(),
        300
    );
    book.store.compact().await.unwrap();
    for left in ["payload marker", "@example.org", "token "] {
        assert_eq!(occurrences(place.0.path(), left), 0, "{left}");
    }
}

#[tokio::test]
async fn a_departed_signatory_leaves_no_name_behind() {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    for _ in 0..20 {
        let people: Vec<_> = (0..50)
            .map(|number| {
                let (given, family) = if number % 2 == 0 {
                    ("Ada", "Lovelace")
                } else {
                    ("Bo", "Diddley")
                };
                named(&format!("{given}{number} {family}{number}"))
            })
            .collect();
        let first = book.sign(&people).await.unwrap();
        let mut batch = book.batch();
        for signature in (first..first + 50).step_by(2) {
            batch.entries.push(b"an entry".to_vec());
            let state = store::StoredState::Withdrawn;
            batch.departures.push(store::Departure { signature, state });
        }
        book.commit(batch).await.unwrap();
    }
    book.store.settle().await.unwrap();
    let row = book.store.signature(book.id, 2).await.unwrap().unwrap();
    assert!(row.record.is_some(), "every second person stays");
    assert!(occurrences(place.0.path(), "Diddley") >= 500);
    for left in ["Lovelace", "lovelace", "sealed record 1\0"] {
        assert_eq!(occurrences(place.0.path(), left), 0, "{left}");
    }
    book.store.integrity_check().await.unwrap();
}

#[tokio::test]
async fn the_lock_of_another_process_is_survived() {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    let other = Connection::open(place.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    let busy = book.commit(batch.clone()).await;
    assert!(
        matches!(busy, Err(StoreError::Unavailable { .. })),
        "{busy:?}"
    );
    assert_eq!(
        book.store.log_entries(book.id, 0, 9).await.unwrap().len(),
        1
    );
    other.execute_batch("ROLLBACK").unwrap();
    book.commit(batch).await.unwrap();
}

#[tokio::test]
async fn a_newer_schema_is_refused_with_the_reason() {
    let place = SqlitePlace::new();
    place.open().await.unwrap().close().await.unwrap();
    let other = Connection::open(place.file()).unwrap();
    other
        .execute(
            "INSERT INTO schema_migration VALUES (9999, 'tomorrow', zeroblob(32))",
            [],
        )
        .unwrap();
    let refused = place.open().await.unwrap_err();
    assert!(matches!(
        refused,
        StoreError::NewerSchema { found: 9999, .. }
    ));
    assert!(
        refused
            .to_string()
            .starts_with("the program is older than the data")
    );
}

#[tokio::test]
async fn what_is_no_store_is_refused_and_left_alone() {
    let place = SqlitePlace::new();
    let text = "Dear diary, ".repeat(500);
    fs::write(place.file(), &text).unwrap();
    assert!(matches!(
        place.open().await,
        Err(StoreError::Corrupt { .. })
    ));
    assert_eq!(fs::read_to_string(place.file()).unwrap(), text);
    let nowhere = place.0.path().join("missing/store.sqlite");
    let refused = Store::open_sqlite(&nowhere, SqliteOptions::default());
    assert!(matches!(refused, Err(StoreError::Unavailable { .. })));
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let place = SqlitePlace::new();
    let book = Book::begin(&place).await.unwrap();
    let mut files = 0;
    for entry in fs::read_dir(place.0.path()).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        files += 1;
    }
    assert_eq!(files, 3, "database, write-ahead file, its index");
    book.store.close().await.unwrap();
    assert_eq!(
        fs::read_dir(place.0.path()).unwrap().count(),
        1,
        "closing tidies up"
    );
}

#[tokio::test]
async fn the_write_ahead_file_does_not_grow_for_ever() {
    let place = SqlitePlace::new();
    let store = place.open().await.unwrap();
    for number in 0..160 {
        // The same value twice would change no page.
        let value = vec![number; 1 << 20];
        store.setting_put("large", &value).await.unwrap();
    }
    let length = fs::metadata(place.0.path().join("store.sqlite-wal"))
        .unwrap()
        .len();
    assert!(
        length < 120 << 20,
        "{length} bytes after 160 MB were written"
    );
}

#[tokio::test]
async fn dropping_the_last_handle_closes_the_file() {
    let place = SqlitePlace::new();
    let store = place.open().await.unwrap();
    let other = store.clone();
    drop(store);
    other.setting_put("key", b"value").await.unwrap();
    drop(other);
    assert_eq!(fs::read_dir(place.0.path()).unwrap().count(), 1);
    let found = place.open().await.unwrap().setting("key").await.unwrap();
    assert_eq!(found, Some(b"value".to_vec()));
}

#[tokio::test]
async fn a_write_nobody_waits_for_is_carried_out() {
    let place = SqlitePlace::new();
    let store = place.open().await.unwrap();
    let other = Connection::open(place.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let write = store.setting_put("key", b"value");
    let given_up = tokio::time::timeout(Duration::from_millis(50), write).await;
    assert!(given_up.is_err());
    other.execute_batch("ROLLBACK").unwrap();
    store.setting_put("after", b"").await.unwrap();
    assert_eq!(store.setting("key").await.unwrap(), Some(b"value".to_vec()));
}

#[tokio::test]
async fn temporary_stores_are_apart() {
    let (one, other) = (Store::temporary().unwrap(), Store::temporary().unwrap());
    one.setting_put("key", b"value").await.unwrap();
    assert_eq!(other.setting("key").await.unwrap(), None);
}

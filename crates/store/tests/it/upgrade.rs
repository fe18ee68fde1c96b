//! A file that an earlier program has written is brought up to date with what is in it.

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use store::conformance::Place;
use store::conformance::fixture::{Book, add_signature, hash, new_declaration};
use store::{Batch, BatchQuery, CosignatureRow, Order, SignatoryQuery, StoreError};

use super::SqlitePlace;

const FIRST_SCHEMA: &str = include_str!("../../src/sqlite/migrations/0001_base.sql");

/// A file as the first schema had it: one declaration with a log of two entries, one of them a
/// signature.
fn write_first_schema(place: &SqlitePlace) {
    let connection = Connection::open(place.file()).unwrap();
    let ledger = "PRAGMA application_id = 0x556e6473;
         CREATE TABLE schema_migration (
             version INTEGER PRIMARY KEY,
             name TEXT NOT NULL,
             digest BLOB NOT NULL CHECK (length(digest) = 32)
         ) STRICT";
    connection.execute_batch(ledger).unwrap();
    connection.execute_batch(FIRST_SCHEMA).unwrap();
    let digest: [u8; 32] = Sha256::digest(FIRST_SCHEMA).into();
    let step = "INSERT INTO schema_migration VALUES (1, '0001_base', ?1)";
    connection.execute(step, [digest]).unwrap();
    let new = new_declaration(1);
    let declaration = "INSERT INTO declaration VALUES (1, ?1, ?2, ?3, ?4, 7)";
    let row = (
        new.id.as_bytes().as_slice(),
        new.slug.as_str(),
        new.origin,
        new.verifier_key,
    );
    connection.execute(declaration, row).unwrap();
    let rows = "INSERT INTO log_head VALUES (1, 2, x'', 'checkpoint 2');
         INSERT INTO checkpoint VALUES (1, 0, 'checkpoint 0', 0), (1, 2, 'checkpoint 2', 9);
         INSERT INTO log_entry VALUES (1, 0, x'00'), (1, 1, x'01');
         INSERT INTO folder_file VALUES (1, 'README.md', x'61');
         INSERT INTO counter VALUES (1, 0, 1, 1, 0, 1)";
    connection.execute_batch(rows).unwrap();
    let signature = "INSERT INTO signature VALUES (1, 1, 0, 1, 1, 1, 0, 20000, ?1)";
    connection.execute(signature, [hash("tag", 1)]).unwrap();
}

#[tokio::test]
async fn a_file_of_the_first_schema_is_brought_up_to_date() -> Result<(), StoreError> {
    let place = SqlitePlace::new();
    write_first_schema(&place);
    let store = place.open().await?;
    let all = store.declarations().await?;
    assert_eq!((all.len(), all[0].carried), (1, false));
    let id = all[0].id;
    let head = store.log_head(id).await?.unwrap();
    assert_eq!((head.size, head.closed), (2, false));
    let times = store.folder_times(id).await?;
    let begun = all[0].created;
    assert_eq!((times[0].added, times[0].changed), (begun, begun));
    let query = BatchQuery {
        tags: vec![hash("tag", 1)],
        ..BatchQuery::default()
    };
    let facts = store.batch_facts(id, query).await?;
    assert_eq!((facts.signed.len(), facts.closed), (1, false));
    let row = CosignatureRow {
        witness: "alder+key".to_owned(),
        line: "— alder line".to_owned(),
        seconds: 10,
    };
    assert!(store.cosign(id, 2, vec![row.clone()]).await?);
    let mut batch = Batch::new(id, 2);
    batch.entries.push(b"the end".to_vec());
    batch.checkpoint = "checkpoint 3".to_owned();
    batch.closes = true;
    store.commit(batch).await?;
    store.integrity_check().await?;
    store.close().await?;
    let store = place.open().await?;
    assert!(store.log_head(id).await?.unwrap().closed);
    assert_eq!(store.cosignatures(id, 2).await?, [row]);
    Ok(())
}

/// Tags had 32 bytes, links rows of their own, and each line of the ledger all that was shown.
#[tokio::test]
async fn signatures_of_the_first_schema_stand_as_they_did() -> Result<(), StoreError> {
    let place = SqlitePlace::new();
    write_first_schema(&place);
    let connection = Connection::open(place.file()).unwrap();
    let rows = "INSERT INTO consent_wording VALUES (1, zeroblob(32), 'I agree.');
         INSERT INTO consent VALUES
             (5, 1, 1, 'count', 1, 1, 'en', zeroblob(32), 60, 70, 'form', 'mail-link'),
             (9, 1, 1, 'publish', 1, 1, 'en', zeroblob(32), 61, 71, 'form', 'mail-link'),
             (11, 1, 1, 'publish', 0, 1, 'en', zeroblob(32), 80, 90, 'link', 'mail-link')";
    connection.execute_batch(rows).unwrap();
    let record = "INSERT INTO signature_record VALUES (1, 1, x'05ea1ed0')";
    connection.execute(record, []).unwrap();
    let link = "INSERT INTO access VALUES (?1, 1, 1, 1, NULL)";
    connection.execute(link, [hash("link", 1)]).unwrap();
    drop(connection);
    let store = place.open().await?;
    let id = store.declarations().await?[0].id;
    let consents = store.consents(id, 1).await?;
    let told: Vec<_> = consents
        .iter()
        .map(|line| (line.purpose.word(), line.given, line.confirmed.as_second()))
        .collect();
    let expected = [
        ("count", true, 70),
        ("publish", true, 71),
        ("publish", false, 90),
    ];
    assert_eq!(told, expected);
    assert!(consents.iter().all(|line| line.wording == "I agree."));
    let leads = store.access(hash("link", 1)).await?.unwrap();
    assert_eq!((leads.declaration, leads.leaf), (id, 1));
    let row = store.signature(id, 1).await?.unwrap();
    assert_eq!(row.record.as_deref(), Some(&[5, 0xea, 0x1e, 0xd0][..]));
    assert_eq!(row.tag.as_ref(), hash("tag", 1).first_chunk());
    let mut book = Book { store, id, size: 2 };
    let mut again = book.batch();
    add_signature(&mut again, None).tag = hash("tag", 1);
    let refused = book.commit(again.clone()).await;
    assert!(
        matches!(refused, Err(StoreError::Conflict { .. })),
        "{refused:?}"
    );
    book.withdraw(1).await?;
    assert!(book.store.consents(id, 1).await?.is_empty());
    let row = book.store.signature(id, 1).await?.unwrap();
    assert_eq!((row.tag, row.record), (None, None));
    let mut again = book.batch();
    add_signature(&mut again, None).tag = hash("tag", 1);
    book.commit(again).await?;
    book.store.integrity_check().await
}

#[tokio::test]
async fn a_list_of_the_first_schema_can_be_asked_for_one_revision() -> Result<(), StoreError> {
    let place = SqlitePlace::new();
    write_first_schema(&place);
    let shown = "INSERT INTO signatory
             VALUES (1, 1, 1, 'en', 2, 'Ada Lovelace', NULL, NULL, NULL, 20000, x'00');
         INSERT INTO signatory_name VALUES (1, 1, 'en', 1, 'en', x'61');
         INSERT INTO signatory_word VALUES (1, 1, 'ada', '', 1, 'en');
         UPDATE signature SET revision = 7";
    let connection = Connection::open(place.file()).unwrap();
    connection.execute_batch(shown).unwrap();
    drop(connection);
    let store = place.open().await?;
    let id = store.declarations().await?[0].id;
    let by_name = Order::Name {
        locale: "en".to_owned(),
    };
    for (order, prefix) in [
        (Order::Newest, None),
        (by_name, None),
        (Order::Newest, Some("ad".to_owned())),
    ] {
        for (revision, expected) in [(Some(7), 1), (Some(0), 0), (None, 1)] {
            let query = SignatoryQuery {
                declaration: id,
                order: order.clone(),
                prefix: prefix.clone(),
                class: None,
                language: None,
                revision,
                after: None,
                limit: 9,
            };
            let page = store.signatories(query).await?;
            assert_eq!(
                page.rows.len(),
                expected,
                "{order:?} {prefix:?} {revision:?}"
            );
            assert!(page.rows.iter().all(|row| row.revision == 7));
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_log_of_the_first_schema_is_read_and_packed() -> Result<(), StoreError> {
    let place = SqlitePlace::new();
    write_first_schema(&place);
    let longer = "WITH RECURSIVE more (leaf) AS (
             VALUES (2) UNION ALL SELECT leaf + 1 FROM more WHERE leaf < 599
         )
         INSERT INTO log_entry SELECT 1, leaf, CAST(leaf AS BLOB) FROM more;
         UPDATE log_head SET size = 600";
    let connection = Connection::open(place.file()).unwrap();
    connection.execute_batch(longer).unwrap();
    let store = place.open().await?;
    let id = store.declarations().await?[0].id;
    let mut log = store.log_entries(id, 0, u64::MAX).await?;
    assert_eq!((log.len(), log[599].as_slice()), (600, b"599".as_slice()));
    let before = store.log_bundle(id, 1).await?;
    assert!(before.is_some());
    let mut batch = Batch::new(id, 600);
    batch.entries.push(b"another".to_vec());
    batch.checkpoint = "checkpoint 601".to_owned();
    log.extend_from_slice(&batch.entries);
    store.commit(batch).await?;
    let bundles = "SELECT count(*) FROM log_bundle";
    let bundles: i64 = connection.query_row(bundles, [], |row| row.get(0)).unwrap();
    assert_eq!(bundles, 2);
    assert_eq!(store.log_bundle(id, 1).await?, before);
    assert_eq!(store.log_entries(id, 0, u64::MAX).await?, log);
    store.integrity_check().await
}

/// The schema that a file has, and how many signatures.
fn inside(file: &std::path::Path) -> (u32, u32) {
    let connection = Connection::open(file).unwrap();
    let sql = "SELECT (SELECT max(version) FROM schema_migration), count(*) FROM signature";
    let found = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    found.unwrap()
}

#[tokio::test]
async fn before_its_schema_changes_a_private_copy_of_the_file_is_made() -> Result<(), StoreError> {
    let place = SqlitePlace::new();
    write_first_schema(&place);
    place.open().await?.close().await?;
    let copy = place.0.path().join("store.sqlite.before-schema-1");
    assert_eq!(inside(&copy), (1, 1));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::remove_file(&copy).unwrap();
    place.open().await?.close().await?;
    assert!(!copy.exists(), "nothing changes any more");
    Ok(())
}

#[tokio::test]
async fn a_change_of_the_schema_that_fails_leaves_the_old_data_and_a_copy() {
    let place = SqlitePlace::new();
    write_first_schema(&place);
    let connection = Connection::open(place.file()).unwrap();
    let in_the_way = "CREATE TABLE returned_count (a INTEGER)";
    connection.execute_batch(in_the_way).unwrap();
    drop(connection);
    assert!(place.open().await.is_err());
    assert_eq!(inside(&place.file()), (1, 1));
    let copy = place.0.path().join("store.sqlite.before-schema-1");
    assert_eq!(inside(&copy), (1, 1));
}

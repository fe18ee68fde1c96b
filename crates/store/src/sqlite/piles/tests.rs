use std::collections::HashMap;

use rusqlite::TransactionBehavior;

use super::*;

/// A file as the piles need it: signatures with tag and link.
fn file() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE TABLE declaration (key INTEGER PRIMARY KEY);
             INSERT INTO declaration VALUES (1), (2);
             CREATE TABLE signature (declaration INTEGER, leaf INTEGER, tag BLOB, link BLOB,
                                     PRIMARY KEY (declaration, leaf));
             CREATE TABLE pile (key INTEGER PRIMARY KEY, entries BLOB NOT NULL);
             CREATE TABLE pile_count (kind INTEGER PRIMARY KEY, n INTEGER NOT NULL)",
        )
        .unwrap();
    connection
}

/// Sixteen bytes that look random and are the same in every run.
fn key(number: u64) -> Key {
    let mut key = [0; crate::rows::kept::KEPT];
    for (half, salt) in key.as_chunks_mut::<8>().0.iter_mut().zip([1_u64, 2]) {
        let mixed = (number ^ (salt << 60))
            .wrapping_add(salt)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        *half = (mixed ^ (mixed >> 32)).to_be_bytes();
    }
    key
}

fn link(number: u64) -> Key {
    key(number | (1 << 40))
}

/// Signs for these numbers in one transaction, each at the leaf of its number.
fn commit(
    connection: &mut Connection,
    piles: &Piles,
    declaration: i64,
    numbers: std::ops::Range<u64>,
) {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let mut insert = transaction
        .prepare("INSERT INTO signature VALUES (?1, ?2, ?3, ?4)")
        .unwrap();
    let tags: Vec<_> = numbers
        .clone()
        .map(|n| (key(n), (declaration, n)))
        .collect();
    let links: Vec<_> = numbers
        .clone()
        .map(|n| (link(n), (declaration, n)))
        .collect();
    for n in numbers {
        insert
            .execute((declaration, Col(n), key(n), link(n)))
            .unwrap();
    }
    drop(insert);
    piles.add(&transaction, &tags, &links).unwrap();
    piles.ending(&transaction);
    transaction.commit().unwrap();
}

fn sign(
    connection: &mut Connection,
    piles: &Piles,
    declaration: i64,
    numbers: std::ops::Range<u64>,
) {
    commit(connection, piles, declaration, numbers);
    piles.ended(true);
}

fn signed(connection: &Connection, piles: &Piles, declaration: i64, numbers: &[u64]) -> Vec<u64> {
    let tags: Vec<Key> = numbers.iter().map(|n| key(*n)).collect();
    let found: HashMap<Key, u64> = piles.signed(connection, declaration, &tags).unwrap();
    let mut leaves: Vec<u64> = found.into_values().collect();
    leaves.sort_unstable();
    leaves
}

/// How many sheets of tags lie on the first pile, and how many below it.
fn sheets(connection: &Connection) -> (i64, i64) {
    let counts = "SELECT count(*) FILTER (WHERE key >> 52 & 255 = 0),
                         count(*) FILTER (WHERE key >> 52 & 255 > 0)
                  FROM pile WHERE key >> 60 = 1";
    let counts = connection.query_row(counts, [], |row| Ok((row.get(0)?, row.get(1)?)));
    counts.unwrap()
}

#[test]
fn everybody_is_found_while_piles_are_dealt_out() {
    for (batch, with_sieve) in [(1, true), (256, false), (256, true), (7_000, true)] {
        let (mut connection, piles) = (file(), Piles::default());
        if with_sieve {
            piles.fill_sieve(&connection, || false).unwrap();
        }
        let all = if batch == 1 { 3_000 } else { 42_000 };
        for first in (0..all).step_by(usize::try_from(batch).unwrap()) {
            sign(&mut connection, &piles, 1, first..(first + batch).min(all));
            assert!(sheets(&connection).0 <= 40, "{:?}", sheets(&connection));
        }
        if batch == 256 {
            assert!(sheets(&connection).1 > 16, "piles were dealt out");
        }
        let some: Vec<u64> = (0..all).step_by(97).collect();
        assert_eq!(signed(&connection, &piles, 1, &some), some);
        let strangers: Vec<u64> = (all..all + 300).collect();
        assert!(signed(&connection, &piles, 1, &strangers).is_empty());
        assert!(signed(&connection, &piles, 2, &some).is_empty());
        for n in some {
            assert_eq!(linked(&connection, &link(n)).unwrap(), Some((1, n)));
            assert_eq!(linked(&connection, &key(n)).unwrap(), None);
        }
    }
}

#[test]
fn a_forgotten_tag_is_nowhere() {
    let (mut connection, piles) = (file(), Piles::default());
    for first in (0..12_000).step_by(500) {
        sign(&mut connection, &piles, 1, first..first + 500);
    }
    let leaving: Vec<u64> = (0..12_000).step_by(1_111).collect();
    let transaction = connection.transaction().unwrap();
    for n in &leaving {
        let row = "UPDATE signature SET tag = NULL WHERE leaf = ?1";
        transaction.execute(row, [Col(*n)]).unwrap();
        Piles::forget(&transaction, &key(*n), (1, *n)).unwrap();
        assert!(Piles::forget(&transaction, &key(*n), (1, *n)).is_err());
    }
    transaction.commit().unwrap();
    assert!(signed(&connection, &piles, 1, &leaving).is_empty());
    assert_eq!(signed(&connection, &piles, 1, &[1, 2]), [1, 2]);
    let mut found = 0;
    let mut rows = connection
        .prepare("SELECT entries FROM pile WHERE key >> 60 = 1")
        .unwrap();
    for sheet in rows.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap() {
        let sheet = sheet::entries(&sheet.unwrap()).unwrap();
        found += sheet.len();
        assert!(
            sheet
                .iter()
                .all(|entry| !leaving.contains(&entry.place().1))
        );
    }
    assert_eq!(found, 12_000 - leaving.len());
}

#[test]
fn a_pile_with_gaps_is_dealt_out_like_any_other() {
    let (mut connection, piles) = (file(), Piles::default());
    let mut first = 0;
    // One sheet holds 285, and all but the last of the first pile are emptied before it is full.
    for batch in [16 * 285, 1] {
        let numbers = first..first + batch;
        sign(&mut connection, &piles, 1, numbers.clone());
        first = numbers.end;
        let transaction = connection.transaction().unwrap();
        for n in numbers.filter(|n| *n < 15 * 285) {
            let row = "UPDATE signature SET tag = NULL WHERE leaf = ?1";
            transaction.execute(row, [Col(n)]).unwrap();
            Piles::forget(&transaction, &key(n), (1, n)).unwrap();
        }
        transaction.commit().unwrap();
    }
    assert_eq!(sheets(&connection).0, 0, "what was left of it was dealt");
    assert!(sheets(&connection).1 > 0);
    let left: Vec<u64> = (15 * 285..first).collect();
    assert_eq!(signed(&connection, &piles, 1, &left), left);
}

#[test]
fn piles_made_anew_hold_the_same() {
    let (mut connection, piles) = (file(), Piles::default());
    sign(&mut connection, &piles, 1, 0..9_000);
    sign(&mut connection, &piles, 2, 20_000..20_300);
    let contents = |connection: &Connection| {
        let mut rows = connection.prepare("SELECT key, entries FROM pile").unwrap();
        let rows = rows
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        let mut entries: Vec<_> = rows
            .flat_map(|row| {
                let (key, bytes): (i64, Vec<u8>) = row.unwrap();
                let entries = sheet::entries(&bytes).unwrap().into_iter();
                entries.map(move |entry| (key >> 60, entry.key(), entry.place()))
            })
            .collect();
        entries.sort_unstable();
        entries
    };
    let before = contents(&connection);
    let transaction = connection.transaction().unwrap();
    build(&transaction).unwrap();
    transaction.commit().unwrap();
    assert_eq!(contents(&connection), before);
    assert_eq!(sieve::added(&connection).unwrap(), 9_300);
    let other = Piles::default();
    assert_eq!(signed(&connection, &other, 2, &[20_000, 3]), [20_000]);
}

#[test]
fn another_process_that_adds_is_noticed() {
    let (mut connection, ours, theirs) = (file(), Piles::default(), Piles::default());
    ours.fill_sieve(&connection, || false).unwrap();
    sign(&mut connection, &ours, 1, 0..300);
    sign(&mut connection, &theirs, 1, 300..600);
    assert_eq!(signed(&connection, &ours, 1, &[1, 301]), [1, 301]);
    sign(&mut connection, &ours, 1, 600..900);
    assert_eq!(signed(&connection, &ours, 1, &[1, 301, 601]), [1, 301, 601]);
    ours.fill_sieve(&connection, || false).unwrap();
    sign(&mut connection, &ours, 1, 900..1_200);
    assert_eq!(
        signed(&connection, &ours, 1, &[1, 301, 601, 901]),
        [1, 301, 601, 901]
    );
}

#[test]
fn what_another_process_adds_right_behind_a_commit_is_not_taken_for_known() {
    let (mut connection, ours, theirs) = (file(), Piles::default(), Piles::default());
    ours.fill_sieve(&connection, || false).unwrap();
    commit(&mut connection, &ours, 1, 0..300);
    sign(&mut connection, &theirs, 1, 300..600);
    ours.ended(true);
    assert_eq!(signed(&connection, &ours, 1, &[1, 301]), [1, 301]);
}

#[test]
fn a_batch_that_is_undone_leaves_nobody_behind() {
    let (mut connection, piles) = (file(), Piles::default());
    piles.fill_sieve(&connection, || false).unwrap();
    let transaction = connection.transaction().unwrap();
    let tags: Vec<_> = (0..9_000).map(|n| (key(n), (1, n))).collect();
    piles.add(&transaction, &tags, &[]).unwrap();
    transaction.rollback().unwrap();
    piles.ended(false);
    assert!(signed(&connection, &piles, 1, &[1, 2]).is_empty());
    sign(&mut connection, &piles, 1, 0..300);
    assert_eq!(signed(&connection, &piles, 1, &[1, 2, 301]), [1, 2]);
}

//! Full entry bundles: however entries come in, they read the same.

use tlog::tile::bundle;

use super::Place;
use super::conflicts::conflicts;
use super::fixture::{Book, hash, person, signature_entry};
use crate::{Departure, Form, LogPart, LogRange, Step, StoreError, StoredState};

type Outcome = Result<(), StoreError>;

/// Appends entries of different lengths, and all that will then be in the log.
async fn append(book: &mut Book, log: &mut Vec<Vec<u8>>, count: u64) -> Outcome {
    let mut batch = book.batch();
    for leaf in book.size..book.size + count {
        let mut entry = signature_entry(person(), leaf);
        entry.truncate(if leaf % 7 == 0 { 14 } else { entry.len() });
        batch.entries.push(entry);
    }
    log.extend_from_slice(&batch.entries);
    book.commit(batch).await
}

async fn begin(place: &dyn Place) -> Result<(Book, Vec<Vec<u8>>), StoreError> {
    let book = Book::begin(place).await?;
    let log = book.store.log_entries(book.id, 0, 9).await?;
    Ok((book, log))
}

fn encode(entries: &[Vec<u8>]) -> Option<Vec<u8>> {
    bundle::encode(entries.iter().map(Vec::as_slice)).ok()
}

/// The log is what was appended, however it is asked for.
async fn check(book: &Book, log: &[Vec<u8>]) -> Outcome {
    let (store, id, size) = (&book.store, book.id, log.len());
    assert_eq!(store.log_entries(id, 0, u64::MAX).await?, log, "{size}");
    let ranges = [(0, 1), (0, 256), (1, 255), (254, 258), (255, 256)];
    let ranges = ranges
        .into_iter()
        .chain([(256, 512), (300, 900), (size.saturating_sub(1), size)]);
    for (start, end) in ranges {
        let held = log.get(start..end.min(size)).unwrap_or_default();
        let (start, end) = (start as u64, end as u64);
        assert_eq!(
            store.log_entries(id, start, end).await?,
            held,
            "{start} to {end} of {size}"
        );
        let parts = store
            .log_parts(id, vec![LogRange::Entries { start, end }])
            .await?;
        assert_eq!(parts, [LogPart::Entries(held.to_vec())]);
    }
    for (index, entries) in log.chunks(256).enumerate() {
        let expected = encode(entries).filter(|_| entries.len() == 256);
        assert_eq!(
            store.log_bundle(id, index as u64).await?,
            expected,
            "{index} of {size}"
        );
    }
    for beyond in [size.div_ceil(256) as u64, u64::MAX / 256, u64::MAX] {
        assert_eq!(store.log_bundle(id, beyond).await?, None);
    }
    Ok(())
}

/// A full bundle is the bytes that are served, and its entries are those that were appended:
/// before it is full, when it is, and after the store was opened anew.
///
/// # Errors
/// What the store says.
pub async fn a_full_bundle_reads_as_its_entries_did(place: &dyn Place) -> Outcome {
    let (mut book, mut log) = begin(place).await?;
    for count in [254, 1, 1, 255, 0, 1, 300, 700, 1] {
        append(&mut book, &mut log, count).await?;
        check(&book, &log).await?;
    }
    book.store.clone().close().await?;
    book.store = place.open().await?;
    check(&book, &log).await?;
    book.store.compact().await?;
    book.store.integrity_check().await?;
    check(&book, &log).await
}

/// Bundles of two logs are apart.
///
/// # Errors
/// What the store says.
pub async fn the_bundles_of_another_log_are_others(place: &dyn Place) -> Outcome {
    let (mut one, mut log) = begin(place).await?;
    let mut other = Book::begin_in(one.store.clone(), 2).await?;
    let mut others = other.store.log_entries(other.id, 0, 9).await?;
    append(&mut one, &mut log, 600).await?;
    assert_eq!(other.store.log_bundle(other.id, 0).await?, None);
    let mut batch = other.batch();
    batch.entries = vec![hash("another", 1).to_vec(); 300];
    others.extend_from_slice(&batch.entries);
    other.commit(batch).await?;
    check(&one, &log).await?;
    check(&other, &others).await
}

/// A commit that fills a bundle fills it whole or not at all, wherever it fails.
///
/// # Errors
/// What the store says.
pub async fn a_commit_that_fails_fills_no_bundle(place: &dyn Place) -> Outcome {
    let (mut book, mut log) = begin(place).await?;
    append(&mut book, &mut log, 200).await?;
    let mut batch = book.batch();
    batch.entries = vec![b"an entry".to_vec(); 100];
    batch.departures.push(Departure {
        signature: 99,
        state: StoredState::Struck,
    });
    conflicts(&book, batch).await?;
    check(&book, &log).await?;
    let (store, faults) = book.store.clone().with_faults();
    let whole = std::mem::replace(&mut book.store, store);
    for (form, written) in [
        (Form::Unwritten, false),
        (Form::UncertainUnwritten, false),
        (Form::UncertainWritten, true),
    ] {
        faults.next(Step::Commit, form);
        let mut after = log.clone();
        let failed = append(&mut book, &mut after, 300).await;
        assert!(failed.is_err(), "{form:?}");
        if written {
            log = after;
        }
        book.size = log.len() as u64;
        check(&book, &log).await?;
    }
    book.store = whole;
    append(&mut book, &mut log, 300).await?;
    check(&book, &log).await
}

/// What no bundle can hold is refused before anybody was told that it is in the log.
///
/// # Errors
/// What the store says.
pub async fn an_entry_too_long_for_a_bundle_is_refused(place: &dyn Place) -> Outcome {
    let (mut book, mut log) = begin(place).await?;
    for before in [0, 250] {
        append(&mut book, &mut log, before).await?;
        let mut batch = book.batch();
        batch.entries = vec![vec![1; 65_536]];
        assert!(book.commit(batch).await.is_err());
        check(&book, &log).await?;
    }
    let mut batch = book.batch();
    batch.entries = vec![vec![1; 65_535]; 7];
    log.extend_from_slice(&batch.entries);
    book.commit(batch).await?;
    check(&book, &log).await
}

//! A whole database as a stream of bytes, and back.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::Place;
use super::everything::everything;
use super::fixture::{Book, add_signature, at, hash, named};
use crate::{CopyReport, Progress, Service, Store, StoreError};

type Outcome = Result<(), StoreError>;

/// Bytes that somebody else writes.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A copy in memory.
///
/// # Errors
/// What the store says.
pub async fn copied(store: &Store) -> Result<(Vec<u8>, CopyReport), StoreError> {
    let sink = Shared::default();
    let report = store.dump(Box::new(sink.clone()), Progress::none()).await?;
    let bytes = std::mem::take(&mut *sink.0.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((bytes, report))
}

/// Loads one that is in memory.
///
/// # Errors
/// What the store says.
pub async fn loaded(store: &Store, copy: &[u8]) -> Result<CopyReport, StoreError> {
    let source = Box::new(io::Cursor::new(copy.to_vec()));
    store.load(source, Progress::none()).await
}

/// The message of what is at the bottom of an error.
fn reason(error: &StoreError) -> String {
    let mut reason: &dyn std::error::Error = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    reason.to_string()
}

/// From one engine to the other and back everything is as it was, whatever it is: not a bit of the copy
/// differs.
///
/// # Errors
/// What the store says.
pub async fn a_copy_of_a_copy_is_the_same(place: &dyn Place) -> Outcome {
    let first = Store::temporary()?;
    everything(first.clone()).await?;
    let (original, report) = copied(&first).await?;
    let empty: Vec<_> = report
        .tables
        .iter()
        .filter(|(_, rows)| **rows == 0)
        .collect();
    assert!(
        empty.is_empty(),
        "tables that nothing was tried with: {empty:?}"
    );
    assert_eq!(report.bytes, original.len() as u64);
    let here = place.open().await?;
    assert_eq!(loaded(&here, &original).await?, report);
    here.integrity_check().await?;
    let (between, there) = copied(&here).await?;
    assert_eq!(there.tables, report.tables);
    let last = Store::temporary()?;
    loaded(&last, &between).await?;
    last.integrity_check().await?;
    let (again, _) = copied(&last).await?;
    assert!(again == original, "what came back is not what went away");
    Ok(())
}

/// What was loaded goes on: keys, tags and numbers follow those that came, and mails are still sent.
///
/// # Errors
/// What the store says.
pub async fn a_loaded_database_counts_on(place: &dyn Place) -> Outcome {
    let first = Store::temporary()?;
    let mut book = everything(first.clone()).await?;
    let before = book.store.counters(book.id).await?;
    let store = place.open().await?;
    loaded(&store, &copied(&first).await?.0).await?;
    book.store = store;
    assert_eq!(book.store.counters(book.id).await?, before);
    let mut twice = book.batch();
    add_signature(&mut twice, None).tag = hash("tag", 10);
    assert!(matches!(
        book.commit(twice).await,
        Err(StoreError::Conflict { .. })
    ));
    let leaf = book.sign(&[named("Ada")]).await?;
    let row = book.store.signature(book.id, leaf).await?;
    assert!(row.is_some_and(|row| row.record.is_some()));
    book.store.accept(book.submission(40, 0)).await?;
    Book::begin_in(book.store.clone(), 2).await?;
    let waiting = book.store.outbox_depth(at(0)).await?.waiting;
    assert!(waiting > 4, "{waiting} mails wait");
    book.store.integrity_check().await
}

/// A database that somebody uses is left alone.
///
/// # Errors
/// What the store says.
pub async fn a_database_in_use_takes_no_copy(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let (before, _) = copied(&book.store).await?;
    let refused = loaded(&book.store, &before).await;
    assert!(
        matches!(refused, Err(StoreError::Conflict { .. })),
        "{refused:?}"
    );
    let refused = book.store.expect_copy("elsewhere").await;
    assert!(
        matches!(refused, Err(StoreError::Conflict { .. })),
        "{refused:?}"
    );
    assert!(copied(&book.store).await?.0 == before);
    Ok(())
}

/// Wherever a copy ends early, and whichever byte of it is wrong, nothing of it is there.
///
/// # Errors
/// What the store says.
pub async fn a_damaged_copy_changes_nothing(place: &dyn Place) -> Outcome {
    let first = Store::temporary()?;
    Book::begin_in(first.clone(), 1)
        .await?
        .sign(&[named("Ada")])
        .await?;
    let (copy, _) = copied(&first).await?;
    let store = place.open().await?;
    let (empty, _) = copied(&store).await?;
    for eighth in 0..8 {
        let at = copy.len() * eighth / 8;
        let refused = loaded(&store, &copy[..at]).await;
        let refused = refused.expect_err("it was cut off");
        assert_eq!(
            reason(&refused),
            "the copy ends before its end: it was cut off"
        );
        let mut flipped = copy.clone();
        flipped[at] ^= 1;
        assert!(
            loaded(&store, &flipped).await.is_err(),
            "bit {at} was not missed"
        );
    }
    let refused = loaded(&store, &[copy.as_slice(), b"."].concat()).await;
    let refused = refused.expect_err("something follows");
    assert_eq!(
        reason(&refused),
        "the copy is damaged: something follows its end"
    );
    assert!(copied(&store).await?.0 == empty);
    loaded(&store, &copy).await?;
    store.integrity_check().await
}

/// A copy is of one moment: whoever signs while it is made is in it wholly or not at all.
///
/// # Errors
/// What the store says.
pub async fn a_copy_is_of_one_moment_while_others_sign(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let copies = async {
        let mut copies = Vec::new();
        for _ in 0..5 {
            copies.push(copied(&book.store.clone()).await?.0);
        }
        Ok::<_, StoreError>(copies)
    };
    let mut signing = Book {
        store: book.store.clone(),
        ..book
    };
    let signs = async {
        for _ in 0..30 {
            signing.sign(&[named("Bo"), named("Chi")]).await?;
        }
        Ok::<_, StoreError>(())
    };
    let (copies, signed) = tokio::join!(copies, signs);
    signed?;
    for copy in copies? {
        let store = Store::temporary()?;
        loaded(&store, &copy).await?;
        let head = store.log_head(signing.id).await?.expect("it was begun");
        let entries = store.log_entries(signing.id, 0, u64::MAX).await?.len() as u64;
        let counted: u64 = store
            .counters(signing.id)
            .await?
            .iter()
            .map(|row| row.n)
            .sum();
        assert_eq!((entries, counted), (head.size, head.size - 1));
        store.integrity_check().await?;
    }
    book.size = signing.size;
    Ok(())
}

/// Nothing is written into a database that is out of service, and everything is still read.
///
/// # Errors
/// What the store says.
pub async fn a_retired_database_refuses_every_write(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let other = place.open().await?;
    assert_eq!(book.store.service().await?, Service::In);
    for _ in 0..2 {
        other.retire("there").await?;
    }
    let to = "there".to_owned();
    assert_eq!(book.store.service().await?, Service::Retired { to });
    let refused = [
        book.sign(&[named("Ada")]).await.map(|_| ()),
        book.store.accept(book.submission(1, 0)).await.map(|_| ()),
        book.store.suppress(hash("suppression", 1)).await,
    ];
    for refused in refused {
        assert!(
            matches!(refused, Err(StoreError::Unavailable { .. })),
            "{refused:?}"
        );
    }
    assert_eq!(other.log_entries(book.id, 0, 9).await?.len(), 1);
    let (copy, _) = copied(&other).await?;
    let elsewhere = Store::temporary()?;
    loaded(&elsewhere, &copy).await?;
    assert_eq!(elsewhere.service().await?, Service::In);
    other.reinstate().await?;
    assert_eq!(book.store.service().await?, Service::In);
    book.sign(&[named("Ada")]).await.map(|_| ())
}

/// Until a copy was looked through, the database says that it is not finished, and another copy may
/// take its place.
///
/// # Errors
/// What the store says.
pub async fn an_unfinished_copy_is_replaced(place: &dyn Place) -> Outcome {
    let first = Store::temporary()?;
    let mut book = everything(first.clone()).await?;
    let store = place.open().await?;
    store.expect_copy("here").await?;
    for _ in 0..2 {
        book.sign(&[named("Ada")]).await?;
        loaded(&store, &copied(&first).await?.0).await?;
        let from = "here".to_owned();
        assert_eq!(store.service().await?, Service::Unfinished { from });
        let size = store.log_head(book.id).await?.map(|head| head.size);
        assert_eq!(size, Some(book.size));
        store.expect_copy("here").await?;
    }
    store.reinstate().await?;
    assert_eq!(store.service().await?, Service::In);
    book.store = store;
    book.sign(&[named("Bo")]).await?;
    book.store.integrity_check().await
}

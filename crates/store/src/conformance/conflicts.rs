//! What a batch may contradict, so that none of it is written.

use super::Place;
use super::fixture::{Book, add_signature, done, hash, named, revision};
use super::log::file;
use crate::{Batch, Departure, Publication, Store, StoreError, StoredState};

type Outcome = Result<(), StoreError>;

/// All that a batch could have changed, in words.
pub(super) async fn state(book: &Book) -> Result<String, StoreError> {
    let store: &Store = &book.store;
    let signatories = store.signatories(book.query()).await?;
    Ok(format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        store.log_head(book.id).await?,
        store.log_entries(book.id, 0, 1_000).await?,
        store.log_subtrees(book.id, 0, 1, 1_000).await?,
        store.checkpoints(book.id, None, 1_000).await?,
        store.counters(book.id).await?,
        signatories.rows,
        store.folder(book.id).await?,
    ))
}

/// Commits a batch that must conflict, and changes nothing.
pub(super) async fn conflicts(book: &Book, batch: Batch) -> Outcome {
    let before = state(book).await?;
    let refused = book.store.commit(batch).await;
    assert!(
        matches!(refused, Err(StoreError::Conflict { .. })),
        "{refused:?}"
    );
    assert_eq!(state(book).await?, before);
    Ok(())
}

/// A batch built on an older tree is a conflict and leaves no trace.
///
/// # Errors
/// What the store says.
pub async fn a_stale_tree_size_changes_nothing(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut stale = book.batch();
    add_signature(&mut stale, Some(named("Ada Lovelace")));
    book.sign(&[named("Bo Diddley")]).await?;
    for wrong in [0, 1, 3] {
        stale.expected_size = wrong;
        conflicts(&book, stale.clone()).await?;
    }
    Ok(())
}

/// A second signature with one tag is a conflict, together with all that came in its batch.
///
/// # Errors
/// What the store says.
pub async fn a_duplicate_tag_changes_nothing(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let first = book.sign(&[named("Ada Lovelace")]).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, Some(named("Chi Nwosu")));
    add_signature(&mut batch, None).tag = hash("tag", first);
    conflicts(&book, batch).await
}

/// A pending row that was confirmed, refused or never there is a conflict, together with all that came in
/// its batch.
///
/// # Errors
/// What the store says.
pub async fn a_row_that_is_not_pending_changes_nothing(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    for number in 1..=3 {
        book.store.accept(book.submission(number, 0)).await?;
    }
    let mut batch = book.batch();
    add_signature(&mut batch, None).pending = Some(done(1));
    book.commit(batch).await?;
    assert!(book.store.pending_refuse(hash("refuse", 2), false).await?);
    for number in [1, 2, 9] {
        let mut batch = book.batch();
        add_signature(&mut batch, Some(named("Bo Diddley"))).pending = Some(done(3));
        add_signature(&mut batch, None).pending = Some(done(number));
        conflicts(&book, batch).await?;
    }
    let mut batch = book.batch();
    add_signature(&mut batch, None).pending = Some(done(3));
    book.commit(batch).await
}

/// What fails at the end of a batch undoes its beginning.
///
/// # Errors
/// What the store says.
pub async fn a_batch_is_all_or_nothing(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, Some(named("Ada Lovelace")));
    batch.publication = Some(Publication {
        files: vec![file("declaration.toml", b"")],
        revisions: vec![revision(2, "en")],
        ..Publication::default()
    });
    // English has a first revision already.
    conflicts(&book, batch.clone()).await?;
    batch.publication = None;
    batch.departures.push(Departure {
        signature: 99,
        state: StoredState::Struck,
    });
    conflicts(&book, batch).await
}

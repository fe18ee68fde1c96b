//! What a log keeps besides signatures: its history, raisings, its end; and logs signed elsewhere.

use super::Place;
use super::fixture::{Book, add_signature, checkpoint, hash, named, new_declaration};
use crate::{BatchQuery, NewDeclaration, Publication, RaisingRow, StoreError, StoredState};

type Outcome = Result<(), StoreError>;

fn refused(outcome: &Result<(), StoreError>) -> bool {
    matches!(outcome, Err(StoreError::Conflict { .. }))
}

/// Each page of the history begins where the one before ended.
///
/// # Errors
/// What the store says.
pub async fn the_history_is_paged_backwards(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    for name in ["Ada", "Bo", "Chi"] {
        book.sign(&[named(name)]).await?;
    }
    let (mut before, mut seen) = (None, Vec::new());
    loop {
        let page = book.store.checkpoints(book.id, before, 2).await?;
        let Some(last) = page.last() else { break };
        before = Some(last.size);
        seen.extend(page.iter().map(|row| row.size));
    }
    assert_eq!(seen, [4, 3, 2, 1, 0]);
    let all = book.store.checkpoints(book.id, Some(u64::MAX), 9).await?;
    assert_eq!(all.len(), 5);
    Ok(())
}

/// Raisings add up in the order of the log and are found by digest.
///
/// # Errors
/// What the store says.
pub async fn raisings_add_up_and_are_found_by_digest(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut raised = Vec::new();
    for leaf in [1, 2] {
        let row = RaisingRow {
            leaf,
            digest: hash("raising", leaf),
            record: format!("raising {leaf}"),
        };
        raised.push(row.clone());
        let mut batch = book.batch();
        batch.entries.push(b"an entry".to_vec());
        batch.publication = Some(Publication {
            raisings: vec![row],
            ..Publication::default()
        });
        book.commit(batch).await?;
    }
    assert_eq!(book.store.raising_records(book.id).await?, raised);
    for (leaf, found) in [(2, Some("raising 2".to_owned())), (3, None)] {
        let digest = hash("raising", leaf);
        let record = book.store.raising_record(book.id, digest).await?;
        assert_eq!(record, found);
        let figure = book.store.figure_record(book.id, digest).await?;
        assert_eq!(figure, None, "a raising is no figure");
    }
    Ok(())
}

/// After its end a log takes no signature and no second end; who has signed may still leave.
///
/// # Errors
/// What the store says.
pub async fn a_closed_log_takes_no_signature(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&[named("Ada")]).await?;
    let closed = async |book: &Book| {
        let head = book.store.log_head(book.id).await?;
        let head = head.expect("the log was begun").closed;
        let facts = book.store.batch_facts(book.id, BatchQuery::default());
        assert_eq!(facts.await?.closed, head);
        Ok::<bool, StoreError>(head)
    };
    assert!(!closed(&book).await?);
    let mut closing = book.batch();
    add_signature(&mut closing, Some(named("Bo")));
    closing.entries.push(b"the end".to_vec());
    closing.closes = true;
    book.commit(closing).await?;
    assert!(closed(&book).await?);
    let mut late = book.batch();
    add_signature(&mut late, None);
    assert!(refused(&book.commit(late).await));
    let mut again = book.batch();
    again.entries.push(b"the end".to_vec());
    again.closes = true;
    assert!(refused(&book.commit(again).await));
    book.withdraw(1).await?;
    assert!(closed(&book).await?, "it stays closed");
    let left = book.store.signature(book.id, 1).await?;
    assert!(left.is_some_and(|row| row.state == StoredState::Withdrawn));
    Ok(())
}

/// A log that is written in several batches is not listed, has no history and cannot be cosigned
/// before the last of them brings its checkpoint.
///
/// # Errors
/// What the store says.
pub async fn a_carried_log_is_listed_once_it_is_whole(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    let new = NewDeclaration {
        checkpoint: String::new(),
        carried: true,
        ..new_declaration(1)
    };
    let (id, slug) = (new.id, new.slug.clone());
    store.declaration_create(new).await?;
    for (size, note) in [(0, ""), (1, ""), (2, "checkpoint 3")] {
        assert!(store.declarations().await?.is_empty());
        assert!(store.checkpoints(id, None, 9).await?.is_empty());
        assert!(!store.cosign(id, size, Vec::new()).await?);
        let found = store.declaration_by_slug(&slug).await?;
        assert!(found.is_some_and(|row| row.carried), "it can be resumed");
        let mut batch = crate::Batch::new(id, size);
        batch.entries.push(b"an entry".to_vec());
        batch.checkpoint = note.to_owned();
        store.commit(batch).await?;
    }
    let all = store.declarations().await?;
    assert_eq!((all.len(), all[0].carried), (1, true));
    let history = store.checkpoints(id, None, 9).await?;
    let history: Vec<_> = history
        .into_iter()
        .map(|row| (row.size, row.note))
        .collect();
    assert_eq!(history, [(3, checkpoint(3))]);
    let book = Book::begin_in(store, 2).await?;
    let own = new_declaration(2).slug;
    let own = book.store.declaration_by_slug(&own).await?;
    assert!(own.is_some_and(|row| !row.carried));
    Ok(())
}

/// Of a signature that comes from elsewhere neither record nor link is known. It counts all the
/// same, and may leave.
///
/// # Errors
/// What the store says.
pub async fn a_signature_from_elsewhere_counts_without_record_and_link(
    place: &dyn Place,
) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    let foreign = add_signature(&mut batch, Some(named("Ada")));
    (foreign.record, foreign.access) = (None, None);
    let leaf = foreign.leaf;
    book.commit(batch).await?;
    let row = book.store.signature(book.id, leaf).await?;
    let row = row.expect("it was committed");
    assert_eq!((row.state, row.record), (StoredState::Confirmed, None));
    let counted: u64 = book
        .store
        .counters(book.id)
        .await?
        .iter()
        .map(|c| c.n)
        .sum();
    assert_eq!(counted, 1);
    book.withdraw(leaf).await?;
    let row = book.store.signature(book.id, leaf).await?;
    assert!(row.is_some_and(|row| row.state == StoredState::Withdrawn));
    book.store.integrity_check().await
}

//! The log and its one way to grow.

use std::collections::HashMap;

use domain::listing::Listing;
use tokio::task::JoinSet;

use super::Place;
use super::conflicts::state;
use super::fixture::{
    Book, add_signature, checkpoint, done, hash, named, new_declaration, person, revision,
    signature_entry,
};
use crate::{
    BatchQuery, Departure, FigureRow, FolderFile, PendingKey, Publication, SignatureFacts,
    StoreError, StoredState,
};

type Outcome = Result<(), StoreError>;

/// A commit answers what whoever asks behind it is answered: head and count, of signatures that came and
/// that left.
///
/// # Errors
/// What the store says.
pub async fn a_commit_answers_the_moment_behind_it(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let first = book.sign(&[named("Ada"), named("Bo")]).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    batch.entries.push(signature_entry(person(), 9));
    batch.departures.push(Departure {
        signature: first,
        state: StoredState::Withdrawn,
    });
    batch.checkpoint = checkpoint(batch.size_after());
    let moment = book.store.commit(batch).await?;
    assert_eq!(moment.head.checkpoint, checkpoint(5));
    assert_eq!(
        moment.counters.iter().map(|counter| counter.n).sum::<u64>(),
        2
    );
    assert_eq!(book.store.moment(book.id).await?, Some(moment));
    Ok(())
}

/// What was acknowledged is there after the store was closed and opened.
///
/// # Errors
/// What the store says.
pub async fn a_committed_batch_survives_reopening(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&[named("Ada Lovelace"), named("Bo Diddley")])
        .await?;
    let before = state(&book).await?;
    book.store.clone().close().await?;
    book.store = place.open().await?;
    assert_eq!(state(&book).await?, before);
    assert_eq!(book.store.declarations().await?.len(), 1);
    Ok(())
}

/// Ranges are cut where the log ends; nothing is an empty range, not an error.
///
/// # Errors
/// What the store says.
pub async fn entries_are_read_without_gaps_and_cut_to_what_exists(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&[named("Ada"), named("Bo"), named("Chi")])
        .await?;
    let entries = book.store.log_entries(book.id, 2, 100).await?;
    assert_eq!(
        entries,
        [signature_entry(person(), 2), signature_entry(person(), 3)]
    );
    assert_eq!(book.store.log_entries(book.id, 1, 2).await?.len(), 1);
    for (start, end) in [(4, 9), (2, 2), (3, 1), (u64::MAX - 1, u64::MAX)] {
        assert!(
            book.store
                .log_entries(book.id, start, end)
                .await?
                .is_empty()
        );
    }
    let subtrees = book.store.log_subtrees(book.id, 0, 1, u64::MAX).await?;
    assert_eq!(
        subtrees,
        [hash("subtree", 1), hash("subtree", 2), hash("subtree", 3)]
    );
    assert!(book.store.log_subtrees(book.id, 1, 0, 9).await?.is_empty());
    let unknown = new_declaration(9).id;
    assert!(book.store.log_entries(unknown, 0, 9).await?.is_empty());
    assert_eq!(book.store.log_head(unknown).await?, None);
    Ok(())
}

/// The history has a checkpoint for each size that was signed, and for no other.
///
/// # Errors
/// What the store says.
pub async fn every_checkpoint_is_kept(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&[named("Ada"), named("Bo")]).await?;
    book.sign(&[named("Chi")]).await?;
    let newest = book.store.checkpoints(book.id, None, 2).await?;
    let sizes: Vec<u64> = newest.iter().map(|row| row.size).collect();
    assert_eq!(sizes, [4, 3]);
    assert_eq!(newest[0].note, checkpoint(4));
    for (size, kept) in [
        (0, true),
        (1, true),
        (2, false),
        (3, true),
        (4, true),
        (5, false),
    ] {
        let note = book.store.checkpoint_at(book.id, size).await?;
        assert_eq!(note, kept.then(|| checkpoint(size)));
    }
    let head = book
        .store
        .log_head(book.id)
        .await?
        .expect("the log was begun");
    assert_eq!((head.size, head.checkpoint), (4, checkpoint(4)));
    assert_eq!(head.edge, [hash("edge", 4)]);
    Ok(())
}

/// The sequencer learns who has signed, how signatures stand and which links were confirmed.
///
/// # Errors
/// What the store says.
pub async fn facts_tell_who_signed_who_left_and_who_confirmed(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.store.accept(book.submission(1, 0)).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, None).pending = Some(done(1));
    add_signature(&mut batch, Some(named("Bo")));
    book.commit(batch).await?;
    book.withdraw(2).await?;
    let query = BatchQuery {
        tags: vec![hash("tag", 1), hash("tag", 2), hash("tag", 3)],
        leaves: vec![0, 1, 2, 99],
        pendings: vec![hash("confirm", 1), hash("confirm", 2)],
    };
    let facts = book.store.batch_facts(book.id, query.clone()).await?;
    assert_eq!(facts.signed, HashMap::from([(hash("tag", 1), 1)]));
    assert_eq!(facts.confirmed, HashMap::from([(hash("confirm", 1), 1)]));
    let counted = SignatureFacts {
        state: StoredState::Confirmed,
        bucket: person(),
        listing: Listing::Counted,
    };
    let left = SignatureFacts {
        state: StoredState::Withdrawn,
        listing: Listing::Named,
        ..counted
    };
    assert_eq!(facts.signatures, HashMap::from([(1, counted), (2, left)]));
    let pending = book
        .store
        .pending(PendingKey::Confirm(hash("confirm", 1)))
        .await?;
    let pending = pending.expect("confirmed rows stay");
    assert_eq!((pending.leaf, pending.payload), (Some(1), b"stub".to_vec()));
    let elsewhere = Book::begin_in(book.store.clone(), 2).await?;
    let facts = elsewhere.store.batch_facts(elsewhere.id, query).await?;
    assert!(facts.signed.is_empty() && facts.signatures.is_empty() && facts.confirmed.is_empty());
    Ok(())
}

/// However many writers build on one size, the log takes one of them.
///
/// # Errors
/// What the store says.
pub async fn of_two_batches_on_one_size_one_is_committed(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let mut writers = JoinSet::new();
    for number in 100..108 {
        let mut batch = book.batch();
        add_signature(&mut batch, None).tag = hash("tag", number);
        let store = book.store.clone();
        writers.spawn(async move { store.commit(batch).await });
    }
    let outcomes = writers.join_all().await;
    let committed = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let outrun = outcomes
        .iter()
        .filter(|o| matches!(o, Err(StoreError::Conflict { .. })));
    assert_eq!((committed, outrun.count()), (1, 7));
    assert_eq!(book.store.log_entries(book.id, 0, 99).await?.len(), 2);
    Ok(())
}

/// The folder is what was published last; revisions and figures add up and are found by digest.
///
/// # Errors
/// What the store says.
pub async fn a_publication_replaces_the_folder_and_adds_revisions(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let figure = FigureRow {
        leaf: 1,
        digest: hash("figure", 1),
        record: "id killed".to_owned(),
    };
    for files in [
        vec![file("text/en.md", b"old"), file("figures.toml", b"")],
        vec![
            file("text/de.md", "größer".as_bytes()),
            file("text/en.md", b"new"),
        ],
    ] {
        let mut batch = book.batch();
        batch.entries.push(b"an entry".to_vec());
        let mut publication = Publication {
            files: files.clone(),
            ..Publication::default()
        };
        if book.size == 1 {
            publication.figures.push(figure.clone());
        } else {
            publication.revisions.push(revision(2, "de"));
        }
        batch.publication = Some(publication);
        book.commit(batch).await?;
        let mut sorted = files;
        sorted.sort_by(|one, other| one.path.cmp(&other.path));
        assert_eq!(book.store.folder(book.id).await?, sorted);
    }
    let (original, translation) = (revision(0, "en"), revision(2, "de"));
    let found = book
        .store
        .revision_text(book.id, translation.digest)
        .await?;
    assert_eq!(found.as_ref(), Some(&translation));
    assert_eq!(
        book.store.revisions(book.id).await?,
        [original, translation]
    );
    assert_eq!(
        book.store.figure_record(book.id, figure.digest).await?,
        Some("id killed".into())
    );
    assert_eq!(
        book.store.figure_record(book.id, hash("figure", 2)).await?,
        None
    );
    assert_eq!(book.store.figure_records(book.id).await?, [figure]);
    Ok(())
}

/// A change of files that logs nothing keeps size, checkpoint and history.
///
/// # Errors
/// What the store says.
pub async fn a_batch_of_files_alone_signs_the_same_size(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    let files = vec![file("raisings.toml", b"")];
    batch.publication = Some(Publication {
        files: files.clone(),
        ..Publication::default()
    });
    book.commit(batch).await?;
    assert_eq!(book.store.folder(book.id).await?, files);
    assert_eq!(book.store.checkpoints(book.id, None, 9).await?.len(), 2);
    book.sign(&[named("Ada")]).await?;
    assert_eq!(book.size, 2);
    Ok(())
}

/// Two declarations never share an address or a log.
///
/// # Errors
/// What the store says.
pub async fn slug_and_origin_are_taken_once(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    let first = new_declaration(1);
    store.declaration_create(first.clone()).await?;
    let mut same_slug = new_declaration(2);
    same_slug.slug = first.slug.clone();
    let mut same_origin = new_declaration(3);
    same_origin.origin.clone_from(&first.origin);
    for taken in [same_slug, same_origin, first.clone()] {
        let refused = store.declaration_create(taken).await;
        assert!(
            matches!(refused, Err(StoreError::Conflict { .. })),
            "{refused:?}"
        );
    }
    store.declaration_create(new_declaration(4)).await?;
    let all = store.declarations().await?;
    assert_eq!(all.len(), 2);
    assert_eq!(
        store.declaration_by_slug(&first.slug).await?.as_ref(),
        all.first()
    );
    assert_eq!(
        store.declaration_by_slug(&new_declaration(9).slug).await?,
        None
    );
    assert_eq!((all[0].id, &all[0].origin), (first.id, &first.origin));
    let head = store
        .log_head(first.id)
        .await?
        .expect("a log begins with its declaration");
    assert_eq!((head.size, head.edge.len()), (0, 0));
    Ok(())
}

pub(super) fn file(path: &str, content: &[u8]) -> FolderFile {
    FolderFile {
        path: path.to_owned(),
        content: content.to_vec(),
    }
}

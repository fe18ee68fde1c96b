//! Cosignatures under our checkpoints, and the memory of a witness.

use tokio::task::JoinSet;

use super::Place;
use super::fixture::{Book, at, checkpoint, hash, named, new_declaration};
use crate::{CosignatureRow, StoreError, WitnessedRow};

type Outcome = Result<(), StoreError>;

const ORIGIN: &str = "letters.example.org/d/clean-rivers/log";

fn cosignature(witness: &str, seconds: u64) -> CosignatureRow {
    CosignatureRow {
        witness: format!("{witness}+key"),
        line: format!("— {witness} signature at {seconds}"),
        seconds,
    }
}

fn seen(size: u64, root: u64) -> WitnessedRow {
    WitnessedRow {
        size,
        root: hash("root", root),
        note: checkpoint(size),
        at: at(60),
    }
}

/// What no checkpoint of the history was signed for is not kept.
///
/// # Errors
/// What the store says.
pub async fn a_cosignature_needs_a_checkpoint_of_its_size(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&[named("Ada"), named("Bo")]).await?;
    for (size, kept) in [
        (0, true),
        (1, true),
        (2, false),
        (3, true),
        (4, false),
        (u64::MAX, false),
    ] {
        let rows = vec![cosignature("brook", 10), cosignature("alder", 20)];
        assert_eq!(book.store.cosign(book.id, size, rows).await?, kept);
        let expected = [cosignature("alder", 20), cosignature("brook", 10)];
        let found = book.store.cosignatures(book.id, size).await?;
        assert_eq!(found, if kept { &expected[..] } else { &[] });
    }
    let unknown = new_declaration(9).id;
    let rows = vec![cosignature("brook", 10)];
    assert!(!book.store.cosign(unknown, 0, rows).await?);
    assert!(book.store.cosignatures(unknown, 0).await?.is_empty());
    Ok(())
}

/// One line of each witness for each size: the one that came last.
///
/// # Errors
/// What the store says.
pub async fn a_witness_that_signs_again_replaces_its_line(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let both = vec![cosignature("alder", 10), cosignature("brook", 10)];
    book.store.cosign(book.id, 1, both).await?;
    let again = vec![cosignature("alder", 99)];
    book.store.cosign(book.id, 1, again).await?;
    let expected = [cosignature("alder", 99), cosignature("brook", 10)];
    assert_eq!(book.store.cosignatures(book.id, 1).await?, expected);
    book.store.clone().close().await?;
    book.store = place.open().await?;
    assert_eq!(book.store.cosignatures(book.id, 1).await?, expected);
    Ok(())
}

/// Newest first, without those that nobody signed; what each witness signed last is known.
///
/// # Errors
/// What the store says.
pub async fn cosigned_checkpoints_are_paged_backwards(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    for (size, witnesses) in [
        (1, "alder brook"),
        (2, ""),
        (3, "alder"),
        (4, "alder brook"),
    ] {
        if size > 1 {
            book.sign(&[named("Ada")]).await?;
        }
        let rows: Vec<_> = witnesses.split_whitespace().collect();
        let rows = rows.iter().map(|name| cosignature(name, size)).collect();
        assert!(book.store.cosign(book.id, size, rows).await?);
    }
    let sizes = async |before, most| {
        let found = book.store.cosigned(book.id, before, most).await?;
        let sizes = found.iter().map(|(checkpoint, _)| checkpoint.size);
        Ok::<Vec<u64>, StoreError>(sizes.collect())
    };
    assert_eq!(sizes(None, 2).await?, [4, 3]);
    assert_eq!(sizes(Some(3), 2).await?, [1]);
    assert_eq!(sizes(Some(1), 2).await?, [] as [u64; 0]);
    let newest = book.store.cosigned(book.id, None, 1).await?;
    assert_eq!(newest[0].0.note, checkpoint(4));
    assert_eq!(
        newest[0].1,
        [cosignature("alder", 4), cosignature("brook", 4)]
    );
    for (asked, size, witnesses) in [(None, 4, 2), (Some(3), 3, 1), (Some(2), 2, 0)] {
        let found = book.store.checkpoint_with_cosignatures(book.id, asked);
        let (row, signed) = found.await?.expect("the history has it");
        assert_eq!((row.note, signed.len()), (checkpoint(size), witnesses));
    }
    let unknown = book.store.checkpoint_with_cosignatures(book.id, Some(9));
    assert_eq!(unknown.await?, None);
    let within = book.store.cosignatures_within(book.id, 2, 3).await?;
    assert_eq!(within, [(3, cosignature("alder", 3))]);
    for (witness, newest) in [("alder", Some(4)), ("brook", Some(4)), ("cedar", None)] {
        let key = format!("{witness}+key");
        assert_eq!(book.store.cosigned_by(book.id, &key).await?, newest);
    }
    Ok(())
}

/// A witness takes a step from what it believes to be the newest, and from nothing else; it never
/// goes back and never to another tree of the same size.
///
/// # Errors
/// What the store says.
pub async fn a_witness_steps_forwards_from_what_it_remembers(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    assert_eq!(store.witnessed(ORIGIN).await?, None);
    for (expected, row, taken) in [
        (Some(0), seen(5, 5), false),
        (None, seen(5, 5), true),
        (None, seen(6, 6), false),
        (Some(4), seen(6, 6), false),
        (Some(5), seen(4, 4), false),
        (Some(5), seen(5, 6), false),
        (Some(5), seen(5, 5), true),
        (Some(5), seen(9, 9), true),
        (Some(5), seen(9, 9), false),
    ] {
        let what = format!("{expected:?} to {}", row.size);
        let answer = store.witness_advance(ORIGIN, expected, row).await?;
        assert_eq!(answer, taken, "{what}");
    }
    assert_eq!(store.witnessed(ORIGIN).await?, Some(seen(9, 9)));
    assert_eq!(store.witnessed("another.example.org/log").await?, None);
    store.close().await?;
    let store = place.open().await?;
    assert_eq!(store.witnessed(ORIGIN).await?, Some(seen(9, 9)));
    Ok(())
}

/// However many ask to step from one size to another, one does.
///
/// # Errors
/// What the store says.
pub async fn of_many_steps_from_one_size_one_is_taken(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    for expected in [None, Some(1)] {
        let size = expected.unwrap_or(0) + 1;
        let mut requests = JoinSet::new();
        for root in 0..8 {
            let store = store.clone();
            let step = async move {
                store
                    .witness_advance(ORIGIN, expected, seen(size, root))
                    .await
            };
            requests.spawn(step);
        }
        let answers: Result<Vec<bool>, StoreError> =
            requests.join_all().await.into_iter().collect();
        assert_eq!(answers?.iter().filter(|taken| **taken).count(), 1);
    }
    Ok(())
}

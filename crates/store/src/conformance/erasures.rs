//! What is written down before it is erased, and erased again after a backup was brought back.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::listing::Listing;

use super::Place;
use super::fixture::{Book, add_signature, hash, named, withdrawal_entry};
use crate::{
    BatchQuery, Departure, Erasure, ErasureJournal, Move, Relisting, Store, StoreError, StoredState,
};

type Outcome = Result<(), StoreError>;

/// A journal in memory, which may be full, and how many acts were done.
#[derive(Default)]
struct Notes(Mutex<(Vec<Erasure>, bool)>, AtomicU64);

impl Notes {
    fn with<T>(&self, work: impl FnOnce(&mut (Vec<Erasure>, bool)) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn standing(&self) -> Vec<Erasure> {
        self.with(|(acts, _)| acts.clone())
    }
}

#[async_trait]
impl ErasureJournal for Notes {
    async fn note(&self, acts: &[Erasure]) -> Result<u64, StoreError> {
        self.with(|(noted, is_full)| {
            if *is_full {
                return Err(StoreError::unavailable("the journal is full"));
            }
            let first = noted.len() as u64;
            noted.extend_from_slice(acts);
            Ok(first)
        })
    }

    async fn done(&self, _: &Store, first: u64, number: u64) {
        self.with(|(noted, _)| assert!(noted.len() as u64 >= first + number));
        self.1.fetch_add(number, Ordering::SeqCst);
    }

    async fn take_back(&self, first: u64, number: u64) {
        self.with(|(noted, _)| {
            assert_eq!(noted.len() as u64, first + number);
            noted.truncate(usize::try_from(first).unwrap_or(0));
        });
    }
}

async fn begin(place: &dyn Place) -> Result<(Book, Arc<Notes>), StoreError> {
    let mut book = Book::begin(place).await?;
    let notes = Arc::new(Notes::default());
    book.store = book.store.with_journal(Arc::clone(&notes) as Arc<_>);
    Ok((book, notes))
}

/// Signing notes nothing; whoever leaves is named by place and entry.
///
/// # Errors
/// What the store says.
pub async fn a_departure_is_noted_and_a_signature_is_not(place: &dyn Place) -> Outcome {
    let (mut book, notes) = begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    assert_eq!(notes.standing(), []);
    let signature = book.store.signature_name(book.id, leaf).await?;
    let signature = signature.expect("the entry is there");
    book.withdraw(leaf).await?;
    let state = StoredState::Withdrawn;
    assert_eq!(notes.standing(), [Erasure::Departed { signature, state }]);
    Ok(())
}

/// A move is noted as one, with the entry that is only being written.
///
/// # Errors
/// What the store says.
pub async fn a_move_is_noted_with_both_places(place: &dyn Place) -> Outcome {
    let (mut book, notes) = begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    let mut batch = book.batch();
    batch.entries.push(withdrawal_entry(leaf));
    batch.departures.push(Departure {
        signature: leaf,
        state: StoredState::Withdrawn,
    });
    let to = batch.size_after();
    add_signature(&mut batch, Some(named("Ada Lovelace"))).contacts = Vec::new();
    batch.moves.push(Move { from: leaf, to });
    book.commit(batch).await?;
    let name = async |leaf| book.store.signature_name(book.id, leaf).await;
    let (from, to) = (name(leaf).await?, name(to).await?);
    let both = from.zip(to).expect("both entries are there");
    let (from, to) = both;
    assert_eq!(notes.standing(), [Erasure::Moved { from, to }]);
    Ok(())
}

/// What is known not to have happened is taken back, and what is known to have happened is told; what
/// cannot be noted is not done.
///
/// # Errors
/// What the store says.
pub async fn what_was_not_done_is_not_noted_and_the_other_way_round(place: &dyn Place) -> Outcome {
    let (mut book, notes) = begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    let relisting = |from| Relisting {
        declaration: book.id,
        leaf,
        from,
        to: Listing::Counted,
        signatory: None,
        consent: None,
    };
    assert!(!book.store.relist(relisting(Listing::Initials)).await?);
    assert!(!book.store.pending_refuse(hash("refuse", 9), true).await?);
    let mut stale = book.batch();
    stale.expected_size = 0;
    stale.entries.push(withdrawal_entry(leaf));
    stale.departures.push(Departure {
        signature: leaf,
        state: StoredState::Withdrawn,
    });
    let conflict = book.store.commit(stale).await;
    assert!(matches!(conflict, Err(StoreError::Conflict { .. })));
    assert_eq!(notes.standing(), []);
    notes.with(|(_, is_full)| *is_full = true);
    let refused = book.store.relist(relisting(Listing::Named)).await;
    assert!(matches!(refused, Err(StoreError::Unavailable { .. })));
    notes.with(|(_, is_full)| *is_full = false);
    assert_eq!(notes.1.load(Ordering::SeqCst), 0);
    assert!(book.store.relist(relisting(Listing::Named)).await?);
    assert_eq!(notes.standing().len(), 1);
    assert_eq!(notes.1.load(Ordering::SeqCst), 1);
    Ok(())
}

/// The keyed hash of an address is noted although only the row that goes knows it.
///
/// # Errors
/// What the store says.
pub async fn a_refusal_for_ever_is_noted_with_its_address(place: &dyn Place) -> Outcome {
    let (book, notes) = begin(place).await?;
    for (number, suppress) in [(1, false), (2, true)] {
        book.store.accept(book.submission(number, 0)).await?;
        let refuse_hash = hash("refuse", number);
        assert!(book.store.pending_refuse(refuse_hash, suppress).await?);
    }
    let key = hash("suppression", 2);
    let refused = |number| Erasure::Refused {
        refuse_hash: hash("refuse", number),
    };
    let expected = [refused(1), refused(2), Erasure::Suppressed { key }];
    assert_eq!(notes.standing(), expected);
    Ok(())
}

/// The record goes, and the count stays what the log says until the departure is in it.
///
/// # Errors
/// What the store says.
pub async fn a_signature_is_forgotten_and_counted_until_it_leaves(place: &dyn Place) -> Outcome {
    let (mut book, _) = begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    let name = book.store.signature_name(book.id, leaf).await?;
    let name = name.expect("the entry is there");
    let mut other = name;
    other.entry = hash("entry", 1);
    assert!(!book.store.signature_forget(other).await?, "another entry");
    let row = book.store.signature(book.id, leaf).await?;
    assert!(row.is_some_and(|row| row.record.is_some()));
    for _ in 0..2 {
        assert!(book.store.signature_forget(name).await?);
    }
    let row = book.store.signature(book.id, leaf).await?;
    let row = row.expect("its place stays");
    assert_eq!(row.state, StoredState::Confirmed);
    assert_eq!((row.record, row.listing), (None, Listing::Counted));
    assert!(book.store.signatories(book.query()).await?.rows.is_empty());
    assert!(book.store.consents(book.id, leaf).await?.is_empty());
    assert!(book.store.contacts(book.id).await?.is_empty());
    let counted: u64 = book
        .store
        .counters(book.id)
        .await?
        .iter()
        .map(|c| c.n)
        .sum();
    assert_eq!(counted, 1);
    let query = BatchQuery {
        tags: vec![hash("tag", leaf)],
        ..BatchQuery::default()
    };
    let facts = book.store.batch_facts(book.id, query).await?;
    assert!(facts.signed.is_empty(), "nobody tells who it was");
    book.withdraw(leaf).await?;
    assert!(!book.store.signature_forget(name).await?, "it has left");
    let counted: u64 = book
        .store
        .counters(book.id)
        .await?
        .iter()
        .map(|c| c.n)
        .sum();
    assert_eq!(counted, 0);
    book.store.integrity_check().await
}

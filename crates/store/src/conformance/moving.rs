//! Signatures that their signers move to a newer text.

use domain::consent::Purpose;
use domain::log::Bucket;

use super::Place;
use super::fixture::{
    Book, access_hash, add_signature, consent, hash, known_link, named, person, revision,
    revision_entry, signature_entry, withdrawal_entry,
};
use crate::{BatchQuery, Departure, Move, Publication, SignatoryQuery, StoreError, StoredState};

type Outcome = Result<(), StoreError>;

/// Publishes another original; answers its leaf.
async fn revised(book: &mut Book) -> Result<u64, StoreError> {
    let mut batch = book.batch();
    let leaf = batch.size_after();
    let mut row = revision(0, "en");
    (row.leaf, row.renders, row.number) = (leaf, leaf, 2);
    batch.entries.push(revision_entry(&row));
    batch.publication = Some(Publication {
        revisions: vec![row],
        ..Publication::default()
    });
    book.commit(batch).await?;
    Ok(leaf)
}

/// Moves a signature to a text in one batch; answers where it stands now.
async fn moved(book: &mut Book, from: u64, text: u64) -> Result<u64, StoreError> {
    let mut batch = book.batch();
    batch.entries.push(withdrawal_entry(from));
    batch.departures.push(Departure {
        signature: from,
        state: StoredState::Withdrawn,
    });
    let to = batch.size_after();
    let bucket = Bucket {
        revision: text,
        ..person()
    };
    let new = add_signature(&mut batch, Some(named("Ada Lovelace")));
    (new.bucket, new.tag) = (bucket, hash("tag", 1));
    (new.access, new.contacts) = (None, Vec::new());
    *batch.entries.last_mut().expect("one was just added") = signature_entry(bucket, to);
    batch.moves.push(Move { from, to });
    book.commit(batch).await?;
    Ok(to)
}

/// The count stays what it was, under the other text; the tag belongs to the new one, and only to it.
///
/// # Errors
/// What the store says.
pub async fn a_moved_signature_counts_once_and_keeps_its_tag(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    let text = revised(&mut book).await?;
    let to = moved(&mut book, leaf, text).await?;
    let counters = book.store.counters(book.id).await?;
    let counted: Vec<(u64, u64)> = counters
        .iter()
        .filter(|counter| counter.n > 0)
        .map(|counter| (counter.bucket.revision, counter.n))
        .collect();
    assert_eq!(counted, [(text, 1)]);
    let facts = book
        .store
        .batch_facts(
            book.id,
            BatchQuery {
                tags: vec![hash("tag", leaf)],
                leaves: vec![leaf, to],
                pendings: Vec::new(),
            },
        )
        .await?;
    assert_eq!(facts.signed.get(&hash("tag", leaf)), Some(&to));
    assert_eq!(facts.signatures[&leaf].state, StoredState::Withdrawn);
    assert_eq!(facts.signatures[&to].state, StoredState::Confirmed);
    let old = book.store.signature(book.id, leaf).await?;
    assert_eq!(old.and_then(|row| row.record), None);
    let openings = book.store.openings(book.id, 0, 99).await?;
    assert_eq!(openings.len(), 1);
    assert_eq!(openings[0].0, to);
    book.store.integrity_check().await
}

/// However often a signature moves, each of its links leads to the one that stands.
///
/// # Errors
/// What the store says.
pub async fn links_follow_a_signature_wherever_it_moved(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    let known = known_link(9, 0);
    let other = known.hash;
    let signed = book.store.link_signed(book.id, hash("tag", leaf), known);
    assert_eq!(signed.await?, Some(leaf));
    let mut stands = leaf;
    let text = revised(&mut book).await?;
    for _ in 0..3 {
        stands = moved(&mut book, stands, text).await?;
        for link in [access_hash(book.id, leaf), other] {
            let access = book.store.access(link).await?.expect("the link works");
            assert_eq!(access.leaf, stands);
        }
    }
    book.withdraw(stands).await?;
    let access = book.store.access(access_hash(book.id, leaf)).await?;
    assert_eq!(access.map(|access| access.leaf), Some(stands));
    Ok(())
}

/// A contact that was sealed for a purpose stays sealed for it; what was agreed to by signing the old
/// text goes with it. The ledger begins with what was agreed to by signing the new one.
///
/// # Errors
/// What the store says.
pub async fn what_was_agreed_to_beside_signing_goes_along(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    let leaf = batch.size_after();
    let new = add_signature(&mut batch, Some(named("Ada Lovelace")));
    new.consents = [Purpose::Count, Purpose::Publish, Purpose::Contact]
        .map(consent)
        .into();
    book.commit(batch).await?;
    let text = revised(&mut book).await?;
    let to = moved(&mut book, leaf, text).await?;
    let contacts = book.store.contacts(book.id).await?;
    assert_eq!(contacts.len(), 1);
    assert_eq!(
        (contacts[0].0, contacts[0].1.sealed.clone()),
        (to, format!("sealed contact {leaf}").into_bytes())
    );
    assert!(book.store.consents(book.id, leaf).await?.is_empty());
    let purposes: Vec<Purpose> = book
        .store
        .consents(book.id, to)
        .await?
        .iter()
        .map(|consent| consent.purpose)
        .collect();
    assert_eq!(purposes, [Purpose::Count, Purpose::Contact]);
    Ok(())
}

/// Without a departure, or to what is no signature that counts, nothing moves and nothing changes.
///
/// # Errors
/// What the store says.
pub async fn a_move_needs_one_that_leaves_and_one_that_counts(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book
        .sign(&[named("Ada Lovelace"), named("Bo Diddley")])
        .await?;
    for (leaves, to) in [(false, leaf + 1), (true, 0), (true, 99), (true, leaf)] {
        let mut batch = book.batch();
        batch.entries.push(withdrawal_entry(leaf));
        if leaves {
            batch.departures.push(Departure {
                signature: leaf,
                state: StoredState::Withdrawn,
            });
        }
        batch.moves.push(Move { from: leaf, to });
        let refused = book.commit(batch).await;
        assert!(
            matches!(refused, Err(StoreError::Conflict { .. })),
            "{leaves} {to}: {refused:?}"
        );
    }
    let row = book.store.signature(book.id, leaf).await?;
    assert_eq!(row.map(|row| row.state), Some(StoredState::Confirmed));
    Ok(())
}

/// The list can be asked for one revision, in every order and by name.
///
/// # Errors
/// What the store says.
pub async fn a_list_of_one_revision_leaves_out_the_others(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book
        .sign(&[named("Ada Lovelace"), named("Bo Lovelace")])
        .await?;
    let text = revised(&mut book).await?;
    let to = moved(&mut book, leaf, text).await?;
    let by_name = crate::Order::Name {
        locale: "en".to_owned(),
    };
    for order in [crate::Order::Newest, by_name] {
        for prefix in [None, Some("lovelace".to_owned())] {
            for (asked, expected) in [
                (Some(0), vec![leaf + 1]),
                (Some(text), vec![to]),
                (Some(77), vec![]),
                (None, vec![leaf + 1, to]),
            ] {
                let query = SignatoryQuery {
                    order: order.clone(),
                    prefix: prefix.clone(),
                    revision: asked,
                    ..book.query()
                };
                let page = book.store.signatories(query).await?;
                let mut leaves: Vec<u64> = page.rows.iter().map(|row| row.leaf).collect();
                leaves.sort_unstable();
                assert_eq!(leaves, expected, "{order:?} {prefix:?} {asked:?}");
                let texts = page.rows.iter().map(|row| row.revision);
                assert!(
                    texts
                        .clone()
                        .all(|found| asked.is_none_or(|asked| asked == found))
                );
            }
        }
    }
    Ok(())
}

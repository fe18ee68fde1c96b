//! Signatures after their confirmation: how they are counted, listed and erased.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::consent::Purpose;
use domain::listing::Listing;
use domain::log::{Bucket, Entry, Fold, Tally};
use domain::signer::{Class, Evidence};

use super::Place;
use super::fixture::{
    Book, access_hash, add_signature, at, consent, hash, named, person, signature_entry,
    withdrawal_entry,
};
use crate::{AccessPurpose, BatchQuery, Departure, NewAccess, Relisting, StoreError, StoredState};

type Outcome = Result<(), StoreError>;

/// Record, tag, name, words, contact and consents go; place, state and the managing link stay.
///
/// # Errors
/// What the store says.
pub async fn a_departed_signature_leaves_its_place_and_nothing_else(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book
        .sign(&[named("Ada Lovelace"), named("Bo Diddley")])
        .await?;
    let there = book
        .store
        .signature(book.id, leaf)
        .await?
        .expect("it was committed");
    assert_eq!(
        there.record,
        Some(format!("sealed record {leaf}").into_bytes())
    );
    book.withdraw(leaf).await?;
    let row = book
        .store
        .signature(book.id, leaf)
        .await?
        .expect("its place stays");
    assert_eq!((row.state, row.record), (StoredState::Withdrawn, None));
    assert_eq!((row.bucket, row.day), (person(), there.day));
    assert!(book.store.consents(book.id, leaf).await?.is_empty());
    let contacts = book.store.contacts(book.id).await?;
    assert_eq!(
        contacts.iter().map(|(leaf, _)| *leaf).collect::<Vec<_>>(),
        [leaf + 1]
    );
    let openings = book.store.openings(book.id, 0, 99).await?;
    assert_eq!(openings, [(leaf + 1, b"opening of Bo Diddley".to_vec())]);
    let mut query = book.query();
    query.prefix = Some("love".to_owned());
    assert!(book.store.signatories(query).await?.rows.is_empty());
    let access = book.store.access(access_hash(book.id, leaf)).await?;
    assert_eq!(access.map(|access| access.leaf), Some(leaf));
    assert_eq!(
        book.store.log_entries(book.id, leaf, leaf + 1).await?.len(),
        1
    );
    book.store.integrity_check().await
}

/// The tag goes with the signature.
///
/// # Errors
/// What the store says.
pub async fn a_departed_address_may_sign_again(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    book.withdraw(leaf).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, Some(named("Ada Lovelace"))).tag = hash("tag", leaf);
    book.commit(batch).await?;
    let query = BatchQuery {
        tags: vec![hash("tag", leaf)],
        ..BatchQuery::default()
    };
    let facts = book.store.batch_facts(book.id, query).await?;
    assert_eq!(facts.signed.get(&hash("tag", leaf)), Some(&3));
    Ok(())
}

/// A second departure, or one of what is no signature, is a conflict.
///
/// # Errors
/// What the store says.
pub async fn a_signature_leaves_once(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    book.withdraw(leaf).await?;
    for signature in [leaf, 0, 99] {
        let mut batch = book.batch();
        batch.entries.push(withdrawal_entry(signature));
        batch.departures.push(Departure {
            signature,
            state: StoredState::Struck,
        });
        let refused = book.commit(batch).await;
        assert!(
            matches!(refused, Err(StoreError::Conflict { .. })),
            "{signature}: {refused:?}"
        );
    }
    let row = book
        .store
        .signature(book.id, leaf)
        .await?
        .expect("its place stays");
    assert_eq!(row.state, StoredState::Withdrawn);
    Ok(())
}

/// Counters are what anyone counts who reads the log.
///
/// # Errors
/// What the store says.
pub async fn counters_equal_a_fold_of_the_log(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let evidences = [Evidence::MailLink, Evidence::MailCode, Evidence::PaperSheet];
    for round in 0..6 {
        let mut batch = book.batch();
        for number in 0..7 {
            let class = Class::ALL[(round + number) % 2];
            let bucket = Bucket {
                class,
                evidence: evidences[number % 3],
                revision: 0,
            };
            let leaf = batch.size_after();
            let listing = Listing::ALL[number % 3];
            let shown = (listing != Listing::Counted).then(|| {
                let mut shown = named("Ada Lovelace");
                (shown.class, shown.listing) = (class, listing);
                shown
            });
            let new = add_signature(&mut batch, shown);
            (new.bucket, new.listing) = (bucket, listing);
            *batch.entries.last_mut().expect("one was just added") = signature_entry(bucket, leaf);
        }
        // From the second round on, two of the round before leave in the same batch.
        if let Some(first) = book.size.checked_sub(7).filter(|first| *first > 0) {
            for signature in [first, first + 3] {
                batch.entries.push(withdrawal_entry(signature));
                batch.departures.push(Departure {
                    signature,
                    state: StoredState::Withdrawn,
                });
            }
        }
        book.commit(batch).await?;
        assert_eq!(counted(&book).await?, folded(&book).await?);
    }
    assert_eq!(counted(&book).await?.values().sum::<u64>(), 42 - 10);
    Ok(())
}

async fn counted(book: &Book) -> Result<Tally, StoreError> {
    let mut tally = Tally::new();
    for counter in book.store.counters(book.id).await? {
        *tally.entry(counter.bucket).or_default() += counter.n;
    }
    tally.retain(|_, n| *n > 0);
    Ok(tally)
}

async fn folded(book: &Book) -> Result<Tally, StoreError> {
    let mut fold = Fold::default();
    for bytes in book.store.log_entries(book.id, 0, book.size).await? {
        let entry = Entry::decode(&bytes).expect("the fixture writes entries");
        fold.push(&entry).expect("the fixture writes them in order");
    }
    Ok(fold.tally())
}

/// A change of listing moves the signature in the count and on or off the list.
///
/// # Errors
/// What the store says.
pub async fn relisting_moves_a_signature_between_counters_and_lists(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    add_signature(&mut batch, None);
    book.commit(batch).await?;
    assert_eq!(
        listings(&book).await?,
        BTreeMap::from([(Listing::Counted, 2)])
    );
    assert!(
        book.store
            .relist(relisting(&book, Listing::Counted, Listing::Named))
            .await?
    );
    let both = BTreeMap::from([(Listing::Counted, 1), (Listing::Named, 1)]);
    assert_eq!(listings(&book).await?, both);
    let rows = book.store.signatories(book.query()).await?.rows;
    assert_eq!(
        (rows.len(), rows[0].leaf, rows[0].name.as_str()),
        (1, 1, "Ada Lovelace")
    );
    assert!(
        book.store
            .relist(relisting(&book, Listing::Named, Listing::Counted))
            .await?
    );
    assert_eq!(
        listings(&book).await?,
        BTreeMap::from([(Listing::Counted, 2)])
    );
    assert!(book.store.signatories(book.query()).await?.rows.is_empty());
    assert!(book.store.openings(book.id, 0, 99).await?.is_empty());
    let ledger = book.store.consents(book.id, 1).await?;
    let given: Vec<_> = ledger.iter().map(|row| (row.purpose, row.given)).collect();
    let (count, publish) = (Purpose::Count, Purpose::Publish);
    assert_eq!(given, [(count, true), (publish, true), (publish, false)]);
    Ok(())
}

/// A signer who hides the name and goes away while the write waits is out of all pages once it is done.
///
/// # Errors
/// What the store says.
pub async fn a_name_that_is_hidden_is_told_of_when_nobody_waits(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&[named("Ada Lovelace")]).await?;
    let watch = book.store.watch(Some(book.id));
    let held = book.store.hold_writer().await?;
    let hiding = book
        .store
        .relist(relisting(&book, Listing::Named, Listing::Counted));
    let soon = tokio::time::timeout(Duration::from_millis(20), hiding).await;
    assert!(soon.is_err(), "the writer is held: {soon:?}");
    let before = watch.seen();
    drop(held);
    for _ in 0..500 {
        if watch.seen() > before {
            let hidden = BTreeMap::from([(Listing::Counted, 1)]);
            assert_eq!(listings(&book).await?, hidden, "told too early");
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody was told");
}

/// Nothing moves when the listing has changed in the meantime or the signature has left.
///
/// # Errors
/// What the store says.
pub async fn relisting_what_is_not_as_believed_changes_nothing(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    assert!(
        !book
            .store
            .relist(relisting(&book, Listing::Counted, Listing::Initials))
            .await?
    );
    assert_eq!(
        listings(&book).await?,
        BTreeMap::from([(Listing::Named, 1)])
    );
    book.withdraw(leaf).await?;
    assert!(
        !book
            .store
            .relist(relisting(&book, Listing::Named, Listing::Counted))
            .await?
    );
    assert!(listings(&book).await?.is_empty());
    let mut nobody = relisting(&book, Listing::Named, Listing::Counted);
    nobody.leaf = 0;
    assert!(!book.store.relist(nobody).await?);
    assert!(book.store.consents(book.id, leaf).await?.is_empty());
    Ok(())
}

fn relisting(book: &Book, from: Listing, to: Listing) -> Relisting {
    let mut consent = consent(Purpose::Publish);
    consent.given = to != Listing::Counted;
    Relisting {
        declaration: book.id,
        leaf: 1,
        from,
        to,
        signatory: (to != Listing::Counted).then(|| named("Ada Lovelace")),
        consent: Some(consent),
    }
}

async fn listings(book: &Book) -> Result<BTreeMap<Listing, u64>, StoreError> {
    let counters = book.store.counters(book.id).await?;
    let some = counters.into_iter().filter(|counter| counter.n > 0);
    Ok(some.map(|counter| (counter.listing, counter.n)).collect())
}

/// The ledger gives back every field, and a wording is the one that was shown.
///
/// # Errors
/// What the store says.
pub async fn consents_are_kept_word_for_word_and_in_order(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let given: Vec<_> = [Purpose::Handover, Purpose::Count, Purpose::Infomail]
        .map(consent)
        .into();
    let mut batch = book.batch();
    add_signature(&mut batch, None).consents.clone_from(&given);
    add_signature(&mut batch, None).consents.clone_from(&given);
    book.commit(batch).await?;
    assert_eq!(book.store.consents(book.id, 1).await?, given);
    book.withdraw(1).await?;
    assert!(book.store.consents(book.id, 1).await?.is_empty());
    assert_eq!(book.store.consents(book.id, 2).await?, given);
    Ok(())
}

/// Half of a tag stands beside its record, which has the other half, until the signature leaves. A record
/// and a ledger come without each other, too: a ledger that begins with a change of listing is whole.
///
/// # Errors
/// What the store says.
pub async fn tag_record_and_ledger_are_told_until_a_signature_leaves(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, None).consents.clear();
    let unread = add_signature(&mut batch, None);
    unread.record = None;
    let nothing = add_signature(&mut batch, None);
    nothing.record = None;
    nothing.consents.clear();
    book.commit(batch).await?;
    for (leaf, record, lines) in [(1, true, 0), (2, false, 1), (3, false, 0)] {
        let row = book.store.signature(book.id, leaf).await?;
        let row = row.expect("it was committed");
        assert_eq!(row.tag.as_ref(), hash("tag", leaf).first_chunk());
        assert_eq!(row.record.is_some(), record);
        assert_eq!(book.store.consents(book.id, leaf).await?.len(), lines);
    }
    let shown = relisting(&book, Listing::Counted, Listing::Named);
    let expected = shown.consent.clone();
    assert!(book.store.relist(shown).await?);
    assert_eq!(
        book.store.consents(book.id, 1).await?,
        Vec::from_iter(expected)
    );
    book.withdraw(1).await?;
    let row = book.store.signature(book.id, 1).await?;
    let row = row.expect("its place stays");
    assert_eq!((row.tag, row.record), (None, None));
    assert!(book.store.consents(book.id, 1).await?.is_empty());
    Ok(())
}

/// A link is found by its hash; one with an end goes when it has come.
///
/// # Errors
/// What the store says.
pub async fn links_lead_to_their_signature_until_they_expire(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    add_signature(&mut batch, None).access = Some(NewAccess {
        hash: hash("short", 1),
        purpose: AccessPurpose::Withdraw,
        expires: Some(at(100)),
    });
    book.commit(batch).await?;
    let forever = book
        .store
        .access(access_hash(book.id, 1))
        .await?
        .expect("it was committed");
    assert_eq!(
        (forever.declaration, forever.leaf, forever.expires),
        (book.id, 1, None)
    );
    let short = book
        .store
        .access(hash("short", 1))
        .await?
        .expect("it was committed");
    assert_eq!(
        (short.purpose, short.expires),
        (AccessPurpose::Withdraw, Some(at(100)))
    );
    assert_eq!(book.store.access(hash("nobody's", 1)).await?, None);
    assert_eq!(book.store.access_expire(at(99), 9).await?, 0);
    assert_eq!(book.store.access_expire(at(100), 0).await?, 0);
    assert_eq!(book.store.access_expire(at(100), 9).await?, 1);
    assert_eq!(book.store.access(hash("short", 1)).await?, None);
    assert_eq!(
        book.store.access(access_hash(book.id, 1)).await?,
        Some(forever)
    );
    Ok(())
}

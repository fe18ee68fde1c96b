//! From the form to the confirmation.

use std::time::Duration;

use tokio::task::JoinSet;

use super::Place;
use super::fixture::{Book, add_signature, at, done, hash, known_link, named};
use crate::{Accepted, AccessPurpose, Cap, Lane, PendingKey, StoreError, Submission, Try};

type Outcome = Result<(), StoreError>;

/// Kinds of the mails in the outbox.
async fn mails(book: &Book) -> Result<Vec<String>, StoreError> {
    let claimed = book
        .store
        .deliveries_claim(Lane::Confirmation, at(80_000), at(0), 999)
        .await?;
    Ok(claimed.into_iter().map(|delivery| delivery.kind).collect())
}

/// Confirms the pending row of a person with the next signature.
async fn confirm(book: &mut Book, number: u64) -> Result<u64, StoreError> {
    let mut batch = book.batch();
    let leaf = batch.size_after();
    add_signature(&mut batch, None).pending = Some(done(number));
    book.commit(batch).await?;
    Ok(leaf)
}

fn three_an_hour(key: &str) -> Cap {
    Cap {
        key: hash(key, 0),
        window_seconds: 3_600,
        most: 3,
    }
}

/// New, capped or suppressed: each leaves a pending row that is found by all its hashes.
///
/// # Errors
/// What the store says.
pub async fn every_submission_is_kept_whatever_mail_it_causes(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    book.store.accept(book.submission(7, 0)).await?;
    assert!(book.store.pending_refuse(hash("refuse", 7), true).await?);
    let mut capped = book.submission(3, 1);
    capped.caps.push(Cap {
        most: 0,
        ..three_an_hour("cap")
    });
    let mut suppressed = book.submission(4, 1);
    suppressed.suppression_key = hash("suppression", 7);
    for (submission, expected) in [
        (book.submission(5, 1), Accepted::ConfirmMailed),
        (capped, Accepted::Capped),
        (suppressed, Accepted::Suppressed),
    ] {
        let pending = submission.pending.clone();
        assert_eq!(book.store.accept(submission).await?, expected);
        for key in [
            PendingKey::Confirm(pending.confirm_hash),
            PendingKey::Tab(pending.tab_hash),
            PendingKey::Refuse(pending.refuse_hash),
        ] {
            let row = book
                .store
                .pending(key)
                .await?
                .expect("every submission is kept");
            assert_eq!((row.declaration, row.tries, row.leaf), (book.id, 0, None));
            assert_eq!(
                (row.payload, row.expires),
                (pending.payload.clone(), pending.expires)
            );
            assert_eq!(row.wrapped_by_code, pending.wrapped_by_code);
        }
    }
    assert_eq!(mails(&book).await?.len(), 1);
    Ok(())
}

/// Somebody who has signed gets the news by mail, with a link to the signature that counts. A mail that is
/// composed twice adds its link once.
///
/// # Errors
/// What the store says.
pub async fn a_signature_is_found_by_its_tag_and_given_one_more_link(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let leaf = book.sign(&[named("Ada Lovelace")]).await?;
    let new = known_link(9, 0);
    for _ in 0..2 {
        let signed = book
            .store
            .link_signed(book.id, hash("tag", leaf), new.clone());
        assert_eq!(signed.await?, Some(leaf));
    }
    let link = book.store.access(new.hash).await?.expect("it was added");
    assert_eq!((link.leaf, link.purpose), (leaf, AccessPurpose::Withdraw));
    assert_eq!(link.expires, new.expires);
    let other = known_link(10, 0);
    let nobody = book
        .store
        .link_signed(book.id, hash("tag", 10), other.clone());
    assert_eq!(nobody.await?, None);
    assert_eq!(book.store.access(other.hash).await?, None);
    Ok(())
}

/// "This was not me", with the wish to get no more mail, holds for every later form.
///
/// # Errors
/// What the store says.
pub async fn a_suppressed_address_gets_no_mail(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    book.store.accept(book.submission(1, 0)).await?;
    let key = hash("suppression", 1);
    assert!(book.store.pending_refuse(hash("refuse", 1), true).await?);
    let mut again = book.submission(2, 1);
    again.suppression_key = key;
    assert_eq!(book.store.accept(again).await?, Accepted::Suppressed);
    assert!(mails(&book).await?.is_empty());
    Ok(())
}

/// Fifty forms at once get three mails when three fit, whatever the order they arrive in.
///
/// # Errors
/// What the store says.
pub async fn caps_hold_under_fifty_concurrent_submissions(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let mut visitors = JoinSet::new();
    for number in 0..50 {
        let mut submission = book.submission(number, 0);
        // Two caps on one key count one mail once.
        let tight = three_an_hour("address");
        let loose = Cap {
            window_seconds: 86_400,
            most: 4,
            ..tight
        };
        submission.caps = vec![tight, loose];
        let store = book.store.clone();
        visitors.spawn(async move { store.accept(submission).await });
    }
    let mut mailed = 0;
    for outcome in visitors.join_all().await {
        mailed += usize::from(outcome? == Accepted::ConfirmMailed);
    }
    assert_eq!(mailed, 3);
    assert_eq!(mails(&book).await?.len(), 3);
    Ok(())
}

/// A mail counts until its window has passed, and until it is forgotten.
///
/// # Errors
/// What the store says.
pub async fn caps_open_again_after_their_window(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let mut number = 0;
    let mut submit = |second| {
        number += 1;
        let mut submission: Submission = book.submission(number, second);
        submission.caps.push(three_an_hour("address"));
        book.store.accept(submission)
    };
    for (second, expected) in [
        (0, Accepted::ConfirmMailed),
        (10, Accepted::ConfirmMailed),
        (20, Accepted::ConfirmMailed),
        (3_599, Accepted::Capped),
        (3_600, Accepted::ConfirmMailed),
        (3_600, Accepted::Capped),
        (3_610, Accepted::ConfirmMailed),
    ] {
        assert_eq!(submit(second).await?, expected, "at {second}");
    }
    assert_eq!(book.store.caps_expire(at(20), 99).await?, 2);
    for expected in [2, 1, 0] {
        assert_eq!(book.store.caps_expire(at(9_999), 2).await?, expected);
    }
    Ok(())
}

/// The row and its mail go together; a mail that was claimed meanwhile goes as well.
///
/// # Errors
/// What the store says.
pub async fn refusing_takes_back_row_and_mail(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    for number in [1, 2] {
        book.store.accept(book.submission(number, 0)).await?;
    }
    assert!(book.store.pending_refuse(hash("refuse", 1), false).await?);
    assert!(
        book.store
            .pending(PendingKey::Confirm(hash("confirm", 1)))
            .await?
            .is_none()
    );
    assert!(
        book.store
            .pending(PendingKey::Confirm(hash("confirm", 2)))
            .await?
            .is_some()
    );
    assert_eq!(mails(&book).await?, ["confirm"]);
    assert!(!book.store.pending_refuse(hash("refuse", 1), false).await?);
    let mut again = book.submission(3, 0);
    again.suppression_key = hash("suppression", 1);
    assert_eq!(book.store.accept(again).await?, Accepted::ConfirmMailed);
    Ok(())
}

/// After the confirmation the way out is to withdraw: the link that refuses does nothing, not even
/// suppress.
///
/// # Errors
/// What the store says.
pub async fn a_confirmed_row_cannot_be_refused(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.store.accept(book.submission(1, 0)).await?;
    let leaf = confirm(&mut book, 1).await?;
    let key = hash("suppression", 1);
    assert!(!book.store.pending_refuse(hash("refuse", 1), true).await?);
    let row = book
        .store
        .pending(PendingKey::Refuse(hash("refuse", 1)))
        .await?;
    assert_eq!(row.and_then(|row| row.leaf), Some(leaf));
    let mut again = book.submission(2, 0);
    again.suppression_key = key;
    assert_eq!(book.store.accept(again).await?, Accepted::ConfirmMailed);
    Ok(())
}

/// Of many who try at once, as many get to compare their code as tries were left.
///
/// # Errors
/// What the store says.
pub async fn a_tab_may_try_a_few_codes_only(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    book.store.accept(book.submission(1, 0)).await?;
    let tab = hash("tab", 1);
    let mut guesses = JoinSet::new();
    for _ in 0..20 {
        let store = book.store.clone();
        guesses.spawn(async move { store.pending_try(tab, 5).await });
    }
    let mut tries = Vec::new();
    for outcome in guesses.join_all().await {
        tries.extend(outcome?);
    }
    let mut left: Vec<u32> = tries.iter().map(Try::left).collect();
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2, 3, 4]);
    tries.into_iter().for_each(Try::stands);
    assert!(book.store.pending_try(tab, 5).await?.is_none());
    assert!(book.store.pending_try(hash("tab", 2), 5).await?.is_none());
    assert_eq!(tries_of(&book, 1).await?, 5);
    Ok(())
}

/// How often a code was tried that counts.
async fn tries_of(book: &Book, number: u64) -> Result<u32, StoreError> {
    let row = book.store.pending(PendingKey::Tab(hash("tab", number)));
    Ok(row.await?.expect("the row stays").tries)
}

/// Waits until so many count, which may take a moment where tries are given back.
async fn until_tries(book: &Book, expected: u32) -> Outcome {
    for _ in 0..500 {
        if tries_of(book, 1).await? == expected {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{} tries count", tries_of(book, 1).await?);
}

/// A try counts from the moment it is begun, and no longer than until it is dropped, unless it stands.
///
/// # Errors
/// What the store says.
pub async fn a_try_that_does_not_stand_is_given_back(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    book.store.accept(book.submission(1, 0)).await?;
    let tab = hash("tab", 1);
    for expected in [3, 2] {
        let counted = book.store.pending_try(tab, 4).await?;
        counted.expect("a try is left").stands();
        let counted = book.store.pending_try(tab, 4).await?;
        let counted = counted.expect("a try is left");
        assert_eq!(counted.left(), expected - 1);
        assert_eq!(tries_of(&book, 1).await?, 5 - expected);
        drop(counted);
        until_tries(&book, 4 - expected).await?;
    }
    Ok(())
}

/// Who goes away while the try is being counted has compared nothing.
///
/// # Errors
/// What the store says.
pub async fn a_try_that_nobody_waits_for_is_given_back(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    book.store.accept(book.submission(1, 0)).await?;
    let tab = hash("tab", 1);
    let counted = book.store.pending_try(tab, 5).await?;
    counted.expect("a try is left").stands();
    let held = book.store.hold_writer().await?;
    for _ in 0..5 {
        let waiting = book.store.pending_try(tab, 5);
        let soon = tokio::time::timeout(Duration::from_millis(20), waiting);
        assert!(soon.await.is_err(), "the writer is held");
    }
    drop(held);
    // Behind this some of them were counted, at the least.
    book.store.setting_put("behind", b"1").await?;
    until_tries(&book, 1).await
}

/// A row goes with its unsent mail when its time has come, confirmed or not, and not before.
///
/// # Errors
/// What the store says.
pub async fn expired_rows_go_and_confirmed_ones_stay_until_they_expire(
    place: &dyn Place,
) -> Outcome {
    let mut book = Book::begin(place).await?;
    for (number, second) in [(1, 0), (2, 0), (3, 0), (4, 50)] {
        book.store.accept(book.submission(number, second)).await?;
    }
    let leaf = confirm(&mut book, 4).await?;
    assert_eq!(book.store.pending_expire(at(3_599), 99).await?, 0);
    assert_eq!(book.store.pending_expire(at(3_600), 2).await?, 2);
    assert_eq!(book.store.pending_expire(at(3_600), 2).await?, 1);
    for number in 1..=3 {
        assert!(
            book.store
                .pending(PendingKey::Tab(hash("tab", number)))
                .await?
                .is_none()
        );
    }
    let row = book.store.pending(PendingKey::Tab(hash("tab", 4))).await?;
    assert_eq!(row.and_then(|row| row.leaf), Some(leaf));
    assert_eq!(mails(&book).await?, ["confirm"]);
    assert_eq!(book.store.pending_expire(at(3_650), 99).await?, 1);
    assert!(
        book.store
            .pending(PendingKey::Tab(hash("tab", 4)))
            .await?
            .is_none()
    );
    assert!(book.store.signature(book.id, leaf).await?.is_some());
    Ok(())
}

/// Hashes are of random secrets: one that comes twice is refused with its mail.
///
/// # Errors
/// What the store says.
pub async fn a_hash_used_twice_changes_nothing(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    book.store.accept(book.submission(1, 0)).await?;
    let mut twin = book.submission(2, 0);
    twin.pending.tab_hash = hash("tab", 1);
    let refused = book.store.accept(twin).await;
    assert!(
        matches!(refused, Err(StoreError::Conflict { .. })),
        "{refused:?}"
    );
    assert!(
        book.store
            .pending(PendingKey::Confirm(hash("confirm", 2)))
            .await?
            .is_none()
    );
    assert_eq!(mails(&book).await?.len(), 1);
    Ok(())
}

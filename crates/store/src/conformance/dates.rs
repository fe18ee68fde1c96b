//! A clock that ran ahead and was set back.

use jiff::SignedDuration;

use super::Place;
use super::fixture::{Book, at, hash};
use crate::{Accepted, Cap, Lane, PendingKey, Reach, StoreError};

type Outcome = Result<(), StoreError>;

const YEAR: i64 = 365 * 24 * 3_600;

const AT_ONCE: Reach = Reach {
    waiting: SignedDuration::ZERO,
    longest: SignedDuration::from_hours(2),
};

/// The hashes of links in the mails that are due at a moment, which are then in hand until another.
async fn taken(book: &Book, second: i64, until: i64) -> Result<usize, StoreError> {
    let (now, until) = (at(second), at(until));
    let lane = Lane::Confirmation;
    let taken = book.store.deliveries_claim(lane, now, until, 99).await?;
    Ok(taken.len())
}

/// Whatever was dated by a clock that was a year ahead is brought back: its mail leaves, its link ends, its
/// address may sign again after the usual time, and others find room in their hour. A second time there is
/// nothing to do.
///
/// # Errors
/// What the store says.
pub async fn what_a_clock_dated_ahead_is_taken_back(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let once_an_hour = Cap {
        key: hash("cap", 1),
        window_seconds: 3_600,
        most: 1,
    };
    let form = |number, second| {
        let mut form = book.submission(number, second);
        (form.caps, form.most_per_hour) = (vec![once_an_hour], 9);
        form
    };
    assert_eq!(
        book.store.accept(form(1, YEAR)).await?,
        Accepted::ConfirmMailed
    );
    let reach = AT_ONCE;
    assert!(book.store.dates_take_back(at(100), reach).await? > 0);
    assert_eq!(book.store.dates_take_back(at(100), reach).await?, 0);
    let row = book.store.pending(PendingKey::Tab(hash("tab", 1))).await?;
    assert_eq!(row.map(|row| row.expires), Some(at(100) + reach.longest));
    assert_eq!(taken(&book, 100, 900).await?, 1);
    assert_eq!(book.store.accept(form(2, 200)).await?, Accepted::Capped);
    assert_eq!(
        book.store.accept(form(3, 3_800)).await?,
        Accepted::ConfirmMailed
    );
    Ok(())
}

/// What is dated as it may be stays as it is: a mail in hand is not given to somebody else, and one that
/// waits for its time goes on waiting where that is not too far.
///
/// # Errors
/// What the store says.
pub async fn what_is_dated_rightly_is_not_taken_back(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    book.store.accept(book.submission(1, 0)).await?;
    assert_eq!(taken(&book, 10, 910).await?, 1);
    book.store.accept(book.submission(2, 600)).await?;
    let patient = Reach {
        waiting: SignedDuration::from_secs(500),
        ..AT_ONCE
    };
    assert_eq!(book.store.dates_take_back(at(100), patient).await?, 0);
    assert_eq!(taken(&book, 100, 1_000).await?, 0);
    assert_eq!(book.store.dates_take_back(at(100), AT_ONCE).await?, 1);
    assert_eq!(taken(&book, 100, 1_000).await?, 1, "not the one in hand");
    Ok(())
}

//! What comes back, and the hours in which mails that forms cause leave.

use super::Place;
use super::fixture::{Book, TODAY, at, hash};
use crate::{Accepted, NewReturn, PendingKey, ReturnedCount, StoreError};

type Outcome = Result<(), StoreError>;

fn returned(mail: Option<u8>, class: &'static str, second: i64) -> NewReturn {
    NewReturn {
        mail: mail.map(|byte| [byte; 16]),
        kind: "issue",
        class,
        status: "5.7.1".to_owned(),
        now: at(second),
    }
}

fn counted(day: u32, class: &str, n: u64) -> ReturnedCount {
    ReturnedCount {
        day,
        kind: "issue".to_owned(),
        class: class.to_owned(),
        status: "5.7.1".to_owned(),
        n,
    }
}

/// However often one mail is reported, each class of it counts once; what names no mail counts each
/// time.
///
/// # Errors
/// What the store says.
pub async fn the_same_return_counts_once(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    assert!(!store.mail_was_returned([1; 16], "soft").await?);
    assert!(store.mail_returned(returned(Some(1), "soft", 0)).await?);
    assert!(store.mail_was_returned([1; 16], "soft").await?);
    assert!(!store.mail_was_returned([1; 16], "hard").await?);
    assert!(
        !store
            .mail_returned(returned(Some(1), "soft", 90_000))
            .await?
    );
    assert!(store.mail_returned(returned(Some(1), "hard", 1)).await?);
    assert!(store.mail_returned(returned(Some(2), "soft", 2)).await?);
    for second in [3, 3] {
        assert!(
            store
                .mail_returned(returned(None, "review", second))
                .await?
        );
    }
    assert_eq!(
        store.returned_counts(TODAY).await?,
        [
            counted(TODAY, "soft", 2),
            counted(TODAY, "review", 2),
            counted(TODAY, "hard", 1)
        ]
    );
    Ok(())
}

/// Which mail it was is forgotten before how many there were.
///
/// # Errors
/// What the store says.
pub async fn returns_are_forgotten_and_their_counts_later(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    store.mail_returned(returned(Some(1), "soft", 0)).await?;
    store
        .mail_returned(returned(Some(2), "soft", 86_400))
        .await?;
    store.mail_returned(returned(Some(1), "hard", 5)).await?;
    for expected in [1, 1, 0] {
        assert_eq!(store.returned_expire(at(10), 1).await?, expected);
    }
    assert_eq!(store.returned_counts(TODAY).await?.len(), 3);
    assert!(store.mail_returned(returned(Some(1), "soft", 20)).await?);
    assert_eq!(store.returned_counts_expire(TODAY + 1).await?, 2);
    let left = [counted(TODAY + 1, "soft", 1)];
    assert_eq!(store.returned_counts(0).await?, left);
    assert!(store.returned_counts(TODAY + 2).await?.is_empty());
    Ok(())
}

/// An address that wants no mail loses what waits for it, and gets mail again once that is lifted.
///
/// # Errors
/// What the store says.
pub async fn suppressing_takes_back_what_waits_and_can_be_lifted(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let key = hash("suppression", 1);
    book.store.accept(book.submission(1, 0)).await?;
    book.store.accept(book.submission(2, 0)).await?;
    assert!(!book.store.is_suppressed(key).await?);
    book.store.suppress(key).await?;
    book.store.suppress(key).await?;
    assert!(book.store.is_suppressed(key).await?);
    let pending = |number| book.store.pending(PendingKey::Tab(hash("tab", number)));
    assert!(pending(1).await?.is_none());
    assert!(pending(2).await?.is_some());
    assert_eq!(book.store.outbox_depth(at(0)).await?.waiting, 1);
    let mut again = book.submission(3, 1);
    again.suppression_key = key;
    assert_eq!(book.store.accept(again).await?, Accepted::Suppressed);
    let infomail = hash("infomail suppression", 1);
    assert!(book.store.suppression_lift(key, infomail).await?);
    assert!(!book.store.suppression_lift(key, infomail).await?);
    let mut later = book.submission(4, 2);
    later.suppression_key = key;
    assert_eq!(book.store.accept(later).await?, Accepted::ConfirmMailed);
    Ok(())
}

/// Mails beyond what an hour takes wait for the next with room, in order and spread over it; what
/// would come too late is not sent at all.
///
/// # Errors
/// What the store says.
pub async fn a_full_hour_makes_mails_wait(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let mut number = 0;
    let mut submit = |second, lives| {
        number += 1;
        let mut submission = book.submission(number, second);
        submission.most_per_hour = 2;
        submission.pending.expires = at(second + lives);
        book.store.accept(submission)
    };
    let held = |is_first| Accepted::Held { is_first };
    for (second, lives, expected) in [
        (0, 90_000, Accepted::ConfirmMailed),
        (100, 90_000, Accepted::ConfirmMailed),
        (200, 90_000, held(true)),
        (300, 90_000, held(false)),
        (400, 6_000, Accepted::Capped),
        (3_700, 90_000, held(true)),
        (7_300, 90_000, Accepted::ConfirmMailed),
    ] {
        assert_eq!(submit(second, lives).await?, expected, "at {second}");
    }
    let hours = book.store.mails_by_hour(at(3_700)).await?;
    assert_eq!(hours, [(at(3_600), 2), (at(7_200), 2)]);
    for (second, due) in [
        (200, 2),
        (3_600, 3),
        (5_399, 3),
        (5_400, 4),
        (7_200, 5),
        (7_300, 6),
    ] {
        let depth = book.store.outbox_depth(at(second)).await?;
        assert_eq!(depth.waiting, due, "at {second}");
    }
    assert_eq!(book.store.caps_expire(at(7_200), 9).await?, 0);
    assert_eq!(book.store.mails_by_hour(at(0)).await?, [(at(7_200), 2)]);
    Ok(())
}

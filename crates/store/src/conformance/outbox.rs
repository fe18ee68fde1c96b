//! Mails on their way.

use std::collections::BTreeSet;

use domain::id::DeliveryId;
use tokio::task::JoinSet;

use super::Place;
use super::fixture::{Book, at, delivery, hash};
use crate::{Duty, Lane, Settled, StoreError};

type Outcome = Result<(), StoreError>;

const LANE: Lane = Lane::Confirmation;

/// A declaration with these mails in its outbox: number and second at which each is due.
async fn with_mails(place: &dyn Place, mails: &[(u64, i64)]) -> Result<Book, StoreError> {
    let mails: Vec<(u64, i64, Lane)> = mails.iter().map(|(n, due)| (*n, *due, LANE)).collect();
    in_lanes(place, &mails).await
}

async fn in_lanes(place: &dyn Place, mails: &[(u64, i64, Lane)]) -> Result<Book, StoreError> {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    batch.entries.push(b"an entry".to_vec());
    for (number, due, lane) in mails {
        let mut mail = delivery("news", *number, *due);
        mail.lane = *lane;
        batch.deliveries.push(mail);
    }
    book.commit(batch).await?;
    Ok(book)
}

/// The recipients of what can be claimed at a second, leased for ten.
async fn claim(book: &Book, second: i64, most: u32) -> Result<Vec<String>, StoreError> {
    claim_in(book, LANE, second, most).await
}

async fn claim_in(
    book: &Book,
    lane: Lane,
    second: i64,
    most: u32,
) -> Result<Vec<String>, StoreError> {
    let claimed = book
        .store
        .deliveries_claim(lane, at(second), at(second + 10), most)
        .await?;
    Ok(claimed
        .into_iter()
        .map(|delivery| delivery.recipient)
        .collect())
}

async fn settle(book: &Book, settled: &[(u64, Settled)]) -> Outcome {
    let settled = settled.iter().map(|(number, to)| (id(*number), to.clone()));
    book.store.deliveries_settle(settled.collect(), 2).await
}

fn id(number: u64) -> DeliveryId {
    delivery("news", number, 0).id
}

fn dead(day: u32, domain: &str) -> Settled {
    Settled::Dead {
        class: "address",
        domain: (hash(domain, 0), domain.into()),
        day,
    }
}

/// A worker that dies loses nothing, and nobody sends what it holds before it is thought dead.
///
/// # Errors
/// What the store says.
pub async fn claimed_mail_returns_after_its_lease(place: &dyn Place) -> Outcome {
    let book = with_mails(place, &[(1, 5), (2, 3)]).await?;
    assert_eq!(
        claim(&book, 5, 9).await?,
        ["person2@example.org", "person1@example.org"]
    );
    assert!(claim(&book, 14, 9).await?.is_empty());
    let again = book.store.deliveries_claim(LANE, at(15), at(25), 9).await?;
    assert_eq!(again.len(), 2);
    let first = again
        .iter()
        .find(|mail| mail.id == id(1))
        .expect("it came back");
    assert_eq!(
        (first.kind.as_str(), first.language.as_str()),
        ("news", "en")
    );
    assert_eq!(
        (first.fields.as_slice(), first.due),
        (&b"token 1"[..], at(5))
    );
    assert_eq!(first.attempts, 0);
    settle(&book, &[(1, Settled::Sent)]).await?;
    settle(&book, &[(1, Settled::Sent)]).await?;
    assert_eq!(claim(&book, 60, 9).await?, ["person2@example.org"]);
    Ok(())
}

/// Whoever knows that the hands are dead need not wait for the lease; what failed keeps its moment.
///
/// # Errors
/// What the store says.
pub async fn claimed_mail_can_be_released_before_its_lease(place: &dyn Place) -> Outcome {
    let book = with_mails(place, &[(1, 0), (2, 0), (3, 0)]).await?;
    assert_eq!(claim(&book, 1, 2).await?.len(), 2);
    settle(&book, &[(2, Settled::Later(at(100)))]).await?;
    assert_eq!(book.store.deliveries_release(Lane::Service).await?, 0);
    assert_eq!(book.store.deliveries_release(LANE).await?, 1);
    assert_eq!(
        claim(&book, 2, 9).await?,
        ["person1@example.org", "person3@example.org"]
    );
    Ok(())
}

/// However many workers claim at once, each mail goes to one.
///
/// # Errors
/// What the store says.
pub async fn a_mail_is_in_one_hand_at_a_time(place: &dyn Place) -> Outcome {
    let mails: Vec<(u64, i64)> = (0..40).map(|number| (number, 0)).collect();
    let book = with_mails(place, &mails).await?;
    let mut workers = JoinSet::new();
    for _ in 0..10 {
        let store = book.store.clone();
        workers.spawn(async move { store.deliveries_claim(LANE, at(1), at(60), 7).await });
    }
    let mut hands = Vec::new();
    for claimed in workers.join_all().await {
        hands.extend(claimed?.into_iter().map(|mail| mail.id));
    }
    assert_eq!(hands.len(), 40);
    assert_eq!(hands.iter().collect::<BTreeSet<_>>().len(), 40);
    Ok(())
}

/// A lane is a queue of its own.
///
/// # Errors
/// What the store says.
pub async fn each_lane_waits_for_itself(place: &dyn Place) -> Outcome {
    let mails = [
        (1, 0, Lane::Service),
        (2, 1, Lane::Service),
        (4, 3, Lane::Confirmation),
    ];
    let book = in_lanes(place, &mails).await?;
    assert_eq!(
        claim_in(&book, Lane::Confirmation, 5, 9).await?,
        ["person4@example.org"]
    );
    assert_eq!(
        claim_in(&book, Lane::Service, 5, 1).await?,
        ["person1@example.org"]
    );
    settle(&book, &[(1, Settled::Later(at(50)))]).await?;
    let depth = book.store.outbox_depth(at(6)).await?;
    let counts: Vec<(Lane, u64, u64, u64)> = depth
        .lanes
        .iter()
        .map(|depth| (depth.lane, depth.waiting, depth.held, depth.later))
        .collect();
    assert_eq!(
        counts,
        [
            (Lane::Confirmation, 0, 1, 0),
            (Lane::Service, 1, 0, 1),
            (Lane::Issue, 0, 0, 0)
        ]
    );
    assert_eq!((depth.waiting, depth.oldest_due), (1, Some(at(1))));
    Ok(())
}

/// Nothing goes out before its moment, and the depth tells what is late.
///
/// # Errors
/// What the store says.
pub async fn mail_that_is_not_due_waits(place: &dyn Place) -> Outcome {
    let book = with_mails(place, &[(1, 10), (2, 20), (3, 30)]).await?;
    assert!(claim(&book, 9, 9).await?.is_empty());
    let depth = book.store.outbox_depth(at(9)).await?;
    assert_eq!((depth.waiting, depth.oldest_due), (0, None));
    let depth = book.store.outbox_depth(at(20)).await?;
    assert_eq!((depth.waiting, depth.oldest_due), (2, Some(at(10))));
    assert_eq!(claim(&book, 20, 1).await?, ["person1@example.org"]);
    let depth = book.store.outbox_depth(at(20)).await?;
    assert_eq!((depth.waiting, depth.oldest_due), (1, Some(at(20))));
    Ok(())
}

/// A failed mail waits for its next moment and knows how often it was tried; one that was not tried
/// comes back as it was.
///
/// # Errors
/// What the store says.
pub async fn a_mail_that_failed_comes_back_when_it_is_due(place: &dyn Place) -> Outcome {
    let book = with_mails(place, &[(1, 0)]).await?;
    for attempt in 0..3 {
        let now = i64::from(attempt) * 100;
        let (from, to) = (at(now), at(now + 10));
        let claimed = book.store.deliveries_claim(LANE, from, to, 9).await?;
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].attempts, attempt);
        settle(&book, &[(1, Settled::Back(at(now + 50)))]).await?;
        assert!(claim(&book, now + 49, 9).await?.is_empty());
        assert_eq!(claim(&book, now + 50, 9).await?.len(), 1);
        settle(&book, &[(1, Settled::Later(at(now + 100)))]).await?;
        assert!(claim(&book, now + 99, 9).await?.is_empty());
    }
    settle(&book, &[(99, Settled::Later(at(0)))]).await?;
    Ok(())
}

/// Whoever mended the cause need not wait for the schedule; what is in somebody's hands stays there,
/// and what was put off without a try keeps its moment.
///
/// # Errors
/// What the store says.
pub async fn mail_that_failed_can_be_hurried(place: &dyn Place) -> Outcome {
    let book = with_mails(place, &[(1, 0), (2, 0), (3, 0), (4, 5_000)]).await?;
    assert_eq!(claim(&book, 1, 9).await?.len(), 3);
    let later = |number| (number, Settled::Later(at(5_000)));
    settle(&book, &[later(1), later(2)]).await?;
    assert_eq!(book.store.deliveries_hurry(Lane::Issue, at(2)).await?, 0);
    assert_eq!(book.store.deliveries_hurry(LANE, at(2)).await?, 2);
    let mut claimed = claim(&book, 2, 9).await?;
    claimed.sort();
    assert_eq!(claimed, ["person1@example.org", "person2@example.org"]);
    Ok(())
}

/// Of a mail that will never be sent it is known how many there were of its kind and day, and the domain
/// where enough of them had the same.
///
/// # Errors
/// What the store says.
pub async fn a_mail_given_up_is_only_counted(place: &dyn Place) -> Outcome {
    let book = with_mails(place, &[(1, 0), (2, 0), (3, 0), (4, 0)]).await?;
    settle(
        &book,
        &[(1, dead(7, "a.example")), (2, dead(7, "a.example"))],
    )
    .await?;
    settle(
        &book,
        &[(2, dead(8, "a.example")), (99, dead(8, "a.example"))],
    )
    .await?;
    settle(&book, &[(4, dead(8, "b.example"))]).await?;
    let depth = book.store.outbox_depth(at(0)).await?;
    assert_eq!(depth.given_up, [("news".to_owned(), 3)]);
    assert_eq!(claim(&book, 0, 9).await?, ["person3@example.org"]);
    let counted = |letters: Vec<crate::DeadLetters>| -> Vec<(u32, Option<String>, u64)> {
        let counts = letters.into_iter().map(|row| (row.day, row.domain, row.n));
        counts.collect()
    };
    assert_eq!(
        counted(book.store.dead_letters(0, 9).await?),
        [(8, None, 1), (7, Some("a.example".to_owned()), 2)]
    );
    assert_eq!(book.store.dead_letters(8, 9).await?.len(), 1);
    assert_eq!(book.store.dead_letters_expire(8).await?, 1);
    assert_eq!(book.store.dead_letters(0, 9).await?.len(), 1);
    let depth = book.store.outbox_depth(at(0)).await?;
    assert_eq!(depth.given_up, [("news".to_owned(), 3)]);
    Ok(())
}

/// Two processes on one store cannot both have a duty, and the second gets it when the first is gone.
///
/// # Errors
/// What the store says.
pub async fn one_process_has_a_duty(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    let beside = place.open().await?;
    for duty in Duty::ALL {
        let alone = store.sole(duty).await?.expect("nobody has it yet");
        assert!(alone.is_held().await);
        assert!(beside.sole(duty).await?.is_none());
        assert!(store.sole(duty).await?.is_none());
        drop(alone);
        let alone = beside.sole(duty).await?.expect("it was given back");
        alone.end().await;
        assert!(store.sole(duty).await?.is_some());
    }
    Ok(())
}

//! Mails on their way.

use std::collections::BTreeSet;

use domain::id::DeliveryId;
use tokio::task::JoinSet;

use super::Place;
use super::fixture::{Book, at, delivery};
use crate::StoreError;

type Outcome = Result<(), StoreError>;

/// A declaration with these mails in its outbox: number and second at which each is due.
async fn with_mails(place: &dyn Place, mails: &[(u64, i64)]) -> Result<Book, StoreError> {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    batch.entries.push(b"an entry".to_vec());
    let waiting = mails
        .iter()
        .map(|(number, due)| delivery("news", *number, *due));
    batch.deliveries.extend(waiting);
    book.commit(batch).await?;
    Ok(book)
}

/// The recipients of what can be claimed at a second, leased for ten.
async fn claim(book: &Book, second: i64, most: u32) -> Result<Vec<String>, StoreError> {
    let claimed = book
        .store
        .deliveries_claim(at(second), at(second + 10), most)
        .await?;
    Ok(claimed
        .into_iter()
        .map(|delivery| delivery.recipient)
        .collect())
}

fn id(number: u64) -> DeliveryId {
    delivery("news", number, 0).id
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
    let again = book.store.deliveries_claim(at(15), at(25), 9).await?;
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
    book.store.delivery_done(id(1)).await?;
    book.store.delivery_done(id(1)).await?;
    assert_eq!(claim(&book, 60, 9).await?, ["person2@example.org"]);
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
        workers.spawn(async move { store.deliveries_claim(at(1), at(60), 7).await });
    }
    let mut hands = Vec::new();
    for claimed in workers.join_all().await {
        hands.extend(claimed?.into_iter().map(|mail| mail.id));
    }
    assert_eq!(hands.len(), 40);
    assert_eq!(hands.iter().collect::<BTreeSet<_>>().len(), 40);
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

/// A failed mail waits for its next moment and knows how often it was tried.
///
/// # Errors
/// What the store says.
pub async fn a_mail_that_failed_comes_back_when_it_is_due(place: &dyn Place) -> Outcome {
    let book = with_mails(place, &[(1, 0)]).await?;
    for attempt in 0..3 {
        let now = i64::from(attempt) * 100;
        let claimed = book
            .store
            .deliveries_claim(at(now), at(now + 10), 9)
            .await?;
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].attempts, attempt);
        book.store.delivery_retry(id(1), at(now + 100)).await?;
        assert!(claim(&book, now + 99, 9).await?.is_empty());
    }
    book.store.delivery_retry(id(99), at(0)).await?;
    Ok(())
}

/// Of a mail that will never be sent only its kind is known, as a number.
///
/// # Errors
/// What the store says.
pub async fn a_mail_given_up_is_only_counted(place: &dyn Place) -> Outcome {
    let book = with_mails(place, &[(1, 0), (2, 0), (3, 0)]).await?;
    for number in [1, 2, 2, 99] {
        book.store.delivery_give_up(id(number)).await?;
    }
    let depth = book.store.outbox_depth(at(0)).await?;
    assert_eq!(depth.given_up, [("news".to_owned(), 2)]);
    assert_eq!(claim(&book, 0, 9).await?, ["person3@example.org"]);
    Ok(())
}

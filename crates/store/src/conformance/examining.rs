//! Looking whether a store is well.

use super::Place;
use super::fixture::{Book, named};
use crate::{Indexed, StoreError};

type Outcome = Result<(), StoreError>;

/// What was signed, withdrawn and moved is found whole, or it is said that nobody can see it.
///
/// # Errors
/// What the store says.
pub async fn indexes_are_whole_after_people_come_and_go(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let people: Vec<_> = (0..40).map(|n| named(&format!("Ada {n}"))).collect();
    let first = book.sign(&people).await?;
    for leaf in first..first + 10 {
        book.withdraw(leaf).await?;
    }
    match book.store.index_check().await? {
        Indexed::Whole { checked } => assert!(checked > 0),
        Indexed::Unseen { why } => assert!(why.contains("amcheck")),
    }
    Ok(())
}

/// A clock that is another one is told; a file has none.
///
/// # Errors
/// What the store says.
pub async fn the_clock_of_a_server_is_told(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    let time = store.server_time().await?;
    assert_eq!(time.is_some(), store.is_shared());
    Ok(())
}

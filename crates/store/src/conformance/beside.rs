//! What several programs at one store rely on.

use domain::listing::Listing;

use super::Place;
use super::fixture::{Book, named, new_declaration};
use crate::{FolderFile, Generation, Publication, Relisting, StoreError};

type Outcome = Result<(), StoreError>;

/// Whoever keeps a page learns from two numbers that it is old, also of what another process did.
///
/// # Errors
/// What the store says.
pub async fn every_change_that_pages_show_is_counted(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let beside = place.open().await?;
    let generation = async |book: &Book| -> Result<Generation, StoreError> {
        let all = beside.generations().await?;
        let own = all.iter().find(|(id, _)| *id == book.id);
        Ok(own.expect("it was made").1)
    };
    let begun = generation(&book).await?;
    book.sign(&[named("Ada")]).await?;
    let signed = generation(&book).await?;
    assert_eq!(signed.size, book.size);
    assert!(signed.changes > begun.changes);
    let mut batch = book.batch();
    batch.publication = Some(Publication {
        files: vec![FolderFile {
            path: "raisings.toml".to_owned(),
            content: Vec::new(),
        }],
        ..Publication::default()
    });
    book.commit(batch).await?;
    let published = generation(&book).await?;
    assert_eq!(published.size, signed.size);
    assert!(published.changes > signed.changes);
    assert!(published.publications > signed.publications);
    let relisting = Relisting {
        declaration: book.id,
        leaf: book.size - 1,
        from: Listing::Named,
        to: Listing::Counted,
        signatory: None,
        consent: None,
    };
    assert!(book.store.relist(relisting.clone()).await?);
    let relisted = generation(&book).await?;
    assert!(relisted.changes > published.changes);
    assert!(!book.store.relist(relisting).await?);
    assert_eq!(generation(&book).await?, relisted);
    Ok(())
}

/// Whoever knows a log up to some size is given what it gained since, unless that is much, and what others
/// miss in it.
///
/// # Errors
/// What the store says.
pub async fn news_of_a_log_are_what_it_gained_since(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let known = book.size;
    book.sign(&[named("Ada"), named("Bo"), named("Chi")])
        .await?;
    let news = async |size, most| {
        let news = book.store.log_news(book.id, size, most).await?;
        Ok::<_, StoreError>(news.expect("it has a log"))
    };
    let all = news(known, 3).await?;
    assert_eq!(
        Some(&all.head),
        book.store.log_head(book.id).await?.as_ref()
    );
    assert_eq!(
        all.entries,
        book.store.log_entries(book.id, known, book.size).await?
    );
    assert_eq!((all.entries.len(), all.missed), (3, None));
    for (size, most) in [(known, 2), (book.size, 9), (book.size + 5, 9)] {
        assert!(news(size, most).await?.entries.is_empty(), "{size} {most}");
    }
    book.store.log_missed(book.id, "a note").await?;
    assert_eq!(news(known, 3).await?.missed.as_deref(), Some("a note"));
    assert_eq!(
        book.store.log_news(new_declaration(9).id, 0, 9).await?,
        None
    );
    Ok(())
}

/// A turn that was given back, or left behind, comes to the next.
///
/// # Errors
/// What the store says.
pub async fn a_turn_ends_and_comes_again(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let beside = place.open().await?;
    for store in [&book.store, &beside, &book.store] {
        store.turn(book.id).await?.end().await;
    }
    drop(beside.turn(book.id).await?);
    book.store.turn(book.id).await?.end().await;
    Ok(())
}

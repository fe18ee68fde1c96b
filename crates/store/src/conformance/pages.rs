//! Pages of the public list by their number, and the count beside it.

use domain::signer::Class;

use super::Place;
use super::fixture::{Book, add_signature, language, named};
use crate::{Cursor, NewSignatory, Order, SignatoryQuery, SignatoryRow, StoreError};

type Outcome = Result<(), StoreError>;

/// People and organisations in two languages, whose names come in no order.
fn crowd(numbers: std::ops::Range<usize>) -> Vec<NewSignatory> {
    let one = |number: usize| {
        let mut shown = named(&format!("Name {:04}", number * 7_919 % 10_007));
        shown.class = Class::ALL[usize::from(number.is_multiple_of(5))];
        shown.language = language(["en", "de"][usize::from(number.is_multiple_of(3))]);
        shown
    };
    numbers.map(one).collect()
}

async fn whole(book: &Book, query: &SignatoryQuery) -> Result<Vec<SignatoryRow>, StoreError> {
    let query = SignatoryQuery {
        limit: 9_999,
        ..query.clone()
    };
    Ok(book.store.signatories(query).await?.rows)
}

/// Every page of a list is what stands there in the whole list, and leads to the next.
async fn check(book: &Book, query: &SignatoryQuery) -> Outcome {
    let whole = whole(book, query).await?;
    let length = whole.len();
    let limit = query.limit as usize;
    for skip in (0..length + limit).step_by(limit).chain([length, 1, 9_999]) {
        let page = SignatoryQuery {
            after: Some(Cursor::skipping(skip as u64)),
            ..query.clone()
        };
        let page = book.store.signatories(page).await?;
        let rest = whole.get(skip..).unwrap_or_default();
        assert!(
            page.rows == rest[..limit.min(rest.len())],
            "{skip} of {length}, {query:?}"
        );
        assert_eq!(page.next.is_some(), rest.len() > limit);
        let Some(next) = page.next else { continue };
        let next = SignatoryQuery {
            after: Some(next),
            limit: 1,
            ..query.clone()
        };
        let next = book.store.signatories(next).await?.rows;
        assert_eq!(next[..], rest[limit..=limit]);
    }
    Ok(())
}

async fn check_all(book: &Book) -> Outcome {
    let by_name = |locale: &str| Order::Name {
        locale: locale.to_owned(),
    };
    for order in [Order::Newest, by_name("en"), by_name("de")] {
        for (class, tag) in [
            (None, None),
            (Some(Class::Person), None),
            (None, Some("de")),
            (Some(Class::Organisation), Some("en")),
        ] {
            let query = SignatoryQuery {
                order: order.clone(),
                class,
                language: tag.map(language),
                limit: 70,
                ..book.query()
            };
            check(book, &query).await?;
        }
    }
    Ok(())
}

/// A page is found by its number in every order and with every filter, however people came and went.
///
/// # Errors
/// What the store says.
pub async fn every_page_is_found_by_its_number(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    check_all(&book).await?;
    let first = book.sign(&crowd(0..700)).await?;
    book.sign(&crowd(700..701)).await?;
    check_all(&book).await?;
    for leaf in (first..first + 300).chain([first + 500, first + 700]) {
        book.withdraw(leaf).await?;
    }
    book.sign(&crowd(701..960)).await?;
    check_all(&book).await?;
    let keys = (first + 300..first + 420)
        .map(|leaf| (leaf, format!("{:03}", leaf * 37 % 211).into_bytes()))
        .collect();
    book.store.sort_keys_replace(book.id, "en", keys).await?;
    check_all(&book).await
}

/// Whoever asks for a page behind so many rows of a search gets its beginning: how many there are is not
/// known.
///
/// # Errors
/// What the store says.
pub async fn a_search_has_no_numbers(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&crowd(0..9)).await?;
    let query = SignatoryQuery {
        prefix: Some("name".to_owned()),
        ..book.query()
    };
    let skipping = SignatoryQuery {
        after: Some(Cursor::skipping(5)),
        ..query.clone()
    };
    assert!(!Cursor::skipping(5).fits(&skipping));
    let begun = book.store.signatories(query).await?;
    assert_eq!(book.store.signatories(skipping).await?, begun);
    Ok(())
}

/// Count and size of one moment belong to each other, and a page of the list says of which size it is.
///
/// # Errors
/// What the store says.
pub async fn count_and_size_are_of_one_moment(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    for _ in 0..3 {
        let mut batch = book.batch();
        add_signature(&mut batch, Some(named("Ada")));
        add_signature(&mut batch, None);
        book.commit(batch).await?;
        let moment = book.store.moment(book.id).await?.expect("there is a log");
        assert_eq!(moment.head.size, book.size);
        let counted: u64 = moment.counters.iter().map(|counter| counter.n).sum();
        assert_eq!(counted, book.size - 1, "all but the text are signatures");
        let page = book.store.signatories(book.query()).await?;
        assert_eq!(page.size, book.size);
    }
    let other = super::fixture::new_declaration(9).id;
    assert_eq!(book.store.moment(other).await?, None);
    Ok(())
}

/// Whoever keeps something prepared is told of a change as soon as it can be read, and of no other
/// declaration's.
///
/// # Errors
/// What the store says.
pub async fn changes_are_told_to_those_who_watch(place: &dyn Place) -> Outcome {
    let mut one = Book::begin(place).await?;
    let mut other = Book::begin_in(one.store.clone(), 2).await?;
    let watches = [Some(one.id), Some(other.id), None].map(|of| one.store.watch(of));
    let seen = || watches.each_ref().map(crate::Watch::seen);
    let mut before = seen();
    let mut check = |expected: [bool; 3]| {
        let now = seen();
        let grew: Vec<bool> = before
            .iter()
            .zip(now)
            .map(|(before, now)| now > *before)
            .collect();
        assert_eq!(grew, expected);
        before = now;
    };
    one.sign(&crowd(0..1)).await?;
    check([true, false, true]);
    other.sign(&crowd(0..1)).await?;
    check([false, true, true]);
    one.store
        .sort_keys_replace(one.id, "en", vec![(1, b"k".to_vec())])
        .await?;
    check([true, false, true]);
    one.store.cosign(one.id, one.size, Vec::new()).await?;
    check([true, false, true]);
    one.store.signatories(one.query()).await?;
    check([false, false, false]);
    one.store.changed(None);
    check([true, true, true]);
    Ok(())
}

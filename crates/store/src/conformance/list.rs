//! The public list.

use std::collections::BTreeSet;

use domain::listing::Listing;
use domain::locale::Language;
use domain::signer::Class;

use super::Place;
use super::fixture::{Book, add_signature, language, named};
use crate::{Cursor, NewSignatory, Order, SignatoryQuery, SignatoryRow, StoreError};

type Outcome = Result<(), StoreError>;

const GIVEN: [&str; 6] = ["Ada", "Anna", "Bo", "Chi", "Dara", "Ännchen"];
const FAMILY: [&str; 5] = ["Anders", "Lovelace", "Nwosu", "Özil", "Ann Annison"];
const LANGUAGES: [&str; 3] = ["en", "de", "zh-Hant"];

/// Sixty people and organisations of every sort.
fn crowd() -> Vec<NewSignatory> {
    (0..60)
        .map(|number| {
            let name = format!("{} {}", GIVEN[number % 6], FAMILY[number % 5]);
            let mut shown = named(&name);
            shown.class = Class::ALL[usize::from(number % 7 == 0)];
            shown.language = language(LANGUAGES[number % 4 % 3]);
            shown.listing = [Listing::Named, Listing::Initials][usize::from(number % 9 == 0)];
            shown
        })
        .collect()
}

/// Every page of a query, read to the end.
async fn all(book: &Book, mut query: SignatoryQuery) -> Result<Vec<SignatoryRow>, StoreError> {
    let mut rows = Vec::new();
    loop {
        let page = book.store.signatories(query.clone()).await?;
        assert!(page.rows.len() <= query.limit as usize);
        rows.extend(page.rows);
        let Some(next) = page.next else { break };
        assert!(next.fits(&query));
        query.after = Some(Cursor::parse(&next.to_string()).expect("a cursor reads its own text"));
    }
    Ok(rows)
}

fn names(rows: &[SignatoryRow]) -> Vec<&str> {
    rows.iter().map(|row| row.name.as_str()).collect()
}

/// Somebody with two words that match is found once, at the first of them; the order is that of the
/// matching words.
///
/// # Errors
/// What the store says.
pub async fn each_signatory_stands_once_in_a_search(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let people = [
        "Bo Annis",
        "Anna Annabel Ann",
        "Chi Anders",
        "Dara Ännchen",
        "Ann Zuse",
    ];
    book.sign(&people.map(named)).await?;
    for limit in [1, 2, 3, 99] {
        for (prefix, expected) in [
            ("ann", &["Anna Annabel Ann", "Ann Zuse", "Bo Annis"][..]),
            ("anna", &["Anna Annabel Ann"]),
            (
                "an",
                &["Chi Anders", "Anna Annabel Ann", "Ann Zuse", "Bo Annis"],
            ),
            ("än", &["Dara Ännchen"]),
            ("annalena", &[]),
            ("%", &[]),
        ] {
            let mut query = book.query();
            (query.prefix, query.limit) = (Some(prefix.to_owned()), limit);
            assert_eq!(
                names(&all(&book, query).await?),
                expected,
                "{prefix} by {limit}"
            );
        }
    }
    let mut query = book.query();
    query.prefix = Some(String::new());
    assert_eq!(all(&book, query).await?.len(), 5);
    Ok(())
}

/// In each order, with each filter and prefix, the list is what a plain sort and filter would make.
///
/// # Errors
/// What the store says.
pub async fn filters_leave_out_the_others_in_every_order(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let people = crowd();
    book.sign(&people[..25]).await?;
    book.sign(&people[25..]).await?;
    for order in orders() {
        for class in [None, Some(Class::Person), Some(Class::Organisation)] {
            for tag in [None, Some("de"), Some("zh-Hant"), Some("fr")] {
                for prefix in [None, Some("an"), Some("lovelace")] {
                    let query = SignatoryQuery {
                        order: order.clone(),
                        class,
                        language: tag.map(language),
                        prefix: prefix.map(str::to_owned),
                        limit: 7,
                        ..book.query()
                    };
                    let rows = all(&book, query.clone()).await?;
                    let leaves: Vec<u64> = rows.iter().map(|row| row.leaf).collect();
                    assert_eq!(leaves, expected(&people, &query), "{query:?}");
                }
            }
        }
    }
    Ok(())
}

fn orders() -> [Order; 3] {
    let by_name = |locale: &str| Order::Name {
        locale: locale.to_owned(),
    };
    [Order::Newest, by_name("en"), by_name("de")]
}

/// The leaves a query should find among people who signed one after the other from leaf 1.
fn expected(people: &[NewSignatory], query: &SignatoryQuery) -> Vec<u64> {
    let fits = |person: &&NewSignatory| {
        query.class.is_none_or(|class| class == person.class)
            && query
                .language
                .as_ref()
                .is_none_or(|asked: &Language| *asked == person.language)
    };
    let numbered = (1_u64..).zip(people).filter(|(_, person)| fits(person));
    let mut keyed: Vec<(Vec<u8>, u64)> = numbered
        .filter_map(|(leaf, person)| Some((sort_key(person, leaf, query)?, leaf)))
        .collect();
    keyed.sort();
    keyed.into_iter().map(|(_, leaf)| leaf).collect()
}

fn sort_key(person: &NewSignatory, leaf: u64, query: &SignatoryQuery) -> Option<Vec<u8>> {
    if let Some(prefix) = &query.prefix {
        let matching = person
            .words
            .iter()
            .filter(|word| word.starts_with(prefix.as_str()));
        return matching.min().map(|word| word.clone().into_bytes());
    }
    match &query.order {
        Order::Newest => Some((u64::MAX - leaf).to_be_bytes().to_vec()),
        Order::Name { locale } => {
            let mut keys = person.sort_keys.iter();
            let (_, key) = keys.find(|(of, _)| of == locale)?;
            Some(key.clone())
        }
    }
}

/// Whoever was on the list when the first page was read is on one of its pages, and on one only.
///
/// # Errors
/// What the store says.
pub async fn pages_show_every_signatory_once_while_others_sign(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&crowd()).await?;
    for (order, prefix) in [
        (Order::Newest, None),
        (
            Order::Name {
                locale: "en".to_owned(),
            },
            None,
        ),
        (Order::Newest, Some("a".to_owned())),
    ] {
        let mut query = SignatoryQuery {
            order,
            prefix,
            limit: 6,
            ..book.query()
        };
        let whole = SignatoryQuery {
            limit: 999,
            ..query.clone()
        };
        let at_first = book.store.signatories(whole).await?.rows;
        let mut seen = Vec::new();
        loop {
            let page = book.store.signatories(query.clone()).await?;
            seen.extend(page.rows.iter().map(|row| row.leaf));
            book.sign(&[named("Aaron Aa"), named("Anna Middle"), named("Zuse Zz")])
                .await?;
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
        let distinct: BTreeSet<u64> = seen.iter().copied().collect();
        assert_eq!(distinct.len(), seen.len());
        assert!(at_first.iter().all(|row| distinct.contains(&row.leaf)));
    }
    Ok(())
}

/// A cursor fits the list it was made in; in another it counts for nothing.
///
/// # Errors
/// What the store says.
pub async fn a_cursor_of_another_list_begins_anew(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    book.sign(&["Ada", "Bo", "Chi"].map(named)).await?;
    let [newest, by_name, reversed] = orders().map(|order| SignatoryQuery {
        order,
        limit: 1,
        ..book.query()
    });
    let search = |prefix: &str| SignatoryQuery {
        prefix: Some(prefix.to_owned()),
        ..newest.clone()
    };
    let page = book.store.signatories(by_name.clone()).await?;
    let cursor = page.next.expect("two are left");
    for other in [newest.clone(), reversed, search("a")] {
        assert!(!cursor.fits(&other));
        let begun = book.store.signatories(other.clone()).await?;
        let misled = SignatoryQuery {
            after: Some(cursor.clone()),
            ..other
        };
        assert_eq!(book.store.signatories(misled).await?, begun);
    }
    let continued = SignatoryQuery {
        after: Some(cursor),
        ..by_name
    };
    assert_eq!(
        names(&book.store.signatories(continued).await?.rows),
        ["Bo"]
    );
    let nobody = SignatoryQuery { limit: 0, ..newest };
    assert!(book.store.signatories(nobody).await?.rows.is_empty());
    Ok(())
}

/// A new version of the collation data reorders one locale, and only those on the list.
///
/// # Errors
/// What the store says.
pub async fn new_collation_keys_take_the_place_of_old_ones(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let first = book.sign(&["Ada", "Bo", "Chi"].map(named)).await?;
    book.withdraw(first + 1).await?;
    let keys = vec![
        (first, b"z".to_vec()),
        (first + 1, b"b".to_vec()),
        (first + 2, b"y".to_vec()),
    ];
    book.store
        .sort_keys_replace(book.id, "en", keys.clone())
        .await?;
    book.store.sort_keys_replace(book.id, "ar", keys).await?;
    for (locale, expected) in [
        ("en", ["Chi", "Ada"]),
        ("ar", ["Chi", "Ada"]),
        ("de", ["Ada", "Chi"]),
    ] {
        let order = Order::Name {
            locale: locale.to_owned(),
        };
        let rows = all(
            &book,
            SignatoryQuery {
                order,
                ..book.query()
            },
        )
        .await?;
        assert_eq!(names(&rows), expected, "{locale}");
    }
    Ok(())
}

/// Who is only counted is in no list; who is listed has an opening.
///
/// # Errors
/// What the store says.
pub async fn only_the_listed_have_openings(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    add_signature(&mut batch, Some(named("Ada")));
    add_signature(&mut batch, None);
    add_signature(&mut batch, Some(named("Bo")));
    book.commit(batch).await?;
    let rows = all(&book, book.query()).await?;
    assert_eq!(names(&rows), ["Bo", "Ada"]);
    assert_eq!(
        (rows[1].leaf, rows[1].class, rows[1].listing),
        (2, Class::Person, Listing::Named)
    );
    let openings = book.store.openings(book.id, 0, 4).await?;
    assert_eq!(openings, [(2, b"opening of Ada".to_vec())]);
    Ok(())
}

/// Lists of two declarations never mix, though their leaves are the same numbers.
///
/// # Errors
/// What the store says.
pub async fn the_list_of_another_declaration_is_another(place: &dyn Place) -> Outcome {
    let mut one = Book::begin(place).await?;
    let mut other = Book::begin_in(one.store.clone(), 2).await?;
    one.sign(&["Ada", "Bo"].map(named)).await?;
    other.sign(&["Chi"].map(named)).await?;
    one.withdraw(1).await?;
    assert_eq!(names(&all(&one, one.query()).await?), ["Bo"]);
    for order in orders() {
        let query = SignatoryQuery {
            order,
            ..other.query()
        };
        assert_eq!(names(&all(&other, query).await?), ["Chi"]);
    }
    let search = SignatoryQuery {
        prefix: Some("chi".to_owned()),
        ..one.query()
    };
    assert!(all(&one, search).await?.is_empty());
    let counters = other.store.counters(other.id).await?;
    assert_eq!(counters.iter().map(|counter| counter.n).sum::<u64>(), 1);
    Ok(())
}

//! Pages by their number in a list that is long enough for large blocks to be divided.

use std::collections::BTreeSet;

use store::conformance::Place;
use store::conformance::fixture::{Book, named};
use store::{Cursor, NewSignatory, Order, SignatoryQuery};

use super::SqlitePlace;

/// More than a block of the upper level holds.
const PEOPLE: u64 = 20_000;

fn key(number: u64) -> Vec<u8> {
    format!("{:05}", number * 7_919 % 100_003).into_bytes()
}

fn person(number: u64) -> NewSignatory {
    NewSignatory {
        sort_keys: vec![("en".to_owned(), key(number))],
        words: Vec::new(),
        ..named(&format!("Person {number}"))
    }
}

#[tokio::test]
async fn pages_are_found_in_a_long_list_while_people_leave_it() {
    let place = SqlitePlace::new();
    let mut book = Book::begin_in(place.open().await.unwrap(), 1)
        .await
        .unwrap();
    let mut expected = BTreeSet::new();
    for begun in (0..PEOPLE).step_by(4_000) {
        let people: Vec<NewSignatory> = (begun..begun + 4_000).map(person).collect();
        let first = book.sign(&people).await.unwrap();
        expected.extend((begun..begun + 4_000).map(|number| (key(number), first + number - begun)));
    }
    // Those by whom blocks begin leave, one after the other, in the midst and at both ends.
    let leaving: Vec<_> = expected
        .iter()
        .enumerate()
        .filter(|(place, _)| *place < 300 || place.is_multiple_of(97) || *place > 19_900)
        .map(|(_, row)| row.clone())
        .collect();
    for row in leaving {
        book.withdraw(row.1).await.unwrap();
        expected.remove(&row);
    }
    let by_name: Vec<u64> = expected.iter().map(|(_, leaf)| *leaf).collect();
    let mut newest = by_name.clone();
    newest.sort_unstable_by(|one, other| other.cmp(one));
    let locale = "en".to_owned();
    for (order, expected) in [(Order::Name { locale }, by_name), (Order::Newest, newest)] {
        for skip in (0..expected.len() + 700).step_by(613) {
            let query = SignatoryQuery {
                order: order.clone(),
                after: Some(Cursor::skipping(skip as u64)),
                ..book.query()
            };
            let page = book.store.signatories(query).await.unwrap();
            let found: Vec<u64> = page.rows.iter().map(|row| row.leaf).collect();
            let rest = expected.get(skip..).unwrap_or_default();
            assert_eq!(found, rest[..rest.len().min(100)], "{skip} {order:?}");
        }
    }
}

//! What an error says, and what it does not.

use std::error::Error;

use store::StoreError;
use store::conformance::Place;
use store::conformance::fixture::{Book, add_signature, delivery, hash, named, new_declaration};

use super::PostgresPlace;

/// The error and all that is behind it, in every form in which it may reach a log.
fn told(error: &StoreError) -> String {
    let mut told = format!("{error} {error:?}");
    let mut cause = error.source();
    while let Some(behind) = cause {
        told.push_str(&format!(" {behind} {behind:?}"));
        cause = behind.source();
    }
    told
}

/// A conflict that names the constraint and none of the values.
fn check(outcome: Result<(), StoreError>, constraint: &str, values: &[&str]) {
    let error = outcome.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error:?}");
    let told = told(&error);
    assert!(told.contains(constraint), "{told}");
    for value in values {
        assert!(!told.contains(value), "{told}");
    }
}

#[tokio::test]
async fn a_violated_constraint_is_named_without_what_violates_it() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let mut book = Book::begin(&place).await.unwrap();
    let mut again = new_declaration(1);
    again.id = new_declaration(2).id;
    let outcome = book.store.declaration_create(again).await;
    check(outcome, "declaration_slug_key", &["clean-rivers"]);

    let mail = delivery("service", 1, 0);
    book.store.delivery_add(mail.clone()).await.unwrap();
    let outcome = book.store.delivery_add(mail).await;
    check(
        outcome,
        "outbox_id_key",
        &["example.org", "person1", "token"],
    );

    let mut batch = book.batch();
    add_signature(&mut batch, Some(named("Anna Amsel"))).tag = hash("tag", 7);
    add_signature(&mut batch, Some(named("Bea Bussard"))).tag = hash("tag", 7);
    let outcome = book.commit(batch).await;
    check(
        outcome,
        "signature_tag",
        &["Amsel", "Bussard", "\\x", "sealed"],
    );
}

#[tokio::test]
async fn a_name_that_the_database_cannot_hold_is_refused_without_being_told() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let mut book = Book::begin(&place).await.unwrap();
    let outcome = book.sign(&[named("Anna\0Amsel")]).await;
    let error = outcome.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
    assert!(!told(&error).contains("Amsel"));
    let store = place.open().await.unwrap();
    assert_eq!(store.log_head(book.id).await.unwrap().unwrap().size, 1);
}

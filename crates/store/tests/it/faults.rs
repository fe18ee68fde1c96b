//! Steps that are made to fail, in each form.

use store::conformance::fixture::{Book, add_signature, checkpoint};
use store::{BatchQuery, Form, Step, StoreError};

use super::SqlitePlace;

async fn check(form: Form, written: bool, uncertain: bool) {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    let (store, faults) = book.store.clone().with_faults();
    book.store = store;
    faults.next(Step::Commit, form);
    let mut batch = book.batch();
    add_signature(&mut batch, None);
    let error = book.commit(batch).await.unwrap_err();
    assert_eq!(
        matches!(error, StoreError::Uncertain { .. }),
        uncertain,
        "{form:?}"
    );
    assert_eq!(
        matches!(error, StoreError::Unavailable { .. }),
        !uncertain,
        "{form:?}"
    );
    let head = book.store.log_head(book.id).await.unwrap().unwrap();
    assert_eq!(
        head.checkpoint,
        checkpoint(1 + u64::from(written)),
        "{form:?}"
    );
    assert_eq!(faults.left(), 0);
}

#[tokio::test]
async fn a_commit_fails_in_every_form() {
    check(Form::Unwritten, false, false).await;
    check(Form::Written, true, false).await;
    check(Form::UncertainUnwritten, false, true).await;
    check(Form::UncertainWritten, true, true).await;
}

#[tokio::test]
async fn faults_happen_once_and_in_the_order_they_were_planned() {
    let place = SqlitePlace::new();
    let mut book = Book::begin(&place).await.unwrap();
    let (store, faults) = book.store.clone().with_faults();
    book.store = store;
    faults.next(Step::Accept, Form::Unwritten);
    faults.next(Step::Accept, Form::UncertainWritten);
    faults.next(Step::LogHead, Form::Unwritten);
    faults.next(Step::BatchFacts, Form::Unwritten);
    let first = book.store.accept(book.submission(1, 0)).await;
    assert!(matches!(first, Err(StoreError::Unavailable { .. })));
    let second = book.store.accept(book.submission(1, 0)).await;
    assert!(matches!(second, Err(StoreError::Uncertain { .. })));
    let third = book.store.accept(book.submission(1, 0)).await;
    assert!(
        matches!(third, Err(StoreError::Conflict { .. })),
        "the second was written"
    );
    assert!(book.store.log_head(book.id).await.is_err());
    assert!(
        book.store
            .batch_facts(book.id, BatchQuery::default())
            .await
            .is_err()
    );
    assert!(book.store.log_head(book.id).await.is_ok());
    assert_eq!(faults.left(), 0);
}

//! The store as a whole.

use super::Place;
use super::fixture::{Book, at};
use crate::{Lane, StoreError};

type Outcome = Result<(), StoreError>;

/// An empty value, text or list is not the same as none.
///
/// # Errors
/// What the store says.
pub async fn empty_and_absent_are_different(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    assert_eq!(book.store.setting("mail.from").await?, None);
    book.store.setting_put("mail.from", b"").await?;
    assert_eq!(book.store.setting("mail.from").await?, Some(Vec::new()));
    book.store
        .setting_put("mail.from", b"dara@example.org")
        .await?;
    assert_eq!(
        book.store.setting("mail.from").await?,
        Some(b"dara@example.org".to_vec())
    );
    let mut ada = super::fixture::named("Ada");
    ada.descriptor = Some(String::new());
    (ada.comment, ada.opening) = (None, Vec::new());
    book.sign(&[ada]).await?;
    let rows = book.store.signatories(book.query()).await?.rows;
    assert_eq!(
        (rows[0].descriptor.as_deref(), rows[0].comment.as_deref()),
        (Some(""), None)
    );
    assert_eq!(book.store.openings(book.id, 0, 9).await?, [(1, Vec::new())]);
    Ok(())
}

/// Of many who saw the same value one changes it, and nobody takes away what came meanwhile.
///
/// # Errors
/// What the store says.
pub async fn a_value_is_changed_by_whoever_knows_what_stands_there(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    let change = async |expected: Option<&[u8]>, value: Option<&[u8]>| {
        store.setting_change("mark.a", expected, value).await
    };
    assert!(change(None, None).await?);
    assert!(!change(Some(b"1"), Some(b"2")).await?);
    let first = (0..8_u8).map(|number| {
        let store = store.clone();
        async move { store.setting_change("mark.a", None, Some(&[number])).await }
    });
    let first = futures_util::future::try_join_all(first).await?;
    assert_eq!(first.iter().filter(|changed| **changed).count(), 1);
    let stands = store.setting("mark.a").await?;
    assert!(!change(None, None).await?);
    assert!(change(stands.as_deref(), Some(b"")).await?);
    assert!(!change(stands.as_deref(), None).await?);
    assert_eq!(store.setting("mark.a").await?, Some(Vec::new()));
    assert!(change(Some(b""), None).await?);
    assert_eq!(store.setting("mark.a").await?, None);
    Ok(())
}

/// A prefix is taken as it is written: no character of it stands for others.
///
/// # Errors
/// What the store says.
pub async fn values_are_found_by_how_their_keys_begin(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    for key in ["mark.b", "mark.a", "mark", "markXc", "Mark.d", "a mark.e"] {
        store.setting_put(key, key.as_bytes()).await?;
    }
    let found = store.settings_under("mark.").await?;
    let expected = ["mark.a", "mark.b"].map(|key| (key.to_owned(), key.as_bytes().to_vec()));
    assert_eq!(found, expected.into());
    assert!(store.settings_under("mar_").await?.is_empty());
    assert!(store.settings_under("mark.%").await?.is_empty());
    Ok(())
}

/// A store that was just made answers everything with nothing.
///
/// # Errors
/// What the store says.
pub async fn a_new_store_is_healthy_and_empty(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    store.health().await?;
    store.integrity_check().await?;
    store.settle().await?;
    assert!(store.declarations().await?.is_empty());
    for lane in Lane::ALL {
        let claimed = store.deliveries_claim(lane, at(0), at(1), 9).await?;
        assert!(claimed.is_empty());
    }
    assert_eq!(store.outbox_depth(at(0)).await?.waiting, 0);
    assert_eq!(store.pending_expire(at(0), 9).await?, 0);
    Ok(())
}

/// Closing one handle closes all, and says so instead of hanging.
///
/// # Errors
/// What the store says.
pub async fn a_closed_store_is_unavailable(place: &dyn Place) -> Outcome {
    let store = place.open().await?;
    store.clone().close().await?;
    for refused in [
        store.health().await,
        store.setting_put("key", b"value").await,
        store.declarations().await.map(|_| ()),
    ] {
        assert!(
            matches!(refused, Err(StoreError::Unavailable { .. })),
            "{refused:?}"
        );
    }
    store.close().await
}

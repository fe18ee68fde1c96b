//! Subscriptions, from the wish to their end.

use domain::infomail::{SoftReturns, StopReason};

use super::Place;
use super::fixture::{Book, TODAY, at, delivery, hash, language};
use super::issue::{rivers, slug, subscriber};
use crate::{
    Accepted, Asker, Cap, Lane, NewOptIn, NewSubscription, NewSubscriptionAccess, Resealed,
    Started, Store, StoreError, SubscriptionChange, SubscriptionConsent, SubscriptionKey,
    SubscriptionPurpose,
};

type Outcome = Result<(), StoreError>;

fn asker(address: u64) -> Asker {
    Asker {
        hashes: vec![hash("address", address)],
        suppression: hash("suppression", address),
        infomail_suppression: hash("infomail suppression", address),
        caps: vec![Cap {
            key: hash("cap", address),
            window_seconds: 900,
            most: 1,
        }],
        most_per_hour: 1_000,
        now: at(0),
    }
}

fn access(number: u64, purpose: SubscriptionPurpose) -> NewSubscriptionAccess {
    NewSubscriptionAccess {
        hash: hash("link", number),
        purpose,
        expires: at(3_600),
    }
}

/// The `number`th wish, from an address.
fn wish(number: u64, address: u64) -> NewOptIn {
    let mut confirm = delivery("opt-in", 2 * number, 0);
    confirm.pending = Some(hash("confirm", number));
    let known = delivery("known", 2 * number + 1, 0);
    NewOptIn {
        list: slug("rivers"),
        confirm_hash: hash("confirm", number),
        refuse_hash: hash("refuse", number),
        payload: b"sealed".to_vec(),
        expires: at(7 * 86_400),
        asker: asker(address),
        confirm,
        known: (known, access(number, SubscriptionPurpose::Manage)),
    }
}

/// The kinds of the mails that wait, in order.
async fn kinds(store: &Store) -> Result<Vec<String>, StoreError> {
    let mut kinds = Vec::new();
    for lane in Lane::ALL {
        let claimed = store.deliveries_claim(lane, at(0), at(1), 99).await?;
        kinds.extend(claimed.into_iter().map(|mail| mail.kind));
    }
    kinds.sort();
    Ok(kinds)
}

async fn find(store: &Store, number: u64) -> Result<bool, StoreError> {
    let found = store.subscription(SubscriptionKey::Number(number)).await?;
    Ok(found.is_some())
}

/// Whoever looks at the table learns nothing about an address from whether there is a row.
///
/// # Errors
/// What the store says.
pub async fn every_wish_is_kept_whatever_mail_it_causes(place: &dyn Place) -> Outcome {
    let store = rivers(place, 1).await?;
    let mut complained = wish(3, 3);
    complained.asker.infomail_suppression = hash("infomail suppression", 9);
    store
        .subscription_stop(
            99,
            StopReason::Complained,
            Some(hash("infomail suppression", 9)),
        )
        .await?;
    store.suppress(hash("suppression", 4)).await?;
    for (wish, expected) in [
        (wish(1, 1), Accepted::KnownMailed),
        (wish(2, 2), Accepted::ConfirmMailed),
        (complained, Accepted::Suppressed),
        (wish(4, 4), Accepted::Suppressed),
        (wish(5, 2), Accepted::Capped),
    ] {
        let confirm = wish.confirm_hash;
        assert_eq!(store.opt_in_accept(wish).await?, expected);
        assert!(store.opt_in(confirm).await?.is_some());
    }
    assert_eq!(kinds(&store).await?, ["known", "opt-in"]);
    let manage = SubscriptionKey::Access(hash("link", 1), SubscriptionPurpose::Manage, at(0));
    assert!(store.subscription(manage).await?.is_some());
    assert!(
        store.opt_in_accept(wish(2, 8)).await.is_err(),
        "a hash is used once"
    );
    Ok(())
}

/// The button may be pressed twice, and an old mail may be found again after the subscriber has left.
///
/// # Errors
/// What the store says.
pub async fn a_wish_begins_one_subscription_and_none_after_it_ended(place: &dyn Place) -> Outcome {
    let store = rivers(place, 0).await?;
    store.opt_in_accept(wish(1, 1)).await?;
    let confirm = hash("confirm", 1);
    let started = store.opt_in_confirm(confirm, subscriber(1, "en")).await?;
    assert_eq!(started, Some(Started::New));
    let again = store.opt_in_confirm(confirm, subscriber(2, "en")).await?;
    assert_eq!(again, None);
    let row = store
        .opt_in(confirm)
        .await?
        .expect("it stays until it expires");
    assert_eq!(row.payload, None);
    assert!(store.subscription_stop(1, StopReason::Left, None).await?);
    assert_eq!(
        store.opt_in_confirm(confirm, subscriber(3, "en")).await?,
        None
    );
    assert!(
        !store.opt_in_refuse(hash("refuse", 1), true).await?,
        "it was confirmed"
    );
    Ok(())
}

/// "This was not me", and silence, leave no mail behind.
///
/// # Errors
/// What the store says.
pub async fn a_wish_that_is_refused_or_forgotten_goes_with_its_mail(place: &dyn Place) -> Outcome {
    let store = rivers(place, 0).await?;
    store.opt_in_accept(wish(1, 1)).await?;
    store.opt_in_accept(wish(2, 2)).await?;
    assert!(store.opt_in_to_refuse(hash("refuse", 1)).await?.is_some());
    assert!(store.opt_in_refuse(hash("refuse", 1), true).await?);
    assert!(!store.opt_in_refuse(hash("refuse", 1), true).await?);
    assert_eq!(store.opt_in_accept(wish(3, 1)).await?, Accepted::Suppressed);
    assert_eq!(store.opt_in_expire(at(7 * 86_400 - 1), 9).await?, 0);
    assert_eq!(store.opt_in_expire(at(7 * 86_400), 9).await?, 2);
    assert!(store.opt_in(hash("confirm", 2)).await?.is_none());
    assert!(kinds(&store).await?.is_empty());
    Ok(())
}

/// The link that manages a subscription goes to whoever has one; others are asked whether it was they.
///
/// # Errors
/// What the store says.
pub async fn a_link_is_mailed_to_subscribers_alone(place: &dyn Place) -> Outcome {
    let store = rivers(place, 1).await?;
    for (number, address, expected) in [
        (1, 1, Accepted::KnownMailed),
        (2, 1, Accepted::Capped),
        (3, 7, Accepted::ConfirmMailed),
    ] {
        assert_eq!(store.opt_in_accept(wish(number, address)).await?, expected);
    }
    assert_eq!(kinds(&store).await?, ["known", "opt-in"]);
    for number in [2, 3] {
        let hash = hash("link", number);
        let link = SubscriptionKey::Access(hash, SubscriptionPurpose::Manage, at(0));
        assert!(store.subscription(link).await?.is_none());
    }
    let link = |now| SubscriptionKey::Access(hash("link", 1), SubscriptionPurpose::Manage, now);
    assert!(store.subscription(link(at(3_599))).await?.is_some());
    assert!(store.subscription(link(at(3_600))).await?.is_none());
    let stay = SubscriptionKey::Access(hash("link", 1), SubscriptionPurpose::Stay, at(0));
    assert!(store.subscription(stay).await?.is_none());
    assert_eq!(store.subscription_access_expire(at(3_600), 0).await?, 0);
    assert_eq!(store.subscription_access_expire(at(3_600), 9).await?, 1);
    Ok(())
}

/// A second tick renews the first, and adds what was agreed to.
///
/// # Errors
/// What the store says.
pub async fn an_address_subscribes_once_and_may_say_so_again(place: &dyn Place) -> Outcome {
    let store = rivers(place, 1).await?;
    let again = NewSubscription {
        key: 77,
        leave_hash: hash("leave", 77),
        signed: Some(slug("clean-rivers-1")),
        day: TODAY + 9,
        ..subscriber(1, "de")
    };
    let started = store.subscriptions_start(vec![again]).await?;
    assert_eq!(started, [Started::Known]);
    let key = SubscriptionKey::Address(slug("rivers"), vec![hash("address", 1)]);
    let row = store.subscription(key).await?.expect("it is there");
    assert_eq!((row.key, row.since, row.permitted), (1, TODAY, TODAY + 9));
    assert_eq!(
        row.language,
        language("en"),
        "the subscriber chose that one"
    );
    assert_eq!(row.signed, [slug("clean-rivers-1")]);
    assert_eq!(
        store.subscription_consents(1).await?.len(),
        1,
        "word for word the same"
    );
    let again = NewSubscription {
        consents: subscriber(1, "en")
            .consents
            .into_iter()
            .map(|consent| SubscriptionConsent {
                confirmed: TODAY + 9,
                ..consent
            })
            .collect(),
        ..subscriber(1, "en")
    };
    store.subscriptions_start(vec![again]).await?;
    assert_eq!(store.subscription_consents(1).await?.len(), 2);
    let elsewhere = NewSubscription {
        list: slug("lakes"),
        ..subscriber(2, "en")
    };
    assert_eq!(
        store.subscriptions_start(vec![elsewhere]).await?,
        [Started::NoList]
    );
    Ok(())
}

/// An end is an end: only that there was one is known.
///
/// # Errors
/// What the store says.
pub async fn a_subscription_that_ended_leaves_a_count_and_nothing_else(
    place: &dyn Place,
) -> Outcome {
    let store = rivers(place, 3).await?;
    assert!(store.subscription_stop(1, StopReason::Left, None).await?);
    assert!(!store.subscription_stop(1, StopReason::Left, None).await?);
    assert!(!find(&store, 1).await?);
    assert!(store.subscription_consents(1).await?.is_empty());
    let leave = SubscriptionKey::Leave(hash("leave", 1));
    assert!(store.subscription(leave).await?.is_none());
    let key = hash("infomail suppression", 2);
    assert!(
        store
            .subscription_stop(2, StopReason::Complained, Some(key))
            .await?
    );
    let counts = store.subscription_counts(&slug("rivers")).await?;
    assert_eq!(counts.active, [(language("en"), 1)]);
    assert_eq!(
        counts.stopped,
        [(StopReason::Complained, 1), (StopReason::Left, 1)]
    );
    let again = vec![subscriber(1, "en"), subscriber(2, "en")];
    let started = store.subscriptions_start(again).await?;
    assert_eq!(started, [Started::New, Started::Suppressed]);
    let keys = [1, 2].map(|n| (hash("suppression", n), hash("infomail suppression", n)));
    assert_eq!(
        store.infomail_suppressed(keys.to_vec()).await?,
        [false, true]
    );
    Ok(())
}

/// Languages, notes and returns change by themselves.
///
/// # Errors
/// What the store says.
pub async fn a_subscription_changes_and_one_that_ended_does_not(place: &dyn Place) -> Outcome {
    let store = rivers(place, 1).await?;
    let returns = SoftReturns { count: 2, last: 7 };
    for change in [
        SubscriptionChange::Language(language("ru")),
        SubscriptionChange::SoftReturns(returns),
        SubscriptionChange::Permit(TODAY + 1),
    ] {
        assert!(store.subscription_change(1, change.clone()).await?);
        assert!(!store.subscription_change(2, change).await?);
    }
    let key = SubscriptionKey::Number(1);
    let row = store.subscription(key).await?.expect("it is there");
    assert_eq!((row.language, row.soft_returns), (language("ru"), returns));
    assert_eq!(row.permitted, TODAY + 1);
    Ok(())
}

/// A new key takes over portion by portion, and finds whoever is still under the old one.
///
/// # Errors
/// What the store says.
pub async fn an_address_moves_to_a_newer_key_and_is_found_all_the_time(
    place: &dyn Place,
) -> Outcome {
    let store = rivers(place, 3).await?;
    assert!(store.subscriptions_sealed_before(1, 9).await?.is_empty());
    let old = store.subscriptions_sealed_before(2, 2).await?;
    assert_eq!(old.len(), 2);
    let resealed = |row: &crate::SubscriptionRow| Resealed {
        key: row.key,
        hash: hash("newer address", row.key),
        sealed: b"newer".to_vec(),
        sealed_by: 2,
    };
    store
        .subscriptions_reseal(old.iter().map(resealed).collect())
        .await?;
    assert_eq!(store.subscriptions_sealed_before(2, 9).await?.len(), 1);
    for number in 1..=3 {
        let hashes = vec![hash("newer address", number), hash("address", number)];
        let key = SubscriptionKey::Address(slug("rivers"), hashes);
        let found = store.subscription(key).await?;
        assert_eq!(found.map(|row| row.key), Some(number));
    }
    Ok(())
}

/// Whoever does not answer is asked once, and then no more; the time of a question begins when it leaves.
///
/// # Errors
/// What the store says.
pub async fn a_permission_is_asked_for_once_and_lapses_without_an_answer(
    place: &dyn Place,
) -> Outcome {
    let store = rivers(place, 2).await?;
    let to_ask = async |permitted, before| {
        let rows = store.subscriptions_to_ask((permitted, before), 9).await;
        rows.map(|rows| rows.iter().map(|row| row.key).collect::<Vec<_>>())
    };
    assert!(to_ask(TODAY - 1, TODAY).await?.is_empty());
    assert_eq!(to_ask(TODAY, TODAY).await?, [1, 2]);
    for number in [1, 2] {
        let access = access(number, SubscriptionPurpose::Stay);
        let mut mail = delivery("permission", number, 0);
        mail.pending = Some(access.hash);
        let asked = (number, TODAY + 1, TODAY);
        assert!(store.subscription_ask(asked, access, mail).await?);
    }
    let again = access(3, SubscriptionPurpose::Stay);
    let mail = delivery("permission", 3, 0);
    let asked = (1, TODAY + 2, TODAY);
    assert!(!store.subscription_ask(asked, again, mail).await?);
    assert!(to_ask(TODAY, TODAY).await?.is_empty());
    assert_eq!(to_ask(TODAY, TODAY + 1).await?, [1, 2], "none left so far");
    assert!(store.subscriptions_lapsed(TODAY + 99, 9).await?.is_empty());
    let sent = [1, 2].map(|number| delivery("permission", number, 0).id);
    for day in [TODAY + 4, TODAY + 6] {
        store.subscriptions_asked(sent.to_vec(), day).await?;
    }
    assert!(to_ask(TODAY, TODAY + 99).await?.is_empty());
    store
        .subscription_change(1, SubscriptionChange::Permit(TODAY + 5))
        .await?;
    assert!(store.subscriptions_lapsed(TODAY + 3, 9).await?.is_empty());
    assert_eq!(store.subscriptions_lapsed(TODAY + 4, 9).await?, [2]);
    assert_eq!(kinds(&store).await?, ["permission", "permission"]);
    Ok(())
}

/// The tick of a signer and the signature are one: both, or neither.
///
/// # Errors
/// What the store says.
pub async fn a_subscription_begins_with_its_batch_or_not_at_all(place: &dyn Place) -> Outcome {
    let store = rivers(place, 0).await?;
    let mut book = Book::begin_in(store, 2).await?;
    let mut batch = book.batch();
    batch.expected_size += 1;
    batch.subscriptions.push(subscriber(1, "en"));
    assert!(book.store.commit(batch).await.is_err());
    assert!(!find(&book.store, 1).await?);
    let mut batch = book.batch();
    batch.entries.push(b"an entry".to_vec());
    batch.subscriptions.push(subscriber(1, "en"));
    batch.subscriptions.push(NewSubscription {
        list: slug("lakes"),
        ..subscriber(2, "en")
    });
    book.commit(batch).await?;
    assert!(find(&book.store, 1).await?);
    assert_eq!(kinds(&book.store).await?, ["welcome"]);
    Ok(())
}

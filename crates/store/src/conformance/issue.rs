//! Issues and their mails.

use std::collections::BTreeSet;

use domain::consent::Purpose;
use domain::infomail::{IssueState, StopReason};
use domain::slug::Slug;
use tokio::task::JoinSet;

use super::Place;
use super::fixture::{Book, TODAY, at, delivery, hash, language};
use crate::{
    FolderFile, IssueFate, IssueMail, IssueMailId, IssueOutcome, IssueStep, ListRow, NewIssue,
    NewSubscription, Store, StoreError, SubscriptionConsent,
};

type Outcome = Result<(), StoreError>;

/// A slug.
#[must_use]
pub fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("tests name slugs that are")
}

/// The `number`th subscriber of the list `rivers`.
#[must_use]
pub fn subscriber(number: u64, tag: &str) -> NewSubscription {
    NewSubscription {
        list: slug("rivers"),
        key: number,
        hashes: vec![hash("address", number)],
        infomail_suppression: hash("infomail suppression", number),
        sealed: format!("sealed {number}").into_bytes(),
        sealed_by: 1,
        leave_hash: hash("leave", number),
        language: language(tag),
        day: TODAY,
        consents: vec![SubscriptionConsent {
            purpose: Purpose::Infomail,
            wording: "Write to me.".to_owned(),
            language: language("en"),
            asked: TODAY,
            confirmed: TODAY,
            channel: "form".to_owned(),
            method: "mail-link".to_owned(),
        }],
        signed: None,
        welcome: Some(delivery("welcome", 1_000_000 + number, 0)),
    }
}

pub(super) fn list() -> ListRow {
    ListRow {
        slug: slug("rivers"),
        settings: "slug = \"rivers\"".to_owned(),
        created: at(0),
    }
}

pub(super) fn issue(number: u32) -> NewIssue {
    NewIssue {
        number,
        files: vec![FolderFile {
            path: format!("issues/{number:04}/en.md"),
            content: b"# Text".to_vec(),
        }],
        languages: Vec::new(),
        signed: Vec::new(),
    }
}

/// A store with a declaration, the list `rivers`, and so many subscribers.
///
/// # Errors
/// What the store says.
pub async fn rivers(place: &dyn Place, subscribers: u64) -> Result<Store, StoreError> {
    let store = Book::begin(place).await?.store;
    store.infomail_publish(list(), Vec::new()).await?;
    let new = (1..=subscribers).map(|number| NewSubscription {
        welcome: None,
        ..subscriber(number, "en")
    });
    store.subscriptions_start(new.collect()).await?;
    Ok(store)
}

pub(super) async fn step(
    store: &Store,
    number: u32,
    from: IssueState,
    to: IssueState,
) -> Result<bool, StoreError> {
    let step = IssueStep {
        list: slug("rivers"),
        number,
        from,
        to,
        why: None,
        now: at(i64::from(number)),
    };
    store.issue_step(step).await
}

/// Lets issues appear and begins to send them.
pub(super) async fn send(store: &Store, issues: Vec<NewIssue>) -> Outcome {
    let numbers: Vec<u32> = issues.iter().map(|issue| issue.number).collect();
    store.infomail_publish(list(), issues).await?;
    for number in numbers {
        assert!(step(store, number, IssueState::Draft, IssueState::Ready).await?);
        assert!(step(store, number, IssueState::Ready, IssueState::Sending).await?);
    }
    Ok(())
}

/// Takes for ten seconds; answers the mails, whatever stretches they were in.
pub(super) async fn take(
    store: &Store,
    second: i64,
    most: u32,
) -> Result<Vec<IssueMail>, StoreError> {
    loop {
        let taken = store
            .issue_mails_take(at(second), at(second + 10), most)
            .await?;
        if !taken.mails.is_empty() || !taken.more {
            return Ok(taken.mails);
        }
    }
}

pub(super) fn takers(mails: &[IssueMail]) -> Vec<u64> {
    mails.iter().map(|mail| mail.id.subscription()).collect()
}

pub(super) fn outcome(id: IssueMailId, fate: IssueFate) -> IssueOutcome {
    IssueOutcome {
        id,
        fate,
        domain: Some((hash("domain", 1), "example.org".to_owned())),
    }
}

pub(super) async fn settle(store: &Store, mails: &[IssueMail], fate: IssueFate) -> Outcome {
    let outcomes = mails.iter().map(|mail| outcome(mail.id, fate));
    store.issue_mails_settle(outcomes.collect(), 3).await
}

pub(super) async fn state(store: &Store, number: u32) -> Result<IssueState, StoreError> {
    let issues = store.issues(&slug("rivers")).await?;
    let found = issues.iter().find(|issue| issue.number == number);
    Ok(found.expect("the issue is there").state)
}

/// What appeared stays as it is; what did not may go.
///
/// # Errors
/// What the store says.
pub async fn a_draft_changes_until_it_appears(place: &dyn Place) -> Outcome {
    let store = rivers(place, 0).await?;
    store
        .infomail_publish(list(), vec![issue(1), issue(2)])
        .await?;
    let mut other = issue(1);
    other.files[0].content = b"# Better".to_vec();
    store.infomail_publish(list(), vec![other.clone()]).await?;
    let issues = store.issues(&slug("rivers")).await?;
    assert_eq!(issues.len(), 1, "a draft that is no longer there is gone");
    assert_eq!(issues[0].files, other.files);
    assert!(step(&store, 1, IssueState::Draft, IssueState::Ready).await?);
    let taken = store
        .infomail_publish(list(), vec![issue(2), issue(1)])
        .await;
    assert!(matches!(taken, Err(StoreError::Conflict { .. })));
    let issues = store.issues(&slug("rivers")).await?;
    assert_eq!((issues.len(), issues[0].appeared), (1, Some(at(1))));
    assert_eq!(store.infomail_lists().await?.len(), 1);
    Ok(())
}

/// Of many who let one issue appear, one does; and it appears once.
///
/// # Errors
/// What the store says.
pub async fn an_issue_is_moved_by_one_of_many(place: &dyn Place) -> Outcome {
    let store = rivers(place, 0).await?;
    store.infomail_publish(list(), vec![issue(1)]).await?;
    let mut movers = JoinSet::new();
    for _ in 0..10 {
        let store = store.clone();
        movers.spawn(async move { step(&store, 1, IssueState::Draft, IssueState::Ready).await });
    }
    let moved: Result<Vec<bool>, StoreError> = movers.join_all().await.into_iter().collect();
    assert_eq!(moved?.into_iter().filter(|moved| *moved).count(), 1);
    assert!(!step(&store, 7, IssueState::Draft, IssueState::Ready).await?);
    Ok(())
}

/// However many take at once, each subscriber gets each issue once.
///
/// # Errors
/// What the store says.
pub async fn each_subscriber_is_taken_once(place: &dyn Place) -> Outcome {
    let store = rivers(place, 40).await?;
    send(&store, vec![issue(1), issue(2)]).await?;
    let mut takers = JoinSet::new();
    for _ in 0..10 {
        let store = store.clone();
        takers.spawn(async move {
            let mut all = Vec::new();
            loop {
                let mails = take(&store, 1, 7).await?;
                if mails.is_empty() {
                    return Ok::<_, StoreError>(all);
                }
                settle(&store, &mails, IssueFate::Sent).await?;
                all.extend(mails.iter().map(|mail| mail.id));
            }
        });
    }
    let mut all = Vec::new();
    for taken in takers.join_all().await {
        all.extend(taken?);
    }
    assert_eq!(all.len(), 80);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 80);
    let counts = store.issue_counts(&slug("rivers"), 1, at(1)).await?;
    let counts = counts.expect("the issue is there");
    assert_eq!((counts.sent, counts.left, counts.held), (40, 0, 0));
    assert_eq!(state(&store, 2).await?, IssueState::Done);
    Ok(())
}

/// A sender that dies loses nobody, and repeats only what it had not settled.
///
/// # Errors
/// What the store says.
pub async fn a_stretch_comes_back_without_those_who_have_a_receipt(place: &dyn Place) -> Outcome {
    let store = rivers(place, 9).await?;
    send(&store, vec![issue(1)]).await?;
    let first = take(&store, 0, 5).await?;
    assert_eq!(takers(&first), [1, 2, 3, 4, 5]);
    settle(&store, &first[..2], IssueFate::Sent).await?;
    settle(&store, &first[4..], IssueFate::Dead).await?;
    let rest = take(&store, 1, 5).await?;
    assert_eq!(takers(&rest), [6, 7, 8, 9]);
    assert!(take(&store, 9, 5).await?.is_empty());
    let again = take(&store, 10, 5).await?;
    assert_eq!(takers(&again), [3, 4]);
    settle(&store, &again, IssueFate::Sent).await?;
    store.issue_mails_recover(at(10)).await?;
    let last = take(&store, 10, 5).await?;
    assert_eq!(takers(&last), [6, 7, 8, 9], "who sends alone need not wait");
    assert_eq!(state(&store, 1).await?, IssueState::Sending);
    settle(&store, &last, IssueFate::Sent).await?;
    assert_eq!(state(&store, 1).await?, IssueState::Done);
    Ok(())
}

/// An issue goes to those who were there when it appeared, and not to whoever left since.
///
/// # Errors
/// What the store says.
pub async fn an_issue_goes_to_those_who_were_there_when_it_appeared(place: &dyn Place) -> Outcome {
    let store = rivers(place, 2).await?;
    store.infomail_publish(list(), vec![issue(1)]).await?;
    assert!(take(&store, 0, 9).await?.is_empty(), "it is a draft");
    step(&store, 1, IssueState::Draft, IssueState::Ready).await?;
    store.subscriptions_start(vec![subscriber(3, "en")]).await?;
    store.subscription_stop(1, StopReason::Left, None).await?;
    step(&store, 1, IssueState::Ready, IssueState::Sending).await?;
    let counts = store.issue_counts(&slug("rivers"), 1, at(0)).await?;
    assert_eq!(counts.expect("it is there").left, 1);
    let mails = take(&store, 0, 9).await?;
    assert_eq!(takers(&mails), [2]);
    assert_eq!(mails[0].sealed, b"sealed 2");
    settle(&store, &mails, IssueFate::Sent).await?;
    send(&store, vec![issue(2)]).await?;
    assert_eq!(takers(&take(&store, 0, 9).await?), [2, 3]);
    Ok(())
}

/// Who of a list gets an issue may hang on the language and on what was signed.
///
/// # Errors
/// What the store says.
pub async fn an_audience_is_of_languages_and_of_signatories(place: &dyn Place) -> Outcome {
    let store = rivers(place, 1).await?;
    let signed = |number, tag| NewSubscription {
        signed: Some(slug("clean-rivers-1")),
        ..subscriber(number, tag)
    };
    let new = vec![subscriber(2, "de"), signed(3, "de"), signed(4, "ru")];
    store.subscriptions_start(new).await?;
    let german = NewIssue {
        languages: vec![language("de"), language("kk")],
        ..issue(1)
    };
    let signatories = NewIssue {
        signed: vec![slug("clean-rivers-1")],
        ..issue(2)
    };
    let both = NewIssue {
        languages: vec![language("ru")],
        ..NewIssue {
            number: 3,
            ..signatories.clone()
        }
    };
    for (issue, expected) in [
        (german, vec![2, 3]),
        (signatories, vec![3, 4]),
        (both, vec![4]),
    ] {
        let number = issue.number;
        send(&store, vec![issue]).await?;
        let counts = store.issue_counts(&slug("rivers"), number, at(0)).await?;
        assert_eq!(counts.expect("it is there").left, expected.len() as u64);
        let mails = take(&store, 0, 9).await?;
        assert_eq!(takers(&mails), expected);
        settle(&store, &mails, IssueFate::Sent).await?;
    }
    Ok(())
}

/// Looking through many for few goes in steps, and ends.
///
/// # Errors
/// What the store says.
pub async fn a_few_of_many_are_found_in_steps(place: &dyn Place) -> Outcome {
    let store = rivers(place, 0).await?;
    let many = (1..=12_000).map(|number| NewSubscription {
        welcome: None,
        consents: Vec::new(),
        ..subscriber(number, if number == 11_999 { "kk" } else { "en" })
    });
    store.subscriptions_start(many.collect()).await?;
    let rare = NewIssue {
        languages: vec![language("kk")],
        ..issue(1)
    };
    send(&store, vec![rare]).await?;
    let first = store.issue_mails_take(at(0), at(10), 9).await?;
    assert!(first.mails.is_empty() && first.more);
    let mails = take(&store, 0, 9).await?;
    assert_eq!(takers(&mails), [11_999]);
    settle(&store, &mails, IssueFate::Sent).await?;
    assert_eq!(state(&store, 1).await?, IssueState::Done);
    Ok(())
}

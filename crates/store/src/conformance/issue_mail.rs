//! What becomes of the mails of issues.

use domain::infomail::{IssueState, StopReason};

use super::Place;
use super::fixture::{at, hash};
use super::issue::{issue, rivers, send, settle, slug, state, step, subscriber, take, takers};
use crate::{IssueFate, IssueMailId, Lane, SentFate, StoreError};

type Outcome = Result<(), StoreError>;

/// A mail that failed waits for its moment, and knows how often it was tried.
///
/// # Errors
/// What the store says.
pub async fn a_mail_that_failed_is_taken_again_when_it_is_due(place: &dyn Place) -> Outcome {
    let store = rivers(place, 2).await?;
    send(&store, vec![issue(1)]).await?;
    let mails = take(&store, 0, 9).await?;
    settle(&store, &mails[..1], IssueFate::Later(at(60))).await?;
    settle(&store, &mails[1..], IssueFate::Back(at(60))).await?;
    assert!(take(&store, 59, 9).await?.is_empty());
    assert!(step(&store, 1, IssueState::Sending, IssueState::Paused).await?);
    assert!(take(&store, 60, 9).await?.is_empty());
    assert!(step(&store, 1, IssueState::Paused, IssueState::Sending).await?);
    let again = take(&store, 60, 9).await?;
    assert_eq!(
        again.iter().map(|mail| mail.attempts).collect::<Vec<_>>(),
        [1, 0]
    );
    assert!(take(&store, 69, 9).await?.is_empty(), "somebody holds them");
    let counts = store.issue_counts(&slug("rivers"), 1, at(60)).await?;
    assert_eq!(counts.expect("it is there").later, 2);
    store.subscription_stop(2, StopReason::Left, None).await?;
    settle(&store, &again, IssueFate::Later(at(80))).await?;
    let last = take(&store, 80, 9).await?;
    assert_eq!(takers(&last), [1], "who left waits for nothing");
    assert_eq!(last[0].attempts, 2);
    settle(&store, &last, IssueFate::Sent).await?;
    assert_eq!(state(&store, 1).await?, IssueState::Done);
    Ok(())
}

/// A copy that was tried in vain is counted like any mail, once; its domain stands there when there are
/// enough of them.
///
/// # Errors
/// What the store says.
pub async fn a_copy_given_up_is_counted_with_all_mails(place: &dyn Place) -> Outcome {
    let store = rivers(place, 4).await?;
    send(&store, vec![issue(1)]).await?;
    let mails = take(&store, 0, 9).await?;
    let fate = IssueFate::GivenUp {
        class: "policy",
        day: 7,
    };
    let letters = || async {
        let letters = store.dead_letters(0, 9).await?;
        let seen = letters.into_iter().map(|row| (row.lane, row.domain, row.n));
        Ok::<_, StoreError>(seen.collect::<Vec<_>>())
    };
    for _ in 0..2 {
        settle(&store, &mails[..2], fate).await?;
    }
    assert_eq!(letters().await?, [(Lane::Issue, None, 2)]);
    settle(&store, &mails[2..3], fate).await?;
    settle(&store, &mails[3..], IssueFate::Dead).await?;
    let named = Some("example.org".to_owned());
    assert_eq!(letters().await?, [(Lane::Issue, named, 3)]);
    let counts = store.issue_counts(&slug("rivers"), 1, at(0)).await?;
    assert_eq!(counts.expect("it is there").dead, 4);
    let depth = store.outbox_depth(at(0)).await?;
    assert_eq!(depth.given_up, [("issue".to_owned(), 3)]);
    Ok(())
}

/// Whoever mended the cause need not wait for the schedule, and what somebody tries at this moment is not
/// tried beside them. The lane shows where each copy stands.
///
/// # Errors
/// What the store says.
pub async fn copies_that_failed_can_be_hurried(place: &dyn Place) -> Outcome {
    let store = rivers(place, 4).await?;
    send(&store, vec![issue(1)]).await?;
    let stands = |second| {
        let store = &store;
        async move {
            let depth = store.outbox_depth(at(second)).await?;
            let lane = depth.lanes.iter().find(|lane| lane.lane == Lane::Issue);
            let lane = *lane.expect("each lane is there");
            Ok::<_, StoreError>((lane.waiting, lane.held, lane.later))
        }
    };
    assert_eq!(stands(0).await?, (4, 0, 0));
    let mails = take(&store, 0, 3).await?;
    assert_eq!(stands(0).await?, (1, 3, 0));
    settle(&store, &mails[..1], IssueFate::Later(at(60))).await?;
    settle(&store, &mails[1..], IssueFate::Later(at(6_000))).await?;
    assert_eq!(take(&store, 60, 1).await?.len(), 1);
    assert_eq!(stands(60).await?, (1, 1, 2));
    assert_eq!(store.deliveries_hurry(Lane::Issue, at(61)).await?, 2);
    assert_eq!(stands(61).await?, (3, 1, 0));
    store.issue_mails_recover(at(62)).await?;
    assert_eq!(stands(62).await?, (4, 0, 0));
    Ok(())
}

/// Whoever brings outcomes a second time, after a doubt, changes nothing.
///
/// # Errors
/// What the store says.
pub async fn settling_twice_counts_once(place: &dyn Place) -> Outcome {
    let store = rivers(place, 4).await?;
    send(&store, vec![issue(1)]).await?;
    let mails = take(&store, 0, 9).await?;
    for _ in 0..2 {
        settle(&store, &mails[..3], IssueFate::Sent).await?;
        settle(&store, &mails[3..], IssueFate::Dead).await?;
    }
    let stranger = IssueMailId::from_bytes([0xff; 16]);
    store
        .issue_mail_came_back(stranger, SentFate::Returned, None)
        .await?;
    let counts = store.issue_counts(&slug("rivers"), 1, at(0)).await?;
    let counts = counts.expect("it is there");
    assert_eq!((counts.sent, counts.dead), (3, 1));
    let domains = store.issue_domains(&slug("rivers"), 1).await?;
    assert_eq!((domains[0].sent, domains[0].dead), (3, 1));
    Ok(())
}

/// The domain of one person stands nowhere.
///
/// # Errors
/// What the store says.
pub async fn a_domain_is_named_once_many_mails_went_there(place: &dyn Place) -> Outcome {
    let store = rivers(place, 3).await?;
    send(&store, vec![issue(1)]).await?;
    let mails = take(&store, 0, 9).await?;
    settle(&store, &mails[..2], IssueFate::Sent).await?;
    let domains = store.issue_domains(&slug("rivers"), 1).await?;
    assert_eq!((domains[0].domain.as_deref(), domains[0].sent), (None, 2));
    settle(&store, &mails[2..], IssueFate::Sent).await?;
    let domains = store.issue_domains(&slug("rivers"), 1).await?;
    assert_eq!(domains[0].domain.as_deref(), Some("example.org"));
    Ok(())
}

/// Providers repeat their reports.
///
/// # Errors
/// What the store says.
pub async fn what_came_back_is_counted_once_for_each_mail(place: &dyn Place) -> Outcome {
    let store = rivers(place, 2).await?;
    send(&store, vec![issue(1)]).await?;
    let mails = take(&store, 0, 9).await?;
    settle(&store, &mails, IssueFate::Sent).await?;
    let id = mails[0].id;
    for fate in [
        SentFate::Returned,
        SentFate::Returned,
        SentFate::Complained,
        SentFate::Complained,
        SentFate::Returned,
    ] {
        let domain = Some(hash("domain", 1));
        let named = store.issue_mail_came_back(id, fate, domain).await?;
        assert_eq!(named.map(|issue| (issue.number, issue.sent)), Some((1, 2)));
    }
    let counts = store.issue_counts(&slug("rivers"), 1, at(0)).await?;
    let counts = counts.expect("it is there");
    assert_eq!((counts.returned, counts.complained), (1, 1));
    Ok(())
}

/// Late joiners may have the issue they missed, once.
///
/// # Errors
/// What the store says.
pub async fn an_earlier_issue_is_sent_to_whoever_asks(place: &dyn Place) -> Outcome {
    let store = rivers(place, 1).await?;
    send(&store, vec![issue(1)]).await?;
    settle(&store, &take(&store, 0, 9).await?, IssueFate::Sent).await?;
    store.subscriptions_start(vec![subscriber(2, "en")]).await?;
    let list = slug("rivers");
    assert!(!store.issue_request((&list, 2), 2, at(5)).await?);
    assert!(
        !store.issue_request((&list, 1), 1, at(5)).await?,
        "it was sent"
    );
    assert!(store.issue_request((&list, 1), 2, at(5)).await?);
    assert!(!store.issue_request((&list, 1), 2, at(5)).await?);
    let mails = take(&store, 5, 9).await?;
    assert_eq!(takers(&mails), [2]);
    settle(&store, &mails, IssueFate::Sent).await?;
    assert!(take(&store, 60, 9).await?.is_empty());
    Ok(())
}

/// Receipts are kept for what comes back, and no longer.
///
/// # Errors
/// What the store says.
pub async fn receipts_of_old_issues_go_and_their_counts_stay(place: &dyn Place) -> Outcome {
    let store = rivers(place, 5).await?;
    send(&store, vec![issue(1)]).await?;
    let mails = take(&store, 0, 9).await?;
    settle(&store, &mails[..4], IssueFate::Sent).await?;
    assert_eq!(
        store.issue_receipts_expire(at(9), 9).await?,
        0,
        "it is not done"
    );
    settle(&store, &mails[4..], IssueFate::Sent).await?;
    assert_eq!(
        store.issue_receipts_expire(at(1), 9).await?,
        0,
        "it is too young"
    );
    assert_eq!(store.issue_receipts_expire(at(9), 3).await?, 3);
    assert_eq!(store.issue_receipts_expire(at(9), 3).await?, 2);
    let counts = store.issue_counts(&slug("rivers"), 1, at(0)).await?;
    assert_eq!(counts.expect("it is there").sent, 5);
    Ok(())
}

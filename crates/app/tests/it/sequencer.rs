//! The writer under pressure and under faults. Every test ends in a recount.

use std::sync::Arc;

use app::clock::SystemRandom;
use app::confirm::{ConfirmError, Confirming, MailProof};
use app::keys::Keys;
use app::sequencer::{Command, Departure, Reply, Sequencer, SequencerError, Tools};
use domain::signature::WithdrawalReason;
use futures_util::future::join_all;
use store::{Form, Step};

use crate::harness::{Stage, press};

/// One fault, then the signer tries again: signed exactly once, whatever happened before.
async fn check(step: Step, form: Form, expected_first: Option<SequencerError>) {
    let stage = Stage::open().await;
    stage.signed("Bo", "bo@example.org").await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    stage.fails(step, form);
    match (press(&stage.site, &mail).await, expected_first) {
        (Err(ConfirmError::Sequencer(error)), Some(expected)) => assert_eq!(error, expected),
        (Ok(Confirming::Signed(_)), None) => {}
        (outcome, expected) => panic!("{step:?} {form:?}: {outcome:?}, expected {expected:?}"),
    }
    assert_eq!(stage.faults.left(), 0, "{step:?} was never reached");
    let again = press(&stage.site, &mail).await.unwrap();
    assert!(
        matches!(again, Confirming::Signed(_)),
        "{step:?} {form:?}: {again:?}"
    );
    stage.signed("Chi", "chi@example.org").await;
    assert_eq!(stage.check_log().await.total, 3, "{step:?} {form:?}");
}

#[tokio::test]
async fn a_failure_that_is_known_is_told_and_tried_again() {
    let unavailable = Some(SequencerError::Unavailable);
    check(Step::BatchFacts, Form::Unwritten, unavailable).await;
    check(Step::BatchFacts, Form::Written, unavailable).await;
    check(Step::Commit, Form::Unwritten, unavailable).await;
}

#[tokio::test]
async fn a_batch_that_conflicts_is_built_anew() {
    check(Step::Commit, Form::Conflict, None).await;
}

#[tokio::test]
async fn a_commit_that_was_denied_but_done_is_found_again() {
    check(
        Step::Commit,
        Form::Written,
        Some(SequencerError::Unavailable),
    )
    .await;
}

#[tokio::test]
async fn an_unknown_outcome_is_decided_by_what_the_store_holds() {
    check(Step::Commit, Form::UncertainWritten, None).await;
    check(
        Step::Commit,
        Form::UncertainUnwritten,
        Some(SequencerError::Unavailable),
    )
    .await;
}

#[tokio::test]
async fn an_unknown_outcome_that_cannot_be_looked_up_is_told_and_repeated() {
    for form in [Form::UncertainWritten, Form::UncertainUnwritten] {
        let stage = Stage::open().await;
        let mail = stage.pending("Ada", "ada@example.org").await;
        stage.faults.next(Step::Commit, form);
        stage.faults.next(Step::LogHead, Form::Unwritten);
        let first = press(&stage.site, &mail).await;
        assert!(matches!(
            first,
            Err(ConfirmError::Sequencer(SequencerError::Unavailable))
        ));
        assert!(matches!(
            press(&stage.site, &mail).await.unwrap(),
            Confirming::Signed(_)
        ));
        assert_eq!(stage.check_log().await.total, 1);
    }
}

#[tokio::test]
async fn fifty_buttons_pressed_at_once_make_one_signature() {
    let stage = Arc::new(Stage::open().await);
    let mail = stage.pending("Ada", "ada@example.org").await;
    let outcomes = join_all((0..50).map(|_| press(&stage.site, &mail))).await;
    let leaves: Vec<u64> = outcomes
        .into_iter()
        .map(|outcome| match outcome.unwrap() {
            Confirming::Signed(receipt) => receipt.leaf,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(
        leaves.windows(2).all(|pair| pair[0] == pair[1]),
        "{leaves:?}"
    );
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn two_links_of_one_address_make_one_signature() {
    let stage = Stage::open().await;
    let first = stage.pending("Ada", "ada@example.org").await;
    stage.turn(jiff::SignedDuration::from_mins(16));
    let second = stage.pending("Ada", "ada@example.org").await;
    let (a, b) = tokio::join!(press(&stage.site, &first), press(&stage.site, &second));
    let signed = [a.unwrap(), b.unwrap()];
    let count = signed
        .iter()
        .filter(|outcome| matches!(outcome, Confirming::Signed(_)))
        .count();
    assert_eq!(count, 1, "{signed:?}");
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn hundreds_who_press_at_once_are_all_signed_and_share_few_checkpoints() {
    let stage = Stage::open().await;
    let mut mails = Vec::new();
    for number in 0..300 {
        mails.push(
            stage
                .pending(
                    &format!("Signer {number}"),
                    &format!("s{number}@example.org"),
                )
                .await,
        );
    }
    let outcomes = join_all(mails.iter().map(|mail| press(&stage.site, mail))).await;
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Ok(Confirming::Signed(_))))
    );
    let report = stage.check_log().await;
    assert_eq!((report.total, report.names), (300, 300));
    let id = stage.declaration().await.id;
    let checkpoints = stage
        .site
        .store
        .checkpoints(id, None, 1_000)
        .await
        .unwrap()
        .len();
    assert!(
        checkpoints < 100,
        "{checkpoints} checkpoints for 300 signatures"
    );
}

#[tokio::test]
async fn whoever_meets_damage_fails_without_those_who_press_beside_them() {
    let stage = Stage::open().await;
    let [first, second, third] = [
        stage.pending("Ada", "ada@example.org").await,
        stage.pending("Bo", "bo@example.org").await,
        stage.pending("Chi", "chi@example.org").await,
    ];
    // The batch meets it, then the first of it when each is committed alone.
    stage.faults.next(Step::Commit, Form::Damaged);
    stage.faults.next(Step::Commit, Form::Damaged);
    let outcomes = tokio::join!(
        press(&stage.site, &first),
        press(&stage.site, &second),
        press(&stage.site, &third)
    );
    let outcomes = [outcomes.0, outcomes.1, outcomes.2];
    let refused = outcomes.iter().filter(|outcome| {
        let refuses = SequencerError::LogRefuses;
        matches!(outcome, Err(ConfirmError::Sequencer(error)) if *error == refuses)
    });
    assert_eq!(refused.count(), 1, "{outcomes:?}");
    assert_eq!(stage.faults.left(), 0);
    assert_eq!(stage.check_log().await.total, 2);
}

#[tokio::test]
async fn withdrawals_and_signatures_in_one_batch_keep_the_count() {
    let stage = Stage::open().await;
    let (ada, _) = stage.signed("Ada", "ada@example.org").await;
    let bo = stage.pending("Bo", "bo@example.org").await;
    let (out, out_again, signed) = tokio::join!(
        stage.site.withdraw(&ada.manage),
        stage.site.withdraw(&ada.manage),
        press(&stage.site, &bo)
    );
    use app::manage::Withdrawn::{Before, Done};
    assert!(matches!(
        (out.unwrap(), out_again.unwrap()),
        (Done(_), Before(_)) | (Before(_), Done(_))
    ));
    assert!(matches!(signed.unwrap(), Confirming::Signed(_)));
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_full_queue_says_busy_and_loses_nothing() {
    let stage = Stage::open().await;
    stage.signed("Ada", "ada@example.org").await;
    let declaration = stage.declaration().await;
    let sequencer = Sequencer::start(Tools {
        store: stage.site.store.clone(),
        keys: Arc::new(Keys::open(stage.keys.path(), &SystemRandom).unwrap()),
        clock: stage.clock.clone(),
        witnesses: Arc::default(),
    });
    let departure = Departure::Withdrawal {
        signature: 99_999,
        reason: WithdrawalReason::Wish,
    };
    let submit = || sequencer.submit(Arc::clone(&declaration.log), Command::Depart(departure));
    let outcomes = join_all((0..5_000).map(|_| submit())).await;
    let busy = outcomes
        .iter()
        .filter(|o| **o == Err(SequencerError::Busy))
        .count();
    let answered = outcomes
        .iter()
        .filter(|o| **o == Ok(Reply::NothingToTakeOut))
        .count();
    assert!(busy > 0, "the queue has a bound");
    assert_eq!(busy + answered, 5_000, "everybody is answered");
    sequencer.stop().await;
    stage.check_log().await;
}

#[tokio::test]
async fn a_writer_that_was_outrun_reads_the_head_again() {
    let stage = Stage::open().await;
    stage.signed("Ada", "ada@example.org").await;
    // Another process on the same file, as `publish` is while the server runs.
    let other = Stage::over(stage.site.store.clone(), stage.keys);
    let mail = other.pending("Bo", "bo@example.org").await;
    other.confirm(&mail).await;
    let mail = other.pending("Chi", "chi@example.org").await;
    let outcome = stage
        .site
        .confirm(&MailProof::Link(mail.confirm), None)
        .await
        .unwrap();
    assert!(matches!(outcome, Confirming::Signed(_)), "{outcome:?}");
    assert_eq!(other.check_log().await.total, 3);
}

//! People who press their buttons at the same time, twice, or with another link. A batch of confirmations
//! is built as if nobody had signed before, so the store must find who has. Every test ends in a recount.

use std::time::Duration;

use app::confirm::{ConfirmError, Confirming};
use app::manage::Withdrawn;
use app::metrics::Value;
use app::sequencer::SequencerError;
use futures_util::future::join_all;
use jiff::SignedDuration;
use store::{Form, Step};

use crate::harness::{Mail, Stage, press};

type Outcome = Result<Confirming, ConfirmError>;

/// Presses the other buttons while the store keeps the commit of the first waiting, and their links were
/// looked at already: they are one batch.
async fn press_during(stage: &Stage, first: &Mail, others: &[&Mail]) -> (Outcome, Vec<Outcome>) {
    let held = stage.site.store.hold_writer().await.unwrap();
    let pause = || tokio::time::sleep(Duration::from_millis(50));
    let later = async {
        pause().await;
        let pressed = join_all(others.iter().map(|other| press(&stage.site, other)));
        let (outcomes, ()) = tokio::join!(pressed, async {
            pause().await;
            drop(held);
        });
        outcomes
    };
    tokio::join!(press(&stage.site, first), later)
}

async fn press_in_turn(stage: &Stage, first: &Mail, second: &Mail) -> (Outcome, Outcome) {
    let (first, mut others) = press_during(stage, first, &[second]).await;
    (first, others.remove(0))
}

/// How many batches conflicted, so that the store was asked.
async fn asked(stage: &Stage) -> Value {
    let families = stage.site.measured(Duration::ZERO).await;
    let family = families
        .into_iter()
        .find(|family| family.name == "undersigned_batches_asked_total");
    family.unwrap().samples.remove(0).value
}

fn leaf(outcome: Outcome) -> u64 {
    match outcome.unwrap() {
        Confirming::Signed(receipt) => receipt.leaf,
        other => panic!("{other:?}"),
    }
}

/// Two links of one address.
async fn two_links(stage: &Stage) -> (Mail, Mail) {
    let first = stage.pending("Ada", "ada@example.org").await;
    stage.turn(SignedDuration::from_mins(16));
    (first, stage.pending("Ada", "ada@example.org").await)
}

#[tokio::test]
async fn an_address_that_presses_its_other_link_during_the_commit_signs_once() {
    let stage = Stage::open().await;
    let (first, second) = two_links(&stage).await;
    let (signed, again) = press_in_turn(&stage, &first, &second).await;
    leaf(signed);
    assert!(matches!(again.unwrap(), Confirming::AlreadySigned(_)));
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_button_pressed_again_during_its_commit_leads_to_the_same_signature() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    let (signed, again) = press_in_turn(&stage, &mail, &mail).await;
    assert_eq!(leaf(signed), leaf(again));
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn whoever_presses_twice_makes_no_batch_conflict_that_others_are_in() {
    let stage = Stage::open().await;
    let (first, second) = two_links(&stage).await;
    let bo = stage.pending("Bo", "bo@example.org").await;
    let (signed, others) = press_during(&stage, &first, &[&first, &second, &bo]).await;
    let [twice, again, bo] = others.try_into().unwrap();
    assert_eq!(leaf(signed), leaf(twice));
    assert!(matches!(again.unwrap(), Confirming::AlreadySigned(_)));
    leaf(bo);
    assert_eq!(asked(&stage).await, Value::Whole(0));
    assert_eq!(stage.check_log().await.total, 2);
}

#[tokio::test]
async fn others_who_press_during_a_commit_are_signed_behind_it() {
    let stage = Stage::open().await;
    let ada = stage.pending("Ada", "ada@example.org").await;
    let bo = stage.pending("Bo", "bo@example.org").await;
    let (ada, bo) = press_in_turn(&stage, &ada, &bo).await;
    assert_eq!(leaf(bo), leaf(ada) + 1);
    assert_eq!(stage.check_log().await.total, 2);
}

#[tokio::test]
async fn a_commit_that_fails_takes_nobody_with_it_who_pressed_meanwhile() {
    for form in [Form::Unwritten, Form::Written, Form::UncertainUnwritten] {
        let stage = Stage::open().await;
        let (first, second) = two_links(&stage).await;
        stage.faults.next(Step::Commit, form);
        let (failed, second) = press_in_turn(&stage, &first, &second).await;
        assert!(
            matches!(
                failed,
                Err(ConfirmError::Sequencer(SequencerError::Unavailable))
            ),
            "{form:?}: {failed:?}"
        );
        // What was denied and had been written counts; the other link of the address finds it.
        match (form, second.unwrap()) {
            (Form::Written, Confirming::AlreadySigned(_)) | (_, Confirming::Signed(_)) => {}
            (_, other) => panic!("{form:?}: {other:?}"),
        }
        assert_eq!(stage.check_log().await.total, 1, "{form:?}");
    }
}

#[tokio::test]
async fn a_withdrawal_between_confirmations_is_carried_out_in_its_place() {
    let stage = Stage::open().await;
    let (out, _) = stage.signed("Chi", "chi@example.org").await;
    let mut mails = Vec::new();
    for name in ["ada", "bo", "dee"] {
        mails.push(stage.pending(name, &format!("{name}@example.org")).await);
    }
    stage.turn(SignedDuration::from_mins(16));
    let again = stage.pending("Ada", "ada@example.org").await;
    let withdraw = async {
        tokio::time::sleep(Duration::from_millis(70)).await;
        stage.site.withdraw(&out.manage).await.unwrap()
    };
    let behind = async {
        tokio::time::sleep(Duration::from_millis(80)).await;
        (
            press(&stage.site, &mails[2]).await,
            press(&stage.site, &again).await,
        )
    };
    let ((ada, bo), withdrawn, (dee, again)) = tokio::join!(
        press_in_turn(&stage, &mails[0], &mails[1]),
        withdraw,
        behind
    );
    assert!(matches!(withdrawn, Withdrawn::Done(_)));
    leaf(ada);
    leaf(bo);
    leaf(dee);
    assert!(matches!(again.unwrap(), Confirming::AlreadySigned(_)));
    assert_eq!(stage.check_log().await.total, 3);
}

#[tokio::test]
async fn whoever_has_signed_and_presses_another_link_is_told_so_and_nobody_beside_them_notices() {
    let stage = Stage::open().await;
    let (first, second) = two_links(&stage).await;
    leaf(press(&stage.site, &first).await);
    // Somebody leaves, so that nothing is remembered of who signed just now.
    let (out, _) = stage.signed("Chi", "chi@example.org").await;
    stage.site.withdraw(&out.manage).await.unwrap();
    let mut mails = Vec::new();
    for name in ["bo", "dee", "eve", "flo"] {
        mails.push(stage.pending(name, &format!("{name}@example.org")).await);
    }
    // However often the link is pressed, it makes a batch conflict once.
    for pair in mails.chunks(2) {
        let (before, others) = press_during(&stage, &pair[0], &[&second, &pair[1]]).await;
        let [again, beside] = others.try_into().unwrap();
        assert!(matches!(again.unwrap(), Confirming::AlreadySigned(_)));
        assert_eq!(leaf(beside), leaf(before) + 1);
        assert_eq!(asked(&stage).await, Value::Whole(1));
    }
    assert_eq!(stage.check_log().await.total, 5);
}

#[tokio::test]
async fn whoever_withdrew_just_now_signs_again_by_another_link() {
    let stage = Stage::open().await;
    let (first, second) = two_links(&stage).await;
    leaf(press(&stage.site, &first).await);
    stage.site.withdraw(&first.manage).await.unwrap();
    leaf(press(&stage.site, &second).await);
    assert_eq!(asked(&stage).await, Value::Whole(0));
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_store_that_another_process_wrote_to_is_asked_who_left() {
    let stage = Stage::open().await;
    let (first, second) = two_links(&stage).await;
    leaf(press(&stage.site, &first).await);
    let other = Stage::over(stage.site.store.clone(), stage.keys);
    let withdrawn = other.site.withdraw(&first.manage).await.unwrap();
    assert!(matches!(withdrawn, Withdrawn::Done(_)));
    leaf(press(&stage.site, &second).await);
    assert_eq!(other.check_log().await.total, 1);
}

//! The writer asks the store about the next confirmations while it commits those before them. What the
//! ones commit the others must not miss. Every test ends in a recount.

use std::time::Duration;

use app::confirm::{ConfirmError, Confirming, MailProof};
use app::manage::Withdrawn;
use app::metrics::Value;
use app::sequencer::SequencerError;
use jiff::SignedDuration;
use store::{Form, Step};

use crate::harness::{Mail, Stage};

type Outcome = Result<Confirming, ConfirmError>;

async fn press(stage: &Stage, mail: &Mail) -> Outcome {
    stage
        .site
        .confirm(&MailProof::Link(mail.confirm.clone()), None)
        .await
}

/// Presses the second button while the store keeps the commit of the first waiting, long enough for the
/// store to be asked about the second.
async fn press_in_turn(stage: &Stage, first: &Mail, second: &Mail) -> (Outcome, Outcome) {
    let held = stage.site.store.hold_writer().await.unwrap();
    let pause = || tokio::time::sleep(Duration::from_millis(50));
    let later = async {
        pause().await;
        let (outcome, ()) = tokio::join!(press(stage, second), async {
            pause().await;
            drop(held);
        });
        outcome
    };
    tokio::join!(press(stage, first), later)
}

/// Batches that were built anew since their facts were of before.
async fn built_anew(stage: &Stage) -> Value {
    let families = stage.site.measured(Duration::ZERO).await;
    let family = families
        .into_iter()
        .find(|family| family.name == "undersigned_batches_outrun_total");
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
    assert_eq!(built_anew(&stage).await, Value::Whole(0));
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_button_pressed_again_during_its_commit_leads_to_the_same_signature() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    let (signed, again) = press_in_turn(&stage, &mail, &mail).await;
    assert_eq!(leaf(signed), leaf(again));
    assert_eq!(built_anew(&stage).await, Value::Whole(0));
    assert_eq!(stage.check_log().await.total, 1);
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
        (press(&stage, &mails[2]).await, press(&stage, &again).await)
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

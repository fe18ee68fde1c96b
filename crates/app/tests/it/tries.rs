//! What a try to type the code costs: nothing where the code was right.

use std::time::Duration;

use app::confirm::{ConfirmError, Confirming, MailProof};
use app::secret::{Code, Token};
use app::sequencer::SequencerError;
use app::sign::CODE_TRIES;
use store::{Form, Step};

use crate::harness::{Mail, Stage};

/// A form that was sent, its mail, and the tab that is still open.
async fn open_tab(stage: &Stage) -> (Token, Mail) {
    let check = stage.sign("Ada", "ada@example.org").await;
    (check.tab, stage.newest_mail().await)
}

async fn type_code(stage: &Stage, tab: &Token, code: &Code) -> Result<Confirming, ConfirmError> {
    let (tab, code) = (tab.clone(), code.clone());
    let proof = MailProof::Code { tab, code };
    stage.site.confirm(&proof, None).await
}

async fn type_wrong_codes(stage: &Stage, tab: &Token, times: u32) {
    let wrong = Code::parse("00000000").unwrap();
    for _ in 0..times {
        let outcome = type_code(stage, tab, &wrong).await.unwrap();
        assert!(matches!(outcome, Confirming::WrongCode(_)), "{outcome:?}");
    }
}

/// Waits until so many tries are left, since one is given back a moment after the answer.
async fn until_left(stage: &Stage, tab: &Token, expected: u32) {
    let left = async || stage.site.open_tab(tab).await.unwrap().unwrap().tries_left;
    for _ in 0..500 {
        if left().await == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{} tries are left", left().await);
}

#[tokio::test]
async fn a_right_code_that_cannot_be_taken_just_now_costs_no_try() {
    let stage = Stage::open().await;
    let (tab, mail) = open_tab(&stage).await;
    type_wrong_codes(&stage, &tab, 2).await;
    for step in [Step::BatchFacts, Step::Commit, Step::Commit, Step::Commit] {
        stage.fails(step, Form::Unwritten);
        let outcome = type_code(&stage, &tab, &mail.code).await;
        let unavailable = Err(SequencerError::Unavailable);
        let outcome = outcome.map_err(|error| match error {
            ConfirmError::Sequencer(error) => error,
            other => panic!("{other:?}"),
        });
        assert_eq!(outcome.map(drop), unavailable, "{step:?}");
        until_left(&stage, &tab, CODE_TRIES - 2).await;
    }
    let signed = type_code(&stage, &tab, &mail.code).await.unwrap();
    assert!(matches!(signed, Confirming::Signed(_)), "{signed:?}");
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_code_that_nobody_could_compare_costs_no_try() {
    let stage = Stage::open().await;
    let (tab, mail) = open_tab(&stage).await;
    type_wrong_codes(&stage, &tab, CODE_TRIES - 1).await;
    for _ in 0..CODE_TRIES {
        stage.faults.next(Step::Pending, Form::Unwritten);
        let failed = type_code(&stage, &tab, &mail.code).await;
        assert!(matches!(failed, Err(ConfirmError::Store(_))), "{failed:?}");
        until_left(&stage, &tab, 1).await;
    }
    let signed = type_code(&stage, &tab, &mail.code).await.unwrap();
    assert!(matches!(signed, Confirming::Signed(_)), "{signed:?}");
}

#[tokio::test]
async fn a_code_whose_answer_nobody_waits_for_costs_no_try() {
    let stage = Stage::open().await;
    let (tab, mail) = open_tab(&stage).await;
    for _ in 0..=CODE_TRIES {
        let held = stage.site.store.hold_writer().await.unwrap();
        let typing = type_code(&stage, &tab, &mail.code);
        let soon = tokio::time::timeout(Duration::from_millis(20), typing).await;
        assert!(soon.is_err(), "the writer is held: {soon:?}");
        drop(held);
        // Behind this it was counted.
        stage.site.store.setting_put("behind", b"1").await.unwrap();
        until_left(&stage, &tab, CODE_TRIES).await;
    }
    let signed = type_code(&stage, &tab, &mail.code).await.unwrap();
    assert!(matches!(signed, Confirming::Signed(_)), "{signed:?}");
}

#[tokio::test]
async fn whoever_lost_the_receipt_types_the_code_as_often_as_it_takes() {
    let stage = Stage::open().await;
    let (tab, mail) = open_tab(&stage).await;
    type_wrong_codes(&stage, &tab, CODE_TRIES - 1).await;
    for _ in 0..=CODE_TRIES {
        let signed = type_code(&stage, &tab, &mail.code).await.unwrap();
        assert!(matches!(signed, Confirming::Signed(_)), "{signed:?}");
        until_left(&stage, &tab, 1).await;
    }
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn right_codes_between_wrong_ones_give_nobody_another_guess() {
    let stage = Stage::open().await;
    let (tab, mail) = open_tab(&stage).await;
    for wrong in 1..CODE_TRIES {
        type_wrong_codes(&stage, &tab, 1).await;
        stage.faults.next(Step::Commit, Form::Unwritten);
        type_code(&stage, &tab, &mail.code).await.unwrap_err();
        until_left(&stage, &tab, CODE_TRIES - wrong).await;
    }
    type_wrong_codes(&stage, &tab, 1).await;
    let outcome = type_code(&stage, &tab, &mail.code).await.unwrap();
    assert!(matches!(outcome, Confirming::Gone), "{outcome:?}");
}

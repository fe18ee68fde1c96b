//! Asking for cosignatures: when, from where, and what is made of the answers.

use std::time::Duration;

use app::witness::{Answer, Trouble};
use jiff::SignedDuration;
use tlog::witness::AddCheckpoint;

use super::world::{Behind, ONE, Scene, TWO, honest, key, stage};
use crate::harness::Stage;

#[tokio::test]
async fn every_witness_cosigns_the_newest_checkpoint_once() {
    let scene = Scene::open().await;
    assert_eq!(scene.round().await, (2, 0));
    assert_eq!(scene.cosigners().await, ["w1.example", "w2.example"]);
    scene.ten_seconds_later();
    assert_eq!(scene.round().await, (0, 0), "nothing new to cosign");
    assert_eq!(scene.world.asked(), 2);
}

#[tokio::test]
async fn a_busy_log_is_cosigned_every_ten_seconds_and_not_more_often() {
    let scene = Scene::open().await;
    scene.stage.signed("Ada", "ada@example.org").await;
    assert_eq!(scene.round().await, (2, 0));
    scene.stage.signed("Bo", "bo@example.org").await;
    assert_eq!(scene.round().await, (0, 0));
    scene.stage.turn(SignedDuration::from_secs(9));
    assert_eq!(scene.round().await, (0, 0));
    assert_eq!(scene.cosigners().await, [""; 0]);
    scene.stage.turn(SignedDuration::from_secs(1));
    assert_eq!(scene.round().await, (2, 0));
    assert_eq!(scene.cosigners().await.len(), 2);
    assert_eq!(scene.world.asked(), 4, "each knew from where to go on");
}

#[tokio::test]
async fn a_witness_learns_sizes_and_hashes_and_nothing_of_signers() {
    let scene = Scene::open().await;
    scene.stage.signed("Ada Lovelace", "ada@example.org").await;
    scene.round().await;
    let declaration = scene.stage.declaration().await;
    let asked = scene.world.asked.lock().unwrap().clone();
    for (_, body) in asked {
        let request = AddCheckpoint::parse(&body).unwrap();
        let note = tlog::note::Note::parse(&request.note).unwrap();
        assert_eq!(note.text().lines().count(), 3);
        assert!(note.text().starts_with(&declaration.log.origin));
        assert_eq!(note.signatures().len(), 1);
    }
}

#[tokio::test]
async fn what_was_cosigned_before_a_restart_is_where_a_site_goes_on() {
    let scene = Scene::open().await;
    scene.round().await;
    scene.world.asked();
    let Stage { site, keys, .. } = scene.stage;
    let store = site.store.clone();
    site.stop().await;
    let again = stage(store, keys, &scene.world);
    again.signed("Ada", "ada@example.org").await;
    assert_eq!(scene.world.asked(), 2, "heard before the first signature");
    again.turn(SignedDuration::from_secs(10));
    assert_eq!(again.site.ask_witnesses().await.unwrap().cosigned, 2);
    assert_eq!(scene.world.asked(), 2, "no detour over 409");
}

#[tokio::test]
async fn a_witness_that_stands_elsewhere_is_asked_again_from_there_at_once() {
    let scene = Scene::open().await;
    scene.round().await;
    scene.stage.signed("Ada", "ada@example.org").await;
    scene.world.asked();
    // One lost its memory and began anew, which we cannot know.
    let log = format!("log {}\n", scene.stage.declaration().await.verifier_key);
    let fresh = honest(1, &log, &scene.stage.clock);
    scene.world.set(ONE, Behind::Honest(fresh));
    scene.ten_seconds_later();
    assert_eq!(scene.round().await, (2, 0));
    assert_eq!(scene.world.asked(), 3);
}

#[tokio::test]
async fn every_answer_has_its_consequence_and_is_forgotten_with_the_next_cosignature() {
    let check = async |answer: Answer, expected: Trouble, seconds: i64| {
        let scene = Scene::open().await;
        scene.stage.signed("Ada", "ada@example.org").await;
        scene.round().await;
        scene.stage.signed("Bo", "bo@example.org").await;
        scene.world.set(ONE, Behind::Says(answer.clone()));
        scene.ten_seconds_later();
        assert_eq!(scene.round().await, (1, 1), "{answer:?}");
        assert_eq!(scene.trouble_of_one().await, Some(expected));
        scene.world.set(ONE, Behind::Honest(scene.one.clone()));
        scene.stage.turn(SignedDuration::from_secs(seconds - 1));
        assert_eq!(scene.round().await, (0, 0), "{answer:?}");
        // The usual rest, and up to a quarter more so that not all come back together.
        scene.stage.turn(SignedDuration::from_secs(1 + seconds / 4));
        assert_eq!(scene.round().await, (1, 0), "{answer:?}");
        assert_eq!(scene.trouble_of_one().await, None);
        scene.stage.signed("Chi", "chi@example.org").await;
    };
    let odd = Trouble::Odd;
    check(
        Answer::Malformed,
        odd("it does not understand the request"),
        900,
    )
    .await;
    check(Answer::UnknownLog, Trouble::UnknownLog, 900).await;
    check(Answer::NotSigned, Trouble::NotSigned, 900).await;
    let refuses = "it refuses the size that it has named itself";
    check(Answer::OtherSize(None), odd(refuses), 900).await;
    let ahead = Trouble::Ahead {
        theirs: 99,
        ours: 4,
    };
    check(Answer::OtherSize(Some(99)), ahead, 10).await;
    check(Answer::Inconsistent, Trouble::Forked { ours: 4 }, 10).await;
    check(Answer::Later(None), Trouble::Later(None), 10).await;
    let minute = Some(Duration::from_secs(60));
    check(Answer::Later(minute), Trouble::Later(minute), 60).await;
}

#[tokio::test]
async fn a_cosignature_is_believed_only_from_the_key_of_the_policy_over_this_checkpoint() {
    let check = async |twist: fn(Vec<u8>) -> Vec<u8>, expected: Option<&'static str>| {
        let scene = Scene::open().await;
        scene
            .world
            .set(ONE, Behind::Twists(scene.one.clone(), twist));
        let cosigned = 1 + u32::from(expected.is_none());
        assert_eq!(scene.round().await.0, cosigned);
        assert_eq!(scene.trouble_of_one().await, expected.map(Trouble::Odd));
    };
    check(|lines| lines, None).await;
    check(
        |mut lines| {
            lines.splice(0..0, format!("{}\n", foreign(7)).into_bytes());
            lines
        },
        None,
    )
    .await;
    let not_ours = "it did not sign with the key that the policy names";
    check(|_| format!("{}\n", foreign(7)).into_bytes(), Some(not_ours)).await;
    check(
        |_| format!("{}\n", foreign(1)).into_bytes(),
        Some("its cosignature is wrong"),
    )
    .await;
    let nothing = "its answer holds no signature lines";
    check(|_| b"hello\n".to_vec(), Some(nothing)).await;
    check(|_| Vec::new(), Some(nothing)).await;
    check(|lines| lines[..lines.len() - 1].to_vec(), Some(nothing)).await;
}

/// A cosignature of the empty tree of another log.
fn foreign(seed: u8) -> tlog::note::Signature {
    let checkpoint = tlog::Checkpoint {
        origin: "other.example/log".to_owned(),
        size: 0,
        root: tlog::Hash::EMPTY_ROOT,
    };
    key(seed).cosign(&checkpoint, 1).unwrap()
}

#[tokio::test]
async fn witnesses_that_cannot_be_reached_keep_nobody_from_signing() {
    let scene = Scene::open().await;
    scene.world.set(ONE, Behind::Nobody);
    scene.world.set(TWO, Behind::Nobody);
    scene.stage.signed("Ada", "ada@example.org").await;
    scene.round().await;
    assert_eq!(scene.cosigners().await, [""; 0]);
    let why = "it cannot be reached: nobody is there".to_owned();
    assert_eq!(
        scene.trouble_of_one().await,
        Some(Trouble::Unreachable(why))
    );
    scene.stage.check_log().await;
}

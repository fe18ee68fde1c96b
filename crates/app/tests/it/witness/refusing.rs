//! What witnesses know decides whether a log may be signed.

use std::sync::Arc;
use std::time::Duration;

use app::clock::SystemRandom;
use app::confirm::{ConfirmError, MailProof};
use app::keys::Keys;
use app::secret::Token;
use app::sequencer::{self, HeadError, SequencerError, Tools};
use app::witness::{Answer, NoTransport, Trouble, WitnessPolicy, WitnessTransport, Witnesses};
use jiff::SignedDuration;
use store::Store;

use super::world::{Behind, ONE, Scene, TWO, World, honest, policy, stage};
use crate::harness::{Stage, folder, folder_with};

#[tokio::test]
async fn a_witness_that_never_answers_delays_the_first_signature_by_seconds() {
    let world = Arc::new(World::default());
    world.set(ONE, Behind::Silence);
    world.set(TWO, Behind::Nobody);
    let stage = stage(
        Store::temporary().unwrap(),
        tempfile::tempdir().unwrap(),
        &world,
    );
    let files = folder();
    // Once both were asked nothing but time has to pass.
    let hurry = async {
        while world.asked.lock().unwrap().len() < 2 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::pause();
    };
    let (published, ()) = tokio::join!(stage.site.publish(&files), hurry);
    published.unwrap();
    let id = stage.declaration().await.id;
    let why = "nothing within 4 seconds".to_owned();
    let trouble = stage.site.witnesses.standings(id).remove(0).trouble;
    assert_eq!(trouble, Some(Trouble::Unreachable(why)));
    assert_eq!(world.asked(), 2);
}

/// A machine brought back from a backup with everything on it, lock file included.
#[tokio::test]
async fn a_log_that_a_witness_knows_more_of_refuses_to_sign_and_says_who_and_how_to_go_on() {
    let data = tempfile::tempdir().unwrap();
    let (now, backup) = (data.path().join("site.db"), data.path().join("backup.db"));
    let keys = tempfile::tempdir().unwrap();
    let key_files = keys.path().to_owned();
    let world = Arc::new(World::default());
    world.set(ONE, Behind::Nobody);
    world.set(TWO, Behind::Nobody);
    let open = |path: &std::path::Path| Store::open_sqlite(path, Default::default()).unwrap();
    let first = stage(open(&now), keys, &world);
    first.site.publish(&folder()).await.unwrap();
    let log = format!("log {}\n", first.declaration().await.verifier_key);
    let first_witness = honest(1, &log, &first.clock);
    world.set(ONE, Behind::Honest(first_witness.clone()));
    first.site.store.settle().await.unwrap();
    std::fs::copy(&now, &backup).unwrap();
    first.signed("Ada", "ada@example.org").await;
    first.turn(SignedDuration::from_hours(2));
    assert_eq!(first.site.ask_witnesses().await.unwrap().cosigned, 1);
    let Stage { site, keys, .. } = first;
    site.stop().await;
    std::fs::remove_file(key_files.join("clean-rivers.log.lock")).unwrap();

    let restored = stage(open(&backup), keys, &world);
    let mail = restored.pending("Bo", "bo@example.org").await;
    for _ in 0..2 {
        assert!(refuses(&restored, &mail.confirm).await);
    }
    // Whoever makes the witness fall silent does not make the log forget what it said.
    for silence in [Behind::Nobody, Behind::Says(Answer::Later(None))] {
        world.set(ONE, silence);
        for _ in 0..2 {
            restored.turn(SignedDuration::from_secs(70));
            restored.site.ask_witnesses().await.unwrap();
            assert!(refuses(&restored, &mail.confirm).await);
        }
    }
    world.set(ONE, Behind::Honest(first_witness));
    let said = why(&restored, &world).await;
    let expected = "the witness one has cosigned 3 entries of this log, but 2 are stored";
    assert!(said.starts_with(expected), "{said}");
    assert!(said.contains("`undersigned recover`"), "{said}");
}

/// Whether the log refuses the signature behind a link, and for no other reason.
async fn refuses(stage: &Stage, link: &Token) -> bool {
    let proof = MailProof::Link(link.clone());
    match stage.site.confirm(&proof, None).await {
        Ok(_) => false,
        Err(ConfirmError::Sequencer(SequencerError::LogRefuses)) => true,
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_contradiction_stops_a_log_that_is_being_signed_until_that_witness_cosigns() {
    let check = async |answer: Answer| {
        let scene = Scene::open().await;
        scene.stage.signed("Ada", "ada@example.org").await;
        scene.world.set(ONE, Behind::Says(answer.clone()));
        assert_eq!(scene.round().await, (1, 1), "{answer:?}");
        let mail = scene.stage.pending("Bo", "bo@example.org").await;
        scene.world.asked();
        for silence in [Behind::Says(answer), Behind::Nobody] {
            scene.world.set(ONE, silence);
            assert!(refuses(&scene.stage, &mail.confirm).await);
            assert_eq!(scene.world.asked(), 0, "refusing waits for nobody");
            scene.ten_seconds_later();
            scene.round().await;
            assert_eq!(scene.world.asked(), 1);
        }
        assert!(refuses(&scene.stage, &mail.confirm).await);
        scene.world.set(ONE, Behind::Honest(scene.one.clone()));
        // A silent one rests up to a quarter longer.
        scene.stage.turn(SignedDuration::from_secs(13));
        assert_eq!(scene.round().await, (1, 0));
        assert!(!refuses(&scene.stage, &mail.confirm).await);
        scene.stage.check_log().await;
    };
    let ahead = Answer::OtherSize(Some(99));
    check(ahead).await;
    check(Answer::Inconsistent).await;
}

/// Another process brings back what a witness missed, while this one serves.
#[tokio::test]
async fn a_log_signs_again_as_soon_as_what_a_witness_missed_is_there() {
    let scene = Scene::open().await;
    let store = scene.stage.site.store.clone();
    let id = scene.stage.declaration().await.id;
    let size = store.log_head(id).await.unwrap().unwrap().size;
    let says = |size| Behind::Says(Answer::OtherSize(Some(size)));
    scene.world.set(ONE, says(size + 1));
    assert_eq!(scene.round().await, (1, 1));
    let mail = scene.stage.pending("Bo", "bo@example.org").await;
    assert!(refuses(&scene.stage, &mail.confirm).await);

    let keys = tempfile::tempdir().unwrap();
    for file in ["site.key", "clean-rivers.log.key", "clean-rivers.tag.key"] {
        std::fs::copy(scene.stage.keys.path().join(file), keys.path().join(file)).unwrap();
    }
    let none = Arc::new(NoTransport) as Arc<dyn WitnessTransport>;
    let other = Stage::witnessed(store, keys, (WitnessPolicy::none(), none));
    other.turn(SignedDuration::from_hours(2));
    other.signed("Ada", "ada@example.org").await;
    scene.world.set(ONE, Behind::Honest(scene.one.clone()));
    scene.world.asked();
    assert!(!refuses(&scene.stage, &mail.confirm).await);
    assert_eq!(scene.world.asked(), 1, "only the one that missed something");
    assert_eq!(scene.trouble_of_one().await, None);
}

/// What `doctor` would say of the log.
async fn why(stage: &Stage, world: &Arc<World>) -> String {
    let tools = Tools {
        store: stage.site.store.clone(),
        keys: Arc::new(Keys::open(stage.keys.path(), &SystemRandom).unwrap()),
        clock: stage.clock.clone(),
        witnesses: Arc::new(Witnesses::new(policy(), world.clone())),
    };
    let log = stage.declaration().await.log.clone();
    let error = sequencer::check(&tools, &log).await.unwrap_err();
    assert!(matches!(error, HeadError::Witness { .. }), "{error:?}");
    error.to_string()
}

/// The same keys on two machines: the second signs another history while no witness is asked.
#[tokio::test]
async fn a_second_history_is_refused_by_a_witness_that_knows_the_first() {
    let scene = Scene::open().await;
    scene.stage.signed("Ada", "ada@example.org").await;
    scene.ten_seconds_later();
    scene.round().await;
    let copied = tempfile::tempdir().unwrap();
    for file in ["site.key", "clean-rivers.log.key", "clean-rivers.tag.key"] {
        std::fs::copy(scene.stage.keys.path().join(file), copied.path().join(file)).unwrap();
    }
    let alone = (
        WitnessPolicy::none(),
        Arc::new(NoTransport) as Arc<dyn WitnessTransport>,
    );
    let second = Stage::witnessed(Store::temporary().unwrap(), copied, alone);
    let other = "# Clean rivers, all of them\n\nThe river has {figure:fish} dead fish.\n\n## We demand {.demands}\n\n- Stop. {#stop}\n";
    second.site.publish(&folder_with(other)).await.unwrap();
    for name in ["Bo", "Chi", "Dara"] {
        second.signed(name, &format!("{name}@example.org")).await;
    }
    let said = why(&second, &scene.world).await;
    assert!(
        said.contains("has cosigned another history of this log"),
        "{said}"
    );
    let Stage { site, keys, .. } = second;
    let store = site.store.clone();
    site.stop().await;
    let second = stage(store, keys, &scene.world);
    let mail = second.pending("Eve", "eve@example.org").await;
    let refused = second
        .site
        .confirm(&MailProof::Link(mail.confirm), None)
        .await;
    assert!(matches!(
        refused,
        Err(ConfirmError::Sequencer(SequencerError::LogRefuses))
    ));
    drop(scene.two);
}

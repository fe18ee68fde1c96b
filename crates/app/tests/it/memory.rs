//! What a recount remembers of a log: under its place, and under the name it gives itself.

use std::path::{Path, PathBuf};

use app::verify::{FolderSource, Memory, Problem, Report, VerifyOptions, verify};
use tlog::note::VerifierKey;

use crate::export::{exported, files, recount};
use crate::harness::{self, Stage};

/// Where the tests' logs are said to lie.
const PLACE: &str = "mirror.example/rivers";

async fn recount_in_place(folder: &Path, memory: &Memory, key: Option<VerifierKey>) -> Report {
    recount_in(PLACE, folder, memory, key).await
}

async fn recount_in(
    place: &str,
    folder: &Path,
    memory: &Memory,
    key: Option<VerifierKey>,
) -> Report {
    let options = VerifyOptions {
        key,
        memory: Some(memory),
        place: Some(place),
        ..VerifyOptions::default()
    };
    verify(&FolderSource::new(folder), &options).await.unwrap()
}

/// The logs of another site: one of another declaration, and one that has the name of the tests'
/// declaration, but a key of its own.
async fn impostors(folder: &Path) -> (PathBuf, PathBuf) {
    let stage = Stage::over(
        store::Store::temporary().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let mut air = harness::folder();
    let text = air.text("declaration.toml").unwrap().to_owned();
    let text = text.replace(harness::SLUG, "clean-air").into_bytes();
    air.insert("declaration.toml", text);
    stage.site.publish(&air).await.unwrap();
    stage.site.publish(&harness::folder()).await.unwrap();
    let (other_name, other_key) = (folder.join("other-name"), folder.join("other-key"));
    for declaration in stage.site.all_declarations().await.unwrap() {
        let is_air = declaration.declaration.slug.to_string() == "clean-air";
        let target = if is_air { &other_name } else { &other_key };
        stage.site.export(&declaration, target).await.unwrap();
    }
    (other_name, other_key)
}

#[tokio::test]
async fn another_log_in_a_known_place_is_found_whatever_it_calls_itself() {
    let (folder, known) = exported(2).await;
    let (other_name, _) = impostors(folder.path()).await;
    let memory = Memory::new(&folder.path().join("state"));
    assert!(recount_in_place(&known, &memory, None).await.is_fine());
    assert!(recount(&other_name, Some(&memory)).await.is_fine());
    let report = recount_in_place(&other_name, &memory, None).await;
    assert!(
        matches!(report.problems[..], [Problem::OtherOrigin { .. }]),
        "{:?}",
        report.problems
    );
}

#[tokio::test]
async fn a_key_that_is_given_does_not_make_another_key_forgotten() {
    let (folder, known) = exported(2).await;
    let (_, forged) = impostors(folder.path()).await;
    let memory = Memory::new(&folder.path().join("state"));
    let first = recount_in_place(&known, &memory, None).await;
    let given = recount(&forged, None).await.key;
    let key = VerifierKey::parse(&given).unwrap();
    let report = recount_in_place(&forged, &memory, Some(key)).await;
    let expected = Problem::OtherKey {
        expected: first.key.clone(),
        found: given,
    };
    assert_eq!(report.problems, [expected]);
    let again = recount_in_place(&known, &memory, None).await;
    assert_eq!(again.remembered, Some(first.size));
}

#[tokio::test]
async fn nobody_is_accused_because_another_claimed_their_name_first() {
    let (folder, known) = exported(2).await;
    let (_, forged) = impostors(folder.path()).await;
    let memory = Memory::new(&folder.path().join("state"));
    let origin = recount(&known, None).await.origin;
    let theirs = recount_in_place(&forged, &memory, None).await;
    assert_eq!((theirs.problems, theirs.origin), (vec![], origin.clone()));
    let first = recount_in(&origin, &known, &memory, None).await;
    assert_eq!((first.problems, first.remembered), (vec![], None));
    let theirs = recount_in_place(&forged, &memory, None).await;
    assert!(
        matches!(theirs.problems[..], [Problem::OtherKey { .. }]),
        "{:?}",
        theirs.problems
    );
}

#[tokio::test]
async fn a_key_that_is_given_makes_the_log_known_in_every_place() {
    let (folder, known) = exported(2).await;
    let memory = Memory::new(&folder.path().join("state"));
    let key = VerifierKey::parse(&recount(&known, None).await.key).unwrap();
    for (key, expected) in [(None, false), (Some(key), true)] {
        let there = recount_in_place(&known, &memory, key).await;
        let place = format!("/kept/{expected}");
        let elsewhere = recount_in(&place, &known, &memory, None).await;
        assert_eq!(elsewhere.remembered, expected.then_some(there.size));
    }
}

#[tokio::test]
async fn an_older_copy_is_false_only_where_a_newer_one_was_seen() {
    let stage = Stage::open().await;
    let folder = tempfile::tempdir().unwrap();
    let (older, newer) = (folder.path().join("older"), folder.path().join("newer"));
    for (target, signer) in [(&older, "ada"), (&newer, "bo")] {
        stage.signed(signer, &format!("{signer}@example.org")).await;
        let declaration = stage.declaration().await;
        stage.site.export(&declaration, target).await.unwrap();
    }
    let memory = Memory::new(&folder.path().join("state"));
    let origin = recount(&newer, None).await.origin;
    let site = recount_in(&origin, &newer, &memory, None).await;
    assert_eq!((site.problems, site.newer_elsewhere), (vec![], None));
    let copy = recount_in("/kept/older", &older, &memory, None).await;
    assert_eq!(copy.problems, []);
    assert_eq!(
        (copy.newer_elsewhere, copy.remembered),
        (Some(site.size), None)
    );
    let caught_up = recount_in("/kept/older", &newer, &memory, None).await;
    assert_eq!(
        (caught_up.problems, caught_up.newer_elsewhere),
        (vec![], None)
    );
    for place in [&*origin, "/kept/older"] {
        let shrunk = recount_in(place, &older, &memory, None).await;
        assert!(
            matches!(shrunk.problems[..], [Problem::Shrunk { .. }]),
            "{:?}",
            shrunk.problems
        );
    }
}

#[tokio::test]
async fn a_damaged_memory_is_not_a_first_visit() {
    let (folder, target) = exported(1).await;
    let state = folder.path().join("state");
    let memory = Memory::new(&state);
    let key = recount(&target, None).await.key;
    let key = VerifierKey::parse(&key).unwrap();
    recount_in_place(&target, &memory, Some(key)).await;
    let mut remembered = files(&state);
    remembered.retain(|path| path.extension().is_some_and(|name| name == "checkpoint"));
    assert_eq!(remembered.len(), 2, "one for the place, one for the origin");
    for path in remembered {
        let whole = std::fs::read_to_string(&path).unwrap();
        for damaged in ["", &whole[..whole.len() / 2], &whole.replace('\n', " ")] {
            std::fs::write(&path, damaged).unwrap();
            let options = VerifyOptions {
                memory: Some(&memory),
                place: Some(PLACE),
                ..VerifyOptions::default()
            };
            let outcome = verify(&FolderSource::new(&target), &options).await;
            assert!(outcome.is_err(), "{damaged:?}");
        }
        std::fs::write(&path, whole).unwrap();
    }
}

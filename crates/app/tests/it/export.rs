//! An exported declaration verifies from its files alone, and every change is found.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::verify::{
    FolderSource, LogSource, Memory, Pause, Problem, Report, SourceError, VerifyOptions, verify,
};
use async_trait::async_trait;

use crate::harness::Stage;

pub(crate) async fn recount(folder: &Path, memory: Option<&Memory>) -> Report {
    let options = VerifyOptions {
        memory,
        ..VerifyOptions::default()
    };
    verify(&FolderSource::new(folder), &options).await.unwrap()
}

pub(crate) async fn exported(signers: usize) -> (tempfile::TempDir, PathBuf) {
    let stage = Stage::open().await;
    for number in 0..signers {
        stage
            .signed(
                &format!("Signer {number}"),
                &format!("s{number}@example.org"),
            )
            .await;
    }
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("export");
    stage
        .site
        .export(stage.declaration().await.as_ref(), &target)
        .await
        .unwrap();
    assert!(
        stage
            .site
            .export(stage.declaration().await.as_ref(), &target)
            .await
            .is_err()
    );
    (folder, target)
}

#[tokio::test]
async fn an_export_verifies_and_is_remembered() {
    let (folder, target) = exported(5).await;
    let memory = Memory::new(&folder.path().join("state"));
    let first = recount(&target, Some(&memory)).await;
    assert_eq!(
        (&first.problems, first.total, first.remembered),
        (&vec![], 5, None)
    );
    let second = recount(&target, Some(&memory)).await;
    assert_eq!(
        (second.problems.len(), second.remembered),
        (0, Some(first.size))
    );
}

#[tokio::test]
async fn every_byte_of_the_log_matters() {
    let (_folder, target) = exported(3).await;
    let ledger = target.join("ledger");
    let mut changed = 0;
    for path in files(&ledger) {
        let original = std::fs::read(&path).unwrap();
        for at in (0..original.len()).step_by(original.len() / 7 + 1) {
            let mut bytes = original.clone();
            bytes[at] ^= 1;
            std::fs::write(&path, &bytes).unwrap();
            let report = recount(&target, None).await;
            // How many names are shown is told and not judged, and so is the day of a checkpoint.
            let told = ["count.json", "checkpoints.json"].iter();
            let harmless = told.into_iter().any(|file| path.ends_with(file)) && report.is_fine();
            assert!(
                !report.is_fine() || harmless,
                "byte {at} of {} was changed",
                path.display()
            );
            changed += 1;
        }
        std::fs::remove_file(&path).unwrap();
        assert!(
            !recount(&target, None).await.is_fine(),
            "{} was removed",
            path.display()
        );
        std::fs::write(&path, original).unwrap();
    }
    assert!(changed > 40);
    assert!(recount(&target, None).await.is_fine());
}

#[tokio::test]
async fn a_log_that_shrank_or_was_rewritten_is_found_by_who_looked_before() {
    let (folder, long) = exported(5).await;
    let (_other, short) = exported(3).await;
    let memory = Memory::new(&folder.path().join("state"));
    assert!(recount(&long, Some(&memory)).await.is_fine());
    let report = recount(&short, Some(&memory)).await;
    let told =
        |problem: &Problem| matches!(problem, Problem::Shrunk { .. } | Problem::OtherKey { .. });
    assert!(report.problems.iter().any(told), "{:?}", report.problems);
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn an_export_made_while_people_sign_is_one_state() {
    let stage = Stage::open().await;
    let folder = tempfile::tempdir().unwrap();
    let mut mails = Vec::new();
    for number in 0..60 {
        mails.push(
            stage
                .pending(
                    &format!("Signer {number}"),
                    &format!("s{number}@example.org"),
                )
                .await,
        );
    }
    let signing = async {
        for mail in &mails {
            stage.confirm(mail).await;
        }
    };
    let exporting = async {
        let mut written = Vec::new();
        for number in 0..6 {
            let target = folder.path().join(format!("export-{number}"));
            let declaration = stage.declaration().await;
            stage.site.export(&declaration, &target).await.unwrap();
            written.push(target);
        }
        written
    };
    let ((), exports) = tokio::join!(signing, exporting);
    for export in exports {
        assert_eq!(recount(&export, None).await.problems, []);
    }
}

/// A site behind a cache that gives old copies of some files until somebody has waited.
struct Cached {
    fresh: FolderSource,
    old: FolderSource,
    path: &'static str,
    waited: Arc<AtomicBool>,
}

#[async_trait]
impl LogSource for Cached {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        if path == self.path && !self.waited.load(Ordering::SeqCst) {
            self.old.get(path).await
        } else {
            self.fresh.get(path).await
        }
    }
}

#[tokio::test]
async fn a_cache_that_holds_older_files_accuses_nobody() {
    let stage = Stage::open().await;
    let (mail, _) = stage.signed("Ada", "ada@example.org").await;
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (folder.path().join("before"), folder.path().join("after"));
    let declaration = stage.declaration().await;
    stage.site.export(&declaration, &before).await.unwrap();
    stage.site.withdraw(&mail.manage).await.unwrap();
    stage.signed("Bo", "bo@example.org").await;
    stage.site.export(&declaration, &after).await.unwrap();
    for path in ["checkpoint", "openings/0.json"] {
        for waits in [true, false] {
            let waited = Arc::new(AtomicBool::new(false));
            let source = Cached {
                fresh: FolderSource::new(&after),
                old: FolderSource::new(&before),
                path,
                waited: Arc::clone(&waited),
            };
            let wait = || -> Pin<Box<dyn Future<Output = ()> + Send>> {
                waited.store(true, Ordering::SeqCst);
                Box::pin(std::future::ready(()))
            };
            let options = VerifyOptions {
                pause: waits.then_some(&wait as Pause<'_>),
                ..VerifyOptions::default()
            };
            let report = verify(&source, &options).await.unwrap();
            assert_eq!(report.is_fine(), waits, "{path}: {:?}", report.problems);
        }
    }
}

/// Changes a JSON file of a log.
fn change(file: &Path, change: impl FnOnce(&mut serde_json::Value)) {
    let mut value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    change(&mut value);
    std::fs::write(file, value.to_string()).unwrap();
}

#[tokio::test]
async fn a_name_shown_twice_is_found_and_a_report_has_an_end() {
    let (_folder, target) = exported(1).await;
    let openings = target.join("ledger/openings/0.json");
    let repeat = |times: usize| {
        change(&openings, |value| {
            let list = value.as_array_mut().unwrap();
            list.resize(times, list[0].clone());
        });
    };
    repeat(2);
    let report = recount(&target, None).await;
    assert!(matches!(report.problems[..], [Problem::Name(_)]));
    repeat(1500);
    let report = recount(&target, None).await;
    assert_eq!(report.problems.len(), 1001);
    assert_eq!(report.problems.last(), Some(&Problem::More));
}

#[tokio::test]
async fn a_log_larger_than_is_read_is_not_checked() {
    let (_folder, target) = exported(3).await;
    let source = FolderSource::new(&target);
    let size = recount(&target, None).await.size;
    for (max_entries, read) in [(None, true), (Some(size), true), (Some(size - 1), false)] {
        let options = VerifyOptions {
            max_entries,
            ..VerifyOptions::default()
        };
        assert_eq!(verify(&source, &options).await.is_ok(), read);
    }
}

#[tokio::test]
async fn every_number_and_language_of_the_published_count_is_compared() {
    let (_folder, target) = exported(3).await;
    let count = target.join("ledger/count.json");
    let original = std::fs::read(&count).unwrap();
    let published = recount(&target, None).await.published.unwrap();
    assert_eq!((published.total, published.shown), (3, 3));
    let check = async |edit: fn(&mut serde_json::Value)| {
        change(&count, edit);
        let report = recount(&target, None).await;
        std::fs::write(&count, &original).unwrap();
        report.problems
    };
    let left_out = check(|count| count["revisions"] = serde_json::json!([])).await;
    assert!(matches!(left_out[..], [Problem::Count { counted: 3, .. }]));
    let renamed = check(|count| count["revisions"][0]["language"] = "xx".into()).await;
    assert!(matches!(renamed[..], [Problem::CountOfRevision(_)]));
    let twice = check(|count| {
        let first = count["revisions"][0].clone();
        count["revisions"].as_array_mut().unwrap().push(first);
    });
    assert!(matches!(twice.await[..], [Problem::CountOfRevision(_)]));
    let ahead = check(|count| count["size"] = 1000.into()).await;
    assert!(matches!(ahead[..], [Problem::CountAhead { .. }]));
}

#[tokio::test]
async fn damaged_json_is_told_by_its_place_and_not_quoted() {
    let (_folder, target) = exported(1).await;
    let count = target.join("ledger/count.json");
    change(&count, |count| count["\u{1b}[2J evil"] = 1.into());
    let problems = recount(&target, None).await.problems;
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(said[0].contains("at line 1, column"), "{said:?}");
    assert!(!said[0].contains("evil"), "{said:?}");
}

//! An exported declaration verifies from its files alone, and every change is found.

use app::verify::{FolderSource, Memory, Problem, Report, VerifyOptions, verify};

use crate::harness::Stage;

async fn recount(folder: &std::path::Path, memory: Option<&Memory>) -> Report {
    let options = VerifyOptions {
        memory,
        ..VerifyOptions::default()
    };
    verify(&FolderSource::new(folder), &options).await.unwrap()
}

async fn exported(signers: usize) -> (tempfile::TempDir, std::path::PathBuf) {
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
            let harmless = path.ends_with("count.json") && report.is_fine();
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

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
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

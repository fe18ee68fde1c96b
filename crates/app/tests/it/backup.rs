//! A backup is whole or none, and opens to those it was sealed to alone.

use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use app::backup::{self, BackupError, Contents, Job, Manifest, Opening, Seal, Written};
use store::{Progress, SqliteOptions, Store};

use crate::harness::Stage;

/// Somebody who keeps a key elsewhere.
struct Keeper {
    public: String,
    file: PathBuf,
}

fn keeper(folder: &Path, name: &str) -> Keeper {
    let key = age::x25519::Identity::generate();
    let file = folder.join(name);
    let text = format!("# kept elsewhere\n{}\n", key.to_string().expose_secret());
    std::fs::write(&file, text).unwrap();
    let public = key.to_public().to_string();
    Keeper { public, file }
}

fn manifest() -> Manifest {
    Manifest {
        site: "https://letters.example.org".into(),
        name: "Example Letters".into(),
        made: "2026-11-21T20:00:00Z".parse().unwrap(),
        keep_days: 30,
        program: "0".into(),
    }
}

async fn make(stage: &Stage, to: &Path, seal: Seal) -> Result<Written, BackupError> {
    let job = Job {
        to: to.to_owned(),
        seal,
        manifest: manifest(),
        files: vec![("locks/clean-rivers.log.lock".into(), b"a note".to_vec())],
        progress: Progress::none(),
    };
    backup::write(&stage.site.store, job).await
}

#[tokio::test]
async fn a_backup_opens_to_each_it_was_sealed_to_and_to_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::open().await;
    stage.signed("Ada Marker", "ada@example.org").await;
    let [one, two, other] = ["one", "two", "other"].map(|name| keeper(folder.path(), name));
    let path = folder.path().join("b");
    let seal = Seal::To(vec![one.public, two.public]);
    let written = make(&stage, &path, seal).await.unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(written.bytes, bytes.len() as u64);
    let holds = |text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(!holds("Ada Marker") && !holds("undersigned"));
    for file in [one.file, two.file] {
        let opening = Opening::read(&[other.file.clone(), file]).unwrap();
        let contents = Contents::read(&path, &opening).unwrap();
        assert_eq!(contents.manifest, manifest());
        let locks: Vec<_> = contents.folder(backup::LOCKS).collect();
        assert_eq!(locks, [("clean-rivers.log.lock", b"a note".as_slice())]);
        let data = folder.path().join("loaded");
        let store = Store::open_sqlite(&data, SqliteOptions::default()).unwrap();
        let copy = backup::database(&path, &opening).unwrap();
        let loaded = store.load(copy, Progress::none()).await.unwrap();
        assert_eq!(loaded.rows(), written.copied.rows());
        store.close().await.unwrap();
        std::fs::remove_file(data).unwrap();
    }
    let wrong = Opening::read(&[other.file]).unwrap();
    let refused = Contents::read(&path, &wrong).unwrap_err();
    assert!(matches!(refused, BackupError::OtherKey), "{refused:?}");
    let none = Contents::read(&path, &Opening::default()).unwrap_err();
    assert!(matches!(none, BackupError::Sealed), "{none:?}");
}

#[tokio::test]
async fn a_backup_that_was_cut_or_changed_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::open().await;
    let keeper = keeper(folder.path(), "key");
    let opening = Opening::read(&[keeper.file]).unwrap();
    for seal in [Seal::To(vec![keeper.public]), Seal::Plain] {
        let path = folder.path().join("b");
        make(&stage, &path, seal).await.unwrap();
        let whole = std::fs::read(&path).unwrap();
        Contents::read(&path, &opening).unwrap();
        let step = whole.len() / 40;
        for place in (0..whole.len()).step_by(step).chain([whole.len() - 1]) {
            let damaged = |bytes: &[u8]| {
                std::fs::write(&path, bytes).unwrap();
                assert!(Contents::read(&path, &opening).is_err(), "at {place}");
            };
            damaged(&whole[..place]);
            let mut flipped = whole.clone();
            flipped[place] ^= 1;
            damaged(&flipped);
        }
        std::fs::remove_file(&path).unwrap();
    }
}

#[tokio::test]
async fn no_backup_is_written_over_and_none_is_left_half() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::open().await;
    let path = folder.path().join("b");
    std::fs::write(&path, "precious").unwrap();
    assert!(make(&stage, &path, Seal::Plain).await.is_err());
    assert_eq!(std::fs::read(&path).unwrap(), b"precious");
    let nobody = Seal::To(vec!["age1nobody".into()]);
    let other = folder.path().join("c");
    assert!(make(&stage, &other, nobody).await.is_err());
    stage.site.store.clone().close().await.unwrap();
    assert!(make(&stage, &other, Seal::Plain).await.is_err());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

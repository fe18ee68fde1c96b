//! The files of a log: tiles for every size, checkpoints with what witnesses signed, and no lock.

use std::sync::Arc;
use std::time::Duration;

use app::carry::{Carrying, NamesTaken};
use app::log::{CheckpointJson, LogFileError};
use app::verify::FolderSource;
use app::witness::WitnessPolicy;
use intake::folder::Files;
use store::{Batch, CosignatureRow, Publication, RaisingRow, Store};
use tlog::cosignature::CosigningKey;
use tlog::note::VerifierKey;
use tlog::policy::Policy;
use tlog::tile::bundle;
use tlog::{Checkpoint, Hash};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::harness::Stage;

/// Longer than anything here takes, and shorter than patience.
const SOON: Duration = Duration::from_secs(60);

async fn file(stage: &Stage, path: &str) -> Option<Vec<u8>> {
    let declaration = stage.declaration().await;
    match stage.site.log_files(&declaration).get(path).await {
        Ok(file) => Some(file.bytes.to_vec()),
        Err(LogFileError::NotFound) => None,
        Err(error) => panic!("{path}: {error:?}"),
    }
}

async fn text(stage: &Stage, path: &str) -> Option<String> {
    let bytes = file(stage, path).await?;
    Some(String::from_utf8(bytes).unwrap())
}

/// A log of more than one bundle: its first entries came with the folder, the rest are put straight
/// into the store, under the keys of nobody.
async fn long_log(stage: &Stage, size: u64) {
    let id = stage.declaration().await.id;
    let head = stage.site.store.log_head(id).await.unwrap().unwrap();
    let mut batch = Batch::new(id, head.size);
    batch.entries = (head.size..size)
        .map(|n| n.to_be_bytes().to_vec())
        .collect();
    batch.checkpoint = head.checkpoint;
    stage.site.store.commit(batch).await.unwrap();
}

#[tokio::test]
async fn tiles_of_every_size_so_far_are_there_and_none_beyond() {
    let stage = Stage::open().await;
    long_log(&stage, 300).await;
    let id = stage.declaration().await.id;
    let entries = stage.site.store.log_entries(id, 0, 300).await.unwrap();
    for size in [1, 2, 17, 255, 256, 257, 299, 300] {
        let (index, width) = ((size - 1) / 256, (size - 1) % 256 + 1);
        let partial = if width == 256 {
            String::new()
        } else {
            format!(".p/{width}")
        };
        let held = &entries[256 * index..size];
        let expected = bundle::encode(held.iter().map(Vec::as_slice)).unwrap();
        let path = format!("tile/entries/{index:03}{partial}");
        assert_eq!(file(&stage, &path).await, Some(expected), "{path}");
        let expected: Vec<u8> = held.iter().flat_map(|entry| Hash::leaf(entry).0).collect();
        let path = format!("tile/0/{index:03}{partial}");
        assert_eq!(file(&stage, &path).await, Some(expected), "{path}");
    }
    for beyond in [
        "tile/0/001.p/45",
        "tile/entries/001.p/45",
        "tile/entries/001",
        "tile/entries/002.p/1",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/1/000",
        "tile/63/000",
        "tile/entries/x072/x057/x594/x037/x927/935.p/1",
    ] {
        assert_eq!(file(&stage, beyond).await, None, "{beyond}");
    }
}

#[tokio::test]
async fn a_busy_mirror_needs_nothing_of_the_writer() {
    let stage = Stage::open().await;
    long_log(&stage, 600).await;
    let paths = [
        "tile/entries/000",
        "tile/0/001",
        "tile/entries/001.p/77",
        "tile/0/002.p/88",
        "checkpoint",
    ];
    let held = stage.site.store.hold_writer().await.unwrap();
    let mirroring = async {
        for number in 0..10_000 {
            let path = paths[number % paths.len()];
            assert!(file(&stage, path).await.is_some(), "{path}");
        }
    };
    timeout(SOON, mirroring)
        .await
        .expect("no tile waits for the writer");
    drop(held);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_requests_at_once_are_answered_beside_those_who_sign() {
    let stage = Arc::new(Stage::open().await);
    let mut mails = Vec::new();
    for number in 0..20 {
        let address = format!("signer{number}@example.org");
        mails.push(stage.pending("Ada", &address).await);
    }
    let mut mirrors = JoinSet::new();
    for number in 0..10_000_u64 {
        let stage = Arc::clone(&stage);
        mirrors.spawn(async move {
            let id = stage.declaration().await.id;
            let log = app::log::StoredLog::new(stage.site.store.clone(), id);
            match number % 3 {
                0 => log.consistency(1, 2).await.is_ok(),
                1 => file(&stage, "tile/entries/000.p/2").await.is_some(),
                _ => file(&stage, "tile/0/000.p/1").await.is_some(),
            }
        });
    }
    let signing = async {
        for mail in &mails {
            stage.confirm(mail).await;
        }
    };
    timeout(SOON, signing).await.expect("signing goes on");
    let answered = timeout(SOON, mirrors.join_all()).await;
    assert!(
        answered
            .expect("nobody waits for ever")
            .iter()
            .all(|ok| *ok)
    );
    stage.check_log().await;
}

fn witness(name: &str, seed: u8) -> CosigningKey {
    CosigningKey::from_seed(name, [seed; 32]).unwrap()
}

/// Has witnesses sign the checkpoint of a size, at a second.
async fn cosign(stage: &Stage, size: u64, seconds: u64, witnesses: &[&CosigningKey]) {
    let declaration = stage.declaration().await;
    let note = text(stage, &format!("checkpoints/{size}")).await.unwrap();
    let key = VerifierKey::parse(&declaration.verifier_key).unwrap();
    let checkpoint = Checkpoint::open(note.as_bytes(), &[key]).unwrap();
    let row = |key: &&CosigningKey| CosignatureRow {
        witness: key.verifier().to_string(),
        line: key.cosign(&checkpoint, seconds).unwrap().to_string(),
        seconds,
    };
    let rows = witnesses.iter().map(row).collect();
    let kept = stage.site.store.cosign(declaration.id, size, rows).await;
    assert!(kept.unwrap());
}

/// Size and cosigners of a served checkpoint, all of it verified.
async fn opened(stage: &Stage, path: &str, witnesses: &[&CosigningKey]) -> Option<(u64, usize)> {
    let note = file(stage, path).await?;
    let log = stage.declaration().await.verifier_key.clone();
    let log = VerifierKey::parse(&log).unwrap();
    let witnesses: Vec<VerifierKey> = witnesses.iter().map(|key| key.verifier()).collect();
    let cosigned = Checkpoint::open_cosigned(&note, &[log], &witnesses).unwrap();
    Some((cosigned.checkpoint.size, cosigned.cosignatures.len()))
}

#[tokio::test]
async fn checkpoints_carry_what_witnesses_signed() {
    let (alder, brook) = (witness("alder.example", 1), witness("brook.example", 2));
    let both = [&alder, &brook];
    let mut stage = Stage::open().await;
    assert_eq!(opened(&stage, "checkpoint.witnessed", &both).await, None);
    let policy = format!(
        "witness a {} https://alder.example\nwitness b {} https://brook.example\n\
         group both all a b\nquorum both\n",
        alder.verifier(),
        brook.verifier()
    );
    stage.site.settings.witnesses = WitnessPolicy::parse(&policy).unwrap();
    assert_eq!(opened(&stage, "checkpoint.witnessed", &both).await, None);
    stage.signed("Ada", "ada@example.org").await;
    stage.signed("Bo", "bo@example.org").await;
    let newest = opened(&stage, "checkpoint", &both).await.unwrap().0;
    let (first, second) = (newest - 2, newest - 1);
    cosign(&stage, first, 10, &both).await;
    cosign(&stage, second, 20, &[&alder]).await;
    for (path, expected) in [
        ("checkpoint".to_owned(), Some((newest, 0))),
        ("checkpoint.witnessed".to_owned(), Some((first, 2))),
        (format!("checkpoints/{first}"), Some((first, 2))),
        (format!("checkpoints/{second}"), Some((second, 1))),
        (format!("checkpoints/{}", newest + 1), None),
        (format!("checkpoints/0{first}"), None),
        (format!("checkpoints/+{first}"), None),
        ("checkpoints/".to_owned(), None),
    ] {
        assert_eq!(opened(&stage, &path, &both).await, expected, "{path}");
    }
    cosign(&stage, second, 30, &[&brook]).await;
    let witnessed = opened(&stage, "checkpoint.witnessed", &both).await;
    assert_eq!(witnessed, Some((second, 2)), "the late line completes it");
    cosign(&stage, newest, 40, &both).await;
    let witnessed = opened(&stage, "checkpoint.witnessed", &both).await;
    assert_eq!(witnessed, Some((newest, 2)));
    assert_eq!(opened(&stage, "checkpoint", &both).await, Some((newest, 2)));
    let served = Policy::parse(&text(&stage, "policy").await.unwrap()).unwrap();
    assert!(served.quorum_met(&[alder.verifier(), brook.verifier()]));
    let log = stage.declaration().await.verifier_key.clone();
    assert_eq!(served.logs(), [VerifierKey::parse(&log).unwrap()]);
}

#[tokio::test]
async fn the_witnessed_checkpoint_is_found_however_long_witnesses_were_silent() {
    let (alder, brook) = (witness("alder.example", 1), witness("brook.example", 2));
    let mut stage = Stage::open().await;
    let policy = format!(
        "witness b {} https://brook.example\nquorum b\n",
        brook.verifier()
    );
    stage.site.settings.witnesses = WitnessPolicy::parse(&policy).unwrap();
    stage.signed("Ada", "ada@example.org").await;
    let size = opened(&stage, "checkpoint", &[&brook]).await.unwrap().0;
    cosign(&stage, size, 10, &[&brook]).await;
    let declaration = stage.declaration().await;
    for later in size + 1..size + 400 {
        let mut batch = Batch::new(declaration.id, later - 1);
        batch.entries.push(b"an entry".to_vec());
        batch.checkpoint = format!("checkpoint {later}");
        stage.site.store.commit(batch).await.unwrap();
        let row = CosignatureRow {
            witness: alder.verifier().to_string(),
            line: format!("line {later}"),
            seconds: later,
        };
        let rows = vec![row];
        stage
            .site
            .store
            .cosign(declaration.id, later, rows)
            .await
            .unwrap();
    }
    for time in ["first", "second", "third"] {
        let found = opened(&stage, "checkpoint.witnessed", &[&brook]).await;
        assert_eq!(found, Some((size, 1)), "asked the {time} time");
    }
}

#[tokio::test]
async fn a_carried_log_asks_for_no_witness_of_this_site() {
    let alder = witness("alder.example", 1);
    let original = Stage::open().await;
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    let declaration = original.declaration().await;
    original.site.export(&declaration, &export).await.unwrap();
    let store = Store::temporary().unwrap();
    let mut mirror = Stage::over(store, tempfile::tempdir().unwrap());
    let policy = format!(
        "witness a {} https://alder.example\nquorum a\n",
        alder.verifier()
    );
    mirror.site.settings.witnesses = WitnessPolicy::parse(&policy).unwrap();
    let carrying = Carrying {
        source: Arc::new(FolderSource::new(&export)),
        folder: &Files::read_dir(&export).unwrap(),
        key: None,
        slug: None,
        names: NamesTaken::AsShown,
        progress: None,
    };
    mirror.site.carry(carrying).await.unwrap();
    let policy = text(&mirror, "policy").await;
    assert_eq!(policy, text(&original, "policy").await);
    assert_eq!(file(&mirror, "checkpoint.witnessed").await, None);
    let checkpoint = file(&mirror, "checkpoint").await;
    assert_eq!(checkpoint, file(&original, "checkpoint").await);
}

#[tokio::test]
async fn the_history_is_served_in_pages() {
    let alder = witness("alder.example", 1);
    let stage = Stage::open().await;
    stage.signed("Ada", "ada@example.org").await;
    stage.signed("Bo", "bo@example.org").await;
    let newest = opened(&stage, "checkpoint", &[]).await.unwrap().0;
    cosign(&stage, newest - 1, 10, &[&alder]).await;
    let page = async |path: &str| {
        let json = text(&stage, path).await.unwrap();
        serde_json::from_str::<Vec<CheckpointJson>>(&json).unwrap()
    };
    let all = page("checkpoints.json").await;
    let sizes: Vec<u64> = all.iter().map(|checkpoint| checkpoint.size).collect();
    assert_eq!(sizes, [newest, newest - 1, newest - 2, 0]);
    assert_eq!(all[3].root, Hash::EMPTY_ROOT.to_base64());
    assert!(all.iter().all(|checkpoint| checkpoint.day == "2026-11-21"));
    assert_eq!(all[1].witnesses, ["alder.example"]);
    assert_eq!(all[0].witnesses, [] as [&str; 0]);
    let before = page(&format!("checkpoints/before/{}.json", newest - 1)).await;
    assert_eq!(before, all[2..]);
    assert_eq!(page("checkpoints/before/0.json").await, []);
    assert_eq!(text(&stage, "checkpoints/before/07.json").await, None);
}

#[tokio::test]
async fn records_of_raisings_are_served_by_digest() {
    let stage = Stage::open().await;
    let id = stage.declaration().await.id;
    let store = &stage.site.store;
    let head = store.log_head(id).await.unwrap().unwrap();
    let mut batch = Batch::new(id, head.size);
    (batch.checkpoint, batch.edge) = (head.checkpoint, head.edge);
    batch.publication = Some(Publication {
        files: store.folder(id).await.unwrap(),
        raisings: vec![RaisingRow {
            leaf: 0,
            digest: [7; 32],
            record: "undersigned/v1/raising\n".to_owned(),
        }],
        ..Publication::default()
    });
    store.commit(batch).await.unwrap();
    for (digest, found) in [
        ("07".repeat(32), Some("undersigned/v1/raising\n".to_owned())),
        ("08".repeat(32), None),
        ("07".repeat(31), None),
    ] {
        let path = format!("raisings/{digest}.txt");
        assert_eq!(text(&stage, &path).await, found, "{path}");
    }
}

//! Receipts against the log of today: what a dishonest operator can sign, and what a receipt then shows.

use app::keys::Keys;
use app::receipt::{Continuation, ReceiptFault};
use app::strike::Standing;
use domain::slug::Slug;
use tlog::proof::InclusionProof;
use tlog::{Checkpoint, Hash, TlogProof};

use crate::harness::{Counted, SLUG, Stage};

/// A checkpoint of the log's own key over `size` entries that end in `root`.
fn signed(stage: &Stage, size: u64, root: Hash) -> String {
    let keys = Keys::open(stage.keys.path(), &Counted::default()).unwrap();
    let origin = "letters.example.org/d/clean-rivers/log";
    let keys = keys.declaration(&Slug::parse(SLUG).unwrap(), origin);
    let checkpoint = Checkpoint {
        origin: origin.to_owned(),
        size,
        root,
    };
    checkpoint.sign(&keys.unwrap().log).unwrap().to_string()
}

#[tokio::test]
async fn a_receipt_is_compared_with_the_log_of_today() {
    let stage = Stage::open().await;
    let (_, receipt) = stage.signed("Ada", "ada@example.org").await;
    let files = stage.files(&receipt).await;
    stage.signed("Bo", "bo@example.org").await;
    let check = stage.site.check_receipt(&files.proof, None).await.unwrap();
    let found = check.unwrap();
    assert_eq!(found.receipt.index, receipt.leaf);
    assert_eq!(found.receipt.name, None);
    let here = found.here.unwrap();
    assert_eq!(
        (here.standing, here.continuation),
        (Some(Standing::Counts), Continuation::Continues)
    );
}

#[tokio::test]
async fn a_log_that_was_rewritten_or_cut_is_given_away_by_any_receipt() {
    let stage = Stage::open().await;
    let (_, receipt) = stage.signed("Ada", "ada@example.org").await;
    let files = stage.files(&receipt).await;
    let opening: serde_json::Value = serde_json::from_str(&files.opening).unwrap();
    let entry = hex::decode(opening["entry"].as_str().unwrap()).unwrap();
    // Two entries, Ada's the second: the log of today has others in front of hers.
    let leaf = Hash::leaf(&entry);
    let beside = Hash([7; 32]);
    let forked = |size, index, proof: Vec<Hash>, root| {
        TlogProof {
            index,
            proof: InclusionProof(proof),
            checkpoint: signed(&stage, size, root),
        }
        .to_string()
    };
    let other_past = forked(2, 1, vec![beside], Hash::node(&beside, &leaf));
    let longer = 1 << 20;
    let path = vec![beside; 20];
    let root = path
        .iter()
        .fold(leaf, |below, beside| Hash::node(&below, beside));
    let cut = forked(longer, 0, path, root);
    let both = Some(&*files.opening);
    let check = async |proof: &str, opening: Option<&str>| {
        let checked = stage.site.check_receipt(proof, opening).await.unwrap();
        checked.map(|found| {
            let here = found.here.unwrap();
            (found.receipt.index, here.continuation, here.standing)
        })
    };
    for opening in [both, None] {
        let forked = check(&other_past, opening).await.unwrap();
        assert_eq!(forked, (1, Continuation::Forked, None), "{opening:?}");
    }
    let behind = check(&cut, both).await.unwrap();
    assert_eq!(behind, (0, Continuation::Behind, None));
    let alone = check(&cut, None).await.unwrap_err();
    assert!(matches!(alone, ReceiptFault::NeedsOpening), "{alone:?}");
}

#[tokio::test]
async fn a_proof_that_was_changed_is_wrong_while_the_log_continues() {
    let stage = Stage::open().await;
    stage.signed("Ada", "ada@example.org").await;
    let (_, receipt) = stage.signed("Bo", "bo@example.org").await;
    let files = stage.files(&receipt).await;
    let own = TlogProof::parse(&files.proof).unwrap();
    let moved = |index| TlogProof {
        index,
        ..own.clone()
    };
    let unsigned = TlogProof {
        checkpoint: own
            .checkpoint
            .replacen(&format!("\n{}\n", receipt.leaf + 1), "\n99\n", 1),
        ..own.clone()
    };
    assert_ne!(unsigned, own);
    for changed in [moved(receipt.leaf - 1), moved(receipt.leaf + 1), unsigned] {
        let proof = changed.to_string();
        let checked = stage.site.check_receipt(&proof, None).await.unwrap();
        let fault = checked.unwrap_err();
        assert!(matches!(fault, ReceiptFault::Proof(_)), "{fault:?}");
    }
}

#[tokio::test]
async fn a_proof_of_a_log_elsewhere_needs_its_other_half() {
    let stage = Stage::open().await;
    let (_, receipt) = stage.signed("Ada", "ada@example.org").await;
    let files = stage.files(&receipt).await;
    let elsewhere = Stage::over(
        store::Store::temporary().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let alone = elsewhere.site.check_receipt(&files.proof, None).await;
    assert!(matches!(
        alone.unwrap().unwrap_err(),
        ReceiptFault::NeedsOpening
    ));
    let both = elsewhere
        .site
        .check_receipt(&files.proof, Some(&files.opening))
        .await;
    assert!(both.unwrap().unwrap().here.is_none());
}

#[tokio::test]
async fn a_receipt_under_another_key_is_not_one_of_this_log() {
    let stage = Stage::open().await;
    let (_, receipt) = stage.signed("Ada", "ada@example.org").await;
    let files = stage.files(&receipt).await;
    let key = &stage.declaration().await.verifier_key;
    let other =
        tlog::note::SigningKey::from_seed("letters.example.org/d/clean-rivers/log", [9; 32]);
    let other = other.unwrap().verifier().to_string();
    let opening = files.opening.replace(key.as_str(), &other);
    let check = stage.site.check_receipt(&files.proof, Some(&opening)).await;
    assert!(matches!(
        check.unwrap().unwrap_err(),
        ReceiptFault::OtherKey
    ));
}

//! Sign, back up, erase, bring the backup back: nobody who left is there again.

use std::fs::File;
use std::path::Path;

use app::backup::recount;
use app::erasures::{catch_up, not_entered};
use app::manage::Withdrawn;
use app::receipt::Receipt;
use app::secret::Token;
use app::strike::TakingOut;
use domain::listing::Listing;
use domain::signature::StrikeReason;
use store::{Form, Progress, Step, Store, StoredState, SubscriptionKey};

use super::{noting, open_file, open_journal};
use crate::harness::{Mail, Stage};
use crate::infomail::stage::{address, list_folder, ticking_folder};

pub(super) async fn begin(data: &Path) -> (Stage, app::erasures::Journal) {
    let store = open_file(&data.join("site.db"));
    let (stage, journal) = noting(store, tempfile::tempdir().unwrap());
    stage.site.publish(&ticking_folder()).await.unwrap();
    stage
        .site
        .publish_infomail(&list_folder(&[]))
        .await
        .unwrap();
    (stage, journal)
}

pub(super) async fn back_up(store: &Store, to: &Path) {
    let sink = Box::new(File::create(to).unwrap());
    store.dump(sink, Progress::none()).await.unwrap();
}

pub(super) async fn bring_back(data: &Path, from: &Path) -> Store {
    let store = open_file(&data.join("restored.db"));
    let source = Box::new(File::open(from).unwrap());
    store.load(source, Progress::none()).await.unwrap();
    store
}

pub(super) async fn withdraw(stage: &Stage, mail: &Mail) {
    let withdrawn = stage.site.withdraw(&mail.manage).await.unwrap();
    assert!(matches!(withdrawn, Withdrawn::Done(_)));
}

pub(super) async fn list(stage: &Stage, mail: &Mail, listing: Listing) {
    let relisted = stage.site.relist(&mail.manage, listing, None).await;
    relisted.unwrap();
}

/// How often bytes stand in the files of a database.
fn occurrences(folder: &Path, begin: &str, marker: &str) -> usize {
    let mut found = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_str().unwrap().starts_with(begin) {
            let bytes = std::fs::read(entry.path()).unwrap();
            let windows = bytes.windows(marker.len());
            found += windows
                .filter(|window| *window == marker.as_bytes())
                .count();
        }
    }
    found
}

/// The links of five who sign: one withdraws, one is struck, one lowers the listing, one lowers and raises
/// it, one stays. And of two subscribers the one who leaves, and the one who reads on.
struct Crowd {
    signed: Vec<(Mail, Receipt)>,
    refused: Mail,
    leaves: Token,
    reads: Token,
}

async fn crowd(stage: &Stage) -> Crowd {
    let mut signed = Vec::new();
    for name in ["Withdrawn", "Struck", "Lowered", "Raised", "Stays"] {
        let who = format!("{}@example.org", name.to_lowercase());
        signed.push(stage.signed(&format!("{name} Marker"), &who).await);
    }
    Crowd {
        signed,
        leaves: stage.subscribed("leaves@example.org", "en").await,
        reads: stage.subscribed("reader@example.org", "en").await,
        refused: stage.pending("Refused Marker", "refused@example.org").await,
    }
}

/// What happens after the backup.
async fn erase(stage: &Stage, crowd: &Crowd) {
    let (mail, receipt) = (
        |who: usize| &crowd.signed[who].0,
        |who: usize| &crowd.signed[who].1,
    );
    withdraw(stage, mail(0)).await;
    let declaration = stage.declaration().await;
    let why = TakingOut::Strike(StrikeReason::Duplicate);
    let struck = stage.site.take_out(&declaration, receipt(1).leaf, why);
    struck.await.unwrap();
    list(stage, mail(2), Listing::Counted).await;
    list(stage, mail(3), Listing::Counted).await;
    list(stage, mail(3), Listing::Named).await;
    stage.site.leave(&crowd.leaves).await.unwrap();
    let refuse = &crowd.refused.refuse;
    stage.site.refuse(refuse, true).await.unwrap();
    let never = address("never@example.org");
    stage.site.never_write(&never).await.unwrap();
}

#[tokio::test]
async fn nobody_who_left_after_the_backup_is_there_when_it_is_brought_back() {
    let data = tempfile::tempdir().unwrap();
    let copy = data.path().join("copy");
    let (stage, journal) = begin(data.path()).await;
    let crowd = crowd(&stage).await;
    back_up(&stage.site.store, &copy).await;
    erase(&stage, &crowd).await;
    let text = std::fs::read_to_string(journal.path()).unwrap();
    assert!(!text.contains("Marker") && !text.contains("example.org"));

    let store = bring_back(data.path(), &copy).await;
    assert!(occurrences(data.path(), "restored", "Withdrawn Marker") > 0);
    let done = catch_up(&store, &[journal.read().unwrap()]).await.unwrap();
    assert_eq!((done.signatures, done.listings), (2, 1));
    assert_eq!(
        (done.subscriptions, done.refused, done.suppressed),
        (1, 1, 2)
    );
    let again = catch_up(&store, &[journal.read().unwrap()]).await.unwrap();
    assert!(again.is_empty(), "{again:?}");
    store.integrity_check().await.unwrap();
    let row = store.declarations().await.unwrap().remove(0);
    let counted = recount(&store, &row).await.unwrap();
    assert_eq!((counted.total(), counted.shown), (5, 2));
    for (token, is_there) in [(crowd.leaves, false), (crowd.reads, true)] {
        let key = SubscriptionKey::Leave(token.hash());
        let row = store.subscription(key).await.unwrap();
        assert_eq!(row.is_some(), is_there);
    }
    store.compact().await.unwrap();
    let restored = Stage::over(store, tempfile::tempdir().unwrap());
    assert_eq!(restored.names().await, ["Stays Marker", "Raised Marker"]);
    let Stage { site, .. } = restored;
    let store = site.store.clone();
    site.stop().await;
    store.close().await.unwrap();
    for gone in ["Withdrawn Marker", "Struck Marker", "Lowered Marker"] {
        assert_eq!(occurrences(data.path(), "restored", gone), 0, "{gone}");
    }
    assert!(occurrences(data.path(), "restored", "Stays Marker") > 0);
}

#[tokio::test]
async fn a_withdrawal_that_the_log_lost_is_entered_once_it_signs() {
    let data = tempfile::tempdir().unwrap();
    let copy = data.path().join("copy");
    let (stage, _) = begin(data.path()).await;
    let (mail, _) = stage.signed("Ada", "ada@example.org").await;
    let (_, bo) = stage.signed("Bo", "bo@example.org").await;
    back_up(&stage.site.store, &copy).await;
    withdraw(&stage, &mail).await;
    let declaration = stage.declaration().await;
    let why = TakingOut::Strike(StrikeReason::Duplicate);
    stage
        .site
        .take_out(&declaration, bo.leaf, why)
        .await
        .unwrap();
    let Stage { site, keys, .. } = stage;
    site.stop().await;

    let lock = keys.path().join("clean-rivers.log.lock");
    let (restored, _) = noting(bring_back(data.path(), &copy).await, keys);
    restored.site.catch_up().await.unwrap();
    restored.site.clean_up().await.unwrap();
    assert_eq!(restored.total().await, 2, "the log refuses to sign");
    assert_eq!(not_entered(&restored.site.store).await.unwrap().len(), 2);
    // What an operator does where nobody kept the entries.
    std::fs::remove_file(lock).unwrap();
    restored.site.clean_up().await.unwrap();
    assert_eq!(restored.check_log().await.total, 1);
    let open = not_entered(&restored.site.store).await.unwrap();
    assert_eq!(open.len(), 1, "organisers strike by themselves");
    assert_eq!((open[0].0.leaf, open[0].1), (bo.leaf, StoredState::Struck));
}

#[tokio::test]
async fn an_act_that_a_crash_cut_off_is_done_at_the_next_start() {
    let data = tempfile::tempdir().unwrap();
    let (stage, journal) = begin(data.path()).await;
    stage.site.catch_up().await.unwrap();
    let (mail, receipt) = stage.signed("Ada", "ada@example.org").await;
    // The journal is written, and then the process dies.
    let lost = open_journal(stage.keys.path());
    let id = stage.declaration().await.id;
    let name = stage.site.store.signature_name(id, receipt.leaf).await;
    let signature = name.unwrap().unwrap();
    let state = StoredState::Withdrawn;
    let act = store::Erasure::Departed { signature, state };
    store::ErasureJournal::note(&lost, &[act]).await.unwrap();
    assert_eq!(journal.read().unwrap().lines.len(), 1);
    // What others ask for meanwhile does not hide it.
    let bo = address("bo@example.org");
    stage.site.never_write(&bo).await.unwrap();
    let done = stage.site.catch_up().await.unwrap();
    assert_eq!(done.signatures, 1);
    assert!(stage.names().await.is_empty());
    stage.site.clean_up().await.unwrap();
    assert_eq!(stage.check_log().await.total, 0);
    let again = stage.site.withdraw(&mail.manage).await.unwrap();
    assert!(matches!(again, Withdrawn::Before(_)));
}

#[tokio::test]
async fn a_withdrawal_that_failed_is_not_done_behind_the_signers_back() {
    let data = tempfile::tempdir().unwrap();
    let (stage, journal) = begin(data.path()).await;
    let (mail, _) = stage.signed("Ada", "ada@example.org").await;
    stage.faults.next(Step::Commit, Form::Unwritten);
    assert!(stage.site.withdraw(&mail.manage).await.is_err());
    assert!(journal.read().unwrap().lines.is_empty());
    assert!(stage.site.catch_up().await.unwrap().is_empty());
    assert_eq!(stage.names().await, ["Ada"]);
    withdraw(&stage, &mail).await;
    assert_eq!(journal.read().unwrap().lines.len(), 1);
}

#[tokio::test]
async fn who_cannot_be_noted_cannot_withdraw_and_is_told_so() {
    let data = tempfile::tempdir().unwrap();
    let (stage, journal) = begin(data.path()).await;
    let (mail, _) = stage.signed("Ada", "ada@example.org").await;
    let (path, kept) = (journal.path(), data.path().join("kept"));
    std::fs::rename(path, &kept).unwrap();
    std::fs::create_dir(path).unwrap();
    assert!(stage.site.withdraw(&mail.manage).await.is_err());
    assert_eq!(stage.names().await, ["Ada"]);
    std::fs::remove_dir(path).unwrap();
    std::fs::rename(&kept, path).unwrap();
    withdraw(&stage, &mail).await;
    assert!(stage.names().await.is_empty());
}

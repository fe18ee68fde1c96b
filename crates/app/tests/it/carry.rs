//! What others kept brings a lost part of a log back, and carries a log on as a copy.
//!
//! Long because both are tried with the same exports and the same backups.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::carry::{
    CarryError, Carrying, Copied, NamesTaken, ReceiptText, Recovered, Refusal, Wanted, recover,
    recover_by_receipt,
};
use app::clock::{Clock, SystemRandom};
use app::confirm::ConfirmError;
use app::keys::Keys;
use app::publish::PublishError;
use app::receipt::ReceiptFiles;
use app::sequencer::{HeadError, SequencerError, Tools};
use app::sign::Signing;
use app::site::Site;
use app::verify::{FolderSource, Report};
use domain::listing::Listing;
use domain::slug::Slug;
use intake::folder::Files;
use store::{Form, SqliteOptions, Step, Store};
use tempfile::TempDir;

use crate::harness::{self, Mail, SLUG, Stage, press};

/// A site over a database file that can be copied and brought back.
struct Disk {
    folder: TempDir,
}

impl Disk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&self, name: &str) -> Store {
        Store::open_sqlite(
            &self.path(name),
            SqliteOptions {
                readers: 1,
                ..SqliteOptions::default()
            },
        )
        .unwrap()
    }

    /// A site that has begun, with Ada's signature in it.
    async fn begun(&self) -> Stage {
        let stage = Stage::over(self.open("site"), tempfile::tempdir().unwrap());
        stage.site.publish(&harness::folder()).await.unwrap();
        stage.signed("Ada", "ada@example.org").await;
        self.back_up(&stage, "backup").await;
        stage
    }

    async fn back_up(&self, stage: &Stage, name: &str) {
        stage.site.store.settle().await.unwrap();
        std::fs::copy(self.path("site"), self.path(name)).unwrap();
    }

    /// Stops a site, which writes its lock file, and starts another over a backup with the same keys.
    async fn restored(&self, stage: Stage, backup: &str) -> Stage {
        let Stage { site, keys, .. } = stage;
        site.stop().await;
        Stage::over(self.open(backup), keys)
    }
}

async fn export(stage: &Stage, disk: &Disk, name: &str) -> PathBuf {
    let target = disk.path(name);
    let declaration = stage.declaration().await;
    stage.site.export(&declaration, &target).await.unwrap();
    target
}

fn tools(stage: &Stage) -> Tools {
    Tools {
        store: stage.site.store.clone(),
        keys: Arc::new(Keys::open(stage.keys.path(), &SystemRandom).unwrap()),
        clock: Arc::clone(&stage.clock) as Arc<dyn Clock>,
        witnesses: Arc::clone(&stage.site.witnesses),
    }
}

async fn recovered(stage: &Stage, from: &Path) -> Result<Recovered, CarryError> {
    tried(stage, from, false).await
}

async fn tried(stage: &Stage, from: &Path, dry_run: bool) -> Result<Recovered, CarryError> {
    let files = Files::read_dir(from).unwrap();
    let log = Arc::clone(&stage.declaration().await.log);
    let wanted = Wanted {
        source: Arc::new(FolderSource::new(from)),
        folder: Some(&files),
        dry_run,
        progress: None,
    };
    recover(&tools(stage), &log, wanted).await
}

async fn refuses(stage: &Stage, mail: &Mail) -> bool {
    matches!(
        press(&stage.site, mail).await,
        Err(ConfirmError::Sequencer(SequencerError::LogRefuses))
    )
}

fn refusal(outcome: Result<Recovered, CarryError>) -> Refusal {
    match outcome {
        Err(CarryError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// A recount, without the number of checkpoints: their history begins anew with what is taken over.
async fn recount(stage: &Stage) -> Report {
    Report {
        checkpoints: 0,
        ..stage.check_log().await
    }
}

async fn size(stage: &Stage) -> u64 {
    let id = stage.declaration().await.id;
    stage.site.store.log_head(id).await.unwrap().unwrap().size
}

#[tokio::test]
async fn a_restored_backup_gets_back_exactly_what_it_lacks_and_signs_again() {
    let disk = Disk::new();
    let stage = disk.begun().await;
    stage.signed("Bo", "bo@example.org").await;
    let (chi, _) = stage.signed("Chi", "chi@example.org").await;
    stage.site.withdraw(&chi.manage).await.unwrap();
    let kept = export(&stage, &disk, "kept").await;
    let before = (size(&stage).await, recount(&stage).await);

    let stage = disk.restored(stage, "backup").await;
    let dara = stage.pending("Dara", "dara@example.org").await;
    assert!(refuses(&stage, &dara).await);
    let planned = tried(&stage, &kept, true).await.unwrap().recovery;
    assert_eq!((planned.missing(), planned.names_down), (3, 0));
    assert!(refuses(&stage, &dara).await, "a dry run changes nothing");

    let done = recovered(&stage, &kept).await.unwrap();
    assert!(done.still_refuses.is_none(), "{done:?}");
    assert_eq!(done.recovery, planned);
    assert_eq!(
        (size(&stage).await, recount(&stage).await),
        before,
        "the same log, the same count"
    );
    assert_eq!(stage.names().await, ["Bo", "Ada"]);
    stage.confirm(&dara).await;
    assert_eq!(stage.check_log().await.total, 3);
    let again = recovered(&stage, &kept).await;
    assert!(matches!(refusal(again), Refusal::Older { offered: _, .. }));
}

#[tokio::test]
async fn a_recovered_signature_has_no_link_and_its_address_can_sign_again() {
    let disk = Disk::new();
    let stage = disk.begun().await;
    let (bo, _) = stage.signed("Bo", "bo@example.org").await;
    let kept = export(&stage, &disk, "kept").await;
    let stage = disk.restored(stage, "backup").await;
    recovered(&stage, &kept).await.unwrap();
    assert!(stage.site.receipt(&bo.manage).await.unwrap().is_none());
    stage.signed("Bo", "bo@example.org").await;
    assert_eq!(stage.check_log().await.total, 3);
}

#[tokio::test]
async fn what_does_not_belong_to_the_log_is_refused_and_changes_nothing() {
    let disk = Disk::new();
    let stage = disk.begun().await;
    let early = export(&stage, &disk, "early").await;
    stage.signed("Bo", "bo@example.org").await;
    let middle = export(&stage, &disk, "middle").await;
    stage.signed("Chi", "chi@example.org").await;
    let kept = export(&stage, &disk, "kept").await;
    let stage = disk.restored(stage, "backup").await;
    let (there, released) = (size(&stage).await, size(&stage).await + 2);

    let short = refusal(recovered(&stage, &middle).await);
    let offered = released - 1;
    assert_eq!(short, Refusal::Short { offered, released });
    let shorter = refusal(recovered(&stage, &early).await);
    assert!(matches!(shorter, Refusal::Short { .. }), "{shorter:?}");

    let damaged = disk.path("kept/ledger/tile/entries/000.p");
    let bundle = std::fs::read_dir(&damaged).unwrap().next().unwrap();
    let bundle = bundle.unwrap().path();
    let whole = std::fs::read(&bundle).unwrap();
    let mut bytes = whole.clone();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&bundle, bytes).unwrap();
    assert!(matches!(
        refusal(recovered(&stage, &kept).await),
        Refusal::False(_)
    ));
    std::fs::write(&bundle, whole).unwrap();

    let other = elsewhere();
    // Randomness repeats: the first declaration of every site has the same key.
    other
        .site
        .publish(&other_address(&harness::folder()))
        .await
        .unwrap();
    other.site.publish(&harness::folder()).await.unwrap();
    for name in ["x", "y", "z"] {
        other.signed(name, &format!("{name}@example.org")).await;
    }
    let foreign = export(&other, &disk, "foreign").await;
    let another_key = refusal(recovered(&stage, &foreign).await);
    assert!(
        matches!(&another_key, Refusal::False(problems) if problems[0].to_string().contains("the key that was known")),
        "{another_key:?}"
    );
    assert_eq!(size(&stage).await, there);
    recovered(&stage, &kept).await.unwrap();
    assert_eq!(size(&stage).await, released);
}

#[tokio::test]
async fn a_log_that_was_forked_by_hand_is_not_glued_together() {
    let disk = Disk::new();
    let stage = disk.begun().await;
    stage.signed("Bo", "bo@example.org").await;
    stage.signed("Chi", "chi@example.org").await;
    let kept = export(&stage, &disk, "kept").await;
    let stage = disk.restored(stage, "backup").await;
    let lock = stage.keys.path().join(format!("{SLUG}.log.lock"));
    std::fs::remove_file(lock).unwrap();
    stage.signed("Eve", "eve@example.org").await;
    let stored = size(&stage).await;
    let refused = refusal(recovered(&stage, &kept).await);
    assert_eq!(refused, Refusal::Forked { stored });
}

#[tokio::test]
async fn a_name_taken_down_after_the_backup_does_not_come_back() {
    let disk = Disk::new();
    let stage = Stage::over(disk.open("site"), tempfile::tempdir().unwrap());
    stage.site.publish(&harness::folder()).await.unwrap();
    let (ada, _) = stage.signed("Ada", "ada@example.org").await;
    disk.back_up(&stage, "backup").await;
    let relisted = stage.site.relist(&ada.manage, Listing::Counted, None).await;
    relisted.unwrap();
    stage.signed("Bo", "bo@example.org").await;
    let kept = export(&stage, &disk, "kept").await;

    let stage = disk.restored(stage, "backup").await;
    assert_eq!(stage.names().await, ["Ada"]);
    let done = recovered(&stage, &kept).await.unwrap();
    assert_eq!(done.recovery.names_down, 1);
    assert_eq!(stage.names().await, ["Bo"]);
    assert_eq!(stage.check_log().await.total, 2);
}

async fn by_receipt(stage: &Stage, files: &ReceiptFiles) -> Result<Recovered, CarryError> {
    let receipt = ReceiptText {
        proof: &files.proof,
        opening: &files.opening,
    };
    let log = Arc::clone(&stage.declaration().await.log);
    recover_by_receipt(&tools(stage), &log, receipt, false).await
}

#[tokio::test]
async fn a_receipt_brings_back_the_one_entry_that_is_missing_and_no_more() {
    let disk = Disk::new();
    let stage = disk.begun().await;
    let (_, bo) = stage.signed("Bo", "bo@example.org").await;
    let bo = stage.files(&bo).await;
    disk.back_up(&stage, "newer").await;
    let (_, chi) = stage.signed("Chi", "chi@example.org").await;
    let chi = stage.files(&chi).await;

    let stage = disk.restored(stage, "backup").await;
    let much = refusal(by_receipt(&stage, &chi).await);
    assert!(matches!(much, Refusal::OneOfMany { .. }), "{much:?}");
    let short = refusal(by_receipt(&stage, &bo).await);
    assert!(matches!(short, Refusal::Short { .. }), "{short:?}");

    let stage = disk.restored(stage, "newer").await;
    let known = refusal(by_receipt(&stage, &bo).await);
    assert!(matches!(known, Refusal::Known { .. }), "{known:?}");
    let mut forged = chi.clone();
    forged.opening = forged.opening.replace("Chi", "Eve");
    assert!(matches!(
        refusal(by_receipt(&stage, &forged).await),
        Refusal::Receipt(_)
    ));
    let done = by_receipt(&stage, &chi).await.unwrap();
    assert!(done.still_refuses.is_none(), "{done:?}");
    assert_eq!(stage.check_log().await.total, 3);
    assert_eq!(
        stage.names().await,
        ["Bo", "Ada"],
        "a receipt shows nobody on the list"
    );
    // The receipt holds the duplicate tag.
    stage.sign("Chi", "chi@example.org").await;
    stage.site.drain_outbox().await.unwrap();
    let mail = stage.mails.taken.lock().unwrap().last().unwrap().clone();
    let mail = String::from_utf8_lossy(&mail).into_owned();
    assert!(mail.contains("already signed"), "{mail}");
}

async fn carried(site: &Site, from: &Path, slug: Option<&str>) -> Result<Copied, CarryError> {
    carried_with(site, from, slug, NamesTaken::AsShown).await
}

async fn carried_with(
    site: &Site,
    from: &Path,
    slug: Option<&str>,
    names: NamesTaken,
) -> Result<Copied, CarryError> {
    let files = Files::read_dir(from).unwrap();
    let carrying = Carrying {
        source: Arc::new(FolderSource::new(from)),
        folder: &files,
        key: None,
        slug: slug.map(|slug| Slug::parse(slug).unwrap()),
        names,
        progress: None,
    };
    site.carry(carrying).await
}

fn not_carried(outcome: Result<Copied, CarryError>) -> Refusal {
    match outcome {
        Err(CarryError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn elsewhere() -> Stage {
    Stage::over(Store::temporary().unwrap(), tempfile::tempdir().unwrap())
}

#[tokio::test]
async fn a_copy_shows_what_the_original_shows_and_is_never_signed() {
    let disk = Disk::new();
    let original = disk.begun().await;
    let (bo, _) = original.signed("Bo", "bo@example.org").await;
    original.site.withdraw(&bo.manage).await.unwrap();
    let kept = export(&original, &disk, "kept").await;

    let mirror = elsewhere();
    let copied = carried(&mirror.site, &kept, None).await.unwrap();
    assert_eq!((copied.before, copied.now), (0, size(&original).await));
    assert_eq!(recount(&mirror).await, recount(&original).await);
    assert_eq!(mirror.names().await, ["Ada"]);
    let declaration = mirror.declaration().await;
    let from = declaration.carried.clone().unwrap();
    assert_eq!(
        (from.original.as_str(), from.size),
        ("https://letters.example.org/d/clean-rivers", copied.now)
    );

    let form = mirror.command("Chi", "chi@example.org").await;
    assert!(matches!(
        mirror.site.sign(form).await.unwrap(),
        Signing::Closed
    ));
    assert!(matches!(
        mirror.site.publish(&harness::folder()).await,
        Err(PublishError::Carried(_))
    ));
    // Not even with its key, should somebody have put it there.
    for kind in ["log.key", "tag.key"] {
        let name = format!("{SLUG}.{kind}");
        std::fs::copy(
            original.keys.path().join(&name),
            mirror.keys.path().join(&name),
        )
        .unwrap();
    }
    let checked = app::sequencer::check(&tools(&mirror), &declaration.log).await;
    assert!(matches!(checked, Err(HeadError::Carried(_))), "{checked:?}");
}

#[tokio::test]
async fn a_copy_is_continued_by_newer_exports_of_the_same_log_only() {
    let disk = Disk::new();
    let original = disk.begun().await;
    let early = export(&original, &disk, "early").await;
    let (bo, _) = original.signed("Bo", "bo@example.org").await;
    let middle = export(&original, &disk, "middle").await;
    let (chi, _) = original.signed("Chi", "chi@example.org").await;
    original.site.withdraw(&bo.manage).await.unwrap();
    let relisted = original.site.relist(&chi.manage, Listing::Initials, None);
    relisted.await.unwrap();
    let late = export(&original, &disk, "late").await;

    let mirror = elsewhere();
    for (export, names) in [
        (&early, vec!["Ada"]),
        (&middle, vec!["Bo", "Ada"]),
        (&late, vec!["C.", "Ada"]),
        (&late, vec!["C.", "Ada"]),
    ] {
        carried(&mirror.site, export, None).await.unwrap();
        assert_eq!(mirror.names().await, names);
        mirror.check_log().await;
    }
    assert_eq!(recount(&mirror).await, recount(&original).await);
    let older = not_carried(carried(&mirror.site, &middle, None).await);
    assert!(matches!(older, Refusal::Older { .. }), "{older:?}");

    let fork = disk.restored(original, "backup").await;
    std::fs::remove_file(fork.keys.path().join(format!("{SLUG}.log.lock"))).unwrap();
    for name in ["v", "w", "x", "y", "z"] {
        fork.signed(name, &format!("{name}@example.org")).await;
    }
    let forked = export(&fork, &disk, "forked").await;
    let forked = not_carried(carried(&mirror.site, &forked, None).await);
    assert!(matches!(forked, Refusal::Forked { .. }), "{forked:?}");
    assert_eq!(mirror.names().await, ["C.", "Ada"]);
}

#[tokio::test]
async fn a_listing_changed_at_the_original_is_followed_without_a_new_entry() {
    let disk = Disk::new();
    let original = disk.begun().await;
    let (bo, _) = original.signed("Bo", "bo@example.org").await;
    let early = export(&original, &disk, "early").await;
    let relisted = original.site.relist(&bo.manage, Listing::Counted, None);
    relisted.await.unwrap();
    let late = export(&original, &disk, "late").await;
    let mirror = elsewhere();
    let relisted = original.site.relist(&bo.manage, Listing::Initials, None);
    relisted.await.unwrap();
    let raised = export(&original, &disk, "raised").await;
    original.signed("Chi", "chi@example.org").await;
    let longer = export(&original, &disk, "longer").await;
    for (export, differing, names) in [
        (&early, (0, 0), vec!["Bo", "Ada"]),
        (&late, (1, 0), vec!["Ada"]),
        // An older export of the same length, and a newer one: nothing in them tells which is which.
        (&early, (0, 1), vec!["Ada"]),
        (&raised, (0, 1), vec!["Ada"]),
        (&longer, (1, 0), vec!["Chi", "B.", "Ada"]),
    ] {
        let copied = carried(&mirror.site, export, None).await.unwrap();
        assert_eq!((copied.relisted, copied.withheld), differing);
        assert_eq!(mirror.names().await, names);
        mirror.check_log().await;
    }
}

#[tokio::test]
async fn a_copy_without_names_counts_everybody_and_shows_nobody() {
    let disk = Disk::new();
    let original = disk.begun().await;
    let short = export(&original, &disk, "short").await;
    original.signed("Bo", "bo@example.org").await;
    let kept = export(&original, &disk, "kept").await;
    let mirror = elsewhere();
    for (export, names, shown) in [
        (&short, NamesTaken::None, vec![]),
        (&short, NamesTaken::AsShown, vec![]),
        (&kept, NamesTaken::AsShown, vec!["Bo", "Ada"]),
        (&kept, NamesTaken::None, vec![]),
    ] {
        let copied = carried_with(&mirror.site, export, None, names);
        copied.await.unwrap();
        assert_eq!(mirror.names().await, shown);
        assert_eq!(mirror.check_log().await.names, shown.len() as u64);
    }
    assert_eq!(mirror.check_log().await.total, 2);
}

#[tokio::test]
async fn a_copy_gets_another_name_where_its_own_is_taken() {
    let disk = Disk::new();
    let kept = export(&disk.begun().await, &disk, "kept").await;
    let mirror = elsewhere();
    let air = other_address(&harness::folder());
    mirror.site.publish(&air).await.unwrap();
    let taken = not_carried(carried(&mirror.site, &kept, Some("clean-air")).await);
    assert_eq!(taken, Refusal::SlugTaken("clean-air".to_owned()));
    let renamed = carried(&mirror.site, &kept, Some("rivers-elsewhere"));
    renamed.await.unwrap();
    let slug = Slug::parse("rivers-elsewhere").unwrap();
    let copy = mirror.site.declaration(&slug).await.unwrap().unwrap();
    assert_eq!(copy.declaration.slug, slug);
    let again = not_carried(carried(&mirror.site, &kept, None).await);
    assert_eq!(again, Refusal::CarriedAs("rivers-elsewhere".to_owned()));

    let at_home = Stage::open().await;
    let own = not_carried(carried(&at_home.site, &kept, None).await);
    assert_eq!(own, Refusal::Own);
}

/// The folder of the tests under another slug.
fn other_address(files: &Files) -> Files {
    let mut files = files.clone();
    let text = files.text("declaration.toml").unwrap();
    let text = text.replace(SLUG, "clean-air");
    files.insert("declaration.toml", text);
    files
}

#[tokio::test]
async fn a_folder_that_says_otherwise_than_its_log_is_not_carried() {
    let disk = Disk::new();
    let kept = export(&disk.begun().await, &disk, "kept").await;
    let mirror = elsewhere();
    let changed = |file: &str, from: &str, to: &str| {
        let path = kept.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let other = text.replace(from, to);
        assert_ne!(text, other, "{file} does not hold {from}");
        std::fs::write(&path, other).unwrap();
        move || std::fs::write(&path, &text).unwrap()
    };
    let back = changed("text/en.md", "river", "lake");
    let text = not_carried(carried(&mirror.site, &kept, None).await);
    assert_eq!(text, Refusal::OtherText("en".to_owned()));
    back();
    let back = changed("figures.toml", "160", "190");
    let figure = not_carried(carried(&mirror.site, &kept, None).await);
    assert!(matches!(figure, Refusal::OtherFigure(_)), "{figure:?}");
    back();
    carried(&mirror.site, &kept, None).await.unwrap();
}

#[tokio::test]
async fn a_copy_that_was_cut_off_is_not_shown_and_goes_on() {
    let disk = Disk::new();
    let original = disk.begun().await;
    let kept = export(&original, &disk, "kept").await;
    let slug = Slug::parse(SLUG).unwrap();
    let whole = size(&original).await;
    for (form, there) in [(Form::Unwritten, 0), (Form::UncertainWritten, whole)] {
        let mirror = elsewhere();
        mirror.faults.next(Step::Commit, form);
        assert!(carried(&mirror.site, &kept, None).await.is_err());
        let shown = mirror.site.declaration(&slug).await.unwrap();
        assert_eq!(shown.is_some(), there == whole);
        let copied = carried(&mirror.site, &kept, None).await.unwrap();
        assert_eq!((copied.before, copied.now), (there, whole));
        mirror.check_log().await;
    }
}

//! Somebody who holds the key of the log and does not mean well: everything is signed and adds up.
//! Whoever looked before, a witness, or the history that was shown to others tells what was done.

use app::opening::OpeningJson;
use app::verify::{Memory, Problem, Report, VerifyOptions, verify};
use domain::listing::Listing;
use domain::log::{Body, Entry, PublicOpening};
use domain::signature::WithdrawalReason;
use domain::signer::Evidence;
use tlog::Checkpoint;
use tlog::Policy;
use tlog::note::SigningKey;
use tlog::policy::Threshold;

use super::files::Files;
use super::forge::{self, Forge, opening, policy};
use super::harmless::recount;

fn kinds(report: &Report) -> Vec<&'static str> {
    report.problems.iter().map(Problem::kind).collect()
}

/// What somebody finds who looked at the honest log before.
async fn again(before: &Forge, now: &Files) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::new(folder.path());
    let options = VerifyOptions {
        memory: Some(&memory),
        ..VerifyOptions::default()
    };
    let first = verify(&before.files(), &options).await.unwrap();
    assert_eq!(first.problems, []);
    verify(now, &options).await.unwrap()
}

/// The entry at a leaf, otherwise.
fn change(forge: &mut Forge, leaf: usize, change: impl FnOnce(&mut Entry)) {
    let mut entry = Entry::decode(&forge.entries[leaf]).unwrap();
    change(&mut entry);
    forge.entries[leaf] = entry.encode();
}

/// What is found of another past by somebody new, by who looked before, and by who gets what
/// witnesses signed, or the history, from elsewhere.
async fn found_by_those_who_know(edit: fn(&mut Forge)) -> [Report; 4] {
    let honest = Forge::open();
    let (mut forge, kept) = (honest.clone(), honest.files());
    edit(&mut forge);
    let size = forge.size();
    forge.history.retain(|released| *released <= size);
    let forged = forge.files();
    let with_kept = |file: &str| forged.with(file, kept.was(file));
    [
        recount(&forged).await,
        again(&honest, &forged).await,
        recount(&with_kept("checkpoint.witnessed")).await,
        recount(&with_kept("checkpoints.json")).await,
    ]
}

#[tokio::test]
async fn a_past_that_was_rewritten_is_found_by_whoever_knows_it() {
    let check = async |what: &str, edit: fn(&mut Forge), for_memory: &str| {
        let found = found_by_those_who_know(edit).await;
        let kinds: Vec<_> = found.iter().map(kinds).collect();
        assert!(
            kinds[0].is_empty(),
            "{what}: it adds up for who never looked"
        );
        assert!(kinds[1].contains(&for_memory), "{what}: {kinds:?}");
        assert!(
            kinds[2].iter().any(|kind| kind.starts_with("witnessed")),
            "{what}: {kinds:?}"
        );
        assert!(
            kinds[3].iter().any(|kind| kind.starts_with("history")),
            "{what}: {kinds:?}"
        );
    };
    let evidence = |forge: &mut Forge| {
        change(forge, 20, |entry| {
            if let Body::Signature { evidence, .. } = &mut entry.body {
                *evidence = Evidence::Organiser;
            }
        });
    };
    check("another evidence", evidence, "rewritten").await;
    let day = |forge: &mut Forge| change(forge, 99, |entry| entry.day.0 += 1);
    check("another day", day, "rewritten").await;
    let order = |forge: &mut Forge| forge.entries.swap(30, 32);
    check("another order", order, "rewritten").await;
    let removed = |forge: &mut Forge| forge.entries.truncate(280);
    check("the last are gone", removed, "shrunk").await;
    let replaced = |forge: &mut Forge| {
        let size = forge.entries.len();
        forge.entries.truncate(280);
        (0..size - 280).for_each(|number| forge.sign(1000 + number as u64 * 60 + 7));
    };
    check("the last are others", replaced, "rewritten").await;
    let renumbered = |forge: &mut Forge| {
        forge.entries.remove(270);
        forge.shown.clear();
        forge.entries.truncate(280);
        (0..60).for_each(|number| forge.sign(1000 + number * 60 + 7));
    };
    check(
        "one is gone, and all behind it move up",
        renumbered,
        "rewritten",
    )
    .await;
}

#[tokio::test]
async fn an_entry_against_the_rules_counts_nothing_whoever_signed_it() {
    let check = async |closed: bool, edit: fn(&mut Forge), expected: &str| {
        let mut forge = if closed {
            Forge::closed()
        } else {
            Forge::open()
        };
        edit(&mut forge);
        forge.history.clear();
        let leaf = forge.size() - 1;
        let report = recount(&forge.files()).await;
        assert_eq!(kinds(&report), [expected], "{:?}", report.problems);
        assert_eq!(report.problems[0].entry(), Some(leaf));
        assert_eq!(report.total, forge.count().total);
    };
    check(false, |forge| forge.take_back(10), "rule").await;
    check(false, |forge| forge.strike(10), "rule").await;
    check(false, |forge| forge.take_back(0), "rule").await;
    check(false, |forge| forge.take_back(9999), "rule").await;
    check(false, |forge| forge.take_back(u64::MAX), "rule").await;
    check(true, |forge| forge.sign(1003), "rule").await;
    check(true, |forge| forge.push(Body::Close), "rule").await;
    check(false, |forge| forge.entries.push(vec![]), "entry").await;
    check(
        false,
        |forge| forge.entries.push(vec![1, 0x10, 0, 0, 0, 0]),
        "entry",
    )
    .await;
    check(false, |forge| forge.entries.push(vec![1; 65_535]), "entry").await;
    let dated = |forge: &mut Forge| {
        forge.sign(1003);
        let last = forge.entries.len() - 1;
        change(forge, last, |entry| entry.day.0 = 19_999);
    };
    check(false, dated, "rule").await;
}

/// Shows the name of a signer at a leaf.
fn show(shown: &mut Vec<OpeningJson>, leaf: u64, number: u64) {
    let opening = PublicOpening::for_listing(&opening(number).0, Listing::Named);
    shown.push(OpeningJson::new(leaf, &opening));
}

#[tokio::test]
async fn a_name_is_shown_for_whom_it_belongs_to_or_found() {
    let check = async |edit: fn(&mut Vec<OpeningJson>), expected: &[Problem]| {
        let files = Forge::open().files();
        let path = "openings/0.json";
        let mut shown: Vec<OpeningJson> = serde_json::from_slice(files.was(path)).unwrap();
        edit(&mut shown);
        let files = files.with(path, serde_json::to_vec(&shown).unwrap());
        assert_eq!(recount(&files).await.problems, expected);
    };
    let renamed = |shown: &mut Vec<OpeningJson>| {
        shown[1].fields[0].value = Some("Mallory".to_owned());
    };
    check(renamed, &[Problem::Name(5)]).await;
    let others = |shown: &mut Vec<OpeningJson>| shown[1].fields = shown[0].fields.clone();
    check(others, &[Problem::Name(5)]).await;
    let moved = |shown: &mut Vec<OpeningJson>| shown[1].leaf = 64;
    check(moved, &[Problem::Name(64)]).await;
    let invented = |shown: &mut Vec<OpeningJson>| show(shown, 40, 5000);
    check(invented, &[Problem::Name(40)]).await;
    let no_signature = |shown: &mut Vec<OpeningJson>| show(shown, 0, 5000);
    check(no_signature, &[Problem::Name(0)]).await;
    let taken_back = |shown: &mut Vec<OpeningJson>| show(shown, 10, 7);
    check(taken_back, &[Problem::NameWithoutSignature(10)]).await;
    let beyond = |shown: &mut Vec<OpeningJson>| show(shown, u64::MAX, 5000);
    check(beyond, &[Problem::Name(u64::MAX)]).await;
    let elsewhere = |shown: &mut Vec<OpeningJson>| show(shown, 300, 296);
    check(elsewhere, &[Problem::Name(300)]).await;
    let twice = |shown: &mut Vec<OpeningJson>| show(shown, 4, 1);
    check(twice, &[Problem::Name(4)]).await;
}

#[tokio::test]
async fn a_count_is_that_of_the_log_at_its_size() {
    let forge = Forge::open();
    let check = async |edit: fn(&mut app::log::CountJson), expected: &str| {
        let mut count = forge.count();
        edit(&mut count);
        let count = serde_json::to_vec(&count).unwrap();
        let report = recount(&forge.files().with("count.json", count)).await;
        assert!(kinds(&report).contains(&expected), "{:?}", report.problems);
    };
    check(|count| count.total -= 1, "count").await;
    check(|count| count.total = u64::MAX, "count").await;
    check(|count| count.persons += 1, "count").await;
    check(|count| count.size = 100, "count").await;
    check(|count| count.size = 0, "count").await;
    check(|count| count.size += 1, "count-ahead").await;
    check(|count| count.revisions[0].leaf = 3, "count-of-revision").await;
    check(|count| count.revisions[0].total -= 1, "count").await;
    check(|count| count.revisions.truncate(1), "count").await;
}

/// What is found in a log whose newest checkpoint and checkpoint for witnesses are these.
async fn cosigned(newest: &str, witnessed: &str, yours: Option<&Policy>) -> Vec<&'static str> {
    let files = Forge::open().files();
    let files = files
        .with("checkpoint", newest)
        .with("checkpoint.witnessed", witnessed);
    let options = VerifyOptions {
        policy: yours,
        ..VerifyOptions::default()
    };
    kinds(&verify(&files, &options).await.unwrap())
}

#[tokio::test]
async fn a_cosignature_vouches_for_what_it_was_made_for() {
    let forge = Forge::open();
    let (size, older) = (forge.size(), forge::WITNESSED);
    let alone = forge.cosigned(size, &[]);
    let line_of = |note: String| format!("{}\n", note.lines().last().unwrap());
    let replayed = format!("{alone}{}", line_of(forge.cosigned(older, &[1])));
    let good = forge.cosigned(older, &[1, 2]);
    assert_eq!(cosigned(&replayed, &good, None).await, ["checkpoint"]);
    assert_eq!(cosigned(&alone, &replayed, None).await, ["witnessed"]);
    let strangers = forge.cosigned(older, &[8, 9]);
    assert_eq!(cosigned(&alone, &strangers, None).await, ["quorum"]);
    let one = forge.cosigned(older, &[1]);
    let one_twice = format!("{one}{}", line_of(one.clone()));
    assert_eq!(cosigned(&alone, &one_twice, None).await, ["quorum"]);
    let forged = format!(
        "{one}{}",
        line_of(one.clone()).replace("witness-1", "witness-2")
    );
    assert_eq!(cosigned(&alone, &forged, None).await, ["quorum"]);
    let other = SigningKey::from_seed("example.org/d/air/log", [7; 32]).unwrap();
    let origin = other.verifier().name().to_owned();
    let foreign = Checkpoint {
        origin,
        ..forge.checkpoint(older)
    };
    let foreign = foreign.sign(&other).unwrap().to_string();
    assert_eq!(cosigned(&alone, &foreign, None).await, ["witnessed"]);
    assert_eq!(cosigned(&foreign, &good, None).await, ["checkpoint"]);
}

#[tokio::test]
async fn a_site_that_asks_for_less_does_not_ask_less_for_you() {
    let forge = Forge::open();
    let yours = policy(&[1, 2], Some(Threshold::All));
    let check = async |sites: String, witnessed: &[u8], expected: &[&str]| {
        let note = forge.cosigned(forge::WITNESSED, witnessed);
        let files = forge.files().with("policy", sites);
        let files = files.with("checkpoint.witnessed", note);
        assert_eq!(recount(&files).await.problems, [], "by its own word");
        let options = VerifyOptions {
            policy: Some(&yours),
            ..VerifyOptions::default()
        };
        let report = verify(&files, &options).await.unwrap();
        assert_eq!(kinds(&report), expected);
    };
    let missed = ["not-witnessed"];
    let all = Some(Threshold::All);
    check(
        policy(&[1, 2], Some(Threshold::Any)).to_string(),
        &[1],
        &missed,
    )
    .await;
    check(policy(&[1, 2], None).to_string(), &[1], &missed).await;
    check(policy(&[], None).to_string(), &[], &missed).await;
    check(policy(&[8, 9], all).to_string(), &[8, 9], &missed).await;
    check(policy(&[], None).to_string(), &[1, 2], &[]).await;
    let renamed = policy(&[8, 9], all).to_string();
    let renamed = renamed.replace("w8", "w1").replace("w9", "w2");
    check(renamed, &[8, 9], &missed).await;
}

#[tokio::test]
async fn whoever_lied_to_others_leaves_traces() {
    let mut longer = Forge::open();
    longer.sign(1003);
    longer.history.insert(0, longer.size());
    let (short, long) = (Forge::open().files(), longer.files());
    let check = async |file: &str, expected: &str| {
        let report = recount(&short.with(file, long.was(file))).await;
        assert_eq!(kinds(&report), [expected], "{file}");
    };
    check("checkpoints.json", "history-ahead").await;
    check("count.json", "count-ahead").await;
    let note = longer.cosigned(longer.size(), &[1, 2]);
    let report = recount(&short.with("checkpoint.witnessed", note)).await;
    assert_eq!(kinds(&report), ["witnessed-ahead"]);
    let mut erased = Forge::open();
    erased.entries[40] = Entry {
        body: Body::Withdrawal {
            signature: 3,
            reason: WithdrawalReason::Wish,
        },
        ..Entry::decode(&erased.entries[40]).unwrap()
    }
    .encode();
    let report = recount(&erased.files()).await;
    assert_eq!(
        kinds(&report),
        ["rule"],
        "the later withdrawal is the second"
    );
}

//! Several nodes at one database, each with a journal of its own.

use app::erasures::{Journal, Line, Noted, absent_journals, catch_up, mark_of, not_entered};
use domain::listing::Listing;
use futures_util::future::join_all;
use store::{Erasure, ErasureJournal, SignatureName, Store, StoredState};

use super::restoring::{back_up, bring_back, list};
use super::{noting, open_journal};
use crate::harness::Stage;
use crate::infomail::stage::{address, ticking_folder};

/// How many nodes start at the same moment.
const NODES: usize = 8;

/// A node on which the declaration was published.
async fn first() -> (Stage, Journal) {
    let (stage, journal) = noting(Store::temporary().unwrap(), tempfile::tempdir().unwrap());
    stage.site.publish(&ticking_folder()).await.unwrap();
    (stage, journal)
}

async fn name_of(stage: &Stage, leaf: u64) -> SignatureName {
    let id = stage.declaration().await.id;
    let name = stage.site.store.signature_name(id, leaf).await.unwrap();
    name.unwrap()
}

fn departed(signature: SignatureName) -> Erasure {
    let state = StoredState::Withdrawn;
    Erasure::Departed { signature, state }
}

#[tokio::test]
async fn nodes_that_start_at_the_same_moment_take_nothing_from_each_other() {
    let (stage, _) = first().await;
    let mut journals = Vec::new();
    for number in 0..NODES {
        let name = format!("Node {number}");
        let (_, receipt) = stage.signed(&name, &format!("{number}@example.org")).await;
        let keys = tempfile::tempdir().unwrap();
        let act = departed(name_of(&stage, receipt.leaf).await);
        let journal = open_journal(keys.path());
        journal.note(&[act]).await.unwrap();
        journals.push((journal.read().unwrap(), keys));
    }
    let store = &stage.site.store;
    let starts = journals
        .iter()
        .map(|(reading, _)| catch_up(store, std::slice::from_ref(reading)));
    let done = join_all(starts).await;
    let done: u64 = done.into_iter().map(|done| done.unwrap().signatures).sum();
    assert_eq!(done, NODES as u64);
    assert_eq!(not_entered(store).await.unwrap().len(), NODES);
    let known = absent_journals(store, &[]).await.unwrap();
    assert_eq!(known.len(), NODES, "a restore asks for each of them");
    // One node enters what is open while the others start once more.
    let again = journals
        .iter()
        .map(|(reading, _)| catch_up(store, std::slice::from_ref(reading)));
    let (cleaned, again) = tokio::join!(stage.site.clean_up(), join_all(again));
    assert!(cleaned.is_ok() && again.iter().all(Result::is_ok));
    assert!(not_entered(store).await.unwrap().is_empty());
    assert_eq!(stage.check_log().await.total, 0);
}

#[tokio::test]
async fn what_an_older_program_knew_of_its_journals_is_still_known() {
    let (stage, journal) = first().await;
    let (_, ada) = stage.signed("Ada", "ada@example.org").await;
    let (_, bo) = stage.signed("Bo", "bo@example.org").await;
    let noted = Noted::Act(departed(name_of(&stage, ada.leaf).await));
    let (number, at) = (0, 0);
    let open = Line { number, at, noted }.text();
    let reading = journal.read().unwrap();
    let marks = format!("{} 1\n0123456789abcdef 7\n", reading.id);
    let store = &stage.site.store;
    for (key, value) in [
        ("erasures.marks", marks),
        ("erasures.open", format!("{open}\n")),
    ] {
        store.setting_put(key, value.as_bytes()).await.unwrap();
    }
    let check = async |mark| {
        assert_eq!(mark_of(store, &reading.id).await.unwrap(), Some(mark));
        let own = std::slice::from_ref(&reading);
        let absent = absent_journals(store, own).await.unwrap();
        assert_eq!(absent, ["0123456789abcdef"]);
    };
    check(1).await;
    assert_eq!(not_entered(store).await.unwrap().len(), 1);
    let late = departed(name_of(&stage, bo.leaf).await);
    journal.note(&[late]).await.unwrap();
    assert_eq!(stage.site.catch_up().await.unwrap().signatures, 1);
    for key in ["erasures.marks", "erasures.open"] {
        assert_eq!(store.setting(key).await.unwrap(), None, "{key}");
    }
    check(2).await;
    assert_eq!(not_entered(store).await.unwrap().len(), 2);
    stage.site.clean_up().await.unwrap();
    assert!(not_entered(store).await.unwrap().is_empty());
    assert_eq!(stage.check_log().await.total, 0);
}

/// Another node at the same database, with the same keys.
fn beside(stage: &Stage) -> (Stage, Journal) {
    let keys = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(stage.keys.path()).unwrap() {
        let file = file.unwrap();
        let name = file.file_name();
        if !name.to_str().unwrap().starts_with("erasures") {
            std::fs::copy(file.path(), keys.path().join(name)).unwrap();
        }
    }
    noting(stage.site.store.clone(), keys)
}

#[tokio::test]
async fn a_later_wish_at_another_node_is_not_undone_by_a_start_of_the_first() {
    let data = tempfile::tempdir().unwrap();
    let copy = data.path().join("copy");
    let (one, journal) = first().await;
    let (ada, receipt) = one.signed("Ada", "ada@example.org").await;
    let (other, _) = beside(&one);
    for node in [&one, &other] {
        assert!(node.site.catch_up().await.unwrap().is_empty());
    }
    back_up(&one.site.store, &copy).await;
    let bo = address("bo@example.org");
    list(&one, &ada, Listing::Counted).await;
    one.site.never_write(&bo).await.unwrap();
    list(&other, &ada, Listing::Named).await;
    assert!(other.site.write_again(&bo).await.unwrap());

    let done = one.site.catch_up().await.unwrap();
    assert!(done.is_empty(), "{done:?}");
    let id = one.declaration().await.id;
    let row = one.site.store.signature(id, receipt.leaf).await.unwrap();
    assert_eq!(row.unwrap().listing, Listing::Named);
    let older = bring_back(data.path(), &copy).await;
    let own = journal.read().unwrap();
    let done = catch_up(&older, &[own]).await.unwrap();
    assert_eq!((done.listings, done.suppressed), (1, 1));
}

#[tokio::test]
async fn what_stops_a_mark_is_passed_after_a_round_although_nothing_more_is_noted() {
    let (stage, journal) = first().await;
    stage.site.catch_up().await.unwrap();
    let mark = async || mark_of(&stage.site.store, journal.id()).await.unwrap();
    // Noted by a process that died, and therefore not known to be done.
    let key = [1; 32];
    let lost = open_journal(stage.keys.path());
    lost.note(&[Erasure::Suppressed { key }]).await.unwrap();
    let bo = address("bo@example.org");
    stage.site.never_write(&bo).await.unwrap();
    assert_eq!(mark().await, Some(1));
    for expected in [1, 3] {
        stage.site.clean_up().await.unwrap();
        assert_eq!(mark().await, Some(expected));
    }
}

#[tokio::test]
async fn a_database_that_becomes_older_while_it_is_served_is_brought_up_to_the_journal() {
    let (stage, journal) = first().await;
    stage.site.catch_up().await.unwrap();
    let store = &stage.site.store;
    let (lost, later) = ([1; 32], [2; 32]);
    store.suppress(lost).await.unwrap();
    // The standby that takes over has neither the act nor its mark.
    let standby = store.without_journal();
    assert!(standby.suppression_lift(lost, lost).await.unwrap());
    let key = format!("erasures.mark.{}", journal.id());
    standby.setting_put(&key, b"1").await.unwrap();
    store.suppress(later).await.unwrap();
    let mark = async || mark_of(store, journal.id()).await.unwrap();
    assert_eq!(mark().await, Some(1), "what is behind it has to be done");
    stage.site.clean_up().await.unwrap();
    assert!(store.is_suppressed(lost).await.unwrap());
    assert_eq!(mark().await, Some(3));
}

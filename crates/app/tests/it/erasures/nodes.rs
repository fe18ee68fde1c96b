//! Several nodes at one database, each with a journal of its own.

use app::erasures::{Journal, Line, Noted, absent_journals, catch_up, mark_of, not_entered};
use futures_util::future::join_all;
use store::{Erasure, ErasureJournal, SignatureName, Store, StoredState};

use super::{noting, open_journal};
use crate::harness::Stage;
use crate::infomail::stage::ticking_folder;

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

//! An older copy of the journal came into its place.

use std::fs;

use app::erasures::{Reading, catch_up, lacking};
use store::{Erasure, ErasureJournal};

use super::open_journal;
use super::restoring::{back_up, begin, bring_back, withdraw};
use crate::infomail::stage::address;

fn act(number: u8) -> Erasure {
    Erasure::Suppressed { key: [number; 32] }
}

#[tokio::test]
async fn who_leaves_after_an_older_journal_came_back_is_not_back_with_the_next_backup() {
    let data = tempfile::tempdir().unwrap();
    let copy = data.path().join("copy");
    let (stage, journal) = begin(data.path()).await;
    let (ada, _) = stage.signed("Ada", "ada@example.org").await;
    let (bo, _) = stage.signed("Bo", "bo@example.org").await;
    stage.signed("Chi", "chi@example.org").await;
    let older = fs::read(journal.path()).unwrap();
    withdraw(&stage, &ada).await;
    stage
        .site
        .never_write(&address("never@example.org"))
        .await
        .unwrap();
    stage.site.catch_up().await.unwrap();
    let newest = data.path().join("newest.log");
    fs::copy(journal.path(), &newest).unwrap();

    fs::write(journal.path(), older).unwrap();
    let store = &stage.site.store;
    let found = journal.read().unwrap();
    assert_eq!(lacking(store, &[found]).await.unwrap(), 2);
    assert!(stage.site.catch_up().await.unwrap().is_empty());
    back_up(store, &copy).await;
    withdraw(&stage, &bo).await;
    let now = journal.read().unwrap();
    assert_eq!((now.lines.len(), now.missing), (1, 2));
    let restored = bring_back(data.path(), &copy).await;
    assert_eq!(
        lacking(&restored, std::slice::from_ref(&now))
            .await
            .unwrap(),
        0
    );
    let done = catch_up(&restored, std::slice::from_ref(&now))
        .await
        .unwrap();
    assert_eq!(done.signatures, 1, "Bo left after the backup");

    let both = now.with(Reading::of(&newest).unwrap());
    assert_eq!((both.lines.len(), both.missing), (3, 0));
}

#[tokio::test]
async fn a_journal_whose_older_copy_came_back_while_the_site_is_served_goes_on_at_the_mark() {
    let data = tempfile::tempdir().unwrap();
    let (stage, journal) = begin(data.path()).await;
    let (ada, _) = stage.signed("Ada", "ada@example.org").await;
    let older = fs::read(journal.path()).unwrap();
    withdraw(&stage, &ada).await;
    for _ in 0..2 {
        stage.site.clean_up().await.unwrap();
    }
    stage.site.catch_up().await.unwrap();
    fs::write(journal.path(), older).unwrap();
    stage.site.clean_up().await.unwrap();
    let (_, next) = journal.end().unwrap();
    assert_eq!(next, 3, "behind the line that says so");
    stage.site.clean_up().await.unwrap();
    assert_eq!(journal.end().unwrap().1, next, "once is enough");
}

#[tokio::test]
async fn copies_of_one_journal_are_read_together_without_what_was_taken_back() {
    let keys = tempfile::tempdir().unwrap();
    let journal = open_journal(keys.path());
    journal.note(&[act(1), act(2)]).await.unwrap();
    let shorter = journal.read().unwrap();
    journal.take_back(2, 1).await;
    journal.note(&[act(4)]).await.unwrap();
    let longer = journal.read().unwrap();
    let both = shorter.clone().with(longer.clone());
    assert_eq!((&both.lines, both.next), (&longer.lines, 5));
    assert_eq!(longer.clone().with(shorter).lines, longer.lines);
}

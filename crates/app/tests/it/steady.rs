//! Clocks that are wrong, one by one.

use jiff::SignedDuration;
use store::Store;
use tokio::sync::watch;

use crate::erasures::noting;
use crate::harness::{Server, Stage, folder};

const AHEAD: SignedDuration = SignedDuration::from_mins(10);

fn node(store: Store) -> Stage {
    noting(store, tempfile::tempdir().unwrap()).0
}

/// A node that starts, cleans up once, and ends.
async fn start(stage: &Stage) {
    let (_, stop) = watch::channel(true);
    stage.site.run_housekeeping(stop).await;
}

/// A mail that waits for its next attempt.
async fn a_mail_waits(stage: &Stage) {
    stage.site.publish(&folder()).await.unwrap();
    stage.sign("Ada", "ada@example.org").await;
    stage.mails.server_is(Server::AsksToTryLater);
    assert_eq!(stage.site.drain_outbox().await.unwrap().later, 1);
    stage.mails.server_is(Server::Takes);
}

async fn sent(stage: &Stage) -> u32 {
    stage.site.drain_outbox().await.unwrap().sent
}

#[tokio::test]
async fn the_clock_of_a_node_that_is_ahead_sets_no_other_back() {
    let one = node(Store::temporary().unwrap());
    a_mail_waits(&one).await;
    let other = node(one.site.store.clone());
    other.turn(AHEAD);
    for stage in [&one, &other, &one, &other] {
        start(stage).await;
    }
    assert_eq!(sent(&one).await, 0, "not before its time");
    one.turn(-AHEAD);
    start(&one).await;
    assert_eq!(sent(&one).await, 1, "its own was set back");
}

#[tokio::test]
async fn what_an_older_program_saw_of_the_clock_is_remembered_where_there_is_one_node() {
    let stage = node(Store::temporary().unwrap());
    a_mail_waits(&stage).await;
    let shown = (stage.site.now() + AHEAD).as_second();
    let (store, mark) = (&stage.site.store, format!("{shown} {shown}"));
    store.setting_put("clock", mark.as_bytes()).await.unwrap();
    start(&stage).await;
    assert_eq!(sent(&stage).await, 1, "the clock was set back meanwhile");
    assert_eq!(store.setting("clock").await.unwrap(), None);
    let own = store.settings_under("clock.").await.unwrap();
    assert_eq!(own.len(), 1);
}

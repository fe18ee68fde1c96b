//! What the server notes of every row leads from no subscription to a signature, once a day has passed.

use std::collections::BTreeSet;

use store::NewSubscription;
use store::conformance::fixture::TODAY;
use store::conformance::issue::{rivers, subscriber};
use tokio_postgres::{Client, NoTls};

use super::PostgresPlace;

/// The number of the transaction that wrote each subscription of a day, in the order in which they lie.
async fn written(client: &Client, schema: &str, day: u32) -> Vec<(String, i64)> {
    let sql = format!(
        "SELECT xmin::text, key FROM {schema}.subscription WHERE since = {day} ORDER BY ctid"
    );
    let rows = client.query(&sql, &[]).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn subscriptions_of_a_day_that_is_over_tell_no_batch_and_no_order() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let store = rivers(&place, 0).await.unwrap();
    let (client, connection) = tokio_postgres::connect(&place.address, NoTls)
        .await
        .unwrap();
    let mut connected = tokio::task::JoinSet::new();
    connected.spawn(connection);
    let begin = async |number: u64, day| {
        let new = NewSubscription {
            day,
            welcome: None,
            ..subscriber(number, "en")
        };
        store.subscriptions_start(vec![new]).await.unwrap();
    };
    for number in [70, 30, 90, 10, 50] {
        begin(number, TODAY).await;
    }
    store.settle().await.unwrap();
    let transactions = |rows: &[(String, i64)]| {
        let of_each = rows.iter().map(|(by, _)| by.clone());
        of_each.collect::<BTreeSet<_>>().len()
    };
    let today = written(&client, &place.schema, TODAY).await;
    assert_eq!(transactions(&today), 5, "the day is not over");
    begin(20, TODAY + 1).await;
    store.settle().await.unwrap();
    let over = written(&client, &place.schema, TODAY).await;
    assert_eq!(transactions(&over), 1);
    let keys: Vec<i64> = over.iter().map(|(_, key)| *key).collect();
    assert_eq!(keys, [10, 30, 50, 70, 90]);
    let before = over.clone();
    store.settle().await.unwrap();
    assert_eq!(written(&client, &place.schema, TODAY).await, before);
}

//! The server's own look at its indexes, where an operator lets it.

use store::Indexed;
use store::conformance::Place;
use store::conformance::fixture::{Book, named};
use tokio_postgres::NoTls;

use super::PostgresPlace;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn indexes_are_looked_at_where_the_extension_is() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    let mut book = Book::begin(&place).await.unwrap();
    book.sign(&[named("Ada"), named("Bo")]).await.unwrap();
    let (client, connection) = tokio_postgres::connect(&place.address, NoTls)
        .await
        .unwrap();
    let speaking = connection;
    let made = async {
        // In a schema whose name has to be quoted. Where the package is not installed it is not made.
        let sql = "CREATE SCHEMA IF NOT EXISTS \"Checks of ours\";
                   CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA \"Checks of ours\"";
        let made = client.batch_execute(sql).await;
        drop(client);
        made
    };
    let (made, _) = tokio::join!(made, speaking);
    if made.is_err() {
        crate::skip("postgresql amcheck");
        return;
    }
    let found = place.open().await.unwrap().index_check().await.unwrap();
    let Indexed::Whole { checked } = found else {
        panic!("{found:?}");
    };
    assert!(checked > 40, "{checked} indexes were looked at");
}

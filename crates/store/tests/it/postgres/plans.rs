//! Every statement can be prepared, and none reads a table from end to end.

use std::fs;
use std::path::Path;

use store::conformance::Place;
use tokio::task::JoinSet;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

use super::PostgresPlace;
use crate::plans::sources;

/// Tables that hold a handful of rows however many people sign, and are read whole.
const SMALL: [&str; 6] = [
    "declaration",
    "infomail_list",
    "log_head",
    "outbox_given_up",
    "pg_class",
    "schema_migration",
];

/// What runs through a table on purpose: whoever checks the whole database.
const WHOLE: &str = "log_head h WHERE h.size <>";

/// String literals of the engine that PostgreSQL can prepare. Parts of statements name `f.class`.
fn statements() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/postgres");
    let mut found = Vec::new();
    for file in sources(&root) {
        let text = fs::read_to_string(file).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for verb in ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "] {
            let start = format!("\"{verb}");
            let literals = text.split(&start).skip(1);
            let ends = literals.filter_map(|rest| rest.split('"').next());
            found.extend(ends.map(|rest| format!("{verb}{rest}")));
        }
    }
    let whole =
        |sql: &String| !sql.contains("f.class") && !sql.contains('{') && !sql.contains(WHOLE);
    found.into_iter().filter(whole).collect()
}

/// A connection that reads no table from end to end where there is another way, and plans for any values.
async fn planner(place: &PostgresPlace, tasks: &mut JoinSet<()>) -> Client {
    let connected = tokio_postgres::connect(&place.address, NoTls).await;
    let (client, connection) = connected.unwrap();
    tasks.spawn(async move { connection.await.unwrap() });
    let schema = &place.schema;
    let sql = format!(
        "SET search_path = {schema}; SET plan_cache_mode = force_generic_plan;
         SET enable_seqscan = off"
    );
    client.batch_execute(&sql).await.unwrap();
    client
}

async fn plan(client: &Client, sql: &str) -> Vec<String> {
    let parameters = client.prepare(sql).await.expect(sql).params().len();
    let prepare = format!("DEALLOCATE ALL; PREPARE statement AS {sql}");
    client.batch_execute(&prepare).await.expect(sql);
    let values = vec!["NULL"; parameters].join(", ");
    let execute = match parameters {
        0 => "EXPLAIN EXECUTE statement".to_owned(),
        _ => format!("EXPLAIN EXECUTE statement ({values})"),
    };
    let rows = client.simple_query(&execute).await.expect(sql);
    rows.iter()
        .filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        })
        .collect()
}

/// A step that reads a table although it costs more than any index would.
fn is_slow(step: &str) -> bool {
    let table = step.split("Seq Scan on ").nth(1);
    let table = table.and_then(|rest| rest.split(' ').next());
    table.is_some_and(|table| !SMALL.contains(&table))
}

async fn check(sql: &str, slow: bool, client: &Client) {
    let steps = plan(client, sql).await;
    assert_eq!(
        steps.iter().any(|step| is_slow(step)),
        slow,
        "{sql}\n{steps:#?}"
    );
}

#[tokio::test]
async fn every_statement_is_answered_from_an_index() {
    let Some(place) = PostgresPlace::new() else {
        return;
    };
    place.open().await.unwrap().close().await.unwrap();
    let mut tasks = JoinSet::new();
    let client = planner(&place, &mut tasks).await;
    let statements = statements();
    assert!(
        statements.len() > 150,
        "only {} were found",
        statements.len()
    );
    for sql in &statements {
        check(sql, false, &client).await;
    }
    for slow in [
        "SELECT leaf FROM signatory WHERE name = $1",
        "SELECT key FROM pending WHERE tries = $1",
    ] {
        check(slow, true, &client).await;
    }
}

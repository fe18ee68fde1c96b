//! No statement reads a table from end to end, and none that adds a row fills a table of its own.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use store::conformance::Place;

use super::SqlitePlace;

/// Tables that hold a handful of rows however many people sign, and are read whole.
const SMALL: [&str; 5] = [
    "declaration",
    "infomail_list",
    "outbox_given_up",
    "schema_migration",
    "sqlite_master",
];

/// The files of an engine, but for its tests, and for copies: those read every table whole.
pub(super) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("copy") {
            continue;
        }
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests.rs")
        {
            files.push(path);
        }
    }
    files
}

/// What is asked by whoever measures the file, and takes as long as reading it.
const WHOLE_FILE: &str = "FROM dbstat";

/// String literals of the crate that SQLite can explain.
fn statements() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sqlite");
    let mut found = Vec::new();
    for file in sources(&root) {
        let text = fs::read_to_string(file).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for verb in ["SELECT ", "INSERT ", "UPDATE ", "DELETE "] {
            let start = format!("\"{verb}");
            let literals = text.split(&start).skip(1);
            let ends = literals.filter_map(|rest| rest.split('"').next());
            found.extend(ends.map(|rest| format!("{verb}{rest}")));
        }
    }
    found
}

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    explained(connection, ("EXPLAIN QUERY PLAN", 3), sql)
}

/// A file with all tables and no rows, as long as its place is kept.
async fn schema() -> (SqlitePlace, Connection) {
    let place = SqlitePlace::new();
    place.open().await.unwrap().close().await.unwrap();
    let connection = Connection::open(place.file()).unwrap();
    (place, connection)
}

/// One column of what SQLite explains.
fn explained(connection: &Connection, (how, column): (&str, usize), sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("{how} {sql}")).expect(sql);
    let unbound = vec![None::<i64>; statement.parameter_count()];
    let rows = statement.query_map(rusqlite::params_from_iter(unbound), |row| row.get(column));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// A plan that visits rows nobody asked for, or sorts what an index could have given in order.
fn is_slow(step: &str) -> bool {
    let scans = step.strip_prefix("SCAN ").is_some_and(|rest| {
        let table = rest.split(' ').next().unwrap_or_default();
        // What is inside a bounded subquery has a step of its own.
        !SMALL.contains(&table) && table != "CONSTANT" && !table.starts_with("(subquery")
    });
    scans || step.contains("TEMP B-TREE") || step.contains("AUTOMATIC")
}

#[tokio::test]
async fn every_statement_is_answered_from_an_index() {
    let (_place, connection) = schema().await;
    let statements = statements();
    assert!(
        statements.len() > 90,
        "only {} statements were found",
        statements.len()
    );
    for sql in statements.iter().filter(|sql| !sql.contains(WHOLE_FILE)) {
        let steps = plan(&connection, sql);
        assert!(!steps.iter().any(|step| is_slow(step)), "{sql}\n{steps:#?}");
    }
}

/// Written some times a month; its state is one of a list of words.
const RARE: &str = "INSERT INTO infomail_issue (";

/// Whether a statement fills a table of its own and throws it away, which takes longer than writing a row.
fn builds_a_table(connection: &Connection, sql: &str) -> bool {
    let steps = explained(connection, ("EXPLAIN", 1), sql);
    steps.iter().any(|step| step == "OpenEphemeral")
}

#[tokio::test]
async fn no_row_that_is_added_takes_a_table_of_its_own() {
    let (_place, connection) = schema().await;
    let statements = statements();
    let added = statements
        .iter()
        .filter(|sql| sql.starts_with("INSERT") && sql.contains("VALUES"));
    for sql in added {
        let is_rare = sql.starts_with(RARE);
        assert_eq!(builds_a_table(&connection, sql), is_rare, "{sql}");
    }
}

#[tokio::test]
async fn a_slow_statement_would_be_noticed() {
    let (_place, connection) = schema().await;
    for sql in [
        "SELECT leaf FROM signatory WHERE name = ?1",
        "SELECT leaf FROM signatory WHERE declaration = ?1 ORDER BY name",
        "SELECT id FROM outbox WHERE due <= ?1",
    ] {
        let steps = plan(&connection, sql);
        assert!(steps.iter().any(|step| is_slow(step)), "{sql}\n{steps:#?}");
    }
}

/// The options of `.cargo/config.toml` reach SQLite together; of the other, SQLite does not tell.
#[test]
fn sqlite_is_built_with_the_options_of_the_workspace() {
    let connection = Connection::open_in_memory().unwrap();
    let mut options = connection.prepare("PRAGMA compile_options").unwrap();
    let options = options.query_map([], |row| row.get(0)).unwrap();
    let options: Vec<String> = options.collect::<Result<_, _>>().unwrap();
    assert!(
        options.contains(&"DEFAULT_MEMSTATUS=0".to_owned()),
        "{options:?}"
    );
}

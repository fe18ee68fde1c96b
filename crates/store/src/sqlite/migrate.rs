//! Bringing a file to the schema this program knows. Forward only.

use rusqlite::{Connection, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::error::of_commit;
use super::piles;
use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

/// A step of the schema. Once released it is never changed: the file keeps its digest.
pub(super) struct Migration {
    name: &'static str,
    sql: &'static str,
    /// What follows in the same transaction and cannot be said in SQL.
    then: Option<fn(&Transaction<'_>) -> Result<()>>,
}

/// All steps; the first is version 1.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001_base",
        sql: include_str!("migrations/0001_base.sql"),
        then: None,
    },
    Migration {
        name: "0002_witnesses",
        sql: include_str!("migrations/0002_witnesses.sql"),
        then: None,
    },
    Migration {
        name: "0003_bundles",
        sql: include_str!("migrations/0003_bundles.sql"),
        then: None,
    },
    Migration {
        name: "0004_lanes",
        sql: include_str!("migrations/0004_lanes.sql"),
        then: None,
    },
    Migration {
        name: "0005_moves",
        sql: include_str!("migrations/0005_moves.sql"),
        then: None,
    },
    Migration {
        name: "0006_folder_times",
        sql: include_str!("migrations/0006_folder_times.sql"),
        then: None,
    },
    Migration {
        name: "0007_infomail",
        sql: include_str!("migrations/0007_infomail.sql"),
        then: None,
    },
    Migration {
        name: "0008_returned",
        sql: include_str!("migrations/0008_returned.sql"),
        then: None,
    },
    Migration {
        name: "0009_changes",
        sql: include_str!("migrations/0009_changes.sql"),
        then: None,
    },
    Migration {
        name: "0010_pages",
        sql: include_str!("migrations/0010_pages.sql"),
        then: None,
    },
    Migration {
        name: "0011_piles",
        sql: include_str!("migrations/0011_piles.sql"),
        then: Some(piles::build),
    },
    Migration {
        name: "0012_records",
        sql: include_str!("migrations/0012_records.sql"),
        then: None,
    },
    Migration {
        name: "0013_checks",
        sql: include_str!("migrations/0013_checks.sql"),
        then: None,
    },
];

/// "Unds" in the header of the file (SQLite file format, section 1.3.17): tells our files from
/// those of other programs.
const APPLICATION_ID: i64 = 0x556e_6473;

const LEDGER: &str = "CREATE TABLE schema_migration (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT";

/// Applies what is missing, in one transaction: a crash leaves the old schema or the new.
pub(super) fn migrate(connection: &mut Connection, migrations: &[Migration]) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    recognise(&transaction)?;
    apply(&transaction, migrations)?;
    transaction.commit().map_err(of_commit)
}

/// Applies those steps that were not yet.
fn apply(transaction: &Transaction<'_>, migrations: &[Migration]) -> Result<()> {
    let applied = applied(transaction)?;
    let known = version_of(migrations);
    if let Some((found, _)) = applied.last().filter(|(version, _)| *version > known) {
        return Err(StoreError::NewerSchema {
            found: *found,
            known,
        });
    }
    for (version, migration) in (1..).zip(migrations) {
        let digest: [u8; 32] = Sha256::digest(migration.sql.as_bytes()).into();
        match applied.iter().find(|(there, _)| *there == version) {
            Some((_, same)) if *same == digest => {}
            Some(_) => {
                let name = migration.name;
                let what = format!("schema step {name} is not the one this program was built with");
                return Err(StoreError::corrupt(what));
            }
            None => {
                transaction.execute_batch(migration.sql)?;
                if let Some(then) = migration.then {
                    then(transaction)?;
                }
                transaction.execute(
                    "INSERT INTO schema_migration (version, name, digest) VALUES (?1, ?2, ?3)",
                    (version, migration.name, digest),
                )?;
            }
        }
    }
    Ok(())
}

/// The schema that these steps lead to.
pub(super) fn version_of(migrations: &[Migration]) -> u32 {
    u32::try_from(migrations.len()).unwrap_or(u32::MAX)
}

/// The schema that a file has.
pub(super) fn applied_version(connection: &Connection) -> Result<u32> {
    let applied = applied(connection)?;
    Ok(applied.last().map_or(0, |(version, _)| *version))
}

/// Makes an older schema, or this one without any rows, in place of the one that is there.
pub(super) fn begin_anew(
    transaction: &Transaction<'_>,
    tables: impl IntoIterator<Item = String>,
    version: u32,
) -> Result<()> {
    for table in tables {
        transaction.execute_batch(&format!("DROP TABLE {table}"))?;
    }
    transaction.execute("DELETE FROM schema_migration", [])?;
    let steps = usize::try_from(version).ok();
    let steps = steps.and_then(|steps| MIGRATIONS.get(..steps));
    apply(transaction, steps.unwrap_or(MIGRATIONS))
}

/// Goes on from there to the schema this program knows.
pub(super) fn finish(transaction: &Transaction<'_>) -> Result<()> {
    apply(transaction, MIGRATIONS)
}

/// The schema of a file of ours that is older than what this program knows.
pub(super) fn outdated(connection: &Connection, migrations: &[Migration]) -> Result<Option<u32>> {
    let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Ok(None);
    }
    let sql = "SELECT coalesce(max(version), 0) FROM schema_migration";
    let found: u32 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(found)
        .is_ok_and(|found| found < migrations.len())
        .then_some(found))
}

/// Marks a new file as ours, and refuses a file that is somebody else's.
fn recognise(transaction: &Transaction<'_>) -> Result<()> {
    let id: i64 = transaction.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if id == APPLICATION_ID {
        return Ok(());
    }
    let objects: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id != 0 || objects != 0 {
        return Err(StoreError::corrupt(
            "this is the database of another program",
        ));
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.execute_batch(LEDGER)?;
    Ok(())
}

fn applied(connection: &Connection) -> Result<Vec<(u32, [u8; 32])>> {
    let mut statement =
        connection.prepare("SELECT version, digest FROM schema_migration ORDER BY version")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use rusqlite::OptionalExtension;

    use super::*;

    const ONE: Migration = Migration {
        name: "0001_one",
        sql: "CREATE TABLE one (a INTEGER) STRICT",
        then: None,
    };
    const TWO: Migration = Migration {
        name: "0002_two",
        sql: "CREATE TABLE two (a INTEGER) STRICT",
        then: None,
    };

    #[test]
    fn steps_are_applied_once_and_in_order() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[ONE]).unwrap();
        migrate(&mut connection, &[ONE, TWO]).unwrap();
        migrate(&mut connection, &[ONE, TWO]).unwrap();
        connection
            .execute("INSERT INTO two VALUES (1)", [])
            .unwrap();
    }

    #[test]
    fn a_newer_schema_is_refused_with_the_reason() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[ONE, TWO]).unwrap();
        let error = migrate(&mut connection, &[ONE]).unwrap_err();
        assert!(matches!(
            error,
            StoreError::NewerSchema { found: 2, known: 1 }
        ));
        assert!(
            error
                .to_string()
                .contains("the program is older than the data")
        );
    }

    #[test]
    fn a_step_that_was_changed_after_its_release_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[ONE]).unwrap();
        let changed = Migration {
            sql: "CREATE TABLE one (b INTEGER) STRICT",
            ..ONE
        };
        let error = migrate(&mut connection, &[changed]).unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }));
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_behind() {
        let mut connection = Connection::open_in_memory().unwrap();
        let broken = Migration {
            name: "0002",
            sql: "CREATE TABLE half (a INTEGER) STRICT; oops",
            then: None,
        };
        migrate(&mut connection, &[ONE, broken]).unwrap_err();
        let tables: Option<String> = connection
            .query_row("SELECT name FROM sqlite_schema", [], |row| row.get(0))
            .optional()
            .unwrap();
        assert_eq!(tables, None);
    }

    #[test]
    fn the_database_of_another_program_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE theirs (a)").unwrap();
        let error = migrate(&mut connection, &[ONE]).unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }));
    }
}

//! What the engine of the store measures.

use store::measure::{EngineReading, PoolReading, PostgresReading, SqliteReading};

use super::{Family, Value};

/// The families of both engines; those of the other one have no samples.
pub(super) fn families(reading: &EngineReading) -> Vec<Family> {
    let transactions = Family::histogram(
        "undersigned_store_transaction_seconds",
        "Time that a writing transaction took, its sync included.",
    );
    match reading {
        EngineReading::Sqlite(reading) => {
            let mut families = vec![transactions.spread(reading.transactions.clone())];
            families.extend(sqlite(Some(reading)));
            families.extend(postgres(None));
            families
        }
        EngineReading::Postgres(reading) => {
            let mut families = vec![transactions.spread(reading.transactions.clone())];
            families.extend(sqlite(None));
            families.extend(postgres(Some(reading)));
            families
        }
    }
}

fn sqlite(reading: Option<&SqliteReading>) -> Vec<Family> {
    let mut syncs = Family::histogram(
        "undersigned_sqlite_sync_seconds",
        "Time that a commit took to write the write-ahead file and sync it.",
    );
    let mut writes = Family::histogram(
        "undersigned_sqlite_transaction_writes",
        "Writes that shared one transaction.",
    );
    let mut folds = Family::histogram(
        "undersigned_sqlite_fold_seconds",
        "Time that it took to fold the write-ahead file back.",
    );
    let mut length = Family::gauge(
        "undersigned_sqlite_wal_bytes",
        "Bytes in the write-ahead file since it last began anew.",
    );
    let mut waiting = Family::gauge(
        "undersigned_sqlite_waiting",
        "Writes and readings that wait for a connection now.",
    );
    if let Some(reading) = reading {
        syncs = syncs.spread(reading.syncs.clone());
        writes = writes.spread(reading.writes.clone());
        folds = folds.spread(reading.folds.clone());
        length = length.of(reading.wal_bytes);
        for (what, n) in [
            ("writes", reading.waiting_writes),
            ("readings", reading.waiting_readings),
        ] {
            waiting = waiting.with(vec![("what", what.into())], Value::Whole(n));
        }
    }
    vec![syncs, writes, folds, length, waiting]
}

fn postgres(reading: Option<&PostgresReading>) -> Vec<Family> {
    let mut waits = Family::histogram(
        "undersigned_postgres_wait_seconds",
        "Time that a writing transaction waited for a connection.",
    );
    let mut connections = Family::gauge(
        "undersigned_postgres_connections",
        "Connections to the database, by pool.",
    );
    let mut limits = Family::gauge(
        "undersigned_postgres_connections_limit",
        "Connections that a pool may have.",
    );
    let mut waiting = Family::gauge(
        "undersigned_postgres_waiting",
        "Tasks that wait for a connection of a pool now.",
    );
    if let Some(reading) = reading {
        waits = waits.spread(reading.waits.clone());
        for pool in &reading.pools {
            let labels = || vec![("pool", pool.name.into())];
            for (state, n) in states(pool) {
                let labels = vec![("pool", pool.name.into()), ("state", state.into())];
                connections = connections.with(labels, Value::Whole(n));
            }
            limits = limits.with(labels(), Value::Whole(pool.limit));
            waiting = waiting.with(labels(), Value::Whole(pool.waiting));
        }
    }
    vec![waits, connections, limits, waiting]
}

const fn states(pool: &PoolReading) -> [(&'static str, u64); 2] {
    [("busy", pool.busy), ("idle", pool.idle)]
}

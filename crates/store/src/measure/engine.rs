//! What an engine measured since it was opened.

use super::Spread;

/// What the engine of a store measured.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EngineReading {
    /// SQLite.
    Sqlite(SqliteReading),
    /// PostgreSQL.
    Postgres(PostgresReading),
}

/// The writer, the readers and the keeper of a SQLite file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SqliteReading {
    /// How long each transaction of the writer took, its sync included.
    pub transactions: Spread,
    /// How long its commit took of that: the write-ahead file is written and synced.
    pub syncs: Spread,
    /// How many writes shared one.
    pub writes: Spread,
    /// How long it took to fold the write-ahead file back, each time; nobody waits for that.
    pub folds: Spread,
    /// Bytes in the write-ahead file, as of the last commit.
    pub wal_bytes: u64,
    /// Writes that wait for the writer at this moment.
    pub waiting_writes: u64,
    /// Readings that wait for a connection at this moment.
    pub waiting_readings: u64,
}

/// The connections to a PostgreSQL server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostgresReading {
    /// How long each writing transaction took, once it had a connection.
    pub transactions: Spread,
    /// How long it waited for one.
    pub waits: Spread,
    /// The pools.
    pub pools: Vec<PoolReading>,
}

/// One pool of connections at this moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PoolReading {
    /// What they are for.
    pub name: &'static str,
    /// The most connections it may have.
    pub limit: u64,
    /// Connections in use.
    pub busy: u64,
    /// Connections that are open and in nobody's hands.
    pub idle: u64,
    /// How many wait for one.
    pub waiting: u64,
}

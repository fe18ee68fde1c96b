//! What is measured of connections and transactions.

use deadpool_postgres::Pool;

use super::pools::Pools;
use crate::measure::{EngineReading, PoolReading, PostgresReading, Times};

/// What is measured beside writing.
#[derive(Default)]
pub(super) struct Measured {
    pub(super) transactions: Times,
    pub(super) waits: Times,
}

pub(super) fn reading(pools: &Pools) -> EngineReading {
    let named: [(&'static str, &Pool); 5] = [
        ("readers", &pools.readers),
        ("before_batches", &pools.before_batches),
        ("turns", &pools.turns),
        ("places", &pools.places),
        ("writers", &pools.writers),
    ];
    EngineReading::Postgres(PostgresReading {
        transactions: pools.measured.transactions.read(),
        waits: pools.measured.waits.read(),
        pools: named.map(|(name, pool)| pool_reading(name, pool)).into(),
    })
}

fn pool_reading(name: &'static str, pool: &Pool) -> PoolReading {
    let status = pool.status();
    PoolReading {
        name,
        limit: status.max_size as u64,
        busy: status.size.saturating_sub(status.available) as u64,
        idle: status.available as u64,
        waiting: status.waiting as u64,
    }
}

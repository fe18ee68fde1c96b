//! What an engine measures.

use super::Place;
use super::fixture::{Book, at, named};
use crate::measure::EngineReading;
use crate::{Lane, Settled, StoreError};

type Outcome = Result<(), StoreError>;

fn transactions(reading: &EngineReading) -> u64 {
    match reading {
        EngineReading::Sqlite(sqlite) => sqlite.transactions.count(),
        EngineReading::Postgres(postgres) => postgres.transactions.count(),
    }
}

/// Every write is in a transaction that was measured by the time it is answered.
///
/// # Errors
/// What the store says.
pub async fn what_was_written_was_measured(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    let before = transactions(&book.store.measured());
    for number in 1..=3 {
        book.sign(&[named("Ada")]).await?;
        book.store
            .setting_put("mail.from", b"dara@example.org")
            .await?;
        let reading = book.store.measured();
        assert!(transactions(&reading) >= before + number * 2, "{reading:?}");
    }
    Ok(())
}

/// Nothing waits in a store that nobody uses, and reading that asks the engine for nothing.
///
/// # Errors
/// What the store says.
pub async fn an_idle_engine_has_nobody_waiting(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    let check = |reading: EngineReading| match reading {
        EngineReading::Sqlite(sqlite) => {
            assert_eq!((sqlite.waiting_writes, sqlite.waiting_readings), (0, 0));
            assert!(
                sqlite.syncs.count() > 0 && sqlite.writes.count() > 0,
                "{sqlite:?}"
            );
            assert!(sqlite.wal_bytes > 0, "{sqlite:?}");
        }
        EngineReading::Postgres(postgres) => {
            assert!(!postgres.pools.is_empty());
            for pool in postgres.pools {
                assert!(pool.busy + pool.idle <= pool.limit, "{pool:?}");
                assert_eq!((pool.busy, pool.waiting), (0, 0), "{pool:?}");
            }
        }
    };
    check(book.store.measured());
    let store = book.store.clone();
    book.store.close().await?;
    check(store.measured());
    Ok(())
}

/// What waits is seen at a glance as it is counted in full, and never looked at further than was asked.
///
/// # Errors
/// What the store says.
pub async fn a_glance_sees_what_is_there_and_stops(place: &dyn Place) -> Outcome {
    let book = Book::begin(place).await?;
    for number in 1..=5 {
        let second = i64::try_from(number).unwrap_or(0);
        book.store.accept(book.submission(number, second)).await?;
    }
    let held = book
        .store
        .deliveries_claim(Lane::Confirmation, at(9), at(60), 2)
        .await?;
    let later = vec![(held[0].id, Settled::Later(at(600)))];
    book.store.deliveries_settle(later, 1).await?;
    let counted = book.store.outbox_depth(at(9)).await?.lanes;
    assert_eq!(
        (counted[0].waiting, counted[0].held, counted[0].later),
        (3, 1, 1)
    );
    assert_eq!(book.store.outbox_glance(at(9), 100).await?, counted);
    let seen = book.store.outbox_glance(at(9), 1).await?[0];
    assert_eq!(seen.waiting, 1);
    assert_eq!(seen.held + seen.later, 1);
    assert_eq!(seen.oldest_due, counted[0].oldest_due);
    Ok(())
}

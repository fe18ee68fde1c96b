//! Counting what is done while it is done: numbers that cost the one who counts an atomic addition.
//!
//! A label has a closed set of values, its words, so that nothing that somebody sent can ever become one
//! (decision 26). Nothing here locks, allocates or orders memory: a reading made while others count is
//! of no exact moment, and each number in it only grows.

mod engine;
mod histogram;
mod label;
mod tally;

pub use engine::{EngineReading, PoolReading, PostgresReading, SqliteReading};
pub use histogram::{Sizes, Spread, Times, Unit};
pub use label::{Each, Label};
pub use tally::Tally;

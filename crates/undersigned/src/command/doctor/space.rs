//! `doctor --space`: what takes the room in the database, table by table.

use anyhow::Result;
use serde::Serialize;
use store::Store;

use crate::config::Chosen;
use crate::{output, wire};

/// What takes the room.
#[derive(Serialize)]
struct Space {
    tables: Vec<Table>,
    /// Bytes of all tables.
    bytes: u64,
    /// Entries in all logs.
    entries: u64,
}

#[derive(Serialize)]
struct Table {
    table: String,
    bytes: u64,
    /// Bytes for each entry of all logs; nothing where there is none.
    #[serde(rename = "each", skip_serializing_if = "Option::is_none")]
    each: Option<f64>,
}

/// Prints it. Takes as long as reading the database.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn print(chosen: &Chosen, json: bool) -> Result<()> {
    let config = chosen.read()?;
    let store = wire::open_store(&config.database).await?;
    let space = Space::of(&store).await;
    store.close().await?;
    let space = space?;
    if json {
        return output::json(&space);
    }
    output::line(format!("{:>15} {:>12}  table", "bytes", "an entry"))?;
    for table in &space.tables {
        let each = table
            .each
            .map_or(String::new(), |each| format!("{each:.1}"));
        output::line(format!("{:>15} {each:>12}  {}", table.bytes, table.table))?;
    }
    let each = each(space.bytes, space.entries).map_or(String::new(), |each| format!("{each:.1}"));
    let entries = space.entries;
    output::line(format!(
        "{:>15} {each:>12}  all, with {entries} entries",
        space.bytes
    ))
}

impl Space {
    async fn of(store: &Store) -> Result<Self> {
        let generations = store.generations().await?;
        let entries = generations
            .iter()
            .map(|(_, generation)| generation.size)
            .sum();
        let mut tables: Vec<Table> = store
            .space()
            .await?
            .into_iter()
            .map(|(table, bytes)| Table {
                table,
                bytes,
                each: each(bytes, entries),
            })
            .collect();
        tables.sort_by_key(|table| std::cmp::Reverse(table.bytes));
        Ok(Self {
            bytes: tables.iter().map(|table| table.bytes).sum(),
            tables,
            entries,
        })
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "shown with one digit behind the point"
)]
fn each(bytes: u64, entries: u64) -> Option<f64> {
    (entries > 0).then(|| bytes as f64 / entries as f64)
}

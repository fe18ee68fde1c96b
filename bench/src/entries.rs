//! Bytes that the store keeps for each entry of a log.

use anyhow::Context;
use clap::Args;
use domain::id::DeclarationId;
use domain::log::{Body, Commitment, Day, Entry};
use domain::signer::{Class, Evidence};
use domain::slug::Slug;
use store::{Batch, SqliteOptions, Store};
use tlog::Hash;

use crate::engine::{completed, unsigned};
use crate::table::heading;

/// How long a log is stored.
#[derive(Args, Clone, Copy)]
pub struct Length {
    /// Entries in the log.
    #[arg(long, default_value_t = ENTRIES)]
    entries: u64,
}

/// Entries in the log that is stored unless told.
const ENTRIES: u64 = 1_000_000;

impl Default for Length {
    fn default() -> Self {
        Self { entries: ENTRIES }
    }
}

/// Entries in each batch, in turn: bundles are filled in one step and in several.
const BATCHES: [u64; 3] = [1_000, 300, 77];

/// Tables of the log, and what is in them.
const TABLES: [(&str, &str); 3] = [
    ("log_bundle", "entries of full bundles"),
    ("log_entry", "entries that fill no bundle yet"),
    ("log_subtree", "roots of full subtrees"),
];

/// Stores a log and counts the pages of its tables.
///
/// # Errors
/// When it cannot be stored.
pub async fn run(length: Length) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let store = Store::open_sqlite(&folder.path().join("site.db"), SqliteOptions::default())?;
    let held = fill(&store, length.entries).await?;
    let space = store.space().await?;
    let each = |bytes: u64| bytes as f64 / length.entries as f64;
    heading(&format!(
        "Bytes in the store for each of {} entries",
        length.entries
    ));
    println!("{:<52} {:>7.2}", "the entry itself", each(held));
    println!(
        "{:<52} {:>7.2}",
        "goal: two of length and one more",
        each(held) + 3.0
    );
    let mut sum = 0;
    for (table, what) in TABLES {
        let bytes = *space.get(table).context("the table is there")?;
        sum += bytes;
        println!("{:<52} {:>7.2}", format!("{table}: {what}"), each(bytes));
    }
    println!("{:<52} {:>7.2}", "the log", each(sum));
    Ok(())
}

/// Writes a log of signatures; answers how many bytes its entries have.
async fn fill(store: &Store, entries: u64) -> anyhow::Result<u64> {
    let id = DeclarationId::new(1, [0; 10]);
    let new = unsigned(id, Slug::parse("bench")?);
    store.declaration_create(new).await?;
    let (mut size, mut bytes) = (0, 0);
    let mut lengths = BATCHES.into_iter().cycle();
    while size < entries {
        let count = lengths.next().unwrap_or(1).min(entries - size);
        let mut batch = Batch::new(id, size);
        batch.entries = (size..size + count).map(signature).collect();
        batch.checkpoint = "checkpoint".to_owned();
        batch.subtrees = completed(size, size + count);
        bytes += batch
            .entries
            .iter()
            .map(|entry| entry.len() as u64)
            .sum::<u64>();
        store.commit(batch).await?;
        size += count;
    }
    Ok(bytes)
}

/// An entry of a signature that looks like any other.
fn signature(leaf: u64) -> Vec<u8> {
    Entry {
        day: Day(20_000),
        body: Body::Signature {
            revision: 0,
            class: Class::Person,
            evidence: Evidence::MailLink,
            commitment: Commitment::from_bytes(Hash::leaf(&leaf.to_be_bytes()).0),
        },
    }
    .encode()
}

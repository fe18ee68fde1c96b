//! The engine alone: batches of the very rows that a counted person leaves, without HTTP and without
//! the arithmetic of the log, at several sizes of what is stored.

mod rows;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::Args;
use domain::id::{DeclarationId, DeliveryId};
use domain::slug::Slug;
use jiff::Timestamp;
use store::conformance::server::Server;
use store::{Batch, BatchQuery, PostgresOptions, Settled, SqliteOptions, Store};
use tokio::task::JoinSet;

use crate::process;
use crate::table::{Rates, heading, latencies};

pub use rows::{RECORD, completed, unsigned};

/// At which sizes, and how long.
#[derive(Args, Clone)]
pub struct Extent {
    /// Signatures stored before each measurement, rising.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 1_000_000, 10_000_000])]
    stored: Vec<u64>,
    /// Batches in each round.
    #[arg(long, default_value_t = 100)]
    batches: u64,
    /// Where the database is made; a folder that is removed when left out.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Measure PostgreSQL with every commit synced, in place of SQLite.
    #[arg(long)]
    postgres: bool,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            stored: vec![10_000, 1_000_000],
            batches: 100,
            folder: None,
            postgres: false,
        }
    }
}

/// Signatures in each batch, as the sequencer takes them.
const BATCH: u64 = 256;

/// Signatures in each batch of those that are only there to be many.
const FILLING: u64 = 8_192;

/// How many forms wait for their answer at the same time.
const WAITING: usize = 256;

/// What is measured.
struct Bench {
    store: Store,
    id: DeclarationId,
    size: u64,
}

/// Fills a database step by step and measures at each.
///
/// # Errors
/// When it cannot be stored.
pub async fn run(extent: Extent, rounds: usize) -> anyhow::Result<()> {
    let temporary = tempfile::tempdir()?;
    let folder = extent.folder.as_deref().unwrap_or(temporary.path());
    let server = match extent.postgres {
        true => {
            let programs = Server::programs().context("PostgreSQL is not installed")?;
            Some(Server::start_durable(&programs)?)
        }
        false => None,
    };
    let mut bench = Bench::begin(open(folder, server.as_ref()).await?).await?;
    for stored in &extent.stored {
        bench.fill(*stored).await?;
        heading(&format!("The engine alone, {stored} signatures stored"));
        bench.settle_down().await;
        bench.measure(&extent, rounds, folder).await?;
    }
    let space = bench.store.space().await?;
    bytes(&space, bench.size);
    bench.store.close().await?;
    if server.is_none() {
        let before = Instant::now();
        let store = open(folder, None).await?;
        store
            .log_head(bench.id)
            .await?
            .context("the log is there")?;
        println!(
            "{:<52} {:?}",
            "opened again and read after",
            before.elapsed()
        );
        store.close().await?;
    }
    Ok(())
}

async fn open(folder: &Path, server: Option<&Server>) -> anyhow::Result<Store> {
    Ok(match server {
        Some(server) => {
            let options = PostgresOptions::parse(&server.address())?;
            Store::open_postgres(&options).await?
        }
        None => Store::open_sqlite(&folder.join("engine.db"), SqliteOptions::default())?,
    })
}

impl Bench {
    async fn begin(store: Store) -> anyhow::Result<Self> {
        let id = DeclarationId::new(1, [0; 10]);
        let slug = Slug::parse("bench")?;
        if store.declaration_by_slug(&slug).await?.is_none() {
            store.declaration_create(unsigned(id, slug)).await?;
        }
        let head = store.log_head(id).await?.context("a log was made")?;
        let size = head.size;
        Ok(Self { store, id, size })
    }

    async fn fill(&mut self, until: u64) -> anyhow::Result<()> {
        while self.size < until {
            let count = FILLING.min(until - self.size);
            self.store
                .commit(rows::batch(self.id, self.size, count, false))
                .await?;
            self.size += count;
        }
        Ok(())
    }

    /// What a burst of filling left behind is not part of what is measured.
    async fn settle_down(&self) {
        if let Err(error) = self.store.settle().await {
            println!("not settled: {error}");
        }
    }

    async fn measure(
        &mut self,
        extent: &Extent,
        rounds: usize,
        folder: &Path,
    ) -> anyhow::Result<()> {
        let (mut accepted, mut facts, mut committed) = <(Rates, Rates, Rates)>::default();
        let (mut asking, mut commits) = (Vec::new(), Vec::new());
        let mut longest = 0;
        for _ in 0..rounds {
            let begun = Instant::now();
            self.accept(extent.batches * BATCH).await?;
            accepted.add(extent.batches * BATCH, begun.elapsed());
            let (mut asked, mut took) = (Duration::ZERO, Duration::ZERO);
            for _ in 0..extent.batches {
                let batch = rows::batch(self.id, self.size, BATCH, true);
                let begun = Instant::now();
                self.ask(&batch).await?;
                let between = Instant::now();
                self.store.commit(batch).await?;
                self.size += BATCH;
                asking.push(between - begun);
                commits.push(between.elapsed());
                asked += between - begun;
                took += between.elapsed();
                longest = longest.max(write_ahead(folder));
            }
            facts.add(extent.batches * BATCH, asked);
            committed.add(extent.batches * BATCH, took);
        }
        println!("{:<52} {}", "forms accepted, 256 waiting", accepted.text());
        println!("{:<52} {}", "committed, batches of 256", committed.text());
        println!(
            "{:<52} {}",
            "asked before, as where a batch conflicts",
            facts.text()
        );
        latencies("  a commit", commits);
        latencies("  asking", asking);
        self.at_half(extent, committed.median()).await?;
        let mib = |bytes: u64| bytes as f64 / f64::from(1 << 20);
        println!(
            "{:<52} {:.0} MiB",
            "write-ahead file, at most",
            mib(longest)
        );
        let memory = process::memory()? as f64 / 1024.0;
        println!("{:<52} {memory:.0} MiB", "memory of the process");
        Ok(())
    }

    /// Forms of those who sign next, so many at a time; their mails leave at once.
    async fn accept(&self, count: u64) -> anyhow::Result<()> {
        let mut running = JoinSet::new();
        for leaf in self.size..self.size + count {
            if running.len() >= WAITING {
                running.join_next().await.context("some run")???;
            }
            let (store, submission) = (self.store.clone(), rows::submission(self.id, leaf));
            running.spawn(async move { store.accept(submission).await });
        }
        while let Some(accepted) = running.join_next().await {
            accepted??;
        }
        self.drain().await
    }

    async fn drain(&self) -> anyhow::Result<()> {
        loop {
            let (now, until) = (Timestamp::MAX, Timestamp::MAX);
            let lane = store::Lane::Confirmation;
            let claimed = self.store.deliveries_claim(lane, now, until, 1_000).await?;
            let ids: Vec<DeliveryId> = claimed.iter().map(|mail| mail.id).collect();
            if ids.is_empty() {
                return Ok(());
            }
            let settled = ids.into_iter().map(|id| (id, Settled::Sent)).collect();
            self.store.deliveries_settle(settled, 1).await?;
        }
    }

    async fn ask(&self, batch: &Batch) -> anyhow::Result<()> {
        let pendings = batch
            .signatures
            .iter()
            .filter_map(|new| new.pending.as_ref());
        let query = BatchQuery {
            tags: batch.signatures.iter().map(|new| new.tag).collect(),
            leaves: Vec::new(),
            pendings: pendings.map(|pending| pending.confirm_hash).collect(),
        };
        let facts = self.store.batch_facts(self.id, query).await?;
        anyhow::ensure!(facts.signed.is_empty(), "everybody signs once");
        Ok(())
    }

    /// One batch is due at each tick, so that half of the ceiling is reached; time runs from the tick,
    /// whether or not the one before is done.
    async fn at_half(&mut self, extent: &Extent, ceiling: f64) -> anyhow::Result<()> {
        let count = extent.batches * 2;
        self.accept(count * BATCH).await?;
        let tick = Duration::from_secs_f64(2.0 * BATCH as f64 / ceiling);
        let mut taken = Vec::new();
        let begun = Instant::now();
        for number in 0..u32::try_from(count)? {
            let batch = rows::batch(self.id, self.size, BATCH, true);
            let due = begun + tick * number;
            tokio::time::sleep_until(due.into()).await;
            self.store.commit(batch).await?;
            self.size += BATCH;
            taken.push(due.elapsed());
        }
        latencies("  at half of that, from when it is due", taken);
        Ok(())
    }
}

fn write_ahead(folder: &Path) -> u64 {
    let file = std::fs::metadata(folder.join("engine.db-wal"));
    file.map_or(0, |file| file.len())
}

/// Tables that hold something for each signature as long as it stands; the others are empty again when
/// mails are sent and links have expired.
const STAYING: [&str; 12] = [
    "log_bundle",
    "log_entry",
    "log_subtree",
    "checkpoint",
    "cosignature",
    "signature",
    "signature_record",
    "pile",
    "consent",
    "consent_form",
    "consent_wording",
    "access",
];

fn bytes(space: &std::collections::BTreeMap<String, u64>, size: u64) {
    heading("Bytes on disk for each signature");
    let each = |bytes: u64| bytes as f64 / size as f64;
    let mut sum = 0;
    for (table, bytes) in space.iter().filter(|(_, bytes)| each(**bytes) >= 0.05) {
        let stays = STAYING.contains(&table.as_str());
        sum += if stays { *bytes } else { 0 };
        let until = if stays { "" } else { " (until it expires)" };
        println!("{:<52} {:>7.2}", format!("{table}{until}"), each(*bytes));
    }
    println!("{:<52} {:>7.2}", "all that stays", each(sum));
}

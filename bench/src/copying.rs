//! The whole database as a stream, out of each engine and into each, against SHA-256 over the same bytes.

use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use store::conformance::server::Server;
use store::{CopyReport, PostgresOptions, Progress, SqliteOptions, Store};
use tlog::Hash;

use crate::process;
use crate::stage::{Engine, Stage};
use crate::table::heading;

/// How much is copied.
#[derive(Args, Clone)]
pub struct Amount {
    /// Signatures in the database.
    #[arg(long, default_value_t = 1_000_000)]
    stored: u64,
}

impl Default for Amount {
    fn default() -> Self {
        Self { stored: 100_000 }
    }
}

/// Fills a file, and copies it from engine to engine.
///
/// # Errors
/// When something cannot be stored or copied.
pub async fn run(amount: Amount) -> anyhow::Result<()> {
    heading(&format!("copies of {} signatures", amount.stored));
    let stage = Stage::with(Engine::Sqlite, amount.stored).await?;
    let source = stage.site.store.clone();
    process::forget_most_memory()?;
    println!("memory before: {} MB", process::most_memory()? >> 10);
    let begun = Instant::now();
    let report = source.dump(Box::new(io::sink()), Progress::none()).await?;
    tell("out of SQLite", &report, begun)?;
    hash(&report);
    let folder = tempfile::tempdir()?;
    let file = open(&folder.path().join("copy.db"))?;
    through(&source, &file, "from SQLite to SQLite").await?;
    drop(file);
    let Some(programs) = Server::programs() else {
        println!("PostgreSQL is not installed");
        return stage.close().await;
    };
    let server = Server::start_durable(&programs)?;
    let options = PostgresOptions::parse(&server.address())?;
    let there = Store::open_postgres(&options).await?;
    through(&source, &there, "from SQLite to PostgreSQL").await?;
    let begun = Instant::now();
    let report = there.dump(Box::new(io::sink()), Progress::none()).await?;
    tell("out of PostgreSQL", &report, begun)?;
    let back = open(&folder.path().join("back.db"))?;
    through(&there, &back, "from PostgreSQL to SQLite").await?;
    there.close().await?;
    stage.close().await
}

fn open(path: &Path) -> anyhow::Result<Store> {
    Ok(Store::open_sqlite(path, SqliteOptions::default())?)
}

async fn through(from: &Store, to: &Store, what: &str) -> anyhow::Result<()> {
    let (reader, writer) = io::pipe()?;
    let begun = Instant::now();
    let sink: Box<dyn Write + Send> = Box::new(writer);
    let source: Box<dyn Read + Send> = Box::new(reader);
    let (dumped, loaded) = tokio::join!(
        from.dump(sink, Progress::none()),
        to.load(source, Progress::none())
    );
    let loaded = loaded.context("it was not loaded")?;
    anyhow::ensure!(dumped? == loaded, "what arrived is not what went away");
    tell(what, &loaded, begun)
}

fn tell(what: &str, report: &CopyReport, begun: Instant) -> anyhow::Result<()> {
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{what:<28} {seconds:>7.1} s  {:>9.0} rows/s  {:>6.1} MB/s  most memory {} MB",
        report.rows() as f64 / seconds,
        report.bytes as f64 / seconds / 1e6,
        process::most_memory()? >> 10
    );
    Ok(())
}

/// What any copy costs at least: its checksum.
fn hash(report: &CopyReport) {
    let chunk = vec![7; 1 << 20];
    let begun = Instant::now();
    for _ in 0..report.bytes >> 20 {
        std::hint::black_box(Hash::leaf(&chunk));
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "SHA-256 over as many bytes   {seconds:>7.1} s             {:>16.1} MB/s",
        report.bytes as f64 / seconds / 1e6
    );
}

//! The public list with many names: any page, any filter, any search; start-up and memory beside it.
//!
//! The names are put there in large batches, by the store itself. Then a process of its own opens what was
//! made, so that what it takes is its own, and its SQLite knows nothing yet; what the system keeps in
//! memory of the file it does keep.

mod ask;
mod names;

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use store::conformance::server::Server;
use store::{PostgresOptions, SqliteOptions, Store};

use crate::table::heading;

/// How many names, and where.
#[derive(Args, Clone)]
pub struct Extent {
    /// Names on the list.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000_000])]
    names: Vec<u64>,
    /// Where the database is made; a folder that is removed when left out. One that is there already is
    /// measured as it is.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Measure PostgreSQL in place of SQLite.
    #[arg(long)]
    postgres: bool,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            names: vec![1_000_000],
            folder: None,
            postgres: false,
        }
    }
}

/// The measurement in a process of its own.
#[derive(Subcommand, Clone)]
pub enum Part {
    /// Of a SQLite file.
    File {
        /// The folder with the database and the keys.
        folder: PathBuf,
    },
    /// Of a PostgreSQL database.
    Server {
        /// The folder with the keys.
        folder: PathBuf,
        /// Its address.
        address: String,
    },
}

/// Measures each size.
///
/// # Errors
/// When a database cannot be made or read.
pub async fn run(extent: Extent) -> anyhow::Result<()> {
    for names in &extent.names {
        heading(&format!("The list with {names} names"));
        let temporary = tempfile::tempdir()?;
        let folder = extent.folder.as_deref().unwrap_or(temporary.path());
        std::fs::create_dir_all(folder)?;
        if extent.postgres {
            let programs = Server::programs().context("PostgreSQL is not installed")?;
            let server = Server::start_durable(&programs)?;
            let address = server.address();
            let options = PostgresOptions::parse(&address)?;
            names::fill(Store::open_postgres(&options).await?, folder, *names).await?;
            part(&["server", path(folder)?, &address]).await?;
        } else {
            names::fill(file(folder)?, folder, *names).await?;
            part(&["file", path(folder)?]).await?;
        }
    }
    Ok(())
}

/// Does what a process of its own is started for.
///
/// # Errors
/// When the database cannot be read.
pub async fn measure(part: Part) -> anyhow::Result<()> {
    match part {
        Part::File { folder } => ask::run(&folder, async || file(&folder)).await,
        Part::Server { folder, address } => {
            let options = PostgresOptions::parse(&address)?;
            ask::run(&folder, async || Ok(Store::open_postgres(&options).await?)).await
        }
    }
}

fn file(folder: &Path) -> anyhow::Result<Store> {
    let options = SqliteOptions::default();
    Ok(Store::open_sqlite(&folder.join("site.db"), options)?)
}

fn path(folder: &Path) -> anyhow::Result<&str> {
    folder.to_str().context("the folder has a name in UTF-8")
}

async fn part(arguments: &[&str]) -> anyhow::Result<()> {
    let mut child = tokio::process::Command::new(std::env::current_exe()?);
    let status = child.arg("list-part").args(arguments).status().await?;
    ensure!(status.success(), "the measurement failed");
    Ok(())
}

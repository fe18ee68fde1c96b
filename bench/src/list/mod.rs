//! The public list with many names: any page, any filter, any search; start-up and memory beside it.
//!
//! The names are put there in large batches, by the store itself, and then some withdraw and some choose
//! initials, all over the list. Then a process of its own opens what was
//! made, so that what it takes is its own, and its SQLite knows nothing yet; what the system keeps in
//! memory of the file it does keep.

mod ask;
mod crowd;
mod names;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use store::conformance::server::Server;
use store::{PostgresOptions, Progress, SqliteOptions, Store};

use crate::table::heading;

/// The name of the database.
const FILE: &str = "site.db";

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
    /// Only what holds these words in its description; `crowd` is everybody at once.
    #[arg(long)]
    only: Option<String>,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            names: vec![1_000_000],
            folder: None,
            postgres: false,
            only: None,
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
        /// Which questions are asked.
        only: Option<String>,
    },
    /// Of a PostgreSQL database.
    Server {
        /// The folder with the keys.
        folder: PathBuf,
        /// Its address.
        address: String,
        /// Which questions are asked.
        only: Option<String>,
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
        let file = folder.join(FILE);
        let filling = names::Filling {
            file: &file,
            folder,
        };
        filling.fill(*names).await?;
        let only: Vec<&str> = extent.only.as_deref().into_iter().collect();
        let only = only.as_slice();
        if extent.postgres {
            let programs = Server::programs().context("PostgreSQL is not installed")?;
            let server = Server::start_durable(&programs)?;
            let address = server.address();
            moved(folder, &address).await?;
            part(&[&["server", path(folder)?, &address], only].concat()).await?;
        } else {
            part(&[&["file", path(folder)?], only].concat()).await?;
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
        Part::File { folder, only } => {
            ask::run((&folder, only.as_deref()), async || file(&folder)).await
        }
        Part::Server {
            folder,
            address,
            only,
        } => {
            let options = PostgresOptions::parse(&address)?;
            let open = async || Ok(Store::open_postgres(&options).await?);
            ask::run((&folder, only.as_deref()), open).await
        }
    }
}

fn file(folder: &Path) -> anyhow::Result<Store> {
    let options = SqliteOptions::default();
    Ok(Store::open_sqlite(&folder.join(FILE), options)?)
}

/// Takes everything from the file to a server, as `undersigned move` does.
async fn moved(folder: &Path, address: &str) -> anyhow::Result<()> {
    let began = Instant::now();
    let (from, to) = (
        file(folder)?,
        Store::open_postgres(&PostgresOptions::parse(address)?).await?,
    );
    let (reader, writer) = io::pipe()?;
    let (dumped, loaded) = tokio::join!(
        from.dump(Box::new(writer), Progress::none()),
        to.load(Box::new(reader), Progress::none())
    );
    ensure!(dumped? == loaded?, "what arrived is not what went away");
    from.close().await?;
    to.settle().await?;
    to.close().await?;
    println!("{:<52} {:.0?}", "moved to PostgreSQL in", began.elapsed());
    Ok(())
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

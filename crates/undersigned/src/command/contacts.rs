//! `contacts`: the contacts that signers left, as the organisers can open them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use domain::slug::Slug;
use serde::Serialize;
use store::{SealedContact, Store};

use super::Verdict;
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `contacts` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The declaration, by the name in its address
    slug: String,
    /// The folder to write, which must not exist yet
    out: PathBuf,
    #[command(flatten)]
    config: Chosen,
    /// Print what was written as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'a> {
    folder: &'a PathBuf,
    contacts: usize,
}

/// Writes one file for each contact, named by the entry of the signature and the purpose ticked. They
/// stay sealed: the server cannot open them, the organisers do with `age` and their own key.
///
/// # Errors
/// When the database cannot be read or the folder not written.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let store = wire::open_store(&config.database).await?;
    let contacts = contacts(&store, &arguments.slug).await?;
    write(&arguments.out, &contacts)
        .context("the contacts were not written")
        .help("name a folder that does not exist yet, on a disk with space")?;
    let (folder, count) = (&arguments.out, contacts.len());
    if arguments.json {
        output::json(&Wire {
            folder,
            contacts: count,
        })?;
    } else {
        let shown = folder.display();
        output::line(format!(
            "{count} sealed contacts in {shown}; open one with: age --decrypt --identity KEY FILE"
        ))?;
    }
    Ok(Verdict::Fine)
}

async fn contacts(store: &Store, slug: &str) -> Result<Vec<(u64, SealedContact)>> {
    let slug = Slug::parse(slug).help("a name has letters a-z, digits and hyphens")?;
    let found = store.declaration_by_slug(&slug).await?;
    let row = found
        .with_context(|| format!("there is no declaration {slug}"))
        .help("the name is the last part of its address")?;
    Ok(store.contacts(row.id).await?)
}

fn write(folder: &Path, contacts: &[(u64, SealedContact)]) -> Result<()> {
    std::fs::create_dir(folder)?;
    for (leaf, contact) in contacts {
        let name = format!("{leaf}.{}.age", contact.purpose.word());
        std::fs::write(folder.join(name), &contact.sealed)?;
    }
    Ok(())
}

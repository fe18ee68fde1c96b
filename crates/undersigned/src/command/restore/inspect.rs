//! `restore --inspect`: what is in a backup, without a server. If a backup or a machine was stolen, this
//! says who is concerned and how many (REQ-26).

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use app::backup::Contents;
use jiff::Timestamp;
use serde::Serialize;
use store::{SqliteOptions, Store};

use super::fill::{self, Source};
use crate::command::Verdict;
use crate::help::Help;
use crate::output;

/// What is in it.
#[derive(Serialize)]
struct Wire {
    site: String,
    name: String,
    #[serde(with = "app::backup::rfc3339")]
    made: Timestamp,
    keep_days: u16,
    sealed: bool,
    declarations: Vec<Declaration>,
    infomail: Vec<List>,
    /// Rows of each table.
    tables: BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct Declaration {
    declaration: String,
    carried: bool,
    entries: u64,
    persons: u64,
    organisations: u64,
    shown: u64,
    contacts: usize,
}

#[derive(Serialize)]
struct List {
    list: String,
    subscribers: u64,
}

/// Loads the backup into a folder that only this user can read and that vanishes, and says what is there.
///
/// # Errors
/// When it cannot be read, or there is no room for it.
pub(super) async fn run(contents: &Contents, source: &Source<'_>, json: bool) -> Result<Verdict> {
    let folder = tempfile::tempdir()
        .context("there is no room for temporary files")
        .help("name a folder on another disk in TMPDIR")?;
    let path = folder.path().join("inspected.sqlite");
    let store = Store::open_sqlite(&path, SqliteOptions::default())?;
    let wire = inspected(&store, contents, source).await;
    store.close().await?;
    let wire = wire?;
    if json {
        output::json(&wire)?;
    } else {
        for line in lines(&wire) {
            output::line(line)?;
        }
    }
    Ok(Verdict::Fine)
}

async fn inspected(store: &Store, contents: &Contents, source: &Source<'_>) -> Result<Wire> {
    let tables = fill::load(store, source).await?;
    let mut declarations = Vec::new();
    for (row, counted) in fill::check(store).await? {
        declarations.push(Declaration {
            carried: row.carried,
            entries: counted.size,
            persons: counted.persons,
            organisations: counted.organisations,
            shown: counted.shown,
            contacts: store.contacts(row.id).await?.len(),
            declaration: row.slug.to_string(),
        });
    }
    let mut infomail = Vec::new();
    for list in store.infomail_lists().await? {
        let counts = store.subscription_counts(&list.slug).await?;
        infomail.push(List {
            list: list.slug.to_string(),
            subscribers: counts.active.iter().map(|(_, number)| number).sum(),
        });
    }
    let manifest = &contents.manifest;
    Ok(Wire {
        site: manifest.site.clone(),
        name: manifest.name.clone(),
        made: manifest.made,
        keep_days: manifest.keep_days,
        sealed: contents.is_sealed,
        declarations,
        infomail,
        tables,
    })
}

fn lines(wire: &Wire) -> Vec<String> {
    let sealed = if wire.sealed { "sealed" } else { "NOT sealed" };
    let mut lines = vec![format!(
        "{} ({}), {:.0}, {sealed}, to be kept for {} days.",
        wire.name, wire.site, wire.made, wire.keep_days
    )];
    for one in &wire.declarations {
        let carried = if one.carried { ", carried" } else { "" };
        lines.push(format!(
            "{}{carried}: {} entries; {} persons and {} organisations count, {} are shown, {} sealed contacts.",
            one.declaration, one.entries, one.persons, one.organisations, one.shown, one.contacts
        ));
    }
    for list in &wire.infomail {
        let (slug, number) = (&list.list, list.subscribers);
        lines.push(format!(
            "Infomail {slug}: {number} subscribers, their addresses encrypted."
        ));
    }
    let waiting = |table: &str| wire.tables.get(table).copied().unwrap_or(0);
    lines.push(format!(
        "{} pending signatures, encrypted; {} mails that wait, with their addresses.",
        waiting("pending"),
        waiting("outbox")
    ));
    lines
}

//! From a configuration to a site that runs.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use app::clock::{SystemClock, SystemRandom};
use app::keys::Keys;
use app::outbox::{Capture, MailTransport, Smtp};
use app::site::{Site, SiteSettings, World};
use app::witness::Witnesses;
use store::{SqliteOptions, Store, StoreError};
use web::witness::HttpWitnesses;

use crate::config::{Config, Mail};
use crate::help::Help;
use crate::signing;

/// The site of a configuration, its writer started.
///
/// # Errors
/// When the database is not there, or database, keys or mail folder cannot be used.
pub fn site(config: &Config) -> Result<Site> {
    site_with(config, transport(config)?)
}

/// The same with another way for mails to leave.
///
/// # Errors
/// As [`site`].
pub fn site_with(config: &Config, mail: Arc<dyn MailTransport>) -> Result<Site> {
    let store = open_store(&config.database)?;
    let keys = open_keys(&config.keys)?;
    let world = World {
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        mail,
        mail_identity: signing::identity(config)?,
        witnesses: Arc::new(HttpWitnesses::new()),
    };
    let settings = SiteSettings {
        base_url: config.base_url.clone(),
        name: config.name.clone(),
        language: config.language.clone(),
        mail_from: config.mail_from.clone(),
        confirmations_per_hour: config.mail_options.confirmations_per_hour,
        mailbox: match &config.mail {
            Mail::Capture(folder) => Some(folder.clone()),
            Mail::Smtp(_) => None,
        },
        witnesses: config.witnesses.clone(),
    };
    let lanes = config.mail_options.pace.lanes();
    Ok(Site::start(settings, store, keys, world).with_lanes(lanes))
}

/// Stops the writer and closes the database.
///
/// # Errors
/// When the database could not be closed; what was acknowledged is in it all the same.
pub async fn close(site: Site) -> Result<()> {
    let store = site.store.clone();
    site.stop().await;
    store
        .close()
        .await
        .context("the database was not closed cleanly")
}

/// Makes the database and the keys of a new site.
///
/// # Errors
/// When they cannot be made.
pub async fn create(database: &Path, keys: &Path) -> Result<()> {
    let store = Store::open_sqlite(database, SqliteOptions::default())
        .with_context(|| format!("cannot make the database {}", database.display()))?;
    store.close().await?;
    open_keys(keys).map(drop)
}

/// Opens a database that is there. A missing one is an error and not a new beginning: the path is
/// wrong, or a disk is not mounted.
///
/// # Errors
/// When it is missing or cannot be used.
pub fn open_store(database: &Path) -> Result<Store> {
    let shown = database.display();
    if !database.exists() {
        return Err(anyhow::anyhow!("there is no database at {shown}"))
            .help("correct `database` in the config file, or bring the file back from a backup");
    }
    let opened = Store::open_sqlite(database, SqliteOptions::default());
    let advice = match &opened {
        Err(StoreError::Unavailable { .. }) => {
            "see that the file can be written and no backup holds it, then try again"
        }
        Err(StoreError::Corrupt { .. }) => "bring back a backup, see docs/operate/backup.md",
        _ => "start the newer program",
    };
    opened
        .with_context(|| format!("cannot open the database {shown}"))
        .help(advice)
}

/// Opens the keys; the site's own key is made on first use.
///
/// # Errors
/// When a key cannot be read or is readable by others.
pub fn open_keys(folder: &Path) -> Result<Keys> {
    Keys::open(folder, &SystemRandom)
        .with_context(|| format!("cannot use the keys in {}", folder.display()))
        .help("see that only the user who runs this program can read them (chmod 700, files 600)")
}

/// The witnesses that a configuration names.
#[must_use]
pub fn witnesses(config: &Config) -> Arc<Witnesses> {
    let transport = Arc::new(HttpWitnesses::new());
    Arc::new(Witnesses::new(config.witnesses.clone(), transport))
}

/// The way for mails to leave that a configuration names.
///
/// # Errors
/// When the folder for captured mails cannot be made.
pub fn transport(config: &Config) -> Result<Arc<dyn MailTransport>> {
    Ok(match &config.mail {
        Mail::Capture(folder) => {
            let capture = Capture::new(folder.clone())
                .with_context(|| format!("cannot capture mails in {}", folder.display()))
                .help("name a folder that can be written as `mail.capture`")?;
            Arc::new(capture)
        }
        Mail::Smtp(settings) => Arc::new(Smtp::new(settings, &config.mail_options.pace.lanes())),
    })
}

/// A published declaration by the slug a person typed.
///
/// # Errors
/// When there is none.
pub async fn declaration(site: &Site, slug: &str) -> Result<Arc<app::declarations::Published>> {
    let known = site.all_declarations().await?;
    if let Some(found) = known
        .iter()
        .find(|published| published.log.slug.as_str() == slug)
    {
        return Ok(Arc::clone(found));
    }
    let names: Vec<&str> = known
        .iter()
        .map(|published| published.log.slug.as_str())
        .collect();
    if names.is_empty() {
        bail!("nothing was published on this site yet");
    }
    Err(anyhow::anyhow!("no declaration is called {slug}"))
        .help(format!("published are: {}", names.join(", ")))
}

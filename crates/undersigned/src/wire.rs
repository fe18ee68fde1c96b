//! From a configuration to a site that runs.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use app::clock::{Clock, SystemClock, SystemRandom};
use app::erasures::Journal;
use app::keys::Keys;
use app::outbox::{Capture, MailTransport, Smtp};
use app::site::{Site, SiteSettings, World};
use app::witness::Witnesses;
use store::Store;
use web::witness::HttpWitnesses;

use crate::config::{Config, Mail};
use crate::help::Help;
use crate::signing;

pub use crate::opening::{create, open_store, same_site};

/// The site of a configuration, its writer started.
///
/// # Errors
/// When the database is not there, or database, keys or mail folder cannot be used.
pub async fn site(config: &Config) -> Result<Site> {
    site_with(config, transport(config)?).await
}

/// The same with another way for mails to leave.
///
/// # Errors
/// As [`site`].
pub async fn site_with(config: &Config, mail: Arc<dyn MailTransport>) -> Result<Site> {
    let keys = open_keys(&config.keys)?;
    let (store, journal) = journaled(config).await?;
    same_site(&store, &keys).await?;
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
    let site = Site::start(settings, store, keys, world).with_lanes(lanes);
    Ok(site
        .with_erasures(journal)
        .with_backups_kept(config.backup.keep_days))
}

/// The database of a configuration, and the journal in which it notes what it erases.
///
/// # Errors
/// When either cannot be used.
pub async fn journaled(config: &Config) -> Result<(Store, Journal)> {
    let journal = Journal::open(&config.keys, clock(), &SystemRandom)
        .context("what is erased could not be written down")
        .help("see that the folder of keys can be written, and bring back erasures.log")?;
    let store = open_store(&config.database).await?;
    let store = store.with_journal(Arc::new(journal.clone()));
    Ok((store, journal))
}

/// Brings a database up to the journal: one that was restored, by whatever means, shows nobody who left
/// since. To be called before a site is served.
///
/// # Errors
/// When that is not possible; then the site must not be served.
pub async fn catch_up(site: &Site) -> Result<()> {
    let done = site.catch_up().await;
    let done = done
        .context("the database could not be brought up to the erasure journal")
        .help("see docs/operate/backup.md: a site that would show who withdrew is not served")?;
    if !done.is_empty() {
        tracing::warn!(
            ?done,
            "the database was older than the erasure journal: erased again"
        );
    }
    Ok(())
}

/// Deletes copies beside the database file that have lain there as long as backups are kept. A site is
/// served all the same where that fails.
pub fn remove_old_copies(config: &Config) {
    let Some(database) = config.database.file() else {
        return;
    };
    let time = (SystemClock.now(), config.backup.keep_days);
    if let Err(error) = app::backup::aside::remove_old(database, time) {
        tracing::error!(
            %error,
            help = "delete the files beside the database yourself, and see that its folder can be written",
            "old copies of the database could not be deleted"
        );
    }
}

/// The clock of the machine.
#[must_use]
pub fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
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

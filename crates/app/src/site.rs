//! A running site: what every use case works with.

use std::path::PathBuf;
use std::sync::Arc;

use domain::id::{DeclarationId, DeliveryId};
use domain::slug::Slug;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use mail::return_path::ReturnPaths;
use store::Store;
use tokio::sync::Mutex;

use crate::bounce::Told;
use crate::clock::{Clock, Random, random_bytes};
use crate::declarations::{LoadError, Published};
use crate::erasures::Journal;
use crate::infomail::Infomail;
use crate::kept::Declarations;
use crate::keys::{DeclarationKeys, Keys, KeysError};
use crate::log::{TileCache, WitnessedSizes};
use crate::metrics::Metrics;
use crate::moment::Moments;
use crate::outbox::{Bells, Lanes, MailIdentity, MailTransport};
use crate::pause::Pauses;
use crate::revisions::Comparisons;
use crate::sequencer::{Command, LogName, Reply, Sequencer, SequencerError, Tools};
use crate::witness::{WitnessPolicy, WitnessTransport, Witnesses};

/// What distinguishes one site from another.
#[derive(Debug, Clone)]
pub struct SiteSettings {
    /// Address of the site without trailing slash: `https://letters.example.org`.
    pub base_url: String,
    /// Name of the site, for titles and mails.
    pub name: String,
    /// Language of the interface where a page has none of its own.
    pub language: String,
    /// The address mails come from.
    pub mail_from: String,
    /// How many mails that forms cause may leave in one hour; more wait for the next (REQ-43).
    pub confirmations_per_hour: u32,
    /// Where captured mails lie, when mails are captured instead of sent.
    pub mailbox: Option<PathBuf>,
    /// The witnesses that are asked to cosign its logs, and how many are enough.
    pub witnesses: WitnessPolicy,
}

/// A running site. Use cases are methods, one file each; see the crate page for the list.
pub struct Site {
    /// What distinguishes this site.
    pub settings: SiteSettings,
    /// What its use cases count.
    pub metrics: Metrics,
    /// Where everything is kept.
    pub store: Store,
    pub(crate) keys: Arc<Keys>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) sequencer: Sequencer,
    pub(crate) declarations: Declarations,
    pub(crate) mail: Arc<dyn MailTransport>,
    pub(crate) mail_identity: Arc<MailIdentity>,
    pub(crate) return_paths: ReturnPaths,
    pub(crate) told: Told,
    /// The witnesses of this site, and what is known of them.
    pub witnesses: Arc<Witnesses>,
    /// How fast mails leave.
    pub(crate) lanes: Lanes,
    pub(crate) bells: Bells,
    /// Held while a folder is published: two publications of one declaration would give the same
    /// revision numbers.
    pub(crate) publishing: Mutex<()>,
    /// What was compared before.
    pub comparisons: Comparisons,
    pub(crate) infomail: Infomail,
    pub(crate) tiles: TileCache,
    pub(crate) moments: Arc<Moments>,
    pub(crate) pauses: Pauses,
    pub(crate) witnessed_sizes: WitnessedSizes,
    /// Where what is erased is written down, if anywhere.
    pub(crate) journal: Option<Journal>,
    /// Where it ended when housekeeping last looked.
    pub(crate) journal_end: Mutex<Option<u64>>,
    /// Days for which backups are kept, as the privacy notice says; nothing where it says nothing.
    pub(crate) backup_days: Option<u16>,
}

/// The outer world of a site.
pub struct World {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// How mails leave.
    pub mail: Arc<dyn MailTransport>,
    /// In whose name they leave.
    pub mail_identity: MailIdentity,
    /// How witnesses are reached.
    pub witnesses: Arc<dyn WitnessTransport>,
}

impl Site {
    /// Puts a site together and starts its writer.
    #[must_use]
    pub fn start(settings: SiteSettings, store: Store, keys: Keys, world: World) -> Self {
        let keys = Arc::new(keys);
        let witnesses = Witnesses::new(settings.witnesses.clone(), world.witnesses);
        let witnesses = Arc::new(witnesses);
        let sequencer = Sequencer::start(Tools {
            store: store.clone(),
            keys: Arc::clone(&keys),
            clock: Arc::clone(&world.clock),
            witnesses: Arc::clone(&witnesses),
        });
        let return_paths = return_paths(&keys, &world.mail_identity);
        let moments = Arc::clone(sequencer.moments());
        Self {
            settings,
            metrics: Metrics::default(),
            store,
            keys,
            clock: world.clock,
            random: world.random,
            sequencer,
            declarations: Declarations::default(),
            mail: world.mail,
            return_paths,
            told: Told::default(),
            mail_identity: Arc::new(world.mail_identity),
            witnesses,
            lanes: Lanes::default(),
            bells: Bells::default(),
            publishing: Mutex::new(()),
            comparisons: Comparisons::default(),
            infomail: Infomail::default(),
            tiles: TileCache::default(),
            moments,
            pauses: Pauses::default(),
            witnessed_sizes: WitnessedSizes::default(),
            journal: None,
            journal_end: Mutex::new(None),
            backup_days: None,
        }
    }

    /// The same site with the journal of what is erased; its store was given the same one.
    #[must_use]
    pub fn with_erasures(mut self, journal: Journal) -> Self {
        self.journal = Some(journal);
        self
    }

    /// The same site whose privacy notices say for how many days backups are kept.
    #[must_use]
    pub const fn with_backups_kept(mut self, days: u16) -> Self {
        self.backup_days = Some(days);
        self
    }

    /// Days for which backups are kept, if the privacy notice says so.
    #[must_use]
    pub const fn backup_days(&self) -> Option<u16> {
        self.backup_days
    }

    /// Ends the writer after everything that waits is durable.
    pub async fn stop(self) {
        self.sequencer.stop().await;
    }

    /// Hands one command to the writer of this site and waits until it is durable or refused. What
    /// people do has methods of its own; this is for what they are made of.
    ///
    /// # Errors
    /// See [`SequencerError`].
    pub async fn append(
        &self,
        log: Arc<LogName>,
        command: Command,
    ) -> Result<Reply, SequencerError> {
        self.sequencer.submit(log, command).await
    }

    /// A declaration by its slug; nothing for an unknown one.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn declaration(&self, slug: &Slug) -> Result<Option<Arc<Published>>, LoadError> {
        self.declarations
            .get(&self.store, slug, self.clock.now())
            .await
    }

    /// The declaration a row names.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn declaration_by_id(
        &self,
        id: DeclarationId,
    ) -> Result<Option<Arc<Published>>, LoadError> {
        if let Some(known) = self.declarations.known_by_id(id, self.clock.now()) {
            return Ok(Some(known));
        }
        let rows = self.store.declarations().await?;
        match rows.into_iter().find(|row| row.id == id) {
            Some(row) => self.declaration(&row.slug).await,
            None => Ok(None),
        }
    }

    /// Every published declaration, the newest first. One that no longer parses is left out and said
    /// in the log, so that it does not take the others with it.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn all_declarations(&self) -> Result<Vec<Arc<Published>>, LoadError> {
        let mut all = Vec::new();
        for row in self.store.declarations().await? {
            match self.declaration(&row.slug).await {
                Ok(published) => all.extend(published),
                Err(error @ LoadError::Folder(_)) => {
                    tracing::error!(
                        %error,
                        help = "publish its folder again with `undersigned publish`",
                        "a declaration is left out"
                    );
                }
                Err(error) => return Err(error),
            }
        }
        all.sort_by_key(|published| std::cmp::Reverse(published.created));
        Ok(all)
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today in UTC.
    #[must_use]
    pub fn today(&self) -> Date {
        self.clock.now().to_zoned(TimeZone::UTC).date()
    }

    /// The origin of a declaration's log: its address without scheme (LOG-FORMAT section 2).
    #[must_use]
    pub fn log_origin(&self, slug: &Slug) -> String {
        let base = &self.settings.base_url;
        let host = base
            .split_once("://")
            .map_or(base.as_str(), |(_, host)| host);
        format!("{host}/d/{slug}/log")
    }

    /// A keyed hash for forms; see [`Keys::site_hash`].
    #[must_use]
    pub fn form_hash(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.keys.site_hash("form", parts)
    }

    /// Unpredictable bytes for a form.
    #[must_use]
    pub fn form_nonce(&self) -> [u8; 16] {
        random_bytes(self.random.as_ref())
    }

    pub(crate) fn declaration_keys(
        &self,
        published: &Published,
    ) -> Result<Arc<DeclarationKeys>, KeysError> {
        self.keys
            .declaration(&published.log.slug, &published.log.origin)
    }

    pub(crate) fn new_declaration_id(&self) -> DeclarationId {
        DeclarationId::new(millis(self.clock.now()), random_bytes(self.random.as_ref()))
    }

    pub(crate) fn new_delivery_id(&self, now: Timestamp) -> DeliveryId {
        DeliveryId::new(millis(now), random_bytes(self.random.as_ref()))
    }
}

/// The key of return paths is one of the site's: a mail comes back days after it was sent, and the site
/// may have been started anew in between.
fn return_paths(keys: &Keys, identity: &MailIdentity) -> ReturnPaths {
    let domain = identity.return_path.as_deref().unwrap_or_default();
    ReturnPaths::new(&keys.site_hash("return-path", &[]), domain)
}

fn millis(now: Timestamp) -> u64 {
    u64::try_from(now.as_millisecond()).unwrap_or(0)
}

//! A site on a real file with a real listener, and signatures that wait to be confirmed.

mod links;
pub mod stock;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use app::clock::{SystemClock, SystemRandom};
use app::declarations::Published;
use app::keys::Keys;
use app::outbox::MailIdentity;
use app::secret::Token;
use app::sign::{CheckMail, SignDeclaration, Signing};
use app::site::{Site, SiteSettings, World};
use app::witness::{NoTransport, WitnessPolicy};
use domain::address::EmailAddress;
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use domain::name::Name;
use domain::signer::{Class, Signer};
use domain::slug::Slug;
use intake::folder::Files;
use store::conformance::server::Server;
use store::{PostgresOptions, SqliteOptions, Store};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use links::Links;
pub use links::Mailed;

/// A running site.
pub struct Stage {
    /// The site.
    pub site: Arc<Site>,
    /// Where it listens.
    pub address: SocketAddr,
    mails: Arc<Links>,
    server: JoinHandle<std::io::Result<()>>,
    learning: JoinHandle<()>,
    stop: watch::Sender<bool>,
    keys: PathBuf,
    // The server of the database ends before its folder vanishes.
    _database: Option<Server>,
    _folder: Option<tempfile::TempDir>,
}

/// What the sign form says, once.
pub(crate) const WORDING: &str = "I sign, and this shows a political opinion.";

/// Who keeps the data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Engine {
    /// One file.
    Sqlite,
    /// A server of its own on this machine, which syncs every commit.
    Postgres,
}

/// Somebody who signed and has not confirmed.
pub struct Waiting {
    /// What stands in the mail.
    pub mailed: Mailed,
    /// The secret of the tab that sent the form.
    pub tab: Token,
}

/// The folder of keys.
const KEYS: &str = "keys";

/// How many forms are under way at once while signatures are prepared.
const TOGETHER: usize = 256;

impl Stage {
    /// Opens a site with one declaration in one file.
    ///
    /// # Errors
    /// When a file or port cannot be had.
    pub async fn open() -> anyhow::Result<Self> {
        Self::with(Engine::Sqlite, 0).await
    }

    /// The same on an engine, with a log of at least so many signatures.
    ///
    /// # Errors
    /// When a file, port or server cannot be had.
    pub async fn with(engine: Engine, stored: u64) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let (store, database) = open_store(engine, folder.path()).await?;
        let mut stage = Self::over(store, folder.path()).await?;
        (stage._database, stage._folder) = (database, Some(folder));
        let (keys, declaration) = (stage.keys()?, stage.declaration().await?);
        let mut log = stock::Log::of(&stage.site.store, &keys, &declaration).await?;
        log.fill(stored).await?;
        Ok(stage)
    }

    /// The same over a store, with the keys that are in a folder. It begins as `serve` does, so that
    /// memory and start-up are those of a server.
    ///
    /// # Errors
    /// When a file or port cannot be had.
    #[expect(
        clippy::disallowed_methods,
        reason = "the handle is kept and awaited in `close`"
    )]
    pub async fn over(store: Store, folder: &Path) -> anyhow::Result<Self> {
        let keys = folder.join(KEYS);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let mails = Arc::new(Links::default());
        let world = World {
            mail: mails.clone(),
            ..world()
        };
        let opened = Keys::open(&keys, &SystemRandom)?;
        let site = Arc::new(Site::start(settings(address), store, opened, world));
        site.publish(&folder_files()).await?;
        let (stop, mut stopped) = watch::channel(false);
        let (learner, until_told) = (Arc::clone(&site), stopped.clone());
        let learning = tokio::task::spawn(async move { learner.run_learning(until_told).await });
        let until = async move {
            let _ = stopped.wait_for(|stop| *stop).await;
        };
        let server = tokio::task::spawn(web::serve(
            Arc::clone(&site),
            Arc::default(),
            listener,
            until,
        ));
        Ok(Self {
            site,
            address,
            mails,
            server,
            learning,
            stop,
            keys,
            _database: None,
            _folder: None,
        })
    }

    /// The keys of the site, read once more.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn keys(&self) -> anyhow::Result<Keys> {
        Ok(Keys::open(&self.keys, &SystemRandom)?)
    }

    /// The declaration.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn declaration(&self) -> anyhow::Result<Arc<Published>> {
        let slug = Slug::parse("bench")?;
        self.site
            .declaration(&slug)
            .await?
            .context("the declaration was published")
    }

    /// Takes so many signatures as pending. Numbers from `first` on make the addresses different.
    ///
    /// # Errors
    /// When one is not taken, or its mail does not arrive.
    pub async fn pending(&self, first: u64, count: u64) -> anyhow::Result<Vec<Waiting>> {
        let declaration = self.declaration().await?;
        let mut signing = JoinSet::new();
        let mut tabs = Vec::new();
        for number in first..first + count {
            if signing.len() == TOGETHER {
                tabs.extend(signing.join_next().await.transpose()?.transpose()?);
            }
            let (site, declaration) = (Arc::clone(&self.site), Arc::clone(&declaration));
            signing.spawn(async move {
                let pending = sign(&site, &declaration, number).await?;
                anyhow::Ok((number, pending.tab))
            });
        }
        while let Some(signed) = signing.join_next().await {
            tabs.push(signed??);
        }
        self.site.drain_outbox().await?;
        let waiting = tabs.into_iter().map(|(number, tab)| {
            let mailed = self.mails.take(number);
            let mailed = mailed.with_context(|| format!("no mail to signer {number}"))?;
            Ok(Waiting { mailed, tab })
        });
        waiting.collect()
    }

    /// Lets all mails leave, and forgets them.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn forget_mails(&self) -> anyhow::Result<()> {
        self.site.drain_outbox().await?;
        self.mails.clear();
        Ok(())
    }

    /// Stops the server.
    ///
    /// # Errors
    /// When it ended badly.
    pub async fn close(self) -> anyhow::Result<()> {
        self.stop.send(true)?;
        self.learning.await?;
        self.server.await??;
        Ok(())
    }
}

async fn open_store(engine: Engine, folder: &Path) -> anyhow::Result<(Store, Option<Server>)> {
    if engine == Engine::Sqlite {
        let path = folder.join("site.db");
        return Ok((
            Store::open_sqlite(
                &path,
                SqliteOptions {
                    readers: 4,
                    ..SqliteOptions::default()
                },
            )?,
            None,
        ));
    }
    let programs = Server::programs().context("PostgreSQL is not installed")?;
    let server = Server::start_durable(&programs)?;
    let options = PostgresOptions::parse(&server.address())?;
    Ok((Store::open_postgres(&options).await?, Some(server)))
}

/// What distinguishes a site that is measured.
#[must_use]
pub fn settings(address: SocketAddr) -> SiteSettings {
    SiteSettings {
        base_url: format!("http://{address}"),
        name: "Bench".into(),
        language: "en".into(),
        confirmations_per_hour: u32::MAX,
        mail_from: "Bench <bench@example.org>".into(),
        mailbox: None,
        witnesses: WitnessPolicy::none(),
    }
}

/// The outer world of a site that sends no mails.
#[must_use]
pub fn world() -> World {
    World {
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        mail: Arc::new(Links::default()),
        mail_identity: MailIdentity::default(),
        witnesses: Arc::new(NoTransport),
    }
}

/// The declaration of [`folder_files`].
///
/// # Errors
/// When it cannot be read.
pub async fn declaration_of(site: &Site) -> anyhow::Result<Arc<Published>> {
    let slug = Slug::parse("bench")?;
    let declaration = site.declaration(&slug).await?;
    declaration.context("the declaration was published")
}

/// Somebody with this number signs.
///
/// # Errors
/// When the signature is not taken.
pub async fn sign(
    site: &Site,
    declaration: &Arc<Published>,
    number: u64,
) -> anyhow::Result<CheckMail> {
    match site.sign(command(declaration, number)?).await? {
        Signing::CheckMail(pending) => Ok(pending),
        _ => bail!("signature {number} was not taken"),
    }
}

fn command(declaration: &Arc<Published>, number: u64) -> anyhow::Result<SignDeclaration> {
    let original = declaration
        .original()
        .context("an original was published")?;
    let parsed = |text: String| Name::parse(&text).map_err(|e| anyhow::anyhow!("{e:?}"));
    let address = format!("signer{number}@example.org");
    Ok(SignDeclaration {
        declaration: Arc::clone(declaration),
        text: original.digest,
        signer: Signer {
            class: Class::Person,
            name: parsed(format!("Signer Number {number}"))?,
            address: EmailAddress::parse(&address).map_err(|e| anyhow::anyhow!("{e:?}"))?,
            descriptor: None,
            place: Some(parsed("Lindenau".into())?),
            contact: None,
            comment: None,
        },
        listing: Listing::Counted,
        consents: vec![Consent {
            purpose: Purpose::Count,
            wording: WORDING.into(),
            language: original.language.clone(),
            text: original.digest,
            asked: jiff::Timestamp::UNIX_EPOCH,
        }],
    })
}

/// The folder of the declaration.
#[must_use]
pub fn folder_files() -> Files {
    let declaration = "slug = \"bench\"\nlanguage = \"en\"\n\n[[initiators]]\nname = \"Dara Lind\"\nkind = \"person\"\n\n[controller]\nname = \"Bench\"\ncontact = \"privacy@example.org\"\nauthority = \"Commissioner\"\n\n[[purposes]]\nid = \"count\"\nlegal-basis = \"Art. 9(2)(a) GDPR\"\n\n[retention]\npending-days = 7\nnames-months-after-close = 12\n";
    let paragraph = "The line runs every night, and those who work at night depend on it. ";
    let text = format!(
        "+++\n+++\n# Keep the night line\n\n{}\n\n## We demand {{.demands}}\n\n- Keep the line. {{#keep}}\n",
        paragraph.repeat(70)
    );
    [
        ("declaration.toml", declaration.to_owned()),
        ("text/en.md", text),
    ]
    .into_iter()
    .map(|(path, content)| (path.to_owned(), content.into_bytes()))
    .collect()
}

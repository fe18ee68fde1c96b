//! A site on a real file with a real listener, and signatures that wait to be confirmed.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use anyhow::{Context, bail};
use app::clock::{SystemClock, SystemRandom};
use app::declarations::Published;
use app::keys::Keys;
use app::outbox::{Lane, MailIdentity, MailTransport, SendError};
use app::secret::Token;
use app::sign::{SignDeclaration, Signing};
use app::site::{Site, SiteSettings, World};
use app::witness::{NoTransport, WitnessPolicy};
use domain::address::EmailAddress;
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use domain::name::Name;
use domain::signer::{Class, Signer};
use domain::slug::Slug;
use intake::folder::Files;
use mail::message::Message;
use store::{SqliteOptions, Store};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A running site.
pub struct Stage {
    /// The site.
    pub site: Arc<Site>,
    /// Where it listens.
    pub address: SocketAddr,
    mails: Arc<Links>,
    server: JoinHandle<std::io::Result<()>>,
    stop: watch::Sender<bool>,
    _folder: tempfile::TempDir,
}

/// Keeps the confirmation links of mails.
#[derive(Default)]
struct Links(Mutex<Vec<Token>>);

#[async_trait::async_trait]
impl MailTransport for Links {
    async fn send(&self, _: Lane, message: &Message) -> Result<(), SendError> {
        // Quoted-printable may break a line inside the link; the breaks are taken out first.
        let text = String::from_utf8_lossy(&message.bytes).replace("=\r\n", "");
        let token = text
            .split_once("/c/")
            .and_then(|(_, behind)| behind.get(..43));
        let token = token.and_then(|token| Token::parse(token).ok());
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .extend(token);
        Ok(())
    }

    fn offers_smtputf8(&self) -> bool {
        true
    }

    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}

impl Stage {
    /// Opens a site with one declaration.
    ///
    /// # Errors
    /// When a file or port cannot be had.
    #[expect(
        clippy::disallowed_methods,
        reason = "the handle is kept and awaited in `close`"
    )]
    pub async fn open() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let store =
            Store::open_sqlite(&folder.path().join("site.db"), SqliteOptions { readers: 4 })?;
        let keys = Keys::open(&folder.path().join("keys"), &SystemRandom)?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let mails = Arc::new(Links::default());
        let settings = SiteSettings {
            base_url: format!("http://{address}"),
            name: "Bench".into(),
            language: "en".into(),
            confirmations_per_hour: u32::MAX,
            mail_from: "Bench <bench@example.org>".into(),
            mailbox: None,
            witnesses: WitnessPolicy::none(),
        };
        let world = World {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            mail: mails.clone(),
            mail_identity: MailIdentity::default(),
            witnesses: Arc::new(NoTransport),
        };
        let site = Arc::new(Site::start(settings, store, keys, world));
        site.publish(&folder_files()).await?;
        let (stop, mut stopped) = watch::channel(false);
        let until = async move {
            let _ = stopped.wait_for(|stop| *stop).await;
        };
        let server = tokio::task::spawn(web::serve(Arc::clone(&site), listener, until));
        Ok(Self {
            site,
            address,
            mails,
            server,
            stop,
            _folder: folder,
        })
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

    /// Takes so many signatures as pending and answers the tokens of their links. Numbers from
    /// `first` on make the addresses different.
    ///
    /// # Errors
    /// When one is not taken.
    pub async fn pending(&self, first: u64, count: u64) -> anyhow::Result<Vec<Token>> {
        let declaration = self.declaration().await?;
        for number in first..first + count {
            sign(&self.site, &declaration, number).await?;
            if number % 256 == 255 {
                self.site.drain_outbox().await?;
            }
        }
        self.site.drain_outbox().await?;
        let links = &mut *self
            .mails
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(std::mem::take(links))
    }

    /// Stops the server.
    ///
    /// # Errors
    /// When it ended badly.
    pub async fn close(self) -> anyhow::Result<()> {
        self.stop.send(true)?;
        self.server.await??;
        Ok(())
    }
}

/// Somebody with this number signs.
///
/// # Errors
/// When the signature is not taken.
pub async fn sign(site: &Site, declaration: &Arc<Published>, number: u64) -> anyhow::Result<()> {
    match site.sign(command(declaration, number)?).await? {
        Signing::CheckMail(_) => Ok(()),
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
            wording: "I sign, and this shows a political opinion.".into(),
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

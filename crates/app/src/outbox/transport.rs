//! How mails leave: to an SMTP server, or into a folder that can be read in the browser.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use lettre::address::Envelope as SmtpEnvelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use thiserror::Error;
use tokio::net::TcpStream;

/// Sender and recipient as the mail server hears them.
pub type Envelope = SmtpEnvelope;

/// How long the mail server may take for any one answer (RFC 5321 section 4.5.3.2 asks for patience
/// of minutes; a confirmation that waits that long is better retried).
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a mail did not leave.
#[derive(Debug, Error)]
pub enum SendError {
    /// The server said no for good (5xx), or the address cannot be sent to.
    #[error("the mail server refused the mail for good")]
    Permanent(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It may work later: no connection, 4xx, a stalled server.
    #[error("the mail server cannot be reached or asks to try later")]
    Transient(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A way for mails to leave.
#[async_trait]
pub trait MailTransport: Send + Sync {
    /// Hands over one message. `Ok` means that somebody else is now responsible for it.
    ///
    /// # Errors
    /// [`SendError`] says whether trying again may help.
    async fn send(&self, envelope: &Envelope, message: &[u8]) -> Result<(), SendError>;

    /// Whether addresses with letters outside ASCII before the @ can be reached (RFC 6531).
    fn offers_smtputf8(&self) -> bool;

    /// Asks whether mails could leave now, for `doctor`.
    ///
    /// # Errors
    /// [`SendError`] with the reason.
    async fn probe(&self) -> Result<(), SendError>;
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// STARTTLS, required.
    StartTls,
    /// Nothing; for a server on the same machine.
    None,
}

/// The operator's mail server.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Host name, which the certificate must bear.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection of the connection.
    pub security: SmtpSecurity,
    /// User name and password, if it asks for them.
    pub credentials: Option<(String, String)>,
    /// Whether it offers SMTPUTF8.
    pub smtputf8: bool,
}

/// Sends by SMTP, one connection a mail.
pub struct Smtp {
    settings: SmtpSettings,
}

impl Smtp {
    /// A transport to the operator's server.
    #[must_use]
    pub const fn new(settings: SmtpSettings) -> Self {
        Self { settings }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let settings = &self.settings;
        let tls = || {
            TlsParameters::builder(settings.host.clone())
                .build_rustls()
                .map_err(transient)
        };
        let hello = ClientId::default();
        let address = (settings.host.as_str(), settings.port);
        let mut connection = match settings.security {
            SmtpSecurity::Tls => {
                let tls = Some(tls()?);
                AsyncSmtpConnection::connect_tokio1(address, Some(PATIENCE), &hello, tls, None)
                    .await
                    .map_err(sorted)?
            }
            // Without TCP_NODELAY the final dot of each message waits 40 ms for an acknowledgement.
            SmtpSecurity::StartTls | SmtpSecurity::None => {
                let stream = TcpStream::connect(address).await.map_err(transient)?;
                stream.set_nodelay(true).map_err(transient)?;
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello)
                    .await
                    .map_err(sorted)?
            }
        };
        if settings.security == SmtpSecurity::StartTls {
            connection.starttls(tls()?, &hello).await.map_err(sorted)?;
        }
        if let Some((user, password)) = &settings.credentials {
            use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
            let credentials = Credentials::new(user.clone(), password.clone());
            connection
                .auth(DEFAULT_MECHANISMS, &credentials)
                .await
                .map_err(sorted)?;
        }
        Ok(connection)
    }
}

#[async_trait]
impl MailTransport for Smtp {
    async fn send(&self, envelope: &Envelope, message: &[u8]) -> Result<(), SendError> {
        let conversation = async {
            let mut connection = self.connect().await?;
            let outcome = connection.send(envelope, message).await.map_err(sorted);
            // The server has taken or refused the mail; how it says goodbye changes nothing.
            let _ = connection.quit().await;
            outcome.map(|_| ())
        };
        tokio::time::timeout(PATIENCE, conversation)
            .await
            .map_err(transient)?
    }

    fn offers_smtputf8(&self) -> bool {
        self.settings.smtputf8
    }

    async fn probe(&self) -> Result<(), SendError> {
        let conversation = async {
            let mut connection = self.connect().await?;
            let _ = connection.quit().await;
            Ok(())
        };
        tokio::time::timeout(PATIENCE, conversation)
            .await
            .map_err(transient)?
    }
}

fn transient(error: impl std::error::Error + Send + Sync + 'static) -> SendError {
    SendError::Transient(Box::new(error))
}

fn sorted(error: lettre::transport::smtp::Error) -> SendError {
    if error.is_permanent() {
        SendError::Permanent(Box::new(error))
    } else {
        transient(error)
    }
}

/// Keeps mails in a folder instead of sending them: for the demo and for trying things out.
pub struct Capture {
    folder: PathBuf,
    /// The number of the next file. Held over the write, so that numbers follow the order of time.
    next: Mutex<u64>,
}

/// One captured mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapturedMail {
    /// Its number, from 1.
    pub number: u64,
    /// The message as it would have been sent.
    pub raw: Vec<u8>,
}

impl Capture {
    /// Captures into a folder, continuing behind what lies there.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn new(folder: PathBuf) -> std::io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        let last = numbers(&folder)?.into_iter().max().unwrap_or(0);
        Ok(Self {
            folder,
            next: Mutex::new(last + 1),
        })
    }

    /// The newest captured mails of a folder, newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn newest(folder: &Path, most: usize) -> std::io::Result<Vec<CapturedMail>> {
        let mut found = numbers(folder)?;
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(most);
        found
            .into_iter()
            .map(|number| read(folder, number))
            .collect()
    }

    /// One captured mail of a folder; nothing where there is none of that number.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn get(folder: &Path, number: u64) -> std::io::Result<Option<CapturedMail>> {
        match read(folder, number) {
            Ok(mail) => Ok(Some(mail)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn keep(&self, message: &[u8]) -> std::io::Result<()> {
        let mut next = self
            .next
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let path = file(&self.folder, *next);
        let temporary = path.with_extension("new");
        std::fs::write(&temporary, message)?;
        std::fs::rename(temporary, path)?;
        *next += 1;
        Ok(())
    }
}

#[async_trait]
impl MailTransport for Capture {
    async fn send(&self, _: &Envelope, message: &[u8]) -> Result<(), SendError> {
        self.keep(message).map_err(transient)
    }

    fn offers_smtputf8(&self) -> bool {
        true
    }

    async fn probe(&self) -> Result<(), SendError> {
        std::fs::metadata(&self.folder)
            .map(|_| ())
            .map_err(transient)
    }
}

fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}.eml"))
}

fn read(folder: &Path, number: u64) -> std::io::Result<CapturedMail> {
    Ok(CapturedMail {
        number,
        raw: std::fs::read(file(folder, number))?,
    })
}

fn numbers(folder: &Path) -> std::io::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_suffix(".eml"));
        numbers.extend(number.and_then(|number| number.parse::<u64>().ok()));
    }
    Ok(numbers)
}

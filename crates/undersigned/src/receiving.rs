//! Taking mails that come back, over LMTP, beside a running site.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use app::site::Site;
use mail::lmtp::{self, CONNECTIONS};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::config::LmtpListen;
use crate::help::Help;

/// How long to wait after a connection could not be accepted, as when no more files may be open.
const PAUSE: Duration = Duration::from_secs(1);

/// A place where a mail server connects.
pub enum Listener {
    /// A port.
    Port(TcpListener),
    /// A socket file, which is taken away in the end.
    #[cfg(unix)]
    File(UnixListener, PathBuf),
}

/// A connection of either kind.
trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

impl Listener {
    /// Listens where the configuration says.
    ///
    /// # Errors
    /// When somebody else listens there, or the file cannot be made.
    pub async fn open(place: &LmtpListen) -> Result<Self> {
        match place {
            LmtpListen::Port(address) => {
                let listener = TcpListener::bind(address).await;
                listener
                    .with_context(|| format!("cannot listen on {address} for mails that come back"))
                    .help("stop the program that listens there, or change `mail.lmtp.listen`")
                    .map(Self::Port)
            }
            LmtpListen::File(path) => open_file(path.clone())
                .with_context(|| {
                    let path = path.display();
                    format!("cannot listen on {path} for mails that come back")
                })
                .help("name a file in a folder that this user may write to as `mail.lmtp.listen`"),
        }
    }

    async fn accept(&self) -> io::Result<Box<dyn Stream>> {
        Ok(match self {
            Self::Port(listener) => Box::new(listener.accept().await?.0),
            #[cfg(unix)]
            Self::File(listener, _) => Box::new(listener.accept().await?.0),
        })
    }
}

/// A socket file that a process left behind when it died is in the way of the next, and is taken away;
/// one at which somebody answers is not. Anybody who may enter its folder may connect, as to a port.
#[cfg(unix)]
fn open_file(path: PathBuf) -> io::Result<Listener> {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    let is_socket = std::fs::metadata(&path).is_ok_and(|found| found.file_type().is_socket());
    if is_socket {
        if std::os::unix::net::UnixStream::connect(&path).is_ok() {
            return Err(io::ErrorKind::AddrInUse.into());
        }
        std::fs::remove_file(&path)?;
    }
    let listener = UnixListener::bind(&path)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666))?;
    Ok(Listener::File(listener, path))
}

#[cfg(not(unix))]
fn open_file(_path: PathBuf) -> io::Result<Listener> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
impl Drop for Listener {
    fn drop(&mut self) {
        if let Self::File(_, path) = self {
            // A file that stays is taken away at the next start.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Takes mails until told to stop. Conversations under way are cut off then: what was not acknowledged
/// stays with the mail server, which brings it again.
pub async fn receive(listener: Listener, site: Arc<Site>, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut conversations = JoinSet::new();
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        while conversations.try_join_next().is_some() {}
        match accepted {
            Ok(stream) => {
                let site = Arc::clone(&site);
                conversations.spawn(async move {
                    let _place = place;
                    let name = host(&site.settings.base_url);
                    if let Err(error) = lmtp::converse(stream, name, site.as_ref()).await {
                        tracing::info!(%error, "a mail server broke off");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a mail server could not connect");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    conversations.shutdown().await;
}

/// The host in the address of a site.
fn host(base_url: &str) -> &str {
    let host = base_url
        .split_once("://")
        .map_or(base_url, |(_, host)| host);
    host.split_once(':').map_or(host, |(name, _port)| name)
}

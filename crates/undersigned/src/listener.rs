//! A port or a socket file at which something listens beside the pages.

use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;

use crate::config::Place;
use crate::help::Help;

/// What somebody listens for, and the key that says where.
pub struct Purpose {
    /// The end of a sentence.
    pub what: &'static str,
    /// The key in the config file.
    pub key: &'static str,
}

/// Where others connect.
pub enum Listener {
    /// A port.
    Port(TcpListener),
    /// A socket file, which is taken away in the end.
    #[cfg(unix)]
    File(UnixListener, PathBuf),
}

/// A connection of either kind.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

impl Listener {
    /// Listens where the configuration says.
    ///
    /// # Errors
    /// When somebody else listens there, or the file cannot be made.
    pub async fn open(place: &Place, purpose: &Purpose) -> Result<Self> {
        let Purpose { what, key } = purpose;
        match place {
            Place::Port(address) => {
                let listener = TcpListener::bind(address).await;
                listener
                    .with_context(|| format!("cannot listen on {address} for {what}"))
                    .help(format!(
                        "stop the program that listens there, or change `{key}`"
                    ))
                    .map(Self::Port)
            }
            Place::File(path) => open_file(path.clone())
                .with_context(|| format!("cannot listen on {} for {what}", path.display()))
                .help(format!(
                    "name a file in a folder that this user may write to as `{key}`"
                )),
        }
    }

    /// Waits for the next connection.
    ///
    /// # Errors
    /// When it cannot be accepted, as when no more files may be open.
    pub async fn accept(&self) -> io::Result<Box<dyn Stream>> {
        Ok(match self {
            Self::Port(listener) => Box::new(listener.accept().await?.0),
            #[cfg(unix)]
            Self::File(listener, _) => Box::new(listener.accept().await?.0),
        })
    }
}

impl web::metrics::Accept for Listener {
    type Stream = Box<dyn Stream>;

    async fn accept(&self) -> io::Result<Box<dyn Stream>> {
        Self::accept(self).await
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

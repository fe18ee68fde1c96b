//! Reading a log on another site, for `verify`.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::verify::{LogSource, MAX_FILE, Reader, SourceError};
use async_trait::async_trait;
use axum::http::Uri;
use thiserror::Error;
use ureq::Agent;
use ureq::http::HeaderMap;

/// How long one file may take. The largest is a bundle of entries; on a very slow line it is asked
/// for again by whoever verifies again.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a site may take to answer the telephone.
const CONNECT: Duration = Duration::from_secs(15);

/// How long to wait before asking again, one wait for each time. A log of ten million entries is
/// more than a hundred thousand answers: one that goes wrong must not lose the others.
const AGAIN: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(9),
];

/// The longest that a site may ask to be left alone between two tries.
const MOST_AWAITED: Duration = Duration::from_secs(60);

/// Requests at once: enough to fill a line, and no more than a browser sends.
const AT_ONCE: NonZeroUsize = NonZeroUsize::new(4).expect("four is not zero");

/// Whether a log may be read without encryption.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Transport {
    /// HTTPS, and plain HTTP on this machine.
    Encrypted,
    /// Plain HTTP as well: everything read is verified, but who looks on sees what is read.
    Any,
}

/// Why an address is not read from.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Not an address with scheme and host.
    #[error("`{0}` is not the address of a log, such as https://sign.example/d/rivers/log")]
    Malformed(String),
    /// Plain HTTP to another machine.
    #[error("`{0}` is not encrypted: use https, or say that plain HTTP is intended")]
    NotEncrypted(String),
}

/// A log behind an address.
#[derive(Clone)]
pub struct HttpSource {
    prefix: String,
    agent: Agent,
    again: Vec<Duration>,
    /// Whether it ever answered. Whoever never did is not waited for.
    answered: Arc<AtomicBool>,
}

impl HttpSource {
    /// The log whose files lie below `prefix`, with or without a slash at its end.
    ///
    /// # Errors
    /// See [`AddressError`].
    pub fn new(prefix: &str, transport: Transport) -> Result<Self, AddressError> {
        let prefix = prefix.trim_end_matches('/');
        let malformed = || AddressError::Malformed(prefix.to_owned());
        let uri: Uri = prefix.parse().map_err(|_| malformed())?;
        let host = uri.host().ok_or_else(malformed)?;
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if transport == Transport::Any || is_here(host) => {}
            Some("http") => return Err(AddressError::NotEncrypted(prefix.to_owned())),
            _ => return Err(malformed()),
        }
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .max_idle_connections_per_host(AT_ONCE.get())
            .user_agent(concat!("undersigned/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            prefix: prefix.to_owned(),
            agent: config.new_agent(),
            again: AGAIN.to_vec(),
            answered: Arc::default(),
        })
    }

    /// Asks again after these waits, and no more, where an answer goes wrong that may go right.
    #[must_use]
    pub fn asking_again_after(mut self, waits: &[Duration]) -> Self {
        self.again = waits.to_vec();
        self
    }

    /// The bytes behind an address, asked for several times where that may help.
    fn fetch(&self, url: &str) -> Result<Option<Vec<u8>>, Failure> {
        let mut again = self.again.iter();
        loop {
            let waits = again.next();
            match (self.read_once(url), waits) {
                (Err(Trouble::Passing { wait, .. }), Some(least))
                    if self.answered.load(Ordering::Relaxed) =>
                {
                    let wait = wait
                        .unwrap_or_default()
                        .clamp(*least, MOST_AWAITED.max(*least));
                    std::thread::sleep(wait);
                }
                (Err(Trouble::Passing { source, .. } | Trouble::Lasting(source)), _) => {
                    return Err(source);
                }
                (Ok(file), _) => return Ok(file),
            }
        }
    }

    fn read_once(&self, url: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let response = self.agent.get(url).call()?;
        self.answered.store(true, Ordering::Relaxed);
        whole(response)
    }

    /// The same on a thread that may wait.
    async fn fetched(&self, path: &str, url: String) -> Result<Option<Vec<u8>>, SourceError> {
        let source = self.clone();
        let read = tokio::task::spawn_blocking(move || source.fetch(&url)).await;
        let read = read.unwrap_or_else(|interrupted| Err(interrupted.into()));
        read.map_err(|source| failed(path, source))
    }
}

/// Loopback only: other private networks have listeners.
pub(crate) fn is_here(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[async_trait]
impl LogSource for HttpSource {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.fetched(path, format!("{}/{path}", self.prefix)).await
    }

    fn reader(&self) -> Option<Arc<dyn Reader>> {
        Some(Arc::new(self.clone()))
    }

    /// Beside a log under `/d/<slug>/log`, as every site keeps it, lie the pages.
    async fn page(&self, language: Option<&str>) -> Result<Option<Vec<u8>>, SourceError> {
        let declaration = self.prefix.strip_suffix("/log");
        let Some(page) = declaration.filter(|page| page.contains("/d/")) else {
            return Ok(None);
        };
        let url = match language {
            Some(language) => format!("{page}/{language}"),
            None => page.to_owned(),
        };
        self.fetched("the page of the declaration", url).await
    }
}

impl Reader for HttpSource {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let read = self.fetch(&format!("{}/{path}", self.prefix));
        read.map_err(|source| failed(path, source))
    }

    fn at_once(&self) -> NonZeroUsize {
        AT_ONCE
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn failed(path: &str, source: Failure) -> SourceError {
    SourceError {
        path: path.to_owned(),
        source,
    }
}

/// Why an answer is none.
enum Trouble {
    /// Asking again may help, after the time that the site asks for.
    Passing {
        source: Failure,
        wait: Option<Duration>,
    },
    /// It will be the same the next time.
    Lasting(Failure),
}

/// A connection that broke, or ended before the answer did.
impl From<ureq::Error> for Trouble {
    fn from(error: ureq::Error) -> Self {
        Self::Passing {
            source: error.into(),
            wait: None,
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Passing {
            source: error.into(),
            wait: None,
        }
    }
}

fn whole(mut response: ureq::http::Response<ureq::Body>) -> Result<Option<Vec<u8>>, Trouble> {
    let lasting = |why: String| Trouble::Lasting(io::Error::other(why).into());
    match response.status().as_u16() {
        200 => {
            let mut bytes = Vec::new();
            // The client's own limit counts compressed bytes, which may unfold to any number.
            let body = response.body_mut().as_reader();
            body.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > MAX_FILE {
                return Err(lasting("the file is larger than any file of a log".into()));
            }
            Ok(Some(bytes))
        }
        404 => Ok(None),
        status @ (429 | 500 | 502..=504) => Err(Trouble::Passing {
            source: io::Error::other(format!("the site answered with status {status}")).into(),
            wait: retry_after(response.headers()),
        }),
        status @ 300..=399 => Err(lasting(format!(
            "the site sends elsewhere with status {status}: give the address that it leads to"
        ))),
        status => Err(lasting(format!("the site answered with status {status}"))),
    }
}

/// The seconds that a site asks to be left alone (RFC 9110 section 10.2.3); it may also name a date,
/// which is not waited for.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?;
    value.parse().map(Duration::from_secs).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prefix: &str, transport: Transport, expected: bool) {
        let source = HttpSource::new(prefix, transport);
        assert_eq!(source.is_ok(), expected, "{prefix}");
    }

    #[test]
    fn logs_are_read_encrypted_or_on_this_machine() {
        check(
            "https://sign.example/d/rivers/log/",
            Transport::Encrypted,
            true,
        );
        check(
            "http://127.0.0.1:8080/d/rivers/log",
            Transport::Encrypted,
            true,
        );
        check("http://[::1]:8080/d/rivers/log", Transport::Encrypted, true);
        check("http://localhost/d/rivers/log", Transport::Encrypted, true);
        check(
            "http://127.0.0.1.evil.example/d/rivers/log",
            Transport::Encrypted,
            false,
        );
        check(
            "http://sign.example/d/rivers/log",
            Transport::Encrypted,
            false,
        );
        check("http://sign.example/d/rivers/log", Transport::Any, true);
        check("ftp://sign.example/log", Transport::Any, false);
        check("sign.example/log", Transport::Any, false);
        check("", Transport::Any, false);
    }
}

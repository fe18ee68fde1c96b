//! Reading a log on another site, for `verify`.

use std::io::{self, Read};
use std::time::Duration;

use app::verify::{LogSource, MAX_FILE, SourceError};
use async_trait::async_trait;
use axum::http::Uri;
use thiserror::Error;
use ureq::Agent;

/// How long one file may take. The largest is a bundle of entries; on a very slow line it is asked
/// for again by whoever verifies again.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a site may take to answer the telephone.
const CONNECT: Duration = Duration::from_secs(15);

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
pub struct HttpSource {
    prefix: String,
    agent: Agent,
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
            .user_agent(concat!("undersigned/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            prefix: prefix.to_owned(),
            agent: config.new_agent(),
        })
    }
}

/// Loopback only: other private networks have listeners.
fn is_here(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[async_trait]
impl LogSource for HttpSource {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let (agent, url) = (self.agent.clone(), format!("{}/{path}", self.prefix));
        let read = tokio::task::spawn_blocking(move || read(&agent, &url)).await;
        let read = read.unwrap_or_else(|interrupted| Err(interrupted.into()));
        read.map_err(|source| SourceError {
            path: path.to_owned(),
            source,
        })
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn read(agent: &Agent, url: &str) -> Result<Option<Vec<u8>>, Failure> {
    let mut response = agent.get(url).call()?;
    match response.status().as_u16() {
        200 => {
            let mut bytes = Vec::new();
            // The client's own limit counts compressed bytes, which may unfold to any number.
            let body = response.body_mut().as_reader();
            body.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > MAX_FILE {
                return Err(io::Error::other("the file is larger than any file of a log").into());
            }
            Ok(Some(bytes))
        }
        404 => Ok(None),
        other => Err(io::Error::other(format!("the site answered with status {other}")).into()),
    }
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

//! Asking witnesses over HTTP.

use std::error::Error;
use std::io::Read;
use std::time::Duration;

use app::witness::{Answer, TransportError, WitnessTransport};
use async_trait::async_trait;
use axum::http::Uri;
use thiserror::Error;
use tlog::witness::{MAX_ANSWER_BYTES, SIZE_TYPE, parse_size};
use ureq::Agent;

use crate::fetch::is_here;

/// How long a witness may take to answer the telephone.
const CONNECT: Duration = Duration::from_secs(5);

/// How long a request may take altogether: a witness syncs one row to disk.
const PATIENCE: Duration = Duration::from_secs(20);

/// Reaches witnesses over HTTP.
pub struct HttpWitnesses {
    agent: Agent,
}

/// Why nobody can be asked at an address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WitnessAddressError {
    /// Not an address with scheme and host.
    #[error("`{0}` is not the address of a witness, such as https://witness.example")]
    Malformed(String),
    /// Plain HTTP to another machine.
    #[error("`{0}` is not encrypted: use https")]
    NotEncrypted(String),
}

/// Whether a witness may be asked at this address: over HTTPS, or on this machine.
///
/// # Errors
/// See [`WitnessAddressError`].
pub fn check_address(url: &str) -> Result<(), WitnessAddressError> {
    let malformed = || WitnessAddressError::Malformed(url.to_owned());
    let uri: Uri = url.parse().map_err(|_| malformed())?;
    let host = uri.host().ok_or_else(malformed)?;
    match uri.scheme_str() {
        Some("https") => {}
        Some("http") if is_here(host) => {}
        Some("http") => return Err(WitnessAddressError::NotEncrypted(url.to_owned())),
        _ => return Err(malformed()),
    }
    if uri.query().is_some() {
        return Err(malformed());
    }
    Ok(())
}

impl HttpWitnesses {
    /// A client that follows no redirect: a checkpoint goes where the operator wrote, or nowhere.
    #[must_use]
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("undersigned/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.new_agent(),
        }
    }
}

impl Default for HttpWitnesses {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl WitnessTransport for HttpWitnesses {
    async fn add_checkpoint(&self, url: &str, request: Vec<u8>) -> Result<Answer, TransportError> {
        check_address(url).map_err(unreachable)?;
        let url = format!("{}/add-checkpoint", url.trim_end_matches('/'));
        let agent = self.agent.clone();
        let asked = tokio::task::spawn_blocking(move || ask(&agent, &url, &request)).await;
        asked.unwrap_or_else(|interrupted| Err(unreachable(interrupted)))
    }
}

fn ask(agent: &Agent, url: &str, request: &[u8]) -> Result<Answer, TransportError> {
    let request = agent.post(url).content_type("text/plain").send(request);
    let mut response = request.map_err(unreachable)?;
    Ok(match response.status().as_u16() {
        200 => Answer::Cosigned(body(&mut response)?),
        400 => Answer::Malformed,
        403 => Answer::NotSigned,
        404 => Answer::UnknownLog,
        409 if is_size(&response) => Answer::OtherSize(parse_size(&body(&mut response)?).ok()),
        409 => Answer::OtherSize(None),
        422 => Answer::Inconsistent,
        429 | 503 => Answer::Later(retry_after(&response)),
        status => return Err(TransportError::NotAWitness(format!("status {status}"))),
    })
}

type Response = ureq::http::Response<ureq::Body>;

/// The whole body, unless it is larger than any that a witness sends.
fn body(response: &mut Response) -> Result<Vec<u8>, TransportError> {
    let most = MAX_ANSWER_BYTES as u64;
    let mut bytes = Vec::new();
    // The client's own limit counts compressed bytes, which may unfold to any number.
    let reader = response.body_mut().as_reader();
    reader
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(unreachable)?;
    if bytes.len() as u64 > most {
        let why = format!("more than {most} bytes");
        return Err(TransportError::NotAWitness(why));
    }
    Ok(bytes)
}

fn is_size(response: &Response) -> bool {
    let media_type = response.headers().get("content-type");
    let media_type = media_type.and_then(|value| value.to_str().ok());
    let essence = media_type.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(SIZE_TYPE))
}

/// The seconds of `Retry-After`; a date is left aside (RFC 9110 section 10.2.3), since the own pause
/// grows long enough.
fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.headers().get("retry-after")?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}

fn unreachable(error: impl Into<Box<dyn Error + Send + Sync>>) -> TransportError {
    TransportError::Unreachable(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn witnesses_are_asked_encrypted_or_on_this_machine() {
        for url in [
            "https://witness.example",
            "https://witness.example/w1/",
            "http://127.0.0.1:8090",
            "http://[::1]:8090/w",
            "http://localhost",
        ] {
            assert_eq!(check_address(url), Ok(()), "{url}");
        }
        for url in [
            "http://witness.example",
            "http://127.0.0.1.evil.example",
            "ftp://127.0.0.1",
            "witness.example",
            "https://witness.example/?q=1",
            "",
        ] {
            assert!(check_address(url).is_err(), "{url}");
        }
    }
}

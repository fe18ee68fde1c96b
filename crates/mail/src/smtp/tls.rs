//! TLS as the operator wants it: rustls on ring, the public roots or their own.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::error::{Event, SendError, Step};
use super::wire::Stream;

/// Encrypts connections to one server.
pub(super) struct Encryption {
    connector: TlsConnector,
    name: Option<ServerName<'static>>,
}

impl Encryption {
    /// Trusts the given certificates, or the public ones where none is given. One that cannot be read
    /// is left out: then nothing is trusted that should not be.
    pub(super) fn new(host: &str, roots: &[Vec<u8>]) -> Self {
        let mut trusted = RootCertStore::empty();
        if roots.is_empty() {
            trusted.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        } else {
            let own = roots.iter().map(|der| CertificateDer::from(der.clone()));
            trusted.add_parsable_certificates(own);
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring has the ciphers of TLS 1.2 and 1.3")
            .with_root_certificates(trusted)
            .with_no_client_auth();
        Self {
            connector: TlsConnector::from(Arc::new(config)),
            name: ServerName::try_from(host.to_owned()).ok(),
        }
    }

    /// Makes the handshake; the certificate must bear the name of the host.
    pub(super) async fn wrap(
        &self,
        stream: impl Stream + 'static,
        patience: Duration,
    ) -> Result<impl Stream + 'static, SendError> {
        let failed = |event| SendError::unanswered(Step::Encrypt, event);
        let name = self.name.clone().ok_or(failed(Event::Certificate))?;
        match timeout(patience, self.connector.connect(name, stream)).await {
            Ok(Ok(stream)) => Ok(stream),
            // rustls wraps what is wrong with a certificate into an error of this kind.
            Ok(Err(error)) if error.kind() == std::io::ErrorKind::InvalidData => {
                Err(failed(Event::Certificate))
            }
            Ok(Err(error)) => Err(failed(error.into())),
            Err(_) => Err(failed(Event::Silence)),
        }
    }
}

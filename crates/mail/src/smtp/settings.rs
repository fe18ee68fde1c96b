//! Which server, how protected, and with how much patience.

use std::fmt;
use std::time::Duration;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// STARTTLS (RFC 3207), required: nothing is said to a server that does not offer it.
    StartTls,
    /// Nothing; for a server on the same machine.
    None,
}

/// A mail server that takes mails from us.
#[derive(Clone)]
pub struct ServerSettings {
    /// Host name, which the certificate must bear.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection of the connection.
    pub security: Security,
    /// User name and password, if it asks for them.
    pub credentials: Option<(String, String)>,
    /// Whether it offers SMTPUTF8 (RFC 6531).
    pub smtputf8: bool,
    /// The name we greet with; without one, our address on the connection (RFC 5321 section 4.1.3).
    pub hello: Option<String>,
    /// Certificates in DER that are trusted instead of the public ones, for a server with a
    /// certificate of the organisation's own.
    pub roots: Vec<Vec<u8>>,
}

impl fmt::Debug for ServerSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("has_credentials", &self.credentials.is_some())
            .field("hello", &self.hello)
            .field("roots", &self.roots.len())
            .finish_non_exhaustive()
    }
}

/// How long the server may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the connection, and for the handshake of TLS.
    pub connect: Duration,
    /// For each answer but the last.
    pub answer: Duration,
    /// For taking the message, and for the answer to its end. RFC 5321 section 4.5.3.2.6 asks for ten
    /// minutes, since giving up early sends the mail twice.
    pub content: Duration,
}

impl Default for Patience {
    /// Together less than six minutes for one mail with a new connection: two for connecting, six
    /// answers of 15 seconds, and twice 75 seconds for the message.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            answer: Duration::from_secs(15),
            content: Duration::from_secs(75),
        }
    }
}

/// How a pool uses the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolLimits {
    /// The most connections at once; at least one.
    pub connections: usize,
    /// How many mails one connection carries before it is closed: servers count them.
    pub mails: u32,
    /// How long a connection may lie idle and still be used. Postfix closes one after 300 seconds,
    /// and after 10 while it is busy.
    pub idle: Duration,
    /// How long the server may take.
    pub patience: Patience,
}

impl Default for PoolLimits {
    fn default() -> Self {
        Self {
            connections: 4,
            mails: 100,
            idle: Duration::from_secs(8),
            patience: Patience::default(),
        }
    }
}

//! Why a database cannot be used, as far as an operator can do something about it.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use super::error::Said;
use crate::StoreError;

/// The oldest server this program works with (PostgreSQL keeps each for five years).
pub(super) const OLDEST: u32 = 14;

/// What stands between this program and its PostgreSQL database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Nobody answers at the address.
    Unreachable,
    /// The server starts, stops or recovers.
    NotReady,
    /// Only a standby answers: no server takes writes.
    Standby,
    /// User and password, or the rules of `pg_hba.conf`.
    Login,
    /// The server has no database of this name.
    NoDatabase,
    /// The role may not do what it must.
    Rights,
    /// The server takes no more connections.
    Crowded,
    /// No encrypted connection.
    Encryption,
    /// Nobody who is trusted vouches for the server's certificate.
    Authority,
    /// The server's certificate is of another host than was named.
    Host,
    /// The server's certificate has expired, or is not valid yet, by the clock of this machine.
    Expired,
    /// The server is of this version, and older than what this program works with.
    Version(u32),
    /// The database keeps text in another encoding than UTF-8.
    Encoding,
}

impl Obstacle {
    /// Reads it off an error of opening or using a store; nothing where it is another engine's, or
    /// nothing that an operator could change.
    #[must_use]
    pub fn of(error: &StoreError) -> Option<Self> {
        let mut next: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(cause) = next {
            if let Some(found) = of_cause(cause) {
                return Some(found);
            }
            next = cause.source();
        }
        None
    }
}

fn of_cause(cause: &(dyn Error + 'static)) -> Option<Obstacle> {
    if let Some(unfit) = cause.downcast_ref::<Unfit>() {
        return Some(match unfit {
            Unfit::Version(found) => Obstacle::Version(*found),
            Unfit::Encoding(_) => Obstacle::Encoding,
        });
    }
    if let Some(said) = cause.downcast_ref::<Said>() {
        return of_code(&said.code);
    }
    if let Some(error) = cause.downcast_ref::<tokio_postgres::Error>() {
        let handshake = error.source().and_then(of_handshake);
        return handshake.or_else(|| of_driver(&error.to_string()));
    }
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return of_handshake(error).or_else(|| Some(of_system(error)));
    }
    matches!(
        cause.downcast_ref::<deadpool_postgres::PoolError>(),
        Some(deadpool_postgres::PoolError::Timeout(_))
    )
    .then_some(Obstacle::Unreachable)
}

/// SQLSTATE codes (PostgreSQL, appendix A).
fn of_code(code: &str) -> Option<Obstacle> {
    match code {
        "3D000" => Some(Obstacle::NoDatabase),
        "42501" => Some(Obstacle::Rights),
        "53300" => Some(Obstacle::Crowded),
        "25006" => Some(Obstacle::Standby),
        "57P01" | "57P02" | "57P03" => Some(Obstacle::NotReady),
        _ if code.starts_with("28") => Some(Obstacle::Login),
        _ => None,
    }
}

/// The driver keeps the kind of its errors to itself; these are what they are called.
fn of_driver(said: &str) -> Option<Obstacle> {
    match said {
        "error performing TLS handshake" => Some(Obstacle::Encryption),
        // A password that was asked for and is not there.
        "invalid configuration" | "authentication error" => Some(Obstacle::Login),
        "connection closed" | "timeout waiting for server" => Some(Obstacle::Unreachable),
        _ => None,
    }
}

/// What is wrong with the certificate of a server that encrypts. The reason is inside an error of the
/// system.
fn of_handshake(cause: &(dyn Error + 'static)) -> Option<Obstacle> {
    let inner = cause.downcast_ref::<io::Error>()?.get_ref()?;
    let rustls::Error::InvalidCertificate(wrong) = inner.downcast_ref()? else {
        return None;
    };
    Some(match wrong {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Obstacle::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Obstacle::Host
        }
        _ => Obstacle::Authority,
    })
}

/// The driver says of a standby that it was refused permission; the text is its own.
fn of_system(error: &io::Error) -> Obstacle {
    if error.to_string() == "database does not allow writes" {
        Obstacle::Standby
    } else {
        Obstacle::Unreachable
    }
}

/// A server that answers and cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unfit {
    #[error("the server is PostgreSQL {0}, and {OLDEST} is the oldest that is known to work")]
    Version(u32),
    #[error("the database keeps its text in {0}, and needs UTF8")]
    Encoding(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_way_is_read_off_the_error() {
        let said = |code: &str| {
            StoreError::unavailable(Said {
                message: "no".to_owned(),
                code: code.to_owned(),
            })
        };
        for (code, expected) in [
            ("28P01", Some(Obstacle::Login)),
            ("28000", Some(Obstacle::Login)),
            ("3D000", Some(Obstacle::NoDatabase)),
            ("57P03", Some(Obstacle::NotReady)),
            ("40001", None),
        ] {
            assert_eq!(Obstacle::of(&said(code)), expected, "{code}");
        }
        for (wrong, expected) in [
            (CertificateError::UnknownIssuer, Obstacle::Authority),
            (CertificateError::NotValidForName, Obstacle::Host),
            (CertificateError::Expired, Obstacle::Expired),
        ] {
            let wrong = rustls::Error::InvalidCertificate(wrong);
            let error = StoreError::unavailable(io::Error::other(wrong));
            assert_eq!(Obstacle::of(&error), Some(expected));
        }
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        let error = StoreError::unavailable(refused);
        assert_eq!(Obstacle::of(&error), Some(Obstacle::Unreachable));
        let error = StoreError::unavailable(Unfit::Version(13));
        assert_eq!(Obstacle::of(&error), Some(Obstacle::Version(13)));
        assert_eq!(Obstacle::of(&StoreError::conflict("no")), None);
    }
}

//! Where something listens beside the pages.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::file::MetricsTable;

/// What stands before the path of a socket file.
const SOCKET_FILE: &str = "unix:";

/// A port, or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A port.
    Port(SocketAddr),
    /// A socket file.
    File(PathBuf),
}

impl Place {
    /// Reads what stands at a key, or says what is wrong with it.
    pub(super) fn parse(key: &str, text: &str) -> Result<Self, String> {
        if let Some(path) = text.strip_prefix(SOCKET_FILE) {
            return Ok(Self::File(PathBuf::from(path)));
        }
        text.parse().map(Self::Port).map_err(|_| {
            format!("{key} must be an address and port (127.0.0.1:2424) or unix:/path/of/socket")
        })
    }
}

/// Where numbers about the site are asked for: from this machine alone, since whoever sees them move may
/// learn when somebody signed (REQ-183).
pub(super) fn metrics(table: Option<&MetricsTable>) -> Result<Option<Place>, String> {
    let Some(table) = table else { return Ok(None) };
    match Place::parse("metrics.listen", &table.listen)? {
        Place::Port(address) if !address.ip().is_loopback() => Err(format!(
            "metrics.listen must be an address of this machine alone (127.0.0.1:9464), not {}; let \
             whatever watches from elsewhere come through a tunnel",
            address.ip()
        )),
        place => Ok(Some(place)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<Option<Place>, String> {
        let table = MetricsTable {
            listen: text.to_owned(),
        };
        metrics(Some(&table))
    }

    #[test]
    fn numbers_are_shown_to_this_machine_alone() {
        for good in ["127.0.0.1:9464", "[::1]:9464", "127.1.2.3:1"] {
            assert!(matches!(check(good), Ok(Some(Place::Port(_)))), "{good}");
        }
        let file = check("unix:/run/undersigned/metrics").unwrap();
        assert_eq!(file, Some(Place::File("/run/undersigned/metrics".into())));
        for bad in [
            "0.0.0.0:9464",
            "[::]:9464",
            "192.0.2.1:9464",
            "[2001:db8::1]:1",
        ] {
            let refused = check(bad).unwrap_err();
            assert!(refused.contains("of this machine alone"), "{refused}");
        }
        for bad in ["9464", "localhost:9464", ""] {
            let refused = check(bad).unwrap_err();
            assert!(refused.starts_with("metrics.listen must be"), "{refused}");
        }
        assert_eq!(metrics(None), Ok(None));
    }
}

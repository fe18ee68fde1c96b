//! Where a carried declaration is from, and of when the copy is.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{DeclarationRow, Store, StoreError};

/// What the pages of a copy say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedFrom {
    /// The address of the original, without a slash at its end. It is derived from the origin of the
    /// log, which is a name: where the original moved without a redirect, it leads nowhere.
    pub original: String,
    /// Entries in the copy.
    pub size: u64,
    /// The day on which they were brought here (UTC).
    pub on: Date,
}

impl CarriedFrom {
    /// Of a stored declaration; nothing for one whose copy is not whole yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) async fn of(
        store: &Store,
        row: &DeclarationRow,
    ) -> Result<Option<Self>, StoreError> {
        let head = store.log_head(row.id).await?;
        let is_whole = head.is_some_and(|head| !head.checkpoint.is_empty());
        let newest = store.checkpoints(row.id, None, 1).await?.pop();
        Ok(newest.filter(|_| is_whole).map(|newest| Self {
            original: address_of(&row.origin),
            size: newest.size,
            on: newest.at.to_zoned(TimeZone::UTC).date(),
        }))
    }
}

/// The address a log calls its own, without the part that names the log in it. An origin has no
/// scheme: a site that anybody else can reach is encrypted, by its scheme or as an onion service.
fn address_of(origin: &str) -> String {
    let address = origin.strip_suffix("/log").unwrap_or(origin);
    let host = address.split('/').next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let is_here = bare == "localhost"
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback());
    let scheme = if is_here || name.ends_with(".onion") {
        "http"
    } else {
        "https"
    };
    format!("{scheme}://{address}")
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn an_origin_leads_to_the_page_it_is_named_after() {
        let check = |origin: &str, address: &str| assert_eq!(address_of(origin), address);
        check("a.example/d/rivers/log", "https://a.example/d/rivers");
        check(
            "127.0.0.1:8080/d/rivers/log",
            "http://127.0.0.1:8080/d/rivers",
        );
        check("[::1]:8080/d/rivers/log", "http://[::1]:8080/d/rivers");
        check("abc.onion/d/rivers/log", "http://abc.onion/d/rivers");
        check("127.evil.example/rivers", "https://127.evil.example/rivers");
    }
}

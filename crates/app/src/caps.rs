//! How many mails one address gets because of forms, whoever fills them in (REQ-43).
//!
//! Keys are hashes under the site's own key and live a day.

use domain::address::EmailAddress;
use store::Cap;

use crate::secret::keyed_hash;
use crate::site::Site;

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// Bytes in which all keys of one address are the same: an index has them in one place, and sixteen bytes
/// tell addresses apart.
const ADDRESS: usize = 16;

impl Site {
    /// At most one mail in 15 minutes and three in a day for what is `here`, a declaration or a list, and
    /// five a day for the whole site. Spellings that reach one mailbox share them: plus tags and dots are
    /// no way round a limit.
    pub(crate) fn caps(&self, address: &EmailAddress, here: &[&[u8]]) -> Vec<Cap> {
        let address = address.similar_key();
        let site = self.address_key("cap", &address, &[]);
        let mut here = self.address_key("cap", &address, here);
        here[..ADDRESS].copy_from_slice(&site[..ADDRESS]);
        let cap = |key, window_seconds, most| Cap {
            key,
            window_seconds,
            most,
        };
        vec![
            cap(here, 15 * MINUTE, 1),
            cap(here, DAY, 3),
            cap(site, DAY, 5),
        ]
    }

    /// What stands for an address in a table of its own, and in nobody else's.
    pub(crate) fn address_key(&self, purpose: &str, address: &str, more: &[&[u8]]) -> [u8; 32] {
        let site = self.keys.site_hash(purpose, &[address.as_bytes()]);
        if more.is_empty() {
            site
        } else {
            keyed_hash(&site, purpose, more)
        }
    }
}

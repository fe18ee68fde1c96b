//! The token of the form to subscribe (REQ-45), as that of the sign form: when the form was made, and
//! that this site made it. 56 bytes in base64url: seconds, random value, HMAC-SHA-256.

use app::site::Site;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use subtle::ConstantTimeEq;

use crate::sign::token::{OLDEST, YOUNGEST};

/// Seconds and random value.
const CLAIM: usize = 8 + 16;

/// A token for a form that is shown now.
pub(super) fn issue(site: &Site, list: &str) -> String {
    let mut token = Vec::with_capacity(CLAIM + 32);
    token.extend(site.now().as_second().to_be_bytes());
    token.extend(site.form_nonce());
    let mac = mac(site, list, &token);
    token.extend(mac);
    URL_SAFE_NO_PAD.encode(token)
}

/// Whether a form with this token is to be taken: not too young, not too old, of this list and ours.
pub(super) fn holds(site: &Site, list: &str, token: &str) -> bool {
    let Some(issued) = read(site, list, token) else {
        return false;
    };
    let age = SignedDuration::from_secs(site.now().as_second().saturating_sub(issued));
    (YOUNGEST..=OLDEST).contains(&age)
}

fn read(site: &Site, list: &str, token: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (claim, given) = bytes.split_at_checked(CLAIM)?;
    let genuine: bool = mac(site, list, claim).ct_eq(given).into();
    let issued = claim.first_chunk::<8>()?;
    genuine.then(|| i64::from_be_bytes(*issued))
}

fn mac(site: &Site, list: &str, claim: &[u8]) -> [u8; 32] {
    site.form_hash(&[b"infomail", list.as_bytes(), claim])
}

//! The token of the sign form (REQ-45): stateless, since no cookie holds anything.
//!
//! It says when and with which text a form was made, and that this site made it. It is 88 bytes in
//! base64url: seconds, digest of the text, random value, HMAC-SHA-256 over these and the slug. It
//! belongs to nobody, so a page that holds one may be kept by a cache for a few seconds.

use app::site::Site;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::text::TextDigest;
use jiff::SignedDuration;
use render::page::sign::Trouble;
use subtle::ConstantTimeEq;

use crate::reading::Reading;

/// Nobody fills in the form faster; programs do.
pub(crate) const YOUNGEST: SignedDuration = SignedDuration::from_secs(3);

/// After this the form is shown once more, filled; nothing that was entered is lost (REQ-98).
pub(crate) const OLDEST: SignedDuration = SignedDuration::from_hours(24);

/// Seconds, digest, random value.
const CLAIM: usize = 8 + 32 + 16;

/// A token for a form that is shown now.
pub(crate) fn issue(site: &Site, reading: &Reading) -> String {
    let mut token = Vec::with_capacity(CLAIM + 32);
    token.extend(site.now().as_second().to_be_bytes());
    token.extend(reading.revision().digest.as_bytes());
    token.extend(site.form_nonce());
    let mac = mac(site, reading.slug(), &token);
    token.extend(mac);
    URL_SAFE_NO_PAD.encode(token)
}

/// Whether a form with this token is to be taken.
///
/// # Errors
/// [`Trouble::Revised`] when this site showed the form with another text, [`Trouble::Stale`] when it
/// is too young, too old, of another declaration or not ours.
pub(crate) fn check(site: &Site, reading: &Reading, token: &str) -> Result<(), Trouble> {
    let (issued, digest) = read(site, reading.slug(), token).ok_or(Trouble::Stale)?;
    if digest != reading.revision().digest {
        return Err(Trouble::Revised);
    }
    let age = SignedDuration::from_secs(site.now().as_second().saturating_sub(issued));
    if age < YOUNGEST || age > OLDEST {
        Err(Trouble::Stale)
    } else {
        Ok(())
    }
}

fn read(site: &Site, slug: &str, token: &str) -> Option<(i64, TextDigest)> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (claim, given) = bytes.split_at_checked(CLAIM)?;
    let genuine: bool = mac(site, slug, claim).ct_eq(given).into();
    let (issued, rest) = claim.split_first_chunk::<8>()?;
    let digest = rest.first_chunk::<32>()?;
    genuine.then(|| (i64::from_be_bytes(*issued), TextDigest::from_bytes(*digest)))
}

fn mac(site: &Site, slug: &str, claim: &[u8]) -> [u8; 32] {
    site.form_hash(&[slug.as_bytes(), claim])
}

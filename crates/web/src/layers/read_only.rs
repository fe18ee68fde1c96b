//! While everything but reading rests, no form is taken (REQ-176).
//!
//! It stands in front of all rows that act but those below, so that a new one cannot forget it.

use app::site::Site;

use crate::error::PageError;
use crate::pause;

/// Rows that act and go on: three say it themselves and show again what was sent, and three change
/// nothing.
const EXCEPT: [&str; 6] = [
    "/d/{slug}/{lang}/sign",
    "/d/{slug}/{lang}/code",
    "/confirm",
    "/receipt/proof",
    "/receipt/opening",
    "/{lang}/checked",
];

/// Whether what a row does rests together with everything.
pub(crate) fn rests(path: &str) -> bool {
    !EXCEPT.contains(&path)
}

/// Lets a row act that rests, unless it does just now.
///
/// # Errors
/// Says until when it rests.
pub(super) async fn act(site: &Site) -> Result<(), PageError> {
    match site.read_only().await? {
        None => Ok(()),
        Some(pause) => Err(PageError::ReadOnly(pause::patience(&pause, site.now()))),
    }
}

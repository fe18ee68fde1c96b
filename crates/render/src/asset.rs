//! The one style sheet, under a name that changes with its content, so that it may be cached for ever.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use crate::urls;

/// The style sheet of every page.
pub const STYLE_SHEET: &str = include_str!("../assets/undersigned.css");

/// Sixteen hexadecimal digits: 64 bits tell the few style sheets of a site's history apart.
static HASH: LazyLock<String> =
    LazyLock::new(|| hex::encode(&Sha256::digest(STYLE_SHEET.as_bytes())[..8]));
static HREF: LazyLock<String> = LazyLock::new(|| urls::style_sheet(&HASH));

/// The hash under which [`STYLE_SHEET`] is served.
#[must_use]
pub fn hash() -> &'static str {
    &HASH
}

/// The path at which [`STYLE_SHEET`] is served.
#[must_use]
pub fn href() -> &'static str {
    &HREF
}

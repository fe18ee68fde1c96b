//! Moments in JSON, as RFC 3339 has them.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer, de};

/// Writes a moment.
///
/// # Errors
/// What the format says.
pub fn serialize<S: Serializer>(moment: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(moment)
}

/// Reads a moment.
///
/// # Errors
/// When the text is none.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(de::Error::custom)
}

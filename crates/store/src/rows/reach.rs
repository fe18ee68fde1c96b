//! How far ahead of the clock anything may be dated.

use jiff::SignedDuration;

/// How far ahead of the clock anything may be dated: what lies further ahead was dated by a clock that
/// has been set back since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Mails that wait and that nobody has in hand, and the hours in which mails have their place.
    pub waiting: SignedDuration,
    /// Everything else: mails in hand, what waits for a confirmation, links. Longer than `waiting`.
    pub longest: SignedDuration,
}

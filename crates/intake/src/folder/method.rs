//! How the figures of a declaration are chosen and checked.

use domain::locale::Language;
use domain::text::Text;

/// `method/LANG.md`: which claimants are followed and why, what their words mean, how often somebody
/// looks again, whom to write to about a mistake (REQ-167). It belongs to the declaration and is not
/// signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MethodPage {
    /// Its language.
    pub language: Language,
    /// Its text, of the same Markdown as declarations.
    pub text: Text,
}

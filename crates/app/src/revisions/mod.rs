//! Revisions beside each other: the names of their paragraphs, what a translation is behind in, what
//! changed from one to the next, what is newer than what somebody signed, and moving a signature there.
//!
//! A published text never changes, and keeps its signatures; whatever is said here of two texts is
//! computed from them.

mod comparison;
mod history;
mod kept;
mod moving;
mod newer;
mod paragraphs;

pub use comparison::{Compared, Comparison, Fate};
pub use history::{ChangedParagraph, TooShort};
pub use kept::Comparisons;
pub use moving::{Moving, Reconfirmation};
pub use newer::{Newer, Said};
pub use paragraphs::Paragraphs;

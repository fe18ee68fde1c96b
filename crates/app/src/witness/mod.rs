//! Witnesses: others who confirm that a log only grew (LOG-FORMAT section 8).
//!
//! A site asks the witnesses of its policy about the newest checkpoint of each log and publishes the
//! cosignatures it got. Nothing ever waits for them, except the first signature after a start: a
//! witness may know more of a log than the database does, and then a backup was restored (`guard`
//! asks that). One that contradicts a log, then or later, stops its signing until it cosigns again. A witness learns origin, size, root and the hashes of a proof, and nothing of signers.
//!
//! [`server`] is the other side: a witness for logs of others.

mod ask;
mod circle;
mod guard;
mod pace;
mod policy;
mod protocol;
pub mod server;
mod trouble;
mod worker;

pub use circle::{Standing, Witnesses};
pub(crate) use guard::Contradiction;
pub use policy::{WitnessPolicy, WitnessPolicyError};
pub use protocol::{Answer, NoTransport, TransportError, WitnessTransport};
pub use trouble::Trouble;
pub use worker::Asked;

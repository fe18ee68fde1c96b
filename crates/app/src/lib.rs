//! What the product does: one file for each thing a person can do.
//!
//! This crate ties the words of `domain` to the store, the log and the mails. It knows no HTTP and
//! no SQL; time, randomness and the way mails leave are passed in, see [`site::World`].
//!
//! # The life of a signature
//!
//! | # | what happens | where |
//! | --- | --- | --- |
//! | 1, 2 | the form arrives and is parsed | crate `web` |
//! | 3 | accepted as pending, its mail queued in the same transaction | [`sign`] |
//! | 4 | one mail goes out | [`outbox`] |
//! | 5 | the link is looked at; nothing changes | [`confirm`] |
//! | 6 | the button is pressed or the code typed | [`confirm`] |
//! | 7 | it waits for company | [`sequencer`] |
//! | 8 | the commit point | [`sequencer`] |
//! | 9 | the signer sees the receipt | [`receipt`] |
//! | 10 | the list and the counter show it | [`signatories`] |
//!
//! What comes back of the mails is taken by [`bounce`].
//! Changing the listing and withdrawing are in [`manage`], signing a newer text instead is in
//! [`revisions`]; "this was not me" is in [`refuse`].
//! Whoever wants to hear more subscribes with [`infomail`].
//! What was taken away is written down outside the database by [`erasures`], and a [`backup`] that is
//! brought back is brought up to it.
//! Operators let signing rest with [`pause`].
//! What operators can watch of all this is counted in [`metrics`].
//! Organisers take a signature out with [`strike`] and end collecting with [`closing`].
//! Outsiders recount with [`verify`]; what they kept brings a lost part back or is carried on with
//! [`carry`]. Operators look whether all of it is there with [`whole`].

pub mod backup;
pub mod bounce;
mod bounded;
mod caps;
pub mod carry;
pub mod clock;
pub mod closing;
mod collation;
pub mod confirm;
pub mod contact;
pub mod declarations;
pub mod erasures;
pub mod export;
pub mod figures;
mod housekeeping;
pub mod infomail;
mod kept;
pub mod keys;
mod learned;
pub mod listed;
pub mod log;
pub mod manage;
pub mod metrics;
pub mod moment;
pub mod opening;
pub mod outbox;
pub mod pause;
mod private;
pub mod publish;
pub mod raisings;
pub mod receipt;
pub mod record;
pub mod refuse;
mod reorder;
pub mod reports;
pub mod revisions;
pub mod secret;
pub mod sequencer;
pub mod sign;
pub mod signatories;
pub mod site;
mod steady;
pub mod strike;
mod suppression;
pub mod verify;
pub mod whole;
pub mod witness;

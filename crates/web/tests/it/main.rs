//! Journeys: people using the site, in process.

#![expect(
    clippy::unwrap_used,
    reason = "a journey that cannot go on fails where it stands"
)]

mod busy;
mod declaration_page;
mod forms;
mod later;
mod life_of_a_signature;
mod list;
mod mails;
mod notices;
mod routes;
mod scanners;
mod secrecy;
mod socket;
mod support;

//! Journeys: people using the site, in process.

#![expect(
    clippy::unwrap_used,
    reason = "a journey that cannot go on fails where it stands"
)]

mod busy;
mod declaration_page;
mod ended;
mod flaky;
mod forms;
mod later;
mod life_of_a_signature;
mod list;
mod log_files;
mod mails;
mod notices;
mod raisings;
mod receipt_check;
mod routes;
mod scanners;
mod secrecy;
mod socket;
mod support;
mod witness_client;
mod witness_model;
mod witness_server;

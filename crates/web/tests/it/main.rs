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
mod in_their_language;
mod infomail;
mod later;
mod life_of_a_signature;
mod list;
mod log_files;
mod mailbox;
mod mails;
mod metrics;
mod never_again;
mod notices;
mod pausing;
mod prepared;
mod raisings;
mod receipt_check;
mod reports;
mod retraction;
mod revisions;
mod routes;
mod scanners;
mod secrecy;
mod series;
mod slow;
mod socket;
mod support;
mod witness_client;
mod witness_model;
mod witness_server;

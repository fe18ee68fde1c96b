//! Witnesses over HTTP (tlog-witness): the client of a site, and the server of a witness.

mod client;
mod server;

pub use client::{HttpWitnesses, WitnessAddressError, check_address};
pub use server::{router, serve};

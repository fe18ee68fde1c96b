//! Witnesses as real processes: beside a site, killed, restarted, asked to sign two histories.

mod alone;
mod beside;
mod forked;
mod home;

//! The program as people run it: real processes, real files, real sockets.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on fails where it stands"
)]

mod another_database;
mod backup;
mod browser;
mod carried;
mod clock;
mod commands;
mod crash;
mod database_tls;
mod demo;
mod disk;
mod dkim;
mod doctor;
mod encrypted;
mod ending;
mod failover;
mod grown;
mod independent;
mod infomail;
mod mail_kill;
mod mails;
mod move_kill;
mod nodes;
mod program;
mod real_samples;
mod recover;
mod restored;
mod returned;
mod road;
mod site;
mod spam;
mod visitor;
mod watching;
mod witness;

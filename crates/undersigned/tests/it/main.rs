//! The program as people run it: real processes, real files, real sockets.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on fails where it stands"
)]

mod browser;
mod carried;
mod commands;
mod demo;
mod ending;
mod grown;
mod independent;
mod kill_nine;
mod mails;
mod program;
mod real_samples;
mod recover;
mod restored;
mod road;
mod site;
mod visitor;
mod witness;

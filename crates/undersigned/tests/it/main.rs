//! The program as people run it: real processes, real files, real sockets.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on fails where it stands"
)]

mod browser;
mod commands;
mod demo;
mod kill_nine;
mod mails;
mod program;
mod real_samples;
mod restored;
mod road;
mod site;
mod visitor;

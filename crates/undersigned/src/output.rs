//! What commands print: results to standard output, everything else to standard error.
//!
//! Written by hand and not by the printing macros, which panic when a pipe is closed; here a closed
//! pipe is an error like any other, see [`is_closed_pipe`].

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Prints one line of the result.
///
/// # Errors
/// When standard output is gone.
pub fn line(text: impl Display) -> Result<()> {
    writeln!(io::stdout().lock(), "{text}")?;
    Ok(())
}

/// Prints the result for a program: one JSON document, over several lines so that a person can read
/// it, too.
///
/// # Errors
/// When standard output is gone.
pub fn json(value: &impl Serialize) -> Result<()> {
    line(serde_json::to_string_pretty(value)?)
}

/// Says something that is not the result.
pub fn aside(text: impl Display) {
    // Where nobody listens there is nobody to tell that nobody listens.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Whether standard output is a terminal, so that colours help.
#[must_use]
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether an error is only that the reader of our output went away, as `head` does.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Counts long work of which nobody knows how long it is, on standard error; not shown where that is not
/// a terminal.
#[must_use]
pub fn counter(what: &'static str) -> ProgressBar {
    let bar = ProgressBar::no_length().with_message(what);
    let style = ProgressStyle::with_template("{spinner} {human_pos} {msg} {per_sec} {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}

/// A bar for long work, on standard error; not shown where that is not a terminal.
#[must_use]
pub fn progress(what: &'static str, length: u64) -> ProgressBar {
    let bar = ProgressBar::new(length).with_message(what);
    let style =
        ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {per_sec} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

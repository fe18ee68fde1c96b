//! What is true of the process as a whole.

use std::sync::Arc;

use jiff::Timestamp;
use store::measure::{Each, Tally};

use super::{Family, Value};

store::label! {
    /// The levels of the log that an operator has to look at.
    pub enum LogLevel {
        /// Something has to be done.
        Error => "error",
        /// Something may have to be done.
        Warn => "warn",
    }
}

/// Lines that were logged, shared with whatever logs them.
pub type Lines = Each<LogLevel, Tally>;

/// A process.
#[derive(Debug, Clone)]
pub struct Process {
    /// When it began.
    pub started: Timestamp,
    /// The program that it runs.
    pub version: &'static str,
    /// What it logged.
    pub lines: Arc<Lines>,
}

impl Process {
    /// What there is to say of it.
    #[must_use]
    pub fn families(&self, engine: &'static str) -> Vec<Family> {
        let labels = vec![("version", self.version.into()), ("engine", engine.into())];
        let started = self.started.as_millisecond() as f64 / 1e3;
        vec![
            Family::gauge(
                "undersigned_build_info",
                "Always 1: the program and the engine of its store.",
            )
            .with(labels, Value::Whole(1)),
            Family::gauge(
                "undersigned_start_time_seconds",
                "When the process began, in seconds since 1970.",
            )
            .with(Vec::new(), Value::Real(started)),
            Family::counter(
                "undersigned_log_lines_total",
                "Warnings and errors that were logged.",
            )
            .each("level", &self.lines),
        ]
    }
}

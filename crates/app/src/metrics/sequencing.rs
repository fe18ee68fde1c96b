//! What the one writer of every log measures (stations 7 and 8).

use std::time::Duration;

use store::measure::{Each, Sizes, Tally, Times};

use super::Family;
use crate::sequencer::{Reply, SequencerError};

store::label! {
    /// What the writer answered to a command.
    pub enum Answered {
        /// The signature is in the log.
        Signed => "signed",
        /// The address had signed before.
        AlreadySigned => "already_signed",
        /// The pending signature had been refused or had expired.
        Gone => "gone",
        /// A signature was taken out.
        Departed => "departed",
        /// There was none to be taken out.
        NothingToTakeOut => "nothing_to_take_out",
        /// Texts, figures or raisings are in the log.
        Published => "published",
        /// The log is closed from now on.
        Closed => "closed",
        /// The log was closed before.
        ClosedBefore => "closed_before",
        /// The queue was full.
        Busy => "busy",
        /// The store did not take it.
        Unavailable => "unavailable",
        /// The log may not be signed.
        LogRefuses => "log_refuses",
        /// The writer has stopped.
        Stopped => "stopped",
    }
}

store::label! {
    /// What a commit was found to have done of which nobody knew at first.
    pub enum Uncertain {
        /// It had happened.
        Committed => "committed",
        /// Somebody else had been first.
        Outrun => "outrun",
        /// It had not, or that could not be found out: whoever waited was asked to try again.
        NotCommitted => "not_committed",
    }
}

impl Answered {
    pub(crate) const fn of(outcome: &Result<Reply, SequencerError>) -> Self {
        match outcome {
            Ok(Reply::Signed { .. }) => Self::Signed,
            Ok(Reply::AlreadySigned { .. }) => Self::AlreadySigned,
            Ok(Reply::Gone) => Self::Gone,
            Ok(Reply::Departed) => Self::Departed,
            Ok(Reply::NothingToTakeOut) => Self::NothingToTakeOut,
            Ok(Reply::Published) => Self::Published,
            Ok(Reply::Closed) => Self::Closed,
            Ok(Reply::ClosedBefore) => Self::ClosedBefore,
            Err(SequencerError::Busy) => Self::Busy,
            Err(SequencerError::Unavailable) => Self::Unavailable,
            Err(SequencerError::LogRefuses) => Self::LogRefuses,
            Err(SequencerError::Stopped) => Self::Stopped,
        }
    }
}

/// What the writer measures.
#[derive(Debug, Default)]
pub struct Sequencing {
    /// What was answered.
    pub(crate) answers: Each<Answered, Tally>,
    /// Commands in one batch.
    pub(crate) sizes: Sizes,
    /// How long a command waited until its batch was begun.
    pub(crate) waits: Times,
    /// How long a batch took from there until its commands were answered.
    pub(crate) batches: Times,
    /// How long the store took to commit it.
    pub(crate) commits: Times,
    /// Batches of confirmations for which the store was asked who had signed: they conflicted, or had
    /// nothing to append.
    pub(crate) asked: Tally,
    /// Batches that were built anew since somebody else was first.
    pub(crate) outrun: Tally,
    /// Heads that were read from the store and proven.
    pub(crate) heads: Tally,
    /// Commits of which nobody knew at first whether they had happened.
    pub(crate) uncertain: Each<Uncertain, Tally>,
}

impl Sequencing {
    /// A batch is begun, of commands that waited so long.
    pub(crate) fn begins(&self, waited: impl ExactSizeIterator<Item = Duration>) {
        self.sizes.came(waited.len());
        waited.for_each(|waited| self.waits.took(waited));
    }

    /// As families, with how many commands wait and how many may.
    pub(super) fn families(&self, (waiting, limit): (usize, usize)) -> Vec<Family> {
        vec![
            Family::counter(
                "undersigned_commands_total",
                "Commands to the writer of the logs, by its answer.",
            )
            .each("answer", &self.answers),
            Family::gauge(
                "undersigned_queue_commands",
                "Commands that wait for the writer now.",
            )
            .of(waiting as u64),
            Family::gauge(
                "undersigned_queue_limit",
                "Commands that may wait before more are refused.",
            )
            .of(limit as u64),
            Family::histogram(
                "undersigned_queue_wait_seconds",
                "Time that a command waited until its batch was begun.",
            )
            .spread(self.waits.read()),
            Family::histogram("undersigned_batch_commands", "Commands in one batch.")
                .spread(self.sizes.read()),
            Family::histogram(
                "undersigned_batch_seconds",
                "Time that a batch took until its commands were answered.",
            )
            .spread(self.batches.read()),
            Family::histogram(
                "undersigned_commit_seconds",
                "Time that the store took to commit a batch.",
            )
            .spread(self.commits.read()),
            Family::counter(
                "undersigned_batches_asked_total",
                "Batches of confirmations for which the store was asked who had signed.",
            )
            .of(self.asked.count()),
            Family::counter(
                "undersigned_batches_outrun_total",
                "Batches that were built anew since another process was first.",
            )
            .of(self.outrun.count()),
            Family::counter(
                "undersigned_heads_read_total",
                "Heads of logs that were read from the store and proven.",
            )
            .of(self.heads.count()),
            Family::counter(
                "undersigned_commits_uncertain_total",
                "Commits with an unknown outcome, by what was found.",
            )
            .each("found", &self.uncertain),
        ]
    }
}

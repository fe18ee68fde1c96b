//! Commands that wait, taken together by the log that they are for.

use std::sync::Arc;

use store::BatchQuery;

use super::LogName;
use super::job::{Command, Job};

/// Commands of one log that are committed together, in the order in which they came.
pub(super) struct Round {
    pub(super) log: Arc<LogName>,
    pub(super) jobs: Vec<Job>,
}

/// Splits waiting jobs by log; within one log they keep the order in which they came.
pub(super) fn by_log(jobs: &mut Vec<Job>) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for job in jobs.drain(..) {
        match rounds.iter_mut().find(|round| round.log.id == job.log.id) {
            Some(round) => round.jobs.push(job),
            None => rounds.push(Round {
                log: Arc::clone(&job.log),
                jobs: vec![job],
            }),
        }
    }
    rounds
}

/// Whether nothing but signatures was confirmed.
pub(super) fn is_plain(commands: &[&Command]) -> bool {
    commands
        .iter()
        .all(|command| matches!(command, Command::Confirm(_)))
}

/// What there is to know before a batch can be built, asked in one round trip.
pub(super) fn query(commands: &[&Command]) -> BatchQuery {
    let mut query = BatchQuery::default();
    for command in commands {
        match command {
            Command::Confirm(confirmation) => {
                query.tags.push(confirmation.signed.tag);
                query.pendings.push(confirmation.pending.confirm_hash);
            }
            Command::Depart(departure) => query.leaves.push(departure.signature()),
            Command::Move(moved) => query.leaves.push(moved.from),
            Command::Publish(_) | Command::Close => {}
        }
    }
    query
}

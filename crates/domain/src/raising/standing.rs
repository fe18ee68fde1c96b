//! Where a demand stands after everything that was done about it.

use jiff::civil::Date;

use super::{DemandStatus, Raising};
use crate::text::MarkId;

/// Where a demand stands by one raising.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing<'r> {
    /// The evidence.
    pub raising: &'r Raising,
    /// What it says.
    pub status: DemandStatus,
    /// The day of the newest thing known of it.
    pub since: Date,
}

/// Everything that was done about a demand, the newest first. What was retracted is left out: it is
/// shown, and tells nothing.
#[must_use]
pub fn history<'r>(raisings: &'r [Raising], demand: &MarkId) -> Vec<Standing<'r>> {
    let mut history: Vec<Standing<'r>> = raisings
        .iter()
        .rev()
        .filter(|raising| raising.retracted.is_none())
        .filter_map(|raising| {
            Some(Standing {
                raising,
                status: *raising.demands.get(demand)?,
                since: raising.newest(),
            })
        })
        .collect();
    history.sort_by_key(|standing| std::cmp::Reverse(standing.since));
    history
}

/// Where a demand stands now: by what was learnt last, and of two on one day by the one written
/// later. Nothing for a demand that was raised nowhere; it is open.
#[must_use]
pub fn standing<'r>(raisings: &'r [Raising], demand: &MarkId) -> Option<Standing<'r>> {
    history(raisings, demand).into_iter().next()
}

//! Where a demand stands after everything that was done about it.

use jiff::civil::Date;

use super::{AfterTheEnd, DemandState, DemandStatus, Raising};
use crate::text::MarkId;

/// What one raising says of a demand, and where it left it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Evidence<'r> {
    /// Where it is told.
    pub raising: &'r Raising,
    /// What it says.
    pub status: DemandStatus,
    /// The day of the newest thing known of it.
    pub on: Date,
    /// Where the demand stood afterwards; where it stood before, if this contradicts it.
    pub state: DemandState,
    /// What it says although events had overtaken the demand before.
    pub contradiction: Option<AfterTheEnd>,
}

/// Where a demand stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing<'r> {
    /// The state.
    pub state: DemandState,
    /// The day on which it got there; nothing while it never left the first.
    pub since: Option<Date>,
    /// What was learnt last, if anything.
    pub newest: Option<Evidence<'r>>,
}

/// Everything that was done about a demand, the newest first; of two on one day the one written later
/// is the newer. What was retracted is left out: it is shown, and tells nothing.
#[must_use]
pub fn history<'r>(raisings: &'r [Raising], demand: &MarkId) -> Vec<Evidence<'r>> {
    let mut told: Vec<(&Raising, DemandStatus)> = raisings
        .iter()
        .filter(|raising| raising.retracted.is_none())
        .filter_map(|raising| Some((raising, *raising.demands.get(demand)?)))
        .collect();
    told.sort_by_key(|(raising, _)| raising.newest());
    let mut state = DemandState::Open;
    let mut history: Vec<Evidence<'r>> = told
        .into_iter()
        .map(|(raising, status)| {
            let after = state.after(status);
            state = after.unwrap_or(state);
            Evidence {
                raising,
                status,
                on: raising.newest(),
                state,
                contradiction: after.err(),
            }
        })
        .collect();
    history.reverse();
    history
}

/// Where a demand stands now.
#[must_use]
pub fn standing<'r>(raisings: &'r [Raising], demand: &MarkId) -> Standing<'r> {
    let history = history(raisings, demand);
    let state = history
        .first()
        .map_or(DemandState::Open, |newest| newest.state);
    let reached = history
        .iter()
        .take_while(|evidence| evidence.state == state)
        .last()
        .filter(|_| state != DemandState::Open);
    Standing {
        state,
        since: reached.map(|evidence| evidence.on),
        newest: history.first().copied(),
    }
}

//! The states a demand goes through, and what leads from one to the next (REQ-135).

use super::DemandStatus;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where a demand stands after everything that was done about it.
    DemandState {
        /// Nobody it is addressed to has done or said anything yet.
        Open = "open",
        /// Received, under discussion, or agreed to and not carried out yet.
        Acknowledged = "acknowledged",
        /// Carried out, or agreed to, in part.
        PartlyMet = "partly-met",
        /// Carried out.
        Met = "met",
        /// Refused.
        Refused = "refused",
        /// Events have made it pointless; nothing leads on from here.
        Overtaken = "overtaken",
    }
}

/// What is said to have come of a demand after events had made it pointless.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AfterTheEnd(pub DemandStatus);

impl DemandState {
    /// The state after one more piece of evidence.
    ///
    /// Raising a demand once more, or hearing nothing, changes nothing: a refusal stands until
    /// somebody answers otherwise. Words take nothing away of what was carried out. What was carried
    /// out can be taken back, and what was refused can be met after all, so the newest outcome counts.
    ///
    /// # Errors
    /// [`AfterTheEnd`] for an outcome after events had overtaken the demand: one of the two is wrong.
    pub const fn after(self, evidence: DemandStatus) -> Result<Self, AfterTheEnd> {
        use DemandStatus as Said;
        Ok(match (self, evidence) {
            (Self::Overtaken, Said::Partly | Said::Met | Said::Refused) => {
                return Err(AfterTheEnd(evidence));
            }
            (Self::Overtaken, _)
            | (_, Said::Raised | Said::NoAnswer)
            | (Self::PartlyMet | Self::Met, Said::Answered | Said::Accepted) => self,
            (_, Said::Answered | Said::Accepted) => Self::Acknowledged,
            (_, Said::Partly) => Self::PartlyMet,
            (_, Said::Met) => Self::Met,
            (_, Said::Refused) => Self::Refused,
            (_, Said::Overtaken) => Self::Overtaken,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(evidence: &[DemandStatus], expected: Result<DemandState, AfterTheEnd>) {
        let start = DemandState::Open;
        let reached = evidence
            .iter()
            .try_fold(start, |state, said| state.after(*said));
        assert_eq!(reached, expected, "{evidence:?}");
    }

    #[test]
    fn each_state_is_reached_and_left_as_its_evidence_says() {
        use DemandState as State;
        use DemandStatus as Said;
        check(&[], Ok(State::Open));
        check(&[Said::Raised, Said::NoAnswer], Ok(State::Open));
        check(&[Said::Raised, Said::Answered], Ok(State::Acknowledged));
        check(&[Said::Accepted], Ok(State::Acknowledged));
        check(&[Said::Accepted, Said::Partly], Ok(State::PartlyMet));
        check(&[Said::Partly, Said::Met], Ok(State::Met));
        check(&[Said::Refused], Ok(State::Refused));
        check(&[Said::Partly, Said::Overtaken], Ok(State::Overtaken));
    }

    #[test]
    fn raising_it_again_does_not_undo_an_outcome() {
        use DemandState as State;
        use DemandStatus as Said;
        check(&[Said::Refused, Said::Raised], Ok(State::Refused));
        check(&[Said::Met, Said::NoAnswer], Ok(State::Met));
        check(&[Said::Overtaken, Said::Raised], Ok(State::Overtaken));
    }

    #[test]
    fn words_take_nothing_away_of_what_was_carried_out_and_deeds_do() {
        use DemandState as State;
        use DemandStatus as Said;
        check(&[Said::Partly, Said::Answered], Ok(State::PartlyMet));
        check(&[Said::Met, Said::Accepted], Ok(State::Met));
        check(&[Said::Refused, Said::Answered], Ok(State::Acknowledged));
        check(&[Said::Refused, Said::Met], Ok(State::Met));
        check(&[Said::Met, Said::Refused], Ok(State::Refused));
    }

    #[test]
    fn nothing_comes_of_a_demand_that_events_have_overtaken() {
        use DemandStatus as Said;
        for outcome in [Said::Partly, Said::Met, Said::Refused] {
            check(&[Said::Overtaken, outcome], Err(AfterTheEnd(outcome)));
        }
        let state = DemandState::Overtaken;
        for said in DemandStatus::ALL {
            assert!(
                state.after(*said).is_err() || state.after(*said) == Ok(state),
                "{said:?}"
            );
        }
    }
}

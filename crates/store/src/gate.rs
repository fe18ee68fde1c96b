//! Where tests make a step fail: in front of the engine, so that it works around any of them.
//!
//! Without the feature `testing` a gate is nothing and lets everything pass.

use std::future::Future;

use crate::StoreError;

/// A step that tests can make fail.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// [`Store::log_head`](crate::Store::log_head).
    LogHead,
    /// [`Store::batch_facts`](crate::Store::batch_facts).
    BatchFacts,
    /// [`Store::commit`](crate::Store::commit).
    Commit,
    /// [`Store::cosign`](crate::Store::cosign).
    Cosign,
    /// [`Store::witnessed`](crate::Store::witnessed).
    Witnessed,
    /// [`Store::witness_advance`](crate::Store::witness_advance).
    WitnessAdvance,
    /// [`Store::accept`](crate::Store::accept).
    Accept,
    /// [`Store::pending`](crate::Store::pending).
    Pending,
    /// [`Store::relist`](crate::Store::relist).
    Relist,
    /// [`Store::deliveries_claim`](crate::Store::deliveries_claim).
    Claim,
    /// [`Store::deliveries_settle`](crate::Store::deliveries_settle).
    Settle,
    /// [`Store::mail_returned`](crate::Store::mail_returned).
    Returned,
    /// [`Store::issue_mails_settle`](crate::Store::issue_mails_settle).
    IssueSettle,
}

type Result<T> = std::result::Result<T, StoreError>;

#[cfg(not(feature = "testing"))]
mod closed {
    use super::{Future, Result, Step};

    /// Nothing.
    #[derive(Clone, Default)]
    pub(crate) struct Gate(());

    impl Gate {
        pub(crate) async fn pass<T>(
            &self,
            _step: Step,
            work: impl Future<Output = Result<T>>,
        ) -> Result<T> {
            work.await
        }
    }
}

#[cfg(feature = "testing")]
mod open {
    use std::collections::{HashMap, VecDeque};
    use std::sync::{Arc, Mutex, PoisonError};

    use super::{Future, Result, Step, StoreError};

    /// How a step fails.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum Form {
        /// Not done, and known not to be: `Unavailable`.
        Unwritten,
        /// Done, and denied: `Unavailable`. No engine may tell this lie; who survives it survives
        /// the rest.
        Written,
        /// Not done, and nobody knows: `Uncertain`.
        UncertainUnwritten,
        /// Done, and nobody knows: `Uncertain`.
        UncertainWritten,
        /// Not done, since somebody else was first: `Conflict`.
        Conflict,
        /// Not done, since what is stored contradicts itself: `Corrupt`.
        Damaged,
    }

    /// What is planned to fail. Clones share the plan.
    #[derive(Clone, Default, Debug)]
    pub struct Faults(Arc<Mutex<HashMap<Step, VecDeque<Form>>>>);

    impl Faults {
        /// Makes the next passing of this step fail, behind those that were planned before.
        pub fn next(&self, step: Step, form: Form) {
            let mut plan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            plan.entry(step).or_default().push_back(form);
        }

        /// How many planned faults have not happened.
        #[must_use]
        pub fn left(&self) -> usize {
            let plan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            plan.values().map(VecDeque::len).sum()
        }

        fn take(&self, step: Step) -> Option<Form> {
            let mut plan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            plan.get_mut(&step)?.pop_front()
        }
    }

    /// Lets work pass, or not.
    #[derive(Clone, Default)]
    pub(crate) struct Gate(Faults);

    impl Gate {
        pub(crate) const fn new(faults: Faults) -> Self {
            Self(faults)
        }

        pub(crate) async fn pass<T>(
            &self,
            step: Step,
            work: impl Future<Output = Result<T>>,
        ) -> Result<T> {
            let Some(form) = self.0.take(step) else {
                return work.await;
            };
            if matches!(form, Form::Written | Form::UncertainWritten) {
                work.await?;
            }
            Err(match form {
                Form::Unwritten | Form::Written => StoreError::unavailable("a planned fault"),
                Form::UncertainUnwritten | Form::UncertainWritten => {
                    StoreError::uncertain("a planned fault")
                }
                Form::Conflict => StoreError::conflict("a planned fault"),
                Form::Damaged => StoreError::corrupt("a planned fault"),
            })
        }
    }
}

#[cfg(not(feature = "testing"))]
pub(crate) use closed::Gate;
#[cfg(feature = "testing")]
pub(crate) use open::Gate;
#[cfg(feature = "testing")]
pub use open::{Faults, Form};

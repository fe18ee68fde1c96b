//! Forms and confirmations, by what became of them.

use store::StoreError;

use super::{Family, Metrics};
use crate::confirm::{ConfirmError, Confirming};
use crate::declarations::LoadError;
use crate::sequencer::SequencerError;
use crate::sign::{SignError, Signing};

store::label! {
    /// What became of a sign form. A new and a known address are one word: whoever sees the numbers before
    /// and after somebody signed must not learn which it was.
    pub enum Submission {
        /// Taken as pending, and what is true of the address goes by mail.
        Accepted => "accepted",
        /// Shown again with its mistakes.
        Mistaken => "mistaken",
        /// Filled in by a program that fell into the trap.
        Trapped => "trapped",
        /// Too late.
        Closed => "closed",
        /// Told that signing rests.
        Paused => "paused",
        /// Shown again, since the text changed meanwhile.
        Revised => "revised",
        /// Shown again, since our mail server cannot reach such an address.
        Undeliverable => "undeliverable",
        /// Shown again, since the store could not be used.
        Unavailable => "unavailable",
        /// Not taken for a reason that does not pass by itself.
        Failed => "failed",
    }
}

store::label! {
    /// What was answered to a button or a code.
    pub enum Confirmation {
        /// The receipt, also when it was asked for again.
        Signed => "signed",
        /// That the address had signed before.
        AlreadySigned => "already_signed",
        /// That collecting has ended.
        Closed => "closed",
        /// That everything rests.
        Paused => "paused",
        /// That the code is wrong.
        WrongCode => "wrong_code",
        /// That the link or code leads nowhere.
        Gone => "gone",
        /// The button again, since the queue was full.
        Busy => "busy",
        /// The button again, since the store could not be used.
        Unavailable => "unavailable",
        /// Nothing, for a reason that does not pass by itself.
        Failed => "failed",
    }
}

impl Submission {
    pub(crate) const fn of(outcome: &Result<Signing, SignError>) -> Self {
        match outcome {
            Ok(Signing::CheckMail(_)) => Self::Accepted,
            Ok(Signing::Closed) => Self::Closed,
            Ok(Signing::Paused(_)) => Self::Paused,
            Ok(Signing::TextChanged) => Self::Revised,
            Ok(Signing::Undeliverable) => Self::Undeliverable,
            Err(SignError::Store(error) | SignError::Load(LoadError::Store(error)))
                if passes(error) =>
            {
                Self::Unavailable
            }
            Err(_) => Self::Failed,
        }
    }
}

impl Confirmation {
    pub(crate) const fn of(outcome: &Result<Confirming, ConfirmError>) -> Self {
        match outcome {
            Ok(Confirming::Signed(_)) => Self::Signed,
            Ok(Confirming::AlreadySigned(_)) => Self::AlreadySigned,
            Ok(Confirming::Closed(_)) => Self::Closed,
            Ok(Confirming::Paused(_)) => Self::Paused,
            Ok(Confirming::WrongCode(_)) => Self::WrongCode,
            Ok(Confirming::Gone) => Self::Gone,
            Err(ConfirmError::Sequencer(SequencerError::Busy)) => Self::Busy,
            Err(ConfirmError::Sequencer(SequencerError::Unavailable | SequencerError::Stopped)) => {
                Self::Unavailable
            }
            Err(ConfirmError::Store(error) | ConfirmError::Load(LoadError::Store(error)))
                if passes(error) =>
            {
                Self::Unavailable
            }
            Err(_) => Self::Failed,
        }
    }
}

const fn passes(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Unavailable { .. } | StoreError::Uncertain { .. }
    )
}

pub(super) fn families(metrics: &Metrics) -> Vec<Family> {
    vec![
        Family::counter(
            "undersigned_submissions_total",
            "Sign forms that arrived, by what became of them.",
        )
        .each("outcome", &metrics.submissions),
        Family::counter(
            "undersigned_confirmations_total",
            "Buttons pressed and codes typed, by what was answered.",
        )
        .each("reply", &metrics.confirmations),
    ]
}

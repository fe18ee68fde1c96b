//! The act: `Pending` → `Confirmed` → `Withdrawn` or `Struck`.

use thiserror::Error;

/// Where a signature stands. A pending one is not in the log and not in the count.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SignatureState {
    /// Sent, not yet confirmed by mail.
    Pending,
    /// In the log and in the count.
    Confirmed,
    /// Taken back by the signer.
    Withdrawn(WithdrawalReason),
    /// Taken out by the organisers, for a stated reason.
    Struck(StrikeReason),
}

/// Why a signature was withdrawn (LOG-FORMAT section 4).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WithdrawalReason {
    /// The signer's wish.
    Wish,
    /// Erasure of the record.
    Erasure,
}

/// Why a signature was struck (LOG-FORMAT section 4).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StrikeReason {
    /// The same signer signed twice.
    Duplicate,
    /// It was not the person named.
    NotThePerson,
    /// It failed an audit.
    FailedAudit,
    /// A legal order.
    LegalOrder,
    /// Entered by mistake.
    Mistake,
}

/// Why a signature cannot take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TransitionError {
    /// Not confirmed yet, so there is nothing to take back.
    #[error("the signature is not confirmed")]
    NotConfirmed,
    /// Confirmed, withdrawn or struck before.
    #[error("the signature has left that state before")]
    Already,
}

impl SignatureState {
    /// The step at the commit point.
    ///
    /// # Errors
    /// [`TransitionError::Already`] unless pending.
    pub const fn confirm(self) -> Result<Self, TransitionError> {
        match self {
            Self::Pending => Ok(Self::Confirmed),
            _ => Err(TransitionError::Already),
        }
    }

    /// The step a signer takes.
    ///
    /// # Errors
    /// [`TransitionError`] unless confirmed and still counted.
    pub const fn withdraw(self, reason: WithdrawalReason) -> Result<Self, TransitionError> {
        match self {
            Self::Confirmed => Ok(Self::Withdrawn(reason)),
            Self::Pending => Err(TransitionError::NotConfirmed),
            Self::Withdrawn(_) | Self::Struck(_) => Err(TransitionError::Already),
        }
    }

    /// The step the organisers take.
    ///
    /// # Errors
    /// [`TransitionError`] unless confirmed and still counted.
    pub const fn strike(self, reason: StrikeReason) -> Result<Self, TransitionError> {
        match self {
            Self::Confirmed => Ok(Self::Struck(reason)),
            Self::Pending => Err(TransitionError::NotConfirmed),
            Self::Withdrawn(_) | Self::Struck(_) => Err(TransitionError::Already),
        }
    }

    /// Whether the count includes it.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Confirmed)
    }
}

impl WithdrawalReason {
    /// Both reasons, in the order of their codes.
    pub const ALL: [Self; 2] = [Self::Wish, Self::Erasure];

    /// The code in a log entry.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8 + 1
    }

    /// The reason with this code, if there is one.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

impl StrikeReason {
    /// All reasons, in the order of their codes.
    pub const ALL: [Self; 5] = [
        Self::Duplicate,
        Self::NotThePerson,
        Self::FailedAudit,
        Self::LegalOrder,
        Self::Mistake,
    ];

    /// The code in a log entry.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8 + 1
    }

    /// The reason with this code, if there is one.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// The word by which organisers name it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::NotThePerson => "not-the-person",
            Self::FailedAudit => "audit",
            Self::LegalOrder => "legal-order",
            Self::Mistake => "mistake",
        }
    }

    /// The reason with this word, if there is one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_confirmed_once_and_leaves_once() {
        let confirmed = SignatureState::Pending.confirm().unwrap();
        assert!(confirmed.counts());
        assert_eq!(confirmed.confirm(), Err(TransitionError::Already));
        let withdrawn = confirmed.withdraw(WithdrawalReason::Wish).unwrap();
        assert!(!withdrawn.counts());
        assert_eq!(
            withdrawn.strike(StrikeReason::Mistake),
            Err(TransitionError::Already)
        );
        assert_eq!(
            withdrawn.withdraw(WithdrawalReason::Erasure),
            Err(TransitionError::Already)
        );
    }

    #[test]
    fn every_reason_to_strike_has_a_word_that_leads_back_to_it() {
        for reason in StrikeReason::ALL {
            assert_eq!(StrikeReason::from_word(reason.word()), Some(reason));
        }
        assert_eq!(StrikeReason::from_word("dislike"), None);
    }

    #[test]
    fn what_is_pending_can_neither_be_withdrawn_nor_struck() {
        let pending = SignatureState::Pending;
        assert_eq!(
            pending.withdraw(WithdrawalReason::Wish),
            Err(TransitionError::NotConfirmed)
        );
        assert_eq!(
            pending.strike(StrikeReason::Duplicate),
            Err(TransitionError::NotConfirmed)
        );
    }
}

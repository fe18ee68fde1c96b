//! What organisers do to a signature that should not stand: strike it, or erase it because its
//! signer asks for that and has lost the mail.
//!
//! Both take the road of every withdrawal: the name leaves the list and everything personal is
//! erased in the transaction that appends the entry. That entry, with its reason, is the record of
//! what was done; there is no other, and no signature goes without one.

use std::sync::Arc;

use domain::log::Field;
use domain::signature::{StrikeReason, WithdrawalReason};
use store::{StoreError, StoredState};
use thiserror::Error;

use crate::declarations::Published;
use crate::opening;
use crate::sequencer::{Command, Departure, Reply, SequencerError};
use crate::site::Site;

/// Why a signature is taken out by somebody else than its signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakingOut {
    /// It should not stand, for this reason.
    Strike(StrikeReason),
    /// Its signer asks for erasure (GDPR article 17).
    Erasure,
}

/// Why nothing was done.
#[derive(Debug, Error)]
pub enum TakeOutError {
    /// The store cannot be read.
    #[error("the store cannot be read")]
    Store(#[from] StoreError),
    /// The writer did not take it.
    #[error("it was not committed")]
    Sequencer(#[from] SequencerError),
}

/// How an entry stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A signature that counts.
    Counts,
    /// A signature that was withdrawn.
    Withdrawn,
    /// A signature that was struck out.
    Struck,
    /// Not a signature, or not yet known here.
    NotASignature,
}

impl Site {
    /// How the entry at a leaf stands. Changes nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn standing_at(
        &self,
        declaration: &Published,
        leaf: u64,
    ) -> Result<Standing, StoreError> {
        let row = self.store.signature(declaration.id, leaf).await?;
        Ok(match row.map(|row| row.state) {
            None => Standing::NotASignature,
            Some(StoredState::Confirmed) => Standing::Counts,
            Some(StoredState::Withdrawn) => Standing::Withdrawn,
            Some(StoredState::Struck) => Standing::Struck,
        })
    }

    /// What the public list shows of the signature at a leaf; nothing where it is only counted.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn shown_at(
        &self,
        declaration: &Published,
        leaf: u64,
    ) -> Result<Option<String>, StoreError> {
        let found = self.store.openings(declaration.id, leaf, leaf + 1).await?;
        let opening = found.first().and_then(|(_, bytes)| opening::decode(bytes));
        let shown = opening.and_then(|opening| {
            let text = |field| opening.shown(field).map(str::to_owned);
            text(Field::Name).or_else(|| text(Field::Initials))
        });
        Ok(shown)
    }

    /// Takes a signature out and answers how the entry stood before: only one that counted was taken
    /// out, in every other case nothing was done.
    ///
    /// # Errors
    /// See [`TakeOutError`]; trying again is harmless.
    pub async fn take_out(
        &self,
        declaration: &Published,
        leaf: u64,
        why: TakingOut,
    ) -> Result<Standing, TakeOutError> {
        let departure = match why {
            TakingOut::Strike(reason) => Departure::Strike {
                signature: leaf,
                reason,
            },
            TakingOut::Erasure => Departure::Withdrawal {
                signature: leaf,
                reason: WithdrawalReason::Erasure,
            },
        };
        let log = Arc::clone(&declaration.log);
        let command = Command::Depart(departure);
        Ok(match self.sequencer.submit(log, command).await? {
            Reply::Departed => Standing::Counts,
            _ => self.standing_at(declaration, leaf).await?,
        })
    }
}

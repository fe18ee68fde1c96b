//! "This was not me": the pending signature goes at once, and on request no mail ever comes again.

use std::sync::Arc;

use jiff::Timestamp;
use store::{PendingKey, StoreError};

use crate::declarations::{LoadError, Published};
use crate::secret::Token;
use crate::site::Site;

/// A pending signature as whoever got its mail by mistake may see it: not by whom.
#[derive(Debug, Clone)]
pub struct Refusable {
    /// The declaration.
    pub declaration: Arc<Published>,
    /// When all of it is deleted without anybody's doing.
    pub expires: Timestamp,
}

/// What becomes of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Everything about the pending signature was deleted.
    Deleted,
    /// There was nothing to delete: expired, refused before, or confirmed.
    Nothing,
}

impl Site {
    /// What a link would delete; nothing where there is nothing to delete. Changes nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn refusable(&self, token: &Token) -> Result<Option<Refusable>, LoadError> {
        let row = self.pending_row(PendingKey::Refuse(token.hash())).await?;
        let Some(row) = row.filter(|row| row.leaf.is_none()) else {
            return Ok(None);
        };
        let declaration = self.declaration_by_id(row.declaration).await?;
        Ok(declaration.map(|declaration| Refusable {
            declaration,
            expires: row.expires,
        }))
    }

    /// Deletes a pending signature by the link in its mail. With `never_again` a keyed hash of the
    /// address is kept, so that this site never writes to it any more (REQ-8).
    ///
    /// # Errors
    /// When the store cannot be written; nothing happened then.
    pub async fn refuse(&self, token: &Token, never_again: bool) -> Result<Refused, StoreError> {
        let deleted = self.store.pending_refuse(token.hash(), never_again).await?;
        Ok(if deleted {
            Refused::Deleted
        } else {
            Refused::Nothing
        })
    }
}

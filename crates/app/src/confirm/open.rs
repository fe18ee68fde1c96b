//! Opening a pending row: by the token of the link, or by the code with the secret of the tab.

use store::{PendingKey, PendingRow, StoreError, Try};
use zeroize::Zeroizing;

use super::ConfirmError;
use crate::secret::{Code, Key, Sealed, Token};
use crate::sign::CODE_TRIES;
use crate::site::Site;

/// A pending row whose key was had.
pub(super) struct Opened {
    pub(super) row: PendingRow,
    pub(super) key: Key,
    pub(super) plain: Zeroizing<Vec<u8>>,
    /// The try that the code cost; it is given back with the end of this.
    pub(super) tried: Option<Try>,
}

impl Opened {
    /// The try that brought the signature is not given back, to spare everybody who signs a second write;
    /// but the last one is, so that whoever lost the receipt can type the code again.
    pub(super) fn has_signed(&mut self) {
        if let Some(tried) = self.tried.take_if(|tried| tried.left() > 0) {
            tried.stands();
        }
    }
}

pub(super) enum Opening {
    Opened(Box<Opened>),
    WrongCode(u32),
    Gone,
}

impl Site {
    /// A pending row as long as its links are good.
    pub(crate) async fn pending_row(
        &self,
        key: PendingKey,
    ) -> Result<Option<PendingRow>, StoreError> {
        let row = self.store.pending(key).await?;
        let by = self.still_pending().await?;
        Ok(row.filter(|row| row.expires > by))
    }

    pub(super) async fn open_by_link(&self, token: &Token) -> Result<Opening, ConfirmError> {
        let row = self.pending_row(PendingKey::Confirm(token.hash())).await?;
        Ok(open(row, |row| {
            token.key("link").unwrap(&row.wrapped_by_link)
        }))
    }

    /// A try is counted before the code is looked at, so that no crash and no race lets anybody guess once
    /// more. It stands from the moment in which the code is seen to be wrong; until then, and where it is
    /// right, it is given back if the request ends.
    pub(super) async fn open_by_code(
        &self,
        tab: &Token,
        code: &Code,
    ) -> Result<Opening, ConfirmError> {
        let tab_hash = tab.hash();
        let Some(tried) = self.store.pending_try(tab_hash, CODE_TRIES).await? else {
            return Ok(Opening::Gone);
        };
        let row = self.pending_row(PendingKey::Tab(tab_hash)).await?;
        let mut wrong = false;
        let opening = open(row, |row| {
            let key = tab
                .key_with("code", code.as_bytes())
                .unwrap(&row.wrapped_by_code);
            wrong = key.is_err();
            key
        });
        if wrong {
            let left = tried.left();
            tried.stands();
            return Ok(Opening::WrongCode(left));
        }
        Ok(match opening {
            Opening::Opened(opened) => Opening::Opened(Box::new(Opened {
                tried: Some(tried),
                ..*opened
            })),
            other => other,
        })
    }
}

fn open(
    row: Option<PendingRow>,
    unwrap: impl FnOnce(&PendingRow) -> Result<Key, crate::secret::OpenError>,
) -> Opening {
    let Some(row) = row else {
        return Opening::Gone;
    };
    let what = if row.leaf.is_some() {
        Sealed::Stub
    } else {
        Sealed::Payload
    };
    let opened = unwrap(&row).and_then(|key| {
        let plain = key.open(what, &row.payload)?;
        Ok(Opened {
            row,
            key,
            plain,
            tried: None,
        })
    });
    opened.map_or(Opening::Gone, |opened| Opening::Opened(Box::new(opened)))
}

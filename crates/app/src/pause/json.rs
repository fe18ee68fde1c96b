//! Whether a declaration can be signed now, for programs: embeds ask it, and so may anybody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::StoreError;

use crate::declarations::Published;
use crate::pause::Scope;
use crate::site::Site;

/// Whether a declaration can be signed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signing {
    /// It can.
    Open,
    /// An operator lets signing rest; links that were mailed can be confirmed.
    Paused,
    /// The site can only be read for a while.
    ReadOnly,
    /// It can be signed at its original; this is a copy.
    Elsewhere,
    /// It can no longer be signed, or not yet.
    Closed,
}

/// The same as JSON, with what an operator said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningJson {
    /// Whether it can be signed now.
    pub signing: Signing,
    /// When the pause ends, in UTC, if that was said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<String>,
    /// The operator's words, by the tag of their language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub said: BTreeMap<String, String>,
}

impl Site {
    /// Whether a declaration can be signed now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn signing_json(&self, declaration: &Published) -> Result<SigningJson, StoreError> {
        let bare = |signing| SigningJson {
            signing,
            until: None,
            said: BTreeMap::new(),
        };
        if !self.is_open(declaration) {
            let elsewhere = declaration.is_collecting(self.today());
            return Ok(bare(if elsewhere {
                Signing::Elsewhere
            } else {
                Signing::Closed
            }));
        }
        let Some(pause) = self.paused().await? else {
            return Ok(bare(Signing::Open));
        };
        let said = pause.said.into_iter();
        Ok(SigningJson {
            signing: match pause.scope {
                Scope::Signing => Signing::Paused,
                Scope::Everything => Signing::ReadOnly,
            },
            until: pause.until.map(|until| format!("{until:.0}")),
            said: said.map(|(tag, words)| (tag.to_string(), words)).collect(),
        })
    }
}

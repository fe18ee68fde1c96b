//! How a pause stands in the store.

use std::collections::BTreeMap;

use domain::locale::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::standing::{Held, Pause, Scope, Standing};

impl Standing {
    /// As it is kept in the store.
    pub(super) fn encode(&self) -> Vec<u8> {
        let pause = self.pause.as_ref();
        let kept = Kept {
            scope: pause.map(|pause| pause.scope.as_str().to_owned()),
            since: pause.map(|pause| pause.since.to_string()),
            until: pause.and_then(|pause| pause.until).map(|at| at.to_string()),
            said: pause.map_or_else(BTreeMap::new, |pause| {
                let said = pause.said.iter();
                said.map(|(tag, words)| (tag.to_string(), words.clone()))
                    .collect()
            }),
            held_since: self.held.map(|held| held.since.to_string()),
            held_end: self.held.and_then(|held| held.end).map(|at| at.to_string()),
        };
        serde_json::to_vec(&kept).expect("text under text is JSON")
    }

    /// What the store keeps. What a newer program wrote and this one cannot read lets signing rest: it is
    /// there because somebody wanted something to.
    pub(super) fn of(kept: Option<&[u8]>) -> Self {
        let Some(bytes) = kept else {
            return Self::default();
        };
        let read = serde_json::from_slice::<Kept>(bytes).ok();
        read.and_then(Kept::read).unwrap_or_else(|| Self {
            pause: Some(Pause {
                scope: Scope::Signing,
                since: Timestamp::UNIX_EPOCH,
                until: None,
                said: BTreeMap::new(),
            }),
            held: None,
        })
    }
}

/// The JSON under the setting. Unknown fields are refused: they would say something that this program
/// does not do.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Kept {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    until: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    said: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    held_since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    held_end: Option<String>,
}

impl Kept {
    fn read(self) -> Option<Standing> {
        let pause = match (self.scope, self.since) {
            (Some(scope), Some(since)) => {
                let said = self.said.into_iter();
                let said = said.map(|(tag, words)| Some((Language::parse(&tag).ok()?, words)));
                Some(Pause {
                    scope: [Scope::Signing, Scope::Everything]
                        .into_iter()
                        .find(|known| known.as_str() == scope)?,
                    since: since.parse().ok()?,
                    until: moment(self.until)?,
                    said: said.collect::<Option<_>>()?,
                })
            }
            (None, None) => None,
            _ => return None,
        };
        let end = moment(self.held_end)?;
        let held = moment(self.held_since)?.map(|since| Held { since, end });
        Some(Standing { pause, held })
    }
}

/// Nothing for what is no moment; otherwise the moment, if there is one.
fn moment(text: Option<String>) -> Option<Option<Timestamp>> {
    text.map(|text| text.parse()).transpose().ok()
}

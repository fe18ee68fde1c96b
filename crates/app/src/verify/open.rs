//! The beginning of a recount: whose log it is, how large it is, and what is known of it.

use serde::de::DeserializeOwned;
use thiserror::Error;
use tlog::Checkpoint;
use tlog::note::VerifierKey;

use super::recount::{Opened, Recount};
use super::remember::Remembered;
use super::{Problem, PublishedCount, SourceError};
use crate::log::CountJson;

/// The most entries that are read unless told otherwise, 2³²: half the people on Earth. A size is
/// only a number in a checkpoint, and each 256 entries cost three requests.
pub const MAX_ENTRIES: u64 = 1 << 32;

#[derive(Debug, Error)]
#[error("it is signed for {size} entries, and no more than {most} are read unless told")]
struct TooLarge {
    size: u64,
    most: u64,
}

/// A published count and the checkpoint read after it.
struct State {
    published: Option<CountJson>,
    checkpoint: Checkpoint,
    note: String,
}

impl State {
    fn count_ahead(&self) -> Option<Problem> {
        let published = self.published.as_ref()?.size;
        let signed = self.checkpoint.size;
        (published > signed).then_some(Problem::CountAhead { published, signed })
    }
}

impl Recount<'_> {
    /// Nothing where it is not known whose log this is.
    pub(super) async fn open(&mut self) -> Result<Option<Opened>, SourceError> {
        let Some(policy) = self.file("policy").await? else {
            return Ok(None);
        };
        let Some(key) = policy_key(&policy) else {
            let why = "it names no log key".to_owned();
            self.found(Problem::Malformed("policy".into(), why));
            return Ok(None);
        };
        let before = self.recall(&key)?;
        if !self.report.is_fine() {
            return Ok(None);
        }
        let Some(state) = self.settled(&key).await? else {
            return Ok(None);
        };
        let (size, most) = (
            state.checkpoint.size,
            self.options.max_entries.unwrap_or(MAX_ENTRIES),
        );
        if size > most {
            return Err(SourceError {
                path: "checkpoint".to_owned(),
                source: TooLarge { size, most }.into(),
            });
        }
        let opened = Opened {
            checkpoint: state.checkpoint,
            note: state.note,
            key,
            before,
        };
        self.published = state.published;
        self.describe(&opened);
        Ok(Some(opened))
    }

    /// What was seen before, under the place and under the origin. Whoever answers with another
    /// name or key is not whom we know.
    fn recall(&mut self, shown: &VerifierKey) -> Result<Vec<Checkpoint>, SourceError> {
        let mut other = Vec::new();
        let other_key = |expected: &VerifierKey| Problem::OtherKey {
            expected: expected.to_string(),
            found: shown.to_string(),
        };
        if let Some(known) = self.options.key.as_ref().filter(|known| *known != shown) {
            other.push(other_key(known));
        }
        let mut before = Vec::new();
        if let Some(memory) = self.options.memory {
            for name in self.remembered_as(shown.name()) {
                let Some(Remembered { key, checkpoint }) = memory.recall(name)? else {
                    continue;
                };
                if checkpoint.origin != shown.name() {
                    other.push(Problem::OtherOrigin {
                        expected: checkpoint.origin.clone(),
                        found: shown.name().to_owned(),
                    });
                } else if &key != shown {
                    other.push(other_key(&key));
                }
                before.push(checkpoint);
            }
        }
        other.dedup();
        other.into_iter().for_each(|problem| self.found(problem));
        Ok(before)
    }

    /// The origin alone would let a site choose what it is compared with, by taking another one.
    fn remembered_as<'o>(&'o self, origin: &'o str) -> Vec<&'o str> {
        let place = self.options.place.filter(|place| *place != origin);
        place.into_iter().chain([origin]).collect()
    }

    pub(super) fn remember(&self, opened: &Opened) -> Result<(), SourceError> {
        if let (true, Some(memory)) = (self.report.is_fine(), self.options.memory) {
            for name in self.remembered_as(&opened.checkpoint.origin) {
                memory.remember(name, &opened.key, &opened.note)?;
            }
        }
        Ok(())
    }

    /// Count and checkpoint, read a second time where a cache holds an older checkpoint than count.
    async fn settled(&mut self, key: &VerifierKey) -> Result<Option<State>, SourceError> {
        let mut state = self.state(key).await?;
        let ahead = |state: &Option<State>| state.as_ref().and_then(State::count_ahead);
        if let (Some(_), Some(pause)) = (ahead(&state), self.options.pause) {
            pause().await;
            state = self.state(key).await?;
        }
        if let Some(problem) = ahead(&state) {
            self.found(problem);
        }
        Ok(state)
    }

    /// The count first: the log may grow meanwhile, and the count must not be newer.
    async fn state(&mut self, key: &VerifierKey) -> Result<Option<State>, SourceError> {
        let published = match self.file("count.json").await? {
            Some(bytes) => self.json("count.json", &bytes),
            None => None,
        };
        let Some(note) = self.file("checkpoint").await? else {
            return Ok(None);
        };
        match Checkpoint::open(&note, std::slice::from_ref(key)) {
            Ok(checkpoint) => Ok(Some(State {
                published,
                checkpoint,
                note: String::from_utf8_lossy(&note).into_owned(),
            })),
            Err(error) => {
                self.found(Problem::Checkpoint(error.to_string()));
                Ok(None)
            }
        }
    }

    fn describe(&mut self, opened: &Opened) {
        let now = &opened.checkpoint;
        self.report.origin.clone_from(&now.origin);
        self.report.key = opened.key.to_string();
        self.report.size = now.size;
        self.report.root = now.root.to_string();
        self.report.published = self.published.as_ref().map(|count| PublishedCount {
            size: count.size,
            total: count.total,
            shown: count.shown,
        });
        self.report.remembered = opened.before.iter().map(|before| before.size).max();
        if let Some(before) = self.report.remembered.filter(|before| *before > now.size) {
            self.found(Problem::Shrunk {
                before,
                now: now.size,
            });
        }
    }

    /// Reads JSON. What is wrong is said by its place alone: the reader's own words quote the file.
    pub(super) fn json<T: DeserializeOwned>(&mut self, path: &str, bytes: &[u8]) -> Option<T> {
        match serde_json::from_slice(bytes) {
            Ok(value) => Some(value),
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                let why = format!("it is not what it should be at line {line}, column {column}");
                self.found(Problem::Malformed(path.to_owned(), why));
                None
            }
        }
    }
}

fn policy_key(policy: &[u8]) -> Option<VerifierKey> {
    let text = std::str::from_utf8(policy).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("log "))?;
    VerifierKey::parse(line.split(' ').next()?).ok()
}

//! The beginning of a recount: whose log it is, how large it is, and what is known of it.

use thiserror::Error;
use tlog::note::VerifierKey;
use tlog::{Checkpoint, Policy};

use super::milestones::Milestone;
use super::recount::{Opening, Recount};
use super::remember::Remembered;
use super::state::{State, why};
use super::{Problem, PublishedCount, SourceError};

/// The most entries that are read unless told otherwise, 2³²: half the people on Earth. A size is
/// only a number in a checkpoint, and each 256 entries cost three requests.
pub const MAX_ENTRIES: u64 = 1 << 32;

/// What was seen of a log before.
struct Before {
    checkpoint: Checkpoint,
    /// It was seen in the place that is read now, which may not lag behind itself.
    here: bool,
}

#[derive(Debug, Error)]
#[error("it is signed for {size} entries, and no more than {most} are read unless told")]
struct TooLarge {
    size: u64,
    most: u64,
}

impl Recount<'_> {
    /// Nothing where it is not known whose log this is.
    pub(super) async fn open(&mut self) -> Result<Option<Opening>, SourceError> {
        let Some((site, key)) = self.policy().await? else {
            return Ok(None);
        };
        let before = self.recall(&key)?;
        if !self.report.is_fine() {
            return Ok(None);
        }
        let Some(state) = self.settled(&key, &site).await? else {
            return Ok(None);
        };
        let checkpoint = state.newest.checkpoint.clone();
        let (size, most) = (
            checkpoint.size,
            self.options.max_entries.unwrap_or(MAX_ENTRIES),
        );
        if size > most {
            return Err(SourceError::new("checkpoint", TooLarge { size, most }));
        }
        let opened = Opening {
            checkpoint,
            note: state.note.clone(),
            key,
        };
        self.milestones
            .expect(size, Milestone::Root(opened.checkpoint.root, Problem::Root));
        self.describe(&opened, &before);
        self.witnesses(&state, &site);
        self.expect(state);
        Ok(Some(opened))
    }

    /// The policy that the site publishes, and the key of the log in it.
    async fn policy(&mut self) -> Result<Option<(Policy, VerifierKey)>, SourceError> {
        let Some(bytes) = self.file("policy").await? else {
            return Ok(None);
        };
        let read = match std::str::from_utf8(&bytes).map(Policy::parse) {
            Ok(Ok(policy)) => Ok(policy),
            Ok(Err(error)) => Err(why(&error)),
            Err(_) => Err("it is not text".to_owned()),
        };
        let read = read.and_then(|policy| match policy.logs().first().cloned() {
            Some(key) => Ok((policy, key)),
            None => Err("it names no log key".to_owned()),
        });
        Ok(read
            .map_err(|why| self.found(Problem::Malformed("policy".to_owned(), why)))
            .ok())
    }

    /// What was seen before, under the place and under the origin. Whoever answers with another
    /// name or key is not whom we know.
    fn recall(&mut self, shown: &VerifierKey) -> Result<Vec<Before>, SourceError> {
        let mut other = Vec::new();
        let other_key = |expected: &VerifierKey| Problem::OtherKey {
            expected: expected.to_string(),
            found: shown.to_string(),
        };
        if let Some(known) = self.options.key.as_ref().filter(|known| *known != shown) {
            other.push(other_key(known));
        }
        let logs = self.options.policy.map(Policy::logs).unwrap_or_default();
        if !logs.is_empty() && !logs.contains(shown) {
            other.push(Problem::NotInPolicy(shown.to_string()));
        }
        let mut before = Vec::new();
        if let Some(memory) = self.options.memory {
            for (name, here) in self.remembered_as(shown.name()) {
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
                before.push(Before { checkpoint, here });
            }
        }
        other.dedup();
        other.into_iter().for_each(|problem| self.found(problem));
        Ok(before)
    }

    /// The names under which the log may be known, and which of them stands for where it is read.
    /// The origin alone would let a site choose what it is compared with, by taking another one.
    fn remembered_as<'o>(&'o self, origin: &'o str) -> Vec<(&'o str, bool)> {
        let place = self.options.place.unwrap_or(origin);
        let elsewhere = (place != origin).then_some((origin, false));
        [(place, true)].into_iter().chain(elsewhere).collect()
    }

    /// Under the origin only when it was read there or its key was given: any site may claim the
    /// origin of another with a key of its own, and would make that one look like the impostor.
    pub(super) fn remember(&self, opened: &Opening) -> Result<(), SourceError> {
        if let (true, Some(memory)) = (self.report.is_fine(), self.options.memory) {
            let names = self.remembered_as(&opened.checkpoint.origin).into_iter();
            for (name, _) in names.filter(|(_, here)| *here || self.options.key.is_some()) {
                memory.remember(name, &opened.key, &opened.note)?;
            }
        }
        Ok(())
    }

    fn describe(&mut self, opened: &Opening, before: &[Before]) {
        let now = &opened.checkpoint;
        self.report.origin.clone_from(&now.origin);
        self.report.key = opened.key.to_string();
        self.report.size = now.size;
        self.report.root = now.root.to_string();
        let largest = |of: &[&Before]| of.iter().map(|before| before.checkpoint.size).max();
        let (newer, before): (Vec<&Before>, Vec<&Before>) = before
            .iter()
            .partition(|before| !before.here && before.checkpoint.size > now.size);
        self.report.newer_elsewhere = largest(&newer);
        self.report.remembered = largest(&before);
        for Before { checkpoint, .. } in before {
            let Checkpoint { size, root, .. } = checkpoint;
            let rewritten = Problem::Rewritten(*size);
            self.milestones
                .expect(*size, Milestone::Root(*root, rewritten));
        }
        if let Some(before) = self.report.remembered.filter(|before| *before > now.size) {
            self.found(Problem::Shrunk {
                before,
                now: now.size,
            });
        }
    }

    /// What the site says of itself, to be compared on the way.
    fn expect(&mut self, state: State) {
        if let Some(count) = &state.published {
            self.report.published = Some(PublishedCount {
                size: count.size,
                total: count.total,
                shown: count.shown,
            });
            self.milestones.expect(count.size, Milestone::Count);
        }
        self.published = state.published;
        for page in state.pages {
            self.report.pages += 1;
            // What programs are told and what people see: whichever is false is found.
            let mut shown = vec![page.count, page.seen];
            shown.dedup();
            for shown in shown {
                let language = page.language.clone();
                self.milestones
                    .expect(page.size, Milestone::Page { language, shown });
            }
        }
        for (size, root) in state.history {
            // What lies beyond the checkpoint was found to be ahead of it.
            if size <= self.report.size {
                self.report.checkpoints += 1;
                let otherwise = Problem::History(size);
                self.milestones
                    .expect(size, Milestone::Root(root, otherwise));
            }
        }
    }
}

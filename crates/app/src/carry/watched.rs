//! A source whose bundles are noted while they are verified.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::log::{Body, Entry};
use tlog::Hash;
use tlog::tile::{TilePath, bundle};
use tlog::tree::Frontier;

use crate::verify::{LogSource, SourceError};

/// Passes everything on and keeps what is needed to recognise it later: the checkpoint, the policy,
/// and of each bundle its root, which is 32 bytes for 256 entries, and what was published in it.
pub(super) struct Watched {
    source: Arc<dyn LogSource>,
    /// The lock guards the notes alone and is never held over a read of the source.
    seen: Mutex<Seen>,
}

/// What was seen. Where a file was read more than once, the last time counts.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) checkpoint: Vec<u8>,
    pub(super) policy: Vec<u8>,
    bundles: HashMap<TilePath, Noted>,
}

/// What is kept of a bundle.
pub(super) struct Noted {
    /// The root of the tree over its entries.
    pub(super) root: Hash,
    /// Revisions, figures and raisings among its entries.
    pub(super) published: Vec<Body>,
}

impl Watched {
    pub(super) fn new(source: Arc<dyn LogSource>) -> Self {
        Self {
            source,
            seen: Mutex::default(),
        }
    }

    /// Everything that was seen.
    pub(super) fn into_seen(self) -> Seen {
        self.seen
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: &str, bytes: &[u8]) {
        match path {
            "checkpoint" => self.seen().checkpoint = bytes.to_vec(),
            "policy" => self.seen().policy = bytes.to_vec(),
            _ => {
                let Ok(path @ TilePath::Entries { .. }) = TilePath::parse(path) else {
                    return;
                };
                if let Ok(entries) = bundle::entries(bytes) {
                    let noted = Noted {
                        root: root_of(&entries),
                        published: entries
                            .iter()
                            .filter_map(|entry| published(entry))
                            .collect(),
                    };
                    self.seen().bundles.insert(path, noted);
                }
            }
        }
    }
}

impl Seen {
    /// What was noted of a bundle, if it was read.
    pub(super) fn take_bundle(&mut self, path: TilePath) -> Option<Noted> {
        self.bundles.remove(&path)
    }
}

#[async_trait]
impl LogSource for Watched {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let found = self.source.get(path).await?;
        if let Some(bytes) = &found {
            self.note(path, bytes);
        }
        Ok(found)
    }
}

fn published(entry: &[u8]) -> Option<Body> {
    let body = Entry::decode(entry).ok()?.body;
    let is_published = matches!(
        body,
        Body::Revision { .. } | Body::Figure { .. } | Body::Raising { .. }
    );
    is_published.then_some(body)
}

/// The root of the tree over the entries of one bundle.
pub(super) fn root_of<E: AsRef<[u8]>>(entries: &[E]) -> Hash {
    let mut tree = Frontier::empty();
    for entry in entries {
        tree.push(Hash::leaf(entry.as_ref()));
    }
    tree.root()
}

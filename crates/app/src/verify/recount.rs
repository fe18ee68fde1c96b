//! The recount itself. It streams: beside two bytes an entry and one hash for each 256 entries,
//! nothing grows with the log.

use std::collections::BTreeMap;

use domain::log::{Body, Entry, Fold, Tally};
use tlog::note::VerifierKey;
use tlog::tile::{TilePath, bundle, entry_bundles, hash_tiles};
use tlog::tree::Frontier;
use tlog::{Checkpoint, Hash};

use super::remember::Remembered;
use super::{LogSource, Memory, Problem, Report, SourceError};
use crate::log::CountJson;
use crate::opening::OpeningJson;

/// How to verify.
#[derive(Default)]
pub struct VerifyOptions<'a> {
    /// The key that is known from elsewhere; otherwise the log's own word is taken the first time.
    pub key: Option<VerifierKey>,
    /// Where the last good checkpoint is remembered.
    pub memory: Option<&'a Memory>,
    /// Told after each bundle how many entries were read, and of how many.
    pub progress: Option<&'a (dyn Fn(u64, u64) + Sync)>,
}

/// Recounts a log.
///
/// # Errors
/// [`SourceError`] when something could not be read, so that nothing is known. What is found false
/// is not an error but part of the report.
pub async fn verify(
    source: &dyn LogSource,
    options: &VerifyOptions<'_>,
) -> Result<Report, SourceError> {
    let mut recount = Recount::new(source, options);
    if let Some(opened) = recount.open().await? {
        recount.entries(&opened).await?;
        recount.tiles(opened.checkpoint.size).await?;
        recount.contents().await?;
        recount.conclude(&opened)?;
    }
    Ok(recount.report)
}

pub(super) struct Recount<'a> {
    pub(super) source: &'a dyn LogSource,
    pub(super) options: &'a VerifyOptions<'a>,
    pub(super) report: Report,
    pub(super) fold: Fold,
    pub(super) frontier: Frontier,
    /// Hashes of full subtrees, by tile level; level 0 is checked while the entries are at hand.
    pub(super) subtrees: BTreeMap<u8, Vec<Hash>>,
    /// Openings still to be judged, once it is known which signatures count.
    pub(super) named: Vec<u64>,
    pub(super) figures: Vec<(u64, [u8; 32])>,
    /// The published count and the tally at its size.
    pub(super) published: Option<CountJson>,
    pub(super) then: Option<Tally>,
}

pub(super) struct Opened {
    pub(super) checkpoint: Checkpoint,
    pub(super) note: String,
    pub(super) key: String,
    pub(super) before: Option<Checkpoint>,
}

impl<'a> Recount<'a> {
    fn new(source: &'a dyn LogSource, options: &'a VerifyOptions<'a>) -> Self {
        Self {
            source,
            options,
            report: Report::default(),
            fold: Fold::default(),
            frontier: Frontier::empty(),
            subtrees: BTreeMap::new(),
            named: Vec::new(),
            figures: Vec::new(),
            published: None,
            then: None,
        }
    }

    pub(super) fn found(&mut self, problem: Problem) {
        self.report.problems.push(problem);
    }

    pub(super) async fn file(&mut self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let bytes = self.source.get(path).await?;
        if bytes.is_none() {
            self.found(Problem::Missing(path.to_owned()));
        }
        Ok(bytes)
    }

    /// Key, published count and checkpoint, in this order: the log may grow meanwhile, and the count
    /// must not be newer than the checkpoint.
    async fn open(&mut self) -> Result<Option<Opened>, SourceError> {
        let Some(policy) = self.file("policy").await? else {
            return Ok(None);
        };
        let Some(shown) = policy_key(&policy) else {
            self.found(Problem::Malformed(
                "policy".into(),
                "it names no log key".into(),
            ));
            return Ok(None);
        };
        if let Some(count) = self.file("count.json").await? {
            match serde_json::from_slice(&count) {
                Ok(count) => self.published = Some(count),
                Err(e) => self.found(Problem::Malformed("count.json".into(), e.to_string())),
            }
        }
        let Some(note) = self.file("checkpoint").await? else {
            return Ok(None);
        };
        let remembered = self.recall(shown.name())?;
        let expected = match (&self.options.key, &remembered) {
            (Some(key), _) => key.to_string(),
            (None, Some(remembered)) => remembered.key.clone(),
            (None, None) => shown.to_string(),
        };
        if expected != shown.to_string() {
            self.found(Problem::OtherKey {
                expected,
                found: shown.to_string(),
            });
            return Ok(None);
        }
        let checkpoint = match Checkpoint::open(&note, std::slice::from_ref(&shown)) {
            Ok(checkpoint) => checkpoint,
            Err(error) => {
                self.found(Problem::Checkpoint(error.to_string()));
                return Ok(None);
            }
        };
        let before = remembered.and_then(|seen| {
            Checkpoint::open(seen.checkpoint.as_bytes(), std::slice::from_ref(&shown)).ok()
        });
        self.describe(&checkpoint, &shown, before.as_ref());
        Ok(Some(Opened {
            checkpoint,
            note: String::from_utf8_lossy(&note).into_owned(),
            key: shown.to_string(),
            before,
        }))
    }

    fn describe(&mut self, now: &Checkpoint, key: &VerifierKey, before: Option<&Checkpoint>) {
        self.report.origin.clone_from(&now.origin);
        self.report.key = key.to_string();
        self.report.size = now.size;
        self.report.root = now.root.to_string();
        self.report.remembered = before.map(|before| before.size);
        if let Some(before) = before.filter(|before| before.size > now.size) {
            self.found(Problem::Shrunk {
                before: before.size,
                now: now.size,
            });
        }
    }

    fn recall(&self, origin: &str) -> Result<Option<Remembered>, SourceError> {
        let Some(memory) = self.options.memory else {
            return Ok(None);
        };
        memory
            .recall(origin)
            .map_err(|error| memory_error(origin, error))
    }

    async fn entries(&mut self, opened: &Opened) -> Result<(), SourceError> {
        self.milestones(opened);
        for path in entry_bundles(opened.checkpoint.size) {
            let TilePath::Entries { index, width } = path else {
                continue;
            };
            let name = path.to_string();
            let Some(bytes) = self.file(&name).await? else {
                return Ok(());
            };
            let entries = match bundle::entries(&bytes) {
                Ok(entries) if entries.len() == usize::from(width) => entries,
                Ok(entries) => {
                    let why = format!("{} entries instead of {width}", entries.len());
                    self.found(Problem::Malformed(name, why));
                    return Ok(());
                }
                Err(error) => {
                    self.found(Problem::Malformed(name, error.to_string()));
                    return Ok(());
                }
            };
            let mut leaves = Vec::with_capacity(entries.len());
            let mut commitments = BTreeMap::new();
            for entry in entries {
                leaves.push(self.entry(entry, &mut commitments));
                self.milestones(opened);
            }
            self.tile(
                TilePath::Hashes {
                    level: 0,
                    index,
                    width,
                },
                &leaves,
            )
            .await?;
            self.openings(index, &commitments).await?;
            if let Some(progress) = self.options.progress {
                progress(self.frontier.size(), opened.checkpoint.size);
            }
        }
        if self.frontier.root() != opened.checkpoint.root {
            self.found(Problem::Root);
        }
        Ok(())
    }

    fn entry(
        &mut self,
        bytes: &[u8],
        commitments: &mut BTreeMap<u64, domain::log::Commitment>,
    ) -> Hash {
        let index = self.frontier.size();
        let leaf = Hash::leaf(bytes);
        let subtrees = &mut self.subtrees;
        self.frontier.append(leaf, &mut |id, hash| {
            subtrees.entry(id.level).or_default().push(hash);
        });
        match Entry::decode(bytes) {
            Err(error) => {
                self.found(Problem::Entry(index, error));
                self.fold.skip();
            }
            Ok(entry) => {
                match &entry.body {
                    Body::Signature { commitment, .. } => {
                        commitments.insert(index, *commitment);
                    }
                    Body::Figure { record } => self.figures.push((index, *record)),
                    _ => {}
                }
                if let Err(fault) = self.fold.push(&entry) {
                    self.found(Problem::Rule(index, fault));
                }
            }
        }
        leaf
    }

    /// What must hold at certain sizes on the way: the root seen last time, the published count.
    fn milestones(&mut self, opened: &Opened) {
        let size = self.frontier.size();
        if let Some(before) = &opened.before
            && before.size == size
            && before.root != self.frontier.root()
        {
            self.found(Problem::Rewritten(size));
        }
        if self
            .published
            .as_ref()
            .is_some_and(|published| published.size == size)
        {
            self.then = Some(self.fold.tally());
        }
    }

    async fn tile(&mut self, path: TilePath, hashes: &[Hash]) -> Result<(), SourceError> {
        let name = path.to_string();
        let Some(bytes) = self.file(&name).await? else {
            return Ok(());
        };
        let same = bytes.len() == hashes.len() * 32
            && bytes
                .chunks_exact(32)
                .zip(hashes)
                .all(|(found, hash)| found == hash.0);
        if !same {
            self.found(Problem::Tile(name));
        }
        Ok(())
    }

    /// The tiles above the entries.
    async fn tiles(&mut self, size: u64) -> Result<(), SourceError> {
        if self.frontier.size() != size {
            return Ok(());
        }
        for path in hash_tiles(size) {
            let TilePath::Hashes {
                level,
                index,
                width,
            } = path
            else {
                continue;
            };
            let Some(hashes) = self.subtrees.get(&level).filter(|_| level > 0) else {
                continue;
            };
            let start = usize::try_from(index)
                .unwrap_or(usize::MAX)
                .saturating_mul(256);
            let range = start..start.saturating_add(usize::from(width));
            let hashes = hashes.get(range).map(<[Hash]>::to_vec).unwrap_or_default();
            self.tile(path, &hashes).await?;
        }
        Ok(())
    }

    async fn openings(
        &mut self,
        number: u64,
        commitments: &BTreeMap<u64, domain::log::Commitment>,
    ) -> Result<(), SourceError> {
        let path = format!("openings/{number}.json");
        let Some(bytes) = self.file(&path).await? else {
            return Ok(());
        };
        let openings: Vec<OpeningJson> = match serde_json::from_slice(&bytes) {
            Ok(openings) => openings,
            Err(error) => {
                self.found(Problem::Malformed(path, error.to_string()));
                return Ok(());
            }
        };
        // A name confirmed after the checkpoint was taken belongs to the next recount.
        let size = self.report.size;
        for opening in openings.iter().filter(|opening| opening.leaf < size) {
            let commitment = commitments.get(&opening.leaf);
            let opened = opening.opening().map(|opening| opening.commitment());
            if commitment.is_some() && commitment == opened.as_ref() {
                self.named.push(opening.leaf);
            } else {
                self.found(Problem::Name(opening.leaf));
            }
        }
        Ok(())
    }
}

fn policy_key(policy: &[u8]) -> Option<VerifierKey> {
    let text = std::str::from_utf8(policy).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("log "))?;
    VerifierKey::parse(line.split(' ').next()?).ok()
}

pub(super) fn memory_error(origin: &str, error: std::io::Error) -> SourceError {
    SourceError {
        path: format!("what is remembered of {origin}"),
        source: error.into(),
    }
}

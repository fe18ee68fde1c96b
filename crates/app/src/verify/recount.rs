//! The recount itself. It streams: beside two bytes an entry and one hash for each 256 entries,
//! nothing grows with the log.

use std::collections::BTreeMap;
use std::pin::Pin;

use domain::log::{Body, Entry, Fold, Tally};
use tlog::note::VerifierKey;
use tlog::tile::{TilePath, bundle, entry_bundles, hash_tiles};
use tlog::tree::Frontier;
use tlog::{Checkpoint, Hash};

use super::{LogSource, Memory, Problem, Report, SourceError};
use crate::log::CountJson;

/// After how many problems a recount stops: enough to show what kind of damage it is, and a report
/// that a hostile log cannot make larger.
const MAX_PROBLEMS: usize = 1000;

/// Waits until a site's caches have let go of what they hold; they may hold it for five seconds.
pub type Pause<'a> = &'a (dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Sync);

/// How to verify.
#[derive(Default)]
pub struct VerifyOptions<'a> {
    /// The key that is known from elsewhere; otherwise the log's own word is taken the first time.
    pub key: Option<VerifierKey>,
    /// Where the last good checkpoint is remembered.
    pub memory: Option<&'a Memory>,
    /// Where the log is read from: an address prefix without scheme, or the whole path of a folder.
    /// It is remembered beside the origin, which the log chooses itself.
    pub place: Option<&'a str>,
    /// Waited for before the files of a running site that do not fit are read once more; without
    /// it nothing is read twice.
    pub pause: Option<Pause<'a>>,
    /// The most entries that are read, [`MAX_ENTRIES`](super::MAX_ENTRIES) unless told.
    pub max_entries: Option<u64>,
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
    /// Leaves whose openings are right; which of them count is known at the end.
    pub(super) named: Vec<u64>,
    pub(super) figures: Vec<(u64, [u8; 32])>,
    /// The published count and the tally at its size.
    pub(super) published: Option<CountJson>,
    pub(super) then: Option<Tally>,
}

pub(super) struct Opened {
    pub(super) checkpoint: Checkpoint,
    pub(super) note: String,
    pub(super) key: VerifierKey,
    /// What was seen before, under the place and under the origin.
    pub(super) before: Vec<Checkpoint>,
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
        if self.is_full() {
            return;
        }
        self.report.problems.push(problem);
        if self.report.problems.len() == MAX_PROBLEMS {
            self.report.problems.push(Problem::More);
        }
    }

    /// Whether so much was found false that nothing more is looked for.
    pub(super) fn is_full(&self) -> bool {
        self.report.problems.len() > MAX_PROBLEMS
    }

    pub(super) async fn file(&mut self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let bytes = self.source.get(path).await?;
        if bytes.is_none() {
            self.found(Problem::Missing(path.to_owned()));
        }
        Ok(bytes)
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
            if self.is_full() {
                return Ok(());
            }
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
        let mut before = opened.before.iter().filter(|before| before.size == size);
        if before.any(|before| before.root != self.frontier.root()) {
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
            if self.is_full() {
                break;
            }
        }
        Ok(())
    }
}

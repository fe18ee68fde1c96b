//! What one thread finds out of one bundle: its entries, their hashes, the tile above them, and
//! everything that is published beside them. Nothing here depends on other bundles.

use std::sync::Arc;

use domain::log::{Body, Bucket, Day, Entry, EntryError};
use domain::text::TextDigest;
use sha2::{Digest, Sha256};
use tlog::Hash;
use tlog::tile::{FULL_WIDTH, TilePath, bundle};
use tlog::tree::Frontier;

use super::openings::{self, Opened};
use super::{MAX_PROBLEMS, Problem, Reader, SourceError};

/// What the threads know of the log that they read.
pub(super) struct Bundles {
    pub(super) reader: Arc<dyn Reader>,
    /// Entries of the log.
    pub(super) size: u64,
    /// Sizes at which the root of the tree is asked for, in ascending order.
    pub(super) milestones: Vec<u64>,
}

/// One bundle, read.
pub(super) enum Bundle {
    /// It cannot be counted on from here.
    Broken(Problem),
    /// Its entries, which are what they are whether right or wrong.
    Whole(Piece),
}

/// What is in a bundle.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) steps: Vec<Step>,
    /// The roots of the perfect trees its leaves make: one where the bundle is full.
    pub(super) parts: Vec<Hash>,
    /// Which of its entries have a right opening shown.
    pub(super) opened: Opened,
    pub(super) texts: u64,
    pub(super) figures: u64,
    pub(super) raisings: u64,
    /// What was found false beside the entries themselves, in the order of the files.
    pub(super) problems: Vec<Problem>,
}

/// What comes next in a bundle. Signatures that follow one another and differ in nothing but whose
/// they are, are one step: handing over each by itself takes longer than counting it.
pub(super) enum Step {
    /// So many signatures that are counted alike.
    Signatures {
        bucket: Bucket,
        day: Day,
        number: usize,
    },
    /// An entry of another kind; boxed, because they are few and steps are many where signatures
    /// differ from one to the next.
    Entry(Box<Entry>),
    /// Bytes that are no entry.
    Unreadable(EntryError),
    /// A milestone before the bundle is full, and the roots of the perfect trees up to it.
    Milestone(Vec<Hash>),
}

impl Bundles {
    /// How many there are.
    pub(super) fn number(&self) -> u64 {
        self.size.div_ceil(u64::from(FULL_WIDTH))
    }

    /// Reads one of them with everything beside it.
    pub(super) fn read(&self, index: u64) -> Result<Bundle, SourceError> {
        let start = index * u64::from(FULL_WIDTH);
        let width = u16::try_from(self.size - start).map_or(FULL_WIDTH, |w| w.min(FULL_WIDTH));
        let name = TilePath::Entries { index, width }.to_string();
        let Some(bytes) = self.reader.read(&name)? else {
            return Ok(Bundle::Broken(Problem::Missing(name)));
        };
        let entries = match bundle::entries(&bytes) {
            Ok(entries) if entries.len() == usize::from(width) => entries,
            Ok(entries) => {
                let why = format!("{} entries instead of {width}", entries.len());
                return Ok(Bundle::Broken(Problem::Malformed(name, why)));
            }
            Err(error) => return Ok(Bundle::Broken(Problem::Malformed(name, error.to_string()))),
        };
        let (mut piece, leaves) = self.hashed(start, &entries);
        let tile = TilePath::Hashes {
            level: 0,
            index,
            width,
        };
        let bytes = self.reader.read(&tile.to_string())?;
        piece
            .problems
            .extend(tile_problem(tile, bytes.as_deref(), &leaves));
        self.openings(index, &entries, &mut piece)?;
        self.records(start, &mut piece)?;
        Ok(Bundle::Whole(piece))
    }

    fn hashed(&self, start: u64, entries: &[&[u8]]) -> (Piece, Vec<Hash>) {
        let mut piece = Piece::default();
        let mut leaves = Vec::with_capacity(entries.len());
        let mut frontier = Frontier::empty();
        let passed = self.milestones.partition_point(|size| *size <= start);
        let mut ahead = self.milestones[passed..].iter().copied().peekable();
        for entry in entries {
            let leaf = Hash::leaf(entry);
            frontier.push(leaf);
            leaves.push(leaf);
            piece.take(Entry::decode(entry));
            let is_full = leaves.len() == usize::from(FULL_WIDTH);
            if !is_full && ahead.next_if_eq(&(start + frontier.size())).is_some() {
                let parts = frontier.parts().to_vec();
                piece.steps.push(Step::Milestone(parts));
            }
        }
        piece.parts = frontier.parts().to_vec();
        (piece, leaves)
    }

    fn openings(
        &self,
        index: u64,
        entries: &[&[u8]],
        piece: &mut Piece,
    ) -> Result<(), SourceError> {
        let path = format!("openings/{index}.json");
        match self.reader.read(&path)? {
            None => piece.found(Problem::Missing(path)),
            Some(bytes) => {
                let range = index * u64::from(FULL_WIDTH)..self.size;
                openings::check(&path, &bytes, range, entries, piece);
            }
        }
        Ok(())
    }

    /// The texts, figures and raisings that entries name by their digests.
    fn records(&self, start: u64, piece: &mut Piece) -> Result<(), SourceError> {
        let steps = std::mem::take(&mut piece.steps);
        let mut leaf = start;
        for step in &steps {
            if let Step::Entry(entry) = step {
                self.named(leaf, &entry.body, piece)?;
            }
            leaf += step.entries();
        }
        piece.steps = steps;
        Ok(())
    }

    fn named(&self, leaf: u64, body: &Body, piece: &mut Piece) -> Result<(), SourceError> {
        match body {
            Body::Revision { digest, .. } => {
                let path = format!("texts/{digest}.md");
                if let Some(text) = self.record(path, piece)? {
                    piece.texts += 1;
                    if TextDigest::of(&text) != *digest {
                        piece.found(Problem::Text(leaf));
                    }
                }
            }
            Body::Figure { record } => {
                let path = format!("figures/{}.txt", hex::encode(record));
                if let Some(text) = self.record(path, piece)? {
                    piece.figures += 1;
                    if Sha256::digest(&text)[..] != record[..] {
                        piece.found(Problem::Figure(leaf));
                    }
                }
            }
            Body::Raising { record } => {
                let path = format!("raisings/{}.txt", hex::encode(record));
                if let Some(text) = self.record(path, piece)? {
                    piece.raisings += 1;
                    if Sha256::digest(&text)[..] != record[..] {
                        piece.found(Problem::Raising(leaf));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn record(&self, path: String, piece: &mut Piece) -> Result<Option<Vec<u8>>, SourceError> {
        let record = self.reader.read(&path)?;
        if record.is_none() {
            piece.found(Problem::Missing(path));
        }
        Ok(record)
    }
}

impl Piece {
    /// Notes what was found false. More than a report holds is not kept.
    pub(super) fn found(&mut self, problem: Problem) {
        if self.problems.len() <= MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// Takes the next entry.
    #[inline]
    fn take(&mut self, entry: Result<Entry, EntryError>) {
        let step = match entry {
            Ok(Entry {
                day: on,
                body:
                    Body::Signature {
                        revision,
                        class,
                        evidence,
                        ..
                    },
            }) => {
                let this = Bucket {
                    revision,
                    class,
                    evidence,
                };
                if let Some(Step::Signatures {
                    bucket,
                    day,
                    number,
                }) = self.steps.last_mut()
                    && *bucket == this
                    && *day == on
                {
                    *number += 1;
                    return;
                }
                Step::Signatures {
                    bucket: this,
                    day: on,
                    number: 1,
                }
            }
            Ok(entry) => Step::Entry(Box::new(entry)),
            Err(error) => Step::Unreadable(error),
        };
        self.steps.push(step);
    }
}

impl Step {
    /// How many entries it stands for.
    fn entries(&self) -> u64 {
        match self {
            Self::Signatures { number, .. } => *number as u64,
            Self::Entry(_) | Self::Unreadable(_) => 1,
            Self::Milestone(_) => 0,
        }
    }
}

/// What is false about a tile that must hold these hashes, and no other byte.
pub(super) fn tile_problem(
    path: TilePath,
    bytes: Option<&[u8]>,
    hashes: &[Hash],
) -> Option<Problem> {
    let Some(bytes) = bytes else {
        return Some(Problem::Missing(path.to_string()));
    };
    let same = bytes.len() == hashes.len() * 32
        && bytes
            .chunks_exact(32)
            .zip(hashes)
            .all(|(found, hash)| found == hash.0);
    (!same).then(|| Problem::Tile(path.to_string()))
}

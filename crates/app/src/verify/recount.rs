//! The recount itself. It streams: threads read and hash bundles, and what they find is put together
//! in order. Beside two bytes and one bit an entry, nothing grows with the log.

use std::num::NonZeroUsize;
use std::pin::Pin;
use std::sync::Arc;

use domain::log::{Fold, Tally};
use thiserror::Error;
use tlog::note::VerifierKey;
use tlog::tile::FULL_WIDTH;
use tlog::{Checkpoint, Hash, Policy};

use super::above::{Above, Expected};
use super::bridge::Bridge;
use super::bundle::{Bundle, Bundles, Piece, Step, tile_problem};
use super::crew::Crew;
use super::milestones::{Milestone, Milestones};
use super::openings::Opened;
use super::{LogSource, MAX_PROBLEMS, Memory, Problem, Report, SourceError};
use crate::log::CountJson;

/// The most threads that read and hash. They are those for blocking work, of which there are some
/// hundred and which the source needs, too.
pub const MAX_JOBS: NonZeroUsize = NonZeroUsize::new(64).unwrap();

/// Waits until a site's caches have let go of what they hold; they may hold it for five seconds.
pub type Pause<'a> = &'a (dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Sync);

/// How to verify.
#[derive(Default)]
pub struct VerifyOptions<'a> {
    /// The key that is known from elsewhere; otherwise the log's own word is taken the first time.
    pub key: Option<VerifierKey>,
    /// Whom the one who verifies believes: the log must be one of its logs where it names any, and
    /// enough of its witnesses must have cosigned. Without it the site's own policy only tells who
    /// has.
    pub policy: Option<&'a Policy>,
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
    /// How many threads read and hash, as many as the source likes unless told, and at most
    /// [`MAX_JOBS`].
    pub jobs: Option<NonZeroUsize>,
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
        recount.entries(&opened.checkpoint).await?;
        recount.names().await?;
        recount.conclude(&opened)?;
    }
    Ok(recount.report)
}

#[derive(Debug, Error)]
#[error("reading was interrupted")]
struct Interrupted;

pub(super) struct Recount<'a> {
    pub(super) source: &'a dyn LogSource,
    pub(super) options: &'a VerifyOptions<'a>,
    pub(super) report: Report,
    pub(super) fold: Fold,
    above: Above,
    /// For each bundle, which of its entries have a right opening; which of them count is known at
    /// the end.
    pub(super) named: Vec<Opened>,
    pub(super) milestones: Milestones,
    /// The published count and the tally at its size.
    pub(super) published: Option<CountJson>,
    pub(super) then: Option<Tally>,
}

pub(super) struct Opening {
    pub(super) checkpoint: Checkpoint,
    pub(super) note: String,
    pub(super) key: VerifierKey,
}

impl<'a> Recount<'a> {
    fn new(source: &'a dyn LogSource, options: &'a VerifyOptions<'a>) -> Self {
        Self {
            source,
            options,
            report: Report::default(),
            fold: Fold::default(),
            above: Above::default(),
            named: Vec::new(),
            milestones: Milestones::default(),
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

    /// Everything that lies below the checkpoint. What the threads find comes in the order of the
    /// log, so a report does not depend on how many they are.
    async fn entries(&mut self, checkpoint: &Checkpoint) -> Result<(), SourceError> {
        self.milestone(0, &[]);
        let (reader, mut bridge) = Bridge::over(self.source);
        let threads = self.options.jobs.unwrap_or_else(|| reader.at_once());
        let threads = threads.min(MAX_JOBS);
        let bundles = Arc::new(Bundles {
            reader,
            size: checkpoint.size,
            milestones: self.milestones.sizes(),
        });
        let number = bundles.number();
        let mut crew = Crew::start(threads, number, move |index| bundles.read(index));
        for _ in 0..number {
            let bundle = next(&mut crew, &mut bridge, self.source).await;
            match bundle.ok_or_else(|| SourceError::new("tile/entries", Interrupted))?? {
                Bundle::Broken(problem) => {
                    self.found(problem);
                    return Ok(());
                }
                Bundle::Whole(piece) => self.bundle(piece).await?,
            }
            if self.is_full() {
                return Ok(());
            }
            if let Some(progress) = self.options.progress {
                progress(self.fold.size(), checkpoint.size);
            }
        }
        self.tiles(self.above.rest()).await
    }

    /// Puts a bundle behind the others.
    async fn bundle(&mut self, piece: Piece) -> Result<(), SourceError> {
        for step in piece.steps {
            self.step(step);
        }
        piece
            .problems
            .into_iter()
            .for_each(|problem| self.found(problem));
        self.named.push(piece.opened);
        self.report.texts += piece.texts;
        self.report.figures += piece.figures;
        self.report.raisings += piece.raisings;
        let behind = self.fold.size() - self.above.size();
        match piece.parts[..] {
            [root] if behind == u64::from(FULL_WIDTH) => {
                let tiles = self.above.push(root);
                self.milestone(0, &[]);
                self.tiles(tiles).await
            }
            _ => Ok(()),
        }
    }

    fn step(&mut self, step: Step) {
        let leaf = self.fold.size();
        match step {
            Step::Signatures {
                bucket,
                day,
                number,
            } => {
                if let Err(fault) = self.fold.push_signatures(bucket, day, number) {
                    (leaf..self.fold.size())
                        .for_each(|leaf| self.found(Problem::Rule(leaf, fault)));
                }
            }
            Step::Entry(entry) => {
                if let Err(fault) = self.fold.push(&entry) {
                    self.found(Problem::Rule(leaf, fault));
                }
            }
            Step::Unreadable(error) => {
                self.found(Problem::Entry(leaf, error));
                self.fold.skip();
            }
            Step::Milestone(parts) => self.milestone(leaf - self.above.size(), &parts),
        }
    }

    /// What must hold after the entries so far, of which so many and these parts lie behind the last
    /// full bundle.
    fn milestone(&mut self, behind: u64, parts: &[Hash]) {
        let size = self.above.size() + behind;
        let reached = self.milestones.reached(size);
        if reached.is_empty() {
            return;
        }
        let root = self.above.root(behind, parts);
        for milestone in reached {
            if matches!(milestone, Milestone::Count) {
                self.then = Some(self.fold.tally());
            }
            let problem = milestone.fails(root, &self.fold);
            // The same may have been remembered under two names.
            if let Some(problem) = problem.filter(|p| self.report.problems.last() != Some(p)) {
                self.found(problem);
            }
        }
    }

    async fn tiles(&mut self, tiles: Vec<Expected>) -> Result<(), SourceError> {
        for (path, hashes) in tiles {
            let bytes = self.source.get(&path.to_string()).await?;
            if let Some(problem) = tile_problem(path, bytes.as_deref(), &hashes) {
                self.found(problem);
            }
        }
        Ok(())
    }
}

/// The next bundle; meanwhile the source is asked for what the threads need.
async fn next(
    crew: &mut Crew<Result<Bundle, SourceError>>,
    bridge: &mut Bridge,
    source: &dyn LogSource,
) -> Option<Result<Bundle, SourceError>> {
    loop {
        let question = tokio::select! {
            biased;
            bundle = crew.next() => return bundle,
            question = bridge.question() => question,
        };
        question.answer(source).await;
    }
}

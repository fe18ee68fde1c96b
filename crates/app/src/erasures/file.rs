//! The file of a journal: `erasures.log` beside the keys.
//!
//! The first line names the journal and the number of the line behind it. Several processes of a site
//! write to it, so each takes the lock of a file beside it, appends, syncs, and lets go. A line that
//! was cut off by a crash was never acknowledged: the next writer begins a line of its own behind it,
//! and readers pass over it. What is missing in the middle shows in the numbers.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use store::{Erasure, ErasureJournal, Store, StoreError};
use thiserror::Error;

use super::done::Done;
use super::line::{Line, Noted};
use super::marks;
use super::reading::{HEADER, Reading, header};
use crate::clock::{Clock, Random, random_bytes};
use crate::private;

/// The name of the file in the folder of the keys.
pub const NAME: &str = "erasures.log";

/// How much is read from the end to find the last line: the longest has less than 300 bytes.
const TAIL: u64 = 2_048;

/// Bytes that are written to see whether there is room: more than any line, and a block of the disk.
const PROBE: usize = 4_096;

/// Why a journal cannot be used.
#[derive(Debug, Error)]
pub enum JournalError {
    /// It cannot be read or written.
    #[error("the erasure journal {path} cannot be used")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is something else.
    #[error("{0} is no erasure journal")]
    Malformed(PathBuf),
}

/// The journal of this node.
#[derive(Clone)]
pub struct Journal {
    path: PathBuf,
    id: String,
    clock: Arc<dyn Clock>,
    pub(super) done: Arc<Done>,
}

impl Journal {
    /// Opens the journal in a folder of keys, and makes it where there is none. Blocks.
    ///
    /// # Errors
    /// [`JournalError`] when it cannot be made, or the file is something else.
    pub fn open(
        keys: &Path,
        clock: Arc<dyn Clock>,
        random: &dyn Random,
    ) -> Result<Self, JournalError> {
        let mut journal = Self {
            path: keys.join(NAME),
            id: String::new(),
            clock,
            done: Arc::default(),
        };
        let made = journal.locked(|| {
            if !journal.path.exists() {
                let id: [u8; 8] = random_bytes(random);
                journal.replace(&format!("{HEADER} {} 1\n", hex::encode(id)))?;
            }
            Ok(())
        });
        made.map_err(|source| journal.error(source))?;
        journal.id = journal.read()?.id;
        Ok(journal)
    }

    /// Its name, which no other node's has.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it. Blocks.
    ///
    /// # Errors
    /// See [`JournalError`].
    pub fn read(&self) -> Result<Reading, JournalError> {
        Reading::of(&self.path)
    }

    /// Its name and the number of the line that comes next, without reading all of it. Blocks.
    ///
    /// # Errors
    /// See [`JournalError`].
    pub fn end(&self) -> Result<(String, u64), JournalError> {
        let id = || {
            let mut start = [0; 128];
            let read = File::open(&self.path)?.read(&mut start)?;
            let text = String::from_utf8_lossy(&start[..read]);
            Ok(header(text.lines().next().unwrap_or_default()).map(|(id, _)| id))
        };
        let id: io::Result<Option<String>> = id();
        let id = id.map_err(|source| self.error(source))?;
        let id = id.ok_or_else(|| JournalError::Malformed(self.path.clone()))?;
        let next = self.next().map_err(|source| self.error(source))?;
        Ok((id, next))
    }

    /// Whether a line could be written now: the journal can be opened for it, and there is room beside
    /// it. Blocks.
    ///
    /// # Errors
    /// What the system says.
    pub fn probe(&self) -> Result<(), JournalError> {
        let beside = self.path.with_extension("probe");
        let probed = self.locked(|| {
            OpenOptions::new().append(true).open(&self.path)?;
            let mut file = private::create(&beside)?;
            let written = file.write_all(&[0; PROBE]).and_then(|()| file.sync_all());
            fs::remove_file(&beside)?;
            written
        });
        probed.map_err(|source| self.error(source))
    }

    /// Drops the lines before a moment (Unix seconds), up to the first that is not: no backup is left
    /// that could undo them. Answers how many. Blocks.
    ///
    /// # Errors
    /// See [`JournalError`]; then it is as it was.
    pub fn forget(&self, before: i64) -> Result<u64, JournalError> {
        let dropped = self.locked(|| {
            let text = fs::read_to_string(&self.path)?;
            let Some((first, rest)) = text.split_once('\n') else {
                return Ok(0);
            };
            let Some((id, _)) = header(first) else {
                return Ok(0);
            };
            let old = |line: &str| Line::parse(line).is_none_or(|line| line.at < before);
            let kept: Vec<&str> = rest.lines().skip_while(|line| old(line)).collect();
            let dropped = rest.lines().count() - kept.len();
            if dropped == 0 {
                return Ok(0);
            }
            let next = match kept.first().and_then(|line| Line::parse(line)) {
                Some(line) => line.number,
                None => self.next()?,
            };
            let mut text = format!("{HEADER} {id} {next}\n");
            for line in &kept {
                text.push_str(line);
                text.push('\n');
            }
            self.replace(&text)?;
            Ok(dropped as u64)
        });
        dropped.map_err(|source| self.error(source))
    }

    /// Goes on numbering at a mark where the journal ends before it, which is an older copy: to the
    /// database, a line in front of the mark is one that was done. Answers how many lines the copy lacks.
    /// Blocks.
    ///
    /// # Errors
    /// See [`JournalError`]; then it is as it was.
    pub fn go_on_at(&self, mark: u64) -> Result<u64, JournalError> {
        // A line that takes back none: it only has a number.
        let nothing = Noted::Undone(mark.saturating_add(1), mark);
        let lacking = self.locked(|| {
            let lacking = mark.saturating_sub(self.next()?);
            if lacking > 0 {
                self.write(mark, vec![nothing])?;
            }
            Ok(lacking)
        });
        lacking.map_err(|source| self.error(source))
    }

    /// Appends lines; answers the number of the first. On disk when it returns.
    fn append(&self, noted: Vec<Noted>) -> io::Result<u64> {
        self.locked(|| {
            let first = self.next()?;
            self.write(first, noted)?;
            Ok(first)
        })
    }

    /// Writes lines from a number on. To be called by whoever holds the lock.
    fn write(&self, first: u64, noted: Vec<Noted>) -> io::Result<()> {
        let at = self.clock.now().as_second();
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .open(&self.path)?;
        let length = file.metadata()?.len();
        let mut text = String::new();
        if !ends_a_line(&mut file, length)? {
            text.push('\n');
        }
        for (number, noted) in (first..).zip(noted) {
            text.push_str(&Line { number, at, noted }.text());
            text.push('\n');
        }
        let written = file
            .write_all(text.as_bytes())
            .and_then(|()| file.sync_data());
        if written.is_err() {
            // What was written of it is taken away, so that no half of several acts stands.
            let _ = file.set_len(length);
        }
        written
    }

    /// The number behind the last line that is whole.
    fn next(&self) -> io::Result<u64> {
        let mut file = File::open(&self.path)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        let last = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            let mut lines = text.lines().rev();
            lines.find_map(|line| Line::parse(line).map(|line| line.number + 1))
        };
        if let Some(next) = last(&tail) {
            return Ok(next);
        }
        let text = fs::read(&self.path)?;
        let first = String::from_utf8_lossy(&text);
        let header = header(first.lines().next().unwrap_or_default());
        let next = last(&text).or(header.map(|(_, next)| next));
        next.ok_or_else(|| io::Error::other("its first line is damaged"))
    }

    /// Written beside, synced, renamed, the folder synced: a crash leaves the old file or the new.
    fn replace(&self, text: &str) -> io::Result<()> {
        let temporary = self.path.with_extension("new");
        let mut file = private::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&temporary, &self.path)?;
        private::sync_parent(&self.path)
    }

    /// Does something that no other process does at the same time.
    fn locked<T>(&self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let guard = private::create(&self.path.with_extension("guard"))?;
        guard.lock()?;
        work()
    }

    fn error(&self, source: io::Error) -> JournalError {
        let path = self.path.clone();
        JournalError::File { path, source }
    }
}

#[async_trait]
impl ErasureJournal for Journal {
    async fn note(&self, acts: &[Erasure]) -> Result<u64, StoreError> {
        let unavailable = |source: JournalError| StoreError::Unavailable {
            source: Box::new(source),
        };
        let (journal, noted) = (self.clone(), acts.iter().cloned().map(Noted::Act).collect());
        let written = tokio::task::spawn_blocking(move || journal.append(noted)).await;
        let written = written.unwrap_or_else(|interrupted| Err(io::Error::other(interrupted)));
        written.map_err(|source| unavailable(self.error(source)))
    }

    async fn done(&self, store: &Store, first: u64, number: u64) {
        self.done.add(first, number);
        if let Err(error) = marks::raise_over(store, &self.id, &self.done).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "the mark of the erasure journal could not be moved");
        }
    }

    async fn take_back(&self, first: u64, number: u64) {
        let undone = Noted::Undone(first, first + number.saturating_sub(1));
        let journal = self.clone();
        let written = tokio::task::spawn_blocking(move || journal.append(vec![undone])).await;
        if let Ok(Ok(line)) = written {
            self.done.add(first, number);
            self.done.add(line, 1);
        } else {
            tracing::warn!(
                "an act that was not done could not be taken back in the erasure journal"
            );
        }
    }
}

fn ends_a_line(file: &mut File, length: u64) -> io::Result<bool> {
    let mut last = [0];
    file.seek(SeekFrom::Start(length.saturating_sub(1)))?;
    let read = file.read(&mut last)?;
    Ok(read == 0 || last == *b"\n")
}

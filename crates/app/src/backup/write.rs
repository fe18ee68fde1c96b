//! Making a backup, beside a site that is served.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use store::{CopyReport, Progress, Store};

use super::envelope::Packer;
use super::seal::Sealed;
use super::{BackupError, DATABASE, MANIFEST, Manifest, Seal};
use crate::private;

/// What stands behind the name of a backup until it is finished.
pub(super) const UNFINISHED: &str = ".unfinished";

/// How much of the database is gathered into one part.
const GATHERED: usize = 256 << 10;

/// A backup to make.
pub struct Job {
    /// The file to write, which must not exist.
    pub to: PathBuf,
    /// To whom it is sealed.
    pub seal: Seal,
    /// What it is a backup of.
    pub manifest: Manifest,
    /// Files beside the database, by their names in the backup. Lock files among them were read before
    /// this is called, so that what they say was released is in the database.
    pub files: Vec<(String, Vec<u8>)>,
    /// Who is told how far it is.
    pub progress: Progress,
}

/// A backup that was made.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// What was copied.
    pub copied: CopyReport,
}

/// Makes a backup. Everybody who signs or reads goes on meanwhile; what is in it is of one moment.
///
/// It is written beside, synced, then given its name: whoever sees the name sees a whole backup. Where
/// it fails, a full disk for example, nothing is left of it; where the process dies, a file with
/// another name, which the next backup removes.
///
/// # Errors
/// See [`BackupError`].
pub async fn write(store: &Store, job: Job) -> Result<Written, BackupError> {
    let path = job.to.clone();
    let temporary = unfinished(&path);
    let outcome = written(store, job, &temporary).await;
    let (copied, file) = match outcome {
        Ok(done) => done,
        Err(error) => {
            // Nothing can be done about a file that cannot be deleted; its name says what it is.
            let _ = fs::remove_file(&temporary);
            return Err(error);
        }
    };
    let named = || {
        file.sync_all()?;
        let bytes = file.metadata()?.len();
        // A link fails where the name is taken: no backup is ever written over.
        fs::hard_link(&temporary, &path)?;
        fs::remove_file(&temporary)?;
        private::sync_parent(&absolute(&path)?)?;
        Ok(bytes)
    };
    let named: io::Result<u64> = named();
    let bytes = named.map_err(|source| {
        let _ = fs::remove_file(&temporary);
        BackupError::file(&path, source)
    })?;
    Ok(Written {
        path,
        bytes,
        copied,
    })
}

fn absolute(path: &Path) -> io::Result<PathBuf> {
    std::path::absolute(path)
}

/// The name of a backup until it is finished: hidden, in the same folder.
fn unfinished(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{UNFINISHED}"))
}

async fn written(
    store: &Store,
    job: Job,
    temporary: &Path,
) -> Result<(CopyReport, File), BackupError> {
    let failed = |source| BackupError::file(temporary, source);
    if job.to.exists() {
        let source = io::Error::from(io::ErrorKind::AlreadyExists);
        return Err(BackupError::file(&job.to, source));
    }
    let file = private::create(temporary).map_err(failed)?;
    // Held until it is finished, so that nobody takes it for one whose process died.
    file.lock().map_err(failed)?;
    let kept = file.try_clone().map_err(failed)?;
    let sealed = job.seal.begin(file, temporary)?;
    let mut packer = Packer::new(sealed).map_err(failed)?;
    let manifest = serde_json::to_vec_pretty(&job.manifest).map_err(io::Error::other);
    packer
        .file(MANIFEST, &manifest.map_err(failed)?)
        .map_err(failed)?;
    for (name, bytes) in &job.files {
        packer.file(name, bytes).map_err(failed)?;
    }
    packer.begin(DATABASE).map_err(failed)?;
    let sink = Sink::over(packer);
    let dumped = store.dump(Box::new(sink.clone()), job.progress).await;
    // What the file says comes before what the store says of it: a full disk is a full disk.
    let finished = sink.finish(dumped.is_ok());
    let finished = finished.map_err(failed)?;
    let copied = dumped?;
    finished.finish().map_err(failed)?;
    Ok((copied, kept))
}

/// Where the store writes the copy: a file in the backup. The store drops its clone when it is done, and
/// the other finishes the backup.
#[derive(Clone)]
struct Sink(Arc<Mutex<Gathered>>);

struct Gathered {
    packer: Option<Packer<Sealed>>,
    part: Vec<u8>,
    failed: Option<io::Error>,
}

impl Sink {
    fn over(packer: Packer<Sealed>) -> Self {
        Self(Arc::new(Mutex::new(Gathered {
            packer: Some(packer),
            part: Vec::with_capacity(GATHERED),
            failed: None,
        })))
    }

    fn with<T>(&self, work: impl FnOnce(&mut Gathered) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ends the file and the backup. Where the copy is not whole, only the reason is wanted, if it was
    /// the file's.
    fn finish(&self, is_whole: bool) -> io::Result<Sealed> {
        self.with(|gathered| {
            if let Some(failed) = gathered.failed.take() {
                return Err(failed);
            }
            if is_whole {
                gathered.put()?;
            }
            let gone = || io::Error::other("the backup was finished before");
            let mut packer = gathered.packer.take().ok_or_else(gone)?;
            packer.end()?;
            packer.finish()
        })
    }
}

impl Gathered {
    fn put(&mut self) -> io::Result<()> {
        let Some(packer) = &mut self.packer else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let put = packer.part(&self.part);
        self.part.clear();
        put
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(|gathered| {
            gathered.part.extend_from_slice(bytes);
            if gathered.part.len() < GATHERED {
                return Ok(bytes.len());
            }
            gathered.put().map(|()| bytes.len()).map_err(|error| {
                let kind = error.kind();
                gathered.failed = Some(error);
                kind.into()
            })
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

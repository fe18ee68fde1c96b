//! Mails kept in a folder that can be read in the browser, for the demo and for trying things out.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use mail::message::Message;
use mail::smtp::{Event, SendError, Step};
use store::Lane;

use super::MailTransport;

/// Keeps mails in a folder instead of sending them.
pub struct Capture {
    folder: PathBuf,
    /// The number of the next file. Held over the write, so that numbers follow the order of time.
    next: Mutex<u64>,
}

/// One captured mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapturedMail {
    /// Its number, from 1.
    pub number: u64,
    /// The message as it would have been sent.
    pub raw: Vec<u8>,
}

impl Capture {
    /// Captures into a folder, continuing behind what lies there.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn new(folder: PathBuf) -> io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        let last = numbers(&folder)?.into_iter().max().unwrap_or(0);
        Ok(Self {
            folder,
            next: Mutex::new(last + 1),
        })
    }

    /// The newest captured mails of a folder, newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn newest(folder: &Path, most: usize) -> io::Result<Vec<CapturedMail>> {
        let mut found = numbers(folder)?;
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(most);
        found
            .into_iter()
            .map(|number| read(folder, number))
            .collect()
    }

    /// One captured mail of a folder; nothing where there is none of that number.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn get(folder: &Path, number: u64) -> io::Result<Option<CapturedMail>> {
        match read(folder, number) {
            Ok(mail) => Ok(Some(mail)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn keep(&self, message: &[u8]) -> io::Result<()> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let path = file(&self.folder, *next);
        let temporary = path.with_extension("new");
        std::fs::write(&temporary, message)?;
        std::fs::rename(temporary, path)?;
        *next += 1;
        Ok(())
    }
}

#[async_trait]
impl MailTransport for Capture {
    async fn send(&self, _: Lane, message: &Message) -> Result<(), SendError> {
        self.keep(&message.bytes).map_err(|error| not_kept(&error))
    }

    fn offers_smtputf8(&self) -> bool {
        true
    }

    async fn probe(&self) -> Result<(), SendError> {
        std::fs::metadata(&self.folder)
            .map(|_| ())
            .map_err(|error| not_kept(&error))
    }
}

fn not_kept(error: &io::Error) -> SendError {
    SendError::unanswered(Step::Connect, Event::Network(error.kind()))
}

fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}.eml"))
}

fn read(folder: &Path, number: u64) -> io::Result<CapturedMail> {
    Ok(CapturedMail {
        number,
        raw: std::fs::read(file(folder, number))?,
    })
}

fn numbers(folder: &Path) -> io::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_suffix(".eml"));
        numbers.extend(number.and_then(|number| number.parse::<u64>().ok()));
    }
    Ok(numbers)
}

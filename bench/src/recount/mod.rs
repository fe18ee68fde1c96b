//! Recounting ten million entries from a folder, against the machine's SHA-256 rate; and proving one of
//! them.
//!
//! The recount runs in a process of its own, so that the most memory it ever had is its own. Beside the
//! time on the clock, which others on the machine lengthen, stands the processor time of all threads.

mod folder;
mod limit;
mod proof;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use app::verify::{FolderSource, VerifyOptions, verify};
use clap::{Args, Subcommand};

use crate::process;
use crate::table::{Rates, heading, row};

/// How large a log is recounted.
#[derive(Args, Clone, Copy)]
pub struct Size {
    /// Entries in the log.
    #[arg(long, default_value_t = ENTRIES)]
    entries: u64,
}

/// Entries in the log that is recounted unless told.
const ENTRIES: u64 = 10_000_000;

impl Default for Size {
    fn default() -> Self {
        Self { entries: ENTRIES }
    }
}

/// Parts of the measurement that run as processes of their own.
#[derive(Subcommand, Clone)]
pub enum Part {
    /// Write a log into a folder.
    Write {
        /// Where to.
        folder: PathBuf,
        /// How large.
        entries: u64,
    },
    /// Recount the log in a folder once.
    Once {
        /// Where from.
        folder: PathBuf,
    },
}

/// What one recount took.
struct Took {
    time: Duration,
    processor: Duration,
    memory: u64,
}

/// Measures all there is to measure.
///
/// # Errors
/// When the log cannot be written, or is found false.
pub fn run(size: Size, rounds: usize) -> anyhow::Result<()> {
    let Size { entries } = size;
    let temporary = tempfile::tempdir()?;
    let log = temporary.path();
    let started = Instant::now();
    folder::write(log, entries)?;
    heading(&format!(
        "Recount of {entries} entries from a folder, {} cores",
        folder::cores()
    ));
    println!("the folder was written in {:.1?}", started.elapsed());
    let mut rates = Measured::default();
    for _ in 0..rounds {
        rates.round(log, entries)?;
    }
    rates.print();
    proof::run(log, entries, rounds)
}

/// The rates of all rounds, by clock and by processor time.
#[derive(Default)]
struct Measured {
    recounted: [Rates; 2],
    hashed: [Rates; 2],
    read: [Rates; 2],
    memory: u64,
}

impl Measured {
    fn round(&mut self, log: &Path, entries: u64) -> anyhow::Result<()> {
        let took = once(log)?;
        self.recounted[0].add(entries, took.time);
        self.recounted[1].add(entries, took.processor);
        self.memory = self.memory.max(took.memory);
        let [clock, processor] = &mut self.hashed;
        timed(clock, processor, entries, || {
            limit::hash_everything(entries);
            Ok(())
        })?;
        let [clock, processor] = &mut self.read;
        timed(clock, processor, entries, || {
            limit::read_everything(log, entries)
        })
    }

    fn print(&self) {
        for (at, what) in [(0, "by the clock"), (1, "by processor time")] {
            let [recounted, hashed, read] = [&self.recounted, &self.hashed, &self.read];
            row(
                &format!("leaves and nodes hashed, nothing else, {what}"),
                &hashed[at],
                None,
            );
            row(
                &format!("the same files read, nothing else, {what}"),
                &read[at],
                None,
            );
            row(
                &format!("entries recounted, {what}"),
                &recounted[at],
                Some(("hashing alone", &hashed[at])),
            );
            let both = 1.0 / (1.0 / hashed[at].median() + 1.0 / read[at].median());
            let share = recounted[at].median() / both;
            println!("{:<52} {share:.2} of reading and hashing", "");
        }
        println!(
            "{:<52} {} KiB at most",
            "memory of the recount", self.memory
        );
    }
}

fn timed(
    clock: &mut Rates,
    processor: &mut Rates,
    entries: u64,
    work: impl FnOnce() -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let (started, used) = (Instant::now(), process::processor_time()?);
    work()?;
    clock.add(entries, started.elapsed());
    processor.add(entries, process::processor_time()?.saturating_sub(used));
    Ok(())
}

/// Recounts in a process of its own.
fn once(log: &Path) -> anyhow::Result<Took> {
    let program = std::env::current_exe()?;
    let output = Command::new(program)
        .args(["recount-part", "once"])
        .arg(log)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let numbers: Vec<u64> = said.split_whitespace().flat_map(str::parse).collect();
    let [time, processor, memory] = numbers[..] else {
        anyhow::bail!("the recount said {said}");
    };
    Ok(Took {
        time: Duration::from_micros(time),
        processor: Duration::from_micros(processor),
        memory,
    })
}

/// Runs a part: prints what it took as microseconds by the clock, microseconds of processor time, and
/// the most memory in KiB.
///
/// # Errors
/// When the log is found false.
pub async fn part(part: Part) -> anyhow::Result<()> {
    match part {
        Part::Write { folder, entries } => folder::write(&folder, entries),
        Part::Once { folder } => {
            let (started, used) = (Instant::now(), process::processor_time()?);
            let report = verify(&FolderSource::new(&folder), &VerifyOptions::default()).await;
            let report = report.context("the folder cannot be read")?;
            let time = started.elapsed().as_micros();
            let processor = process::processor_time()?.saturating_sub(used).as_micros();
            ensure!(report.is_fine(), "{:?}", report.problems);
            println!("{time} {processor} {}", process::most_memory()?);
            Ok(())
        }
    }
}

//! What the kernel says of this process (`proc(5)`); Linux only.

use std::time::Duration;

use anyhow::Context;

/// What a clock tick is on every Linux that people run: `USER_HZ` is 100.
const TICK: Duration = Duration::from_millis(10);

/// Processor time of all threads so far, their system calls included, to ten milliseconds.
///
/// # Errors
/// Where there is no `/proc`.
pub fn processor_time() -> anyhow::Result<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").context("this is not Linux")?;
    // The name of the program is in brackets and may hold anything.
    let (_, fields) = stat.rsplit_once(") ").context("stat has another form")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let ticks = |at: usize| -> anyhow::Result<u32> {
        Ok(fields.get(at).context("stat is too short")?.parse()?)
    };
    // Fields 14 and 15 of all, counted from 1; the first after the name is the third.
    Ok(TICK * (ticks(11)? + ticks(12)?))
}

/// How much was worked so far.
#[derive(Clone, Copy)]
pub struct Busy {
    /// By this process.
    pub here: Duration,
    /// By everything on this machine.
    pub machine: Duration,
}

impl Busy {
    /// Up to now.
    ///
    /// # Errors
    /// Where there is no `/proc`.
    pub fn now() -> anyhow::Result<Self> {
        let stat = std::fs::read_to_string("/proc/stat").context("this is not Linux")?;
        let all = stat.lines().next().unwrap_or_default();
        let ticks: Vec<u32> = all
            .split_whitespace()
            .skip(1)
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        // user, nice, system, then two kinds of idleness, then irq and softirq.
        let worked = [0, 1, 2, 5, 6].iter().filter_map(|at| ticks.get(*at)).sum();
        Ok(Self {
            here: processor_time()?,
            machine: TICK * worked,
        })
    }
}

/// How many cores there are.
///
/// # Errors
/// When the system does not tell.
pub fn cores() -> anyhow::Result<f64> {
    Ok(std::thread::available_parallelism()?.get() as f64)
}

/// The most memory that was ever resident, in KiB.
///
/// # Errors
/// Where there is no `/proc`.
pub fn most_memory() -> anyhow::Result<u64> {
    status("VmHWM:")
}

/// The memory that is resident now, in KiB.
///
/// # Errors
/// Where there is no `/proc`.
pub fn memory() -> anyhow::Result<u64> {
    status("VmRSS:")
}

/// Forgets the most memory so far: it is counted from now on.
///
/// # Errors
/// Where there is no `/proc`.
pub fn forget_most_memory() -> anyhow::Result<()> {
    std::fs::write("/proc/self/clear_refs", "5").context("this is not Linux")
}

/// What was read from files.
#[derive(Clone, Copy)]
pub struct Reads {
    /// How often, whether or not the system had it in memory: of SQLite a page each time.
    pub calls: u64,
    /// Bytes that the system had not in memory.
    pub from_disk: u64,
}

impl Reads {
    /// By this process up to now.
    ///
    /// # Errors
    /// Where there is no `/proc`.
    pub fn now() -> anyhow::Result<Self> {
        let io = std::fs::read_to_string("/proc/self/io").context("this is not Linux")?;
        let field = |name: &str| -> anyhow::Result<u64> {
            let line = io.lines().find_map(|line| line.strip_prefix(name));
            Ok(line.context("io has no such field")?.trim().parse()?)
        };
        Ok(Self {
            calls: field("syscr:")?,
            from_disk: field("read_bytes:")?,
        })
    }
}

fn status(field: &str) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").context("this is not Linux")?;
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.context("status has no such field")?.parse()?)
}

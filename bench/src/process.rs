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

fn status(field: &str) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").context("this is not Linux")?;
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.context("status has no such field")?.parse()?)
}

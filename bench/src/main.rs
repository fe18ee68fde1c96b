//! Benchmarks, with their peers and limits.
//!
//! Each prints a table of ours, limit and ratio from one run on one machine: absolute figures mean
//! little on shared machines, ratios do. Every figure is the median of several rounds with its
//! spread. The load generator runs in the same process and shares the cores with the server, so every
//! rate through HTTP is a lower bound; the empty POST under the same generator is the yardstick.
#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

mod load;
mod pages;
mod recount;
mod stage;
mod table;
mod write;

use clap::{Parser, Subcommand};

/// Benchmarks of Undersigned.
#[derive(Parser)]
struct Arguments {
    /// What to measure; everything when left out.
    #[command(subcommand)]
    what: Option<What>,
    /// Rounds of each measurement.
    #[arg(long, default_value_t = 5, global = true)]
    rounds: usize,
}

#[derive(Subcommand, Clone, Copy)]
enum What {
    /// Confirmed, durable signatures per second, through HTTP and without.
    Write,
    /// Pages per second.
    Pages,
    /// Entries recounted per second, against SHA-256 over the same bytes.
    Recount,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let rounds = arguments.rounds.max(1);
    let all = [What::Write, What::Pages, What::Recount];
    let wanted = arguments.what.map_or(all.to_vec(), |what| vec![what]);
    for what in wanted {
        match what {
            What::Write => runtime.block_on(write::run(rounds))?,
            What::Pages => runtime.block_on(pages::run(rounds))?,
            What::Recount => runtime.block_on(recount::run(rounds))?,
        }
    }
    Ok(())
}

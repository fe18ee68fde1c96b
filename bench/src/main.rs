//! Benchmarks, with their peers and limits.
//!
//! Each prints a table of ours, limit and ratio from one run on one machine: absolute figures mean
//! little on shared machines, ratios do. Every figure is the median of several rounds with its
//! spread. The load generator runs in a process of its own on the same cores, so every rate through
//! HTTP is a lower bound, and how much of the cores it took is said beside it.
#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

mod copying;
mod engine;
mod entries;
mod list;
mod load;
mod mail;
mod nginx;
mod pages;
mod process;
mod recount;
mod stage;
mod table;
mod tiles;
mod write;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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

#[derive(Subcommand, Clone)]
enum What {
    /// Confirmed, durable signatures per second, through HTTP and without.
    Write(write::Extent),
    /// Pages per second, against nginx that serves the same bytes from a file.
    Pages,
    /// Tiles per second, against nginx that serves the same bytes from a file.
    Tiles,
    /// Entries recounted per second from a folder, against SHA-256 over the same bytes.
    Recount(recount::Size),
    /// Bytes that the store keeps for each entry of a log.
    Entries(entries::Length),
    /// Signatures per second in the store alone, and bytes for each, at several sizes.
    Engine(engine::Extent),
    /// Pages of a list with very many names, start-up and memory.
    List(list::Extent),
    /// Rows per second out of a database and into another.
    Copy(copying::Amount),
    /// Mails per second, the delay of a confirmation behind an issue, and a million subscribers.
    Mail(mail::Volume),
    /// The load generator in a process of its own.
    #[command(hide = true)]
    Generate {
        /// Where the server listens.
        address: std::net::SocketAddr,
        /// Over how many connections.
        connections: usize,
        /// How many requests are due each second.
        rate: Option<u32>,
    },
    /// The measurement of `list` in a process of its own.
    #[command(hide = true, subcommand)]
    ListPart(list::Part),
    /// A part of `recount` in a process of its own.
    #[command(hide = true, subcommand)]
    RecountPart(recount::Part),
    /// A part of `mail` in a process of its own.
    #[command(hide = true, subcommand)]
    MailPart(mail::Part),
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let rounds = arguments.rounds.max(1);
    let all = [
        What::Write(write::Extent::default()),
        What::Pages,
        What::Tiles,
        What::Recount(recount::Size::default()),
        What::Entries(entries::Length::default()),
        What::Engine(engine::Extent::default()),
        What::List(list::Extent::default()),
        What::Copy(copying::Amount::default()),
        What::Mail(mail::Volume::default()),
    ];
    let wanted = arguments.what.map_or(all.to_vec(), |what| vec![what]);
    for what in wanted {
        match what {
            What::Write(extent) => runtime.block_on(write::run(extent, rounds))?,
            What::Pages => runtime.block_on(pages::run(rounds))?,
            What::Tiles => runtime.block_on(tiles::run(rounds))?,
            What::Recount(size) => recount::run(size, rounds)?,
            What::Entries(length) => runtime.block_on(entries::run(length))?,
            What::Engine(extent) => runtime.block_on(engine::run(extent, rounds))?,
            What::List(extent) => runtime.block_on(list::run(extent))?,
            What::ListPart(part) => runtime.block_on(list::measure(part))?,
            What::Copy(amount) => runtime.block_on(copying::run(amount))?,
            What::Mail(volume) => runtime.block_on(mail::run(volume, rounds))?,
            What::MailPart(part) => runtime.block_on(mail::part(part))?,
            What::Generate {
                address,
                connections,
                rate,
            } => load::generate(address, load::Pace { connections, rate })?,
            What::RecountPart(part) => runtime.block_on(recount::part(part))?,
        }
    }
    Ok(())
}

//! Mails: how many a second, how long a confirmation waits behind an issue, and how much memory a
//! million subscribers take.

mod crowd;
mod delay;
mod generator;
mod kills;
mod million;
mod part;
mod pile;
mod rate;
mod site;

use clap::Args;

pub use part::Part;
pub use part::run as part;

/// How much mail.
#[derive(Args, Clone, Copy)]
pub struct Volume {
    /// Mails sent in each round of the rates.
    #[arg(long, default_value_t = 4_000)]
    pub mails: u32,
    /// Copies of an issue that wait while confirmations are sent.
    #[arg(long, default_value_t = 10_000)]
    pub queued: u32,
    /// Subscribers of the large issue.
    #[arg(long, default_value_t = 1_000_000)]
    pub subscribers: u64,
    /// How often the sender of an issue is killed.
    #[arg(long, default_value_t = 200)]
    pub kills: u32,
}

impl Default for Volume {
    fn default() -> Self {
        Self {
            mails: 4_000,
            queued: 10_000,
            subscribers: 1_000_000,
            kills: 200,
        }
    }
}

/// Measures all of it.
///
/// # Errors
/// When a site, a port or a process cannot be had, or a mail is lost.
pub async fn run(volume: Volume, rounds: usize) -> anyhow::Result<()> {
    rate::run(volume, rounds).await?;
    delay::run(volume).await?;
    million::run(volume).await?;
    kills::run(volume.kills).await
}

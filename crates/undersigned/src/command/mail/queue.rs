//! `mail queue`: mails that will never be sent, and why, without their addresses.

use anyhow::Result;
use domain::log::Day;
use serde::Serialize;
use store::DeadLetters;

use crate::command::Verdict;
use crate::config::Chosen;
use crate::{logging, output, wire};

/// How many rows are shown at most.
const MOST: u32 = 1_000;

/// What stands for domains with so few mails that their names would tell of people.
const UNNAMED: &str = "domains of few";

/// What `mail queue` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many days to look back
    #[arg(long, default_value_t = 7)]
    days: u32,
    /// Print the rows as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: Chosen,
}

/// A row for programs.
#[derive(Serialize)]
struct Wire {
    day: String,
    lane: &'static str,
    kind: String,
    class: String,
    /// The domain of the recipients, where it may be named.
    domain: Option<String>,
    number: u64,
}

impl From<DeadLetters> for Wire {
    fn from(row: DeadLetters) -> Self {
        let day = Day(row.day).date();
        Self {
            day: day.map_or_else(|| row.day.to_string(), |day| day.to_string()),
            lane: row.lane.as_str(),
            kind: row.kind,
            class: row.class,
            domain: row.domain,
            number: row.n,
        }
    }
}

/// Shows them, the newest day first. It may be done while the server runs.
///
/// # Errors
/// When the database cannot be read.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let site = wire::site(&config).await?;
    let today = u32::try_from(site.now().as_second() / 86_400).unwrap_or(0);
    let from = today.saturating_sub(arguments.days.saturating_sub(1));
    let rows = site.store.dead_letters(from, MOST).await;
    wire::close(site).await?;
    let rows: Vec<Wire> = rows?.into_iter().map(Wire::from).collect();
    if arguments.json {
        output::json(&rows)?;
        return Ok(Verdict::Fine);
    }
    if rows.is_empty() {
        output::line(format!("no mail was given up in {} days", arguments.days))?;
    }
    for row in rows {
        output::line(format!(
            "{}  {:>5}  {:<13} {:<16} {:<11} {}",
            row.day,
            row.number,
            row.lane,
            row.kind,
            row.class,
            row.domain.as_deref().unwrap_or(UNNAMED)
        ))?;
    }
    Ok(Verdict::Fine)
}

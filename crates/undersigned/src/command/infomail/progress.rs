//! `infomail progress`, `infomail report`: how far an issue got, and what became of it by domain.

use std::time::Duration;

use anyhow::{Result, anyhow};
use app::infomail::issues::Progress;
use domain::infomail::IssueState;
use serde::Serialize;
use store::DomainCounts;

use super::{Opened, Which};
use crate::command::Verdict;
use crate::{output, wire};

/// How often it is looked at while somebody watches.
const ROUND: Duration = Duration::from_secs(1);

/// What `infomail progress` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
    /// Go on showing it until it is done or paused
    #[arg(long, conflicts_with = "json")]
    watch: bool,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// What `infomail report` is told.
#[derive(clap::Args)]
pub struct Report {
    #[command(flatten)]
    which: Which,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// The progress for programs.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Wire<'p> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused_by: Option<&'p str>,
    audience: u64,
    sent: u64,
    dead: u64,
    later: u64,
    sending: u64,
    left: u64,
    returned: u64,
    complained: u64,
}

/// A domain for programs; the last has no name and is all others.
#[derive(Serialize)]
struct WireDomain {
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    sent: u64,
    dead: u64,
    deferred: u64,
    returned: u64,
}

/// Shows how far an issue got.
///
/// # Errors
/// When there is no such issue, or the database cannot be read.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let opened = arguments.which.open().await?;
    let shown = if arguments.watch {
        watch(&opened).await
    } else {
        current(&opened).await
    };
    wire::close(opened.site).await?;
    let progress = shown?;
    if arguments.json {
        output::json(&wire_of(&progress))?;
    } else {
        print(&progress)?;
    }
    Ok(Verdict::Fine)
}

async fn current(opened: &Opened) -> Result<Progress> {
    let progress = opened.site.issue_progress(opened.slug(), opened.number);
    progress.await?.ok_or_else(|| anyhow!("the issue is gone"))
}

async fn watch(opened: &Opened) -> Result<Progress> {
    let mut progress = current(opened).await?;
    let bar = output::progress("mails leave", progress.audience());
    while progress.state == IssueState::Sending {
        bar.set_length(progress.audience());
        bar.set_position(progress.counts.sent + progress.counts.dead);
        tokio::time::sleep(ROUND).await;
        progress = current(opened).await?;
    }
    bar.finish_and_clear();
    Ok(progress)
}

fn wire_of(progress: &Progress) -> Wire<'_> {
    let counts = &progress.counts;
    Wire {
        state: progress.state.word(),
        paused_by: progress.paused_by.as_deref(),
        audience: progress.audience(),
        sent: counts.sent,
        dead: counts.dead,
        later: counts.later,
        sending: counts.held,
        left: counts.left,
        returned: counts.returned,
        complained: counts.complained,
    }
}

fn print(progress: &Progress) -> Result<()> {
    let why = progress.paused_by.as_ref();
    let why = why.map_or(String::new(), |why| format!(" by {why}"));
    let counts = &progress.counts;
    output::line(format!(
        "{}{why}: {} of {} sent, {} left",
        progress.state.word(),
        counts.sent,
        progress.audience(),
        counts.left
    ))?;
    output::line(format!(
        "  {} are being sent, {} failed and are tried again, {} were given up",
        counts.held, counts.later, counts.dead
    ))?;
    output::line(format!(
        "  {} came back, {} were called spam",
        counts.returned, counts.complained
    ))
}

/// Shows what became of an issue by domain. Domains with few mails stand together, since a domain of one
/// mail would tell who subscribes.
///
/// # Errors
/// When there is no such issue, or the database cannot be read.
pub async fn report(arguments: &Report) -> Result<Verdict> {
    let opened = arguments.which.open().await?;
    let report = opened.site.issue_report(opened.slug(), opened.number).await;
    wire::close(opened.site).await?;
    let report = report?;
    let domains = report.named.into_iter().chain([report.others]);
    let domains: Vec<WireDomain> = domains.map(domain).collect();
    if arguments.json {
        output::json(&domains)?;
        return Ok(Verdict::Fine);
    }
    output::line("     sent  given up   put off  came back")?;
    for row in domains {
        output::line(format!(
            "{:>9} {:>9} {:>9} {:>10}  {}",
            row.sent,
            row.dead,
            row.deferred,
            row.returned,
            row.domain.as_deref().unwrap_or("all others")
        ))?;
    }
    Ok(Verdict::Fine)
}

fn domain(row: DomainCounts) -> WireDomain {
    WireDomain {
        domain: row.domain,
        sent: row.sent,
        dead: row.dead,
        deferred: row.deferred,
        returned: row.returned,
    }
}

//! `mail status`: what waits, what is paused, what came back.

use anyhow::Result;
use app::bounce::Lately;
use app::infomail::{Standing, paused_issues};
use app::site::Site;
use serde::Serialize;
use store::LaneDepth;

use crate::command::Verdict;
use crate::config::Chosen;
use crate::{logging, output, wire};

/// How far back it looks at what came back.
const DAYS: u32 = 7;

/// What `mail status` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: Chosen,
}

/// The result for programs.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Status {
    lanes: Vec<LaneStatus>,
    /// Mails given up since the beginning.
    given_up: u64,
    /// Mails that forms caused, by the hour that they leave in.
    by_hour: Vec<(String, u64)>,
    /// How many of these may leave in one hour.
    hourly_limit: u32,
    returned: Returned,
    /// Issues that are paused.
    paused_issues: Vec<PausedIssue>,
}

#[derive(Serialize)]
struct PausedIssue {
    list: String,
    number: u32,
    /// Why, as one word; `operator` where a person did it.
    why: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct LaneStatus {
    lane: &'static str,
    paused: bool,
    waiting: u64,
    sending: u64,
    retrying: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    oldest: Option<String>,
}

/// What came back in the last days.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Returned {
    days: u32,
    recipients: u64,
    complaints: u64,
    review: u64,
    policy: Vec<(String, u64)>,
}

/// Shows it. It may be done while the server runs.
///
/// # Errors
/// When the database cannot be read.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let site = wire::site(&config).await?;
    let status = status(&site).await;
    wire::close(site).await?;
    let status = status?;
    if arguments.json {
        output::json(&status)?;
    } else {
        print(&status)?;
    }
    Ok(Verdict::Fine)
}

async fn status(site: &Site) -> Result<Status> {
    let depth = site.store.outbox_depth(site.now()).await?;
    let mut lanes = Vec::new();
    for lane in &depth.lanes {
        lanes.push(LaneStatus::of(lane, site.lane_is_paused(lane.lane).await?));
    }
    let by_hour = site.mails_by_hour().await?;
    Ok(Status {
        lanes,
        given_up: depth.given_up.iter().map(|(_, number)| number).sum(),
        by_hour: by_hour
            .into_iter()
            .map(|(hour, number)| (format!("{hour:.0}"), number))
            .collect(),
        hourly_limit: site.settings.confirmations_per_hour,
        returned: Returned::of(site.returned_lately(DAYS).await?),
        paused_issues: paused_issues(&site.store)
            .await?
            .into_iter()
            .map(PausedIssue::of)
            .collect(),
    })
}

impl PausedIssue {
    fn of(standing: Standing) -> Self {
        Self {
            list: standing.list.to_string(),
            number: standing.number.get(),
            why: standing.why,
        }
    }
}

impl LaneStatus {
    fn of(depth: &LaneDepth, paused: bool) -> Self {
        Self {
            lane: depth.lane.as_str(),
            paused,
            waiting: depth.waiting,
            sending: depth.held,
            retrying: depth.later,
            oldest: depth.oldest_due.map(|due| format!("{due:.0}")),
        }
    }
}

impl Returned {
    fn of(lately: Lately) -> Self {
        Self {
            days: DAYS,
            recipients: lately.recipients,
            complaints: lately.complaints,
            review: lately.review,
            policy: lately.policy,
        }
    }
}

fn print(status: &Status) -> Result<()> {
    for lane in &status.lanes {
        let paused = if lane.paused { ", PAUSED" } else { "" };
        let oldest = lane.oldest.as_ref();
        let oldest = oldest.map_or(String::new(), |due| format!(", the oldest since {due}"));
        output::line(format!(
            "{:<13} {} wait{oldest}, {} are being sent, {} failed and are tried again{paused}",
            lane.lane, lane.waiting, lane.sending, lane.retrying
        ))?;
    }
    output::line(format!(
        "given up      {} since the beginning; `undersigned mail queue` shows why",
        status.given_up
    ))?;
    for (hour, number) in &status.by_hour {
        output::line(format!(
            "caused by forms {number} of {} in the hour of {hour}",
            status.hourly_limit
        ))?;
    }
    for issue in &status.paused_issues {
        output::line(format!(
            "PAUSED        issue {} of {} ({}); `undersigned infomail resume` goes on",
            issue.number, issue.list, issue.why
        ))?;
    }
    print_returned(&status.returned)
}

fn print_returned(returned: &Returned) -> Result<()> {
    output::line(format!(
        "came back     {} in {} days for reasons of the recipient, {} complaints, {} to be read by a person",
        returned.recipients, returned.days, returned.complaints, returned.review
    ))?;
    for (code, number) in &returned.policy {
        let code = if code.is_empty() { "no code" } else { code };
        output::line(format!(
            "REFUSED US    {number} times ({code}); see `undersigned mail doctor`"
        ))?;
    }
    Ok(())
}

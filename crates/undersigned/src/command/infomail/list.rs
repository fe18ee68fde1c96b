//! `infomail list`: lists, how many subscribe, how their issues stand.

use anyhow::Result;
use app::infomail::PublishedList;
use app::site::Site;
use serde::Serialize;
use store::SubscriptionCounts;

use crate::command::Verdict;
use crate::config::Chosen;
use crate::{logging, output, wire};

/// What `infomail list` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: Chosen,
}

/// A list for programs.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Wire {
    list: String,
    organisation: String,
    subscribers: u64,
    by_language: Vec<(String, u64)>,
    ended: Vec<(&'static str, u64)>,
    issues: Vec<WireIssue>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct WireIssue {
    number: u32,
    title: String,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused_by: Option<String>,
    languages: Vec<String>,
}

/// Shows them. It may be done while the server runs.
///
/// # Errors
/// When the database cannot be read.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let site = wire::site(&config).await?;
    let lists = lists(&site).await;
    wire::close(site).await?;
    let lists = lists?;
    if arguments.json {
        output::json(&lists)?;
        return Ok(Verdict::Fine);
    }
    if lists.is_empty() {
        output::line(
            "there is no list; publish the folder of one: undersigned infomail publish FOLDER",
        )?;
    }
    for list in &lists {
        print(list)?;
    }
    Ok(Verdict::Fine)
}

async fn lists(site: &Site) -> Result<Vec<Wire>> {
    let mut wires = Vec::new();
    for list in site.infomail_lists().await? {
        let counts = site.store.subscription_counts(&list.list.slug).await?;
        wires.push(wire_of(&list, counts));
    }
    Ok(wires)
}

fn wire_of(list: &PublishedList, counts: SubscriptionCounts) -> Wire {
    let by_language = counts.active.into_iter();
    let by_language: Vec<(String, u64)> = by_language
        .map(|(language, number)| (language.to_string(), number))
        .collect();
    let issues = list.issues.iter().rev().map(|published| WireIssue {
        number: published.issue.number.get(),
        title: published
            .issue
            .text_for(&list.list.language, &list.list)
            .map_or_else(String::new, |text| text.title().to_owned()),
        state: published.state.word(),
        paused_by: published.paused_by.clone(),
        languages: published
            .issue
            .texts
            .iter()
            .map(|text| text.language.to_string())
            .collect(),
    });
    Wire {
        list: list.list.slug.to_string(),
        organisation: list.list.organisation.as_str().to_owned(),
        subscribers: by_language.iter().map(|(_, number)| number).sum(),
        by_language,
        ended: counts
            .stopped
            .into_iter()
            .map(|(reason, number)| (reason.word(), number))
            .collect(),
        issues: issues.collect(),
    }
}

fn print(list: &Wire) -> Result<()> {
    output::line(format!(
        "{} of {}: {} subscribers{}",
        list.list,
        list.organisation,
        list.subscribers,
        in_brackets(
            list.by_language
                .iter()
                .map(|(tag, number)| (tag.as_str(), number))
        )
    ))?;
    let ended: u64 = list.ended.iter().map(|(_, number)| number).sum();
    if ended > 0 {
        let reasons = list.ended.iter().map(|(reason, number)| (*reason, number));
        output::line(format!("  {ended} ended{}", in_brackets(reasons)))?;
    }
    for issue in &list.issues {
        let why = issue.paused_by.as_ref();
        let why = why.map_or(String::new(), |why| format!(" by {why}"));
        output::line(format!(
            "  {:>4}  {}{why}  {}  ({})",
            issue.number,
            issue.state,
            issue.title,
            issue.languages.join(", ")
        ))?;
    }
    Ok(())
}

fn in_brackets<'a>(counts: impl Iterator<Item = (&'a str, &'a u64)>) -> String {
    let words: Vec<String> = counts
        .map(|(word, number)| format!("{word} {number}"))
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(" ({})", words.join(", "))
    }
}

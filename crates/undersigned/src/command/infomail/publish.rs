//! `infomail check`, `infomail publish`: the folder of a list.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use app::infomail::publish::{InfomailPublished, PublishInfomailError};
use domain::infomail::IssueNumber;
use intake::finding::{self, Finding, FindingWire};
use intake::folder::Files;
use intake::folder::infomail::inspect;
use serde::Serialize;

use crate::command::{Verdict, print_findings};
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `infomail check` is told.
#[derive(clap::Args)]
pub struct Check {
    /// The folder of the list
    folder: PathBuf,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

/// What `infomail publish` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the list
    folder: PathBuf,
    #[command(flatten)]
    config: Chosen,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Wire<'f> {
    published: bool,
    drafts: Vec<u32>,
    unchanged: Vec<u32>,
    findings: Vec<FindingWire<'f>>,
}

/// Checks a folder by itself; whether its figures are those of a declaration is seen when it is published.
///
/// # Errors
/// When the folder cannot be read.
pub fn check(arguments: &Check) -> Result<Verdict> {
    let files = read(&arguments.folder)?;
    let findings = inspect(&files, None).findings;
    let sound = !finding::any_error(&findings);
    if arguments.json {
        output::json(&finding::to_json(&findings))?;
    } else {
        print_findings(&findings, &files)?;
        let folder = arguments.folder.display();
        output::line(if sound {
            format!("{folder} can be published: undersigned infomail publish {folder}")
        } else {
            format!("{folder} cannot be published while an error stands")
        })?;
    }
    Ok(Verdict::fine_if(sound))
}

/// Publishes a folder. Its issues are drafts until they are sent; those that appeared never change.
///
/// # Errors
/// When folder or site cannot be used; nothing was published then.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let files = read(&arguments.folder)?;
    let site = wire::site(&config).await?;
    let outcome = site.publish_infomail(&files).await;
    wire::close(site).await?;
    match outcome {
        Ok(done) if arguments.json => print_json(Some(&done), &done.findings),
        Ok(done) => print(&done, &files, &config.base_url),
        Err(PublishInfomailError::Findings(findings)) if arguments.json => {
            print_json(None, &findings)
        }
        Err(PublishInfomailError::Findings(findings)) => {
            print_findings(&findings, &files)?;
            output::line("not published: correct the errors first")?;
            Ok(Verdict::Refused)
        }
        Err(error) => Err(error).context("nothing was published"),
    }
}

fn read(folder: &Path) -> Result<Files> {
    Files::read_dir(folder).help("name a folder that holds list.toml and issues/")
}

fn print(done: &InfomailPublished, files: &Files, base_url: &str) -> Result<Verdict> {
    print_findings(&done.findings, files)?;
    let list = &done.list;
    output::line(format!("published {base_url}/infomail/{list}"))?;
    for number in &done.drafts {
        output::line(format!(
            "  issue {number} is a draft: undersigned infomail preview {list} {number} --out FOLDER"
        ))?;
    }
    if !done.unchanged.is_empty() {
        output::line(format!(
            "  appeared before and stand as they were: {}",
            numbers(&done.unchanged)
        ))?;
    }
    Ok(Verdict::Fine)
}

fn print_json(done: Option<&InfomailPublished>, findings: &[Finding]) -> Result<Verdict> {
    let get = |numbers: &[IssueNumber]| numbers.iter().map(|number| number.get()).collect();
    output::json(&Wire {
        published: done.is_some(),
        drafts: done.map(|done| get(&done.drafts)).unwrap_or_default(),
        unchanged: done.map(|done| get(&done.unchanged)).unwrap_or_default(),
        findings: finding::to_json(findings),
    })?;
    Ok(Verdict::fine_if(done.is_some()))
}

fn numbers(numbers: &[IssueNumber]) -> String {
    let words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    words.join(", ")
}

//! `publish`: a folder, or what is new in it, goes into the log.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use app::publish::Publishing;
use intake::finding::{self, FindingWire};
use intake::folder::Files;
use serde::Serialize;

use super::check::read_folder;
use super::{Verdict, print_findings};
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `publish` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The declaration folder
    folder: PathBuf,
    #[command(flatten)]
    config: Chosen,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'a> {
    published: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    new_texts: usize,
    new_figures: usize,
    findings: Vec<FindingWire<'a>>,
}

/// Publishes a folder. It may be done while the server runs: the two agree on the log through the
/// database, and the server shows what is new within seconds.
///
/// # Errors
/// When folder or site cannot be used; nothing was published then.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let files = read_folder(&arguments.folder)?;
    let site = wire::site(&config)?;
    let outcome = site.publish(&files).await;
    wire::close(site).await?;
    let outcome = outcome
        .context("nothing was published")
        .help("run `undersigned doctor`, and try again")?;
    let (published, findings) = match outcome {
        Publishing::Published {
            slug,
            texts,
            figures,
            findings,
        } => {
            let url = format!("{}/d/{slug}", config.base_url);
            (Some((url, texts, figures)), findings)
        }
        Publishing::Refused(findings) => (None, findings),
        Publishing::BadRecipient(key) => {
            return Err(anyhow::anyhow!(
                "`{key}` in [organisers] recipients is no age public key"
            ))
            .help("make one with `age-keygen`; a public key begins with age1");
        }
        Publishing::OtherLanguage => bail!(
            "this declaration was published with an original in another language; \
             `language` in declaration.toml cannot change any more"
        ),
    };
    let done = Done {
        published,
        findings,
        files,
    };
    if arguments.json {
        done.print_json()
    } else {
        done.print()
    }?;
    Ok(Verdict::fine_if(done.published.is_some()))
}

/// What was done: the address with the numbers of new texts and figures, unless it was refused.
struct Done {
    published: Option<(String, usize, usize)>,
    findings: Vec<finding::Finding>,
    files: Files,
}

impl Done {
    fn print(&self) -> Result<()> {
        print_findings(&self.findings, &self.files)?;
        output::line(match &self.published {
            Some((url, 0, 0)) => format!("nothing new in texts and figures: {url}"),
            Some((url, texts, figures)) => {
                format!("published {url}: new texts {texts}, new figures {figures}")
            }
            None => "not published: correct the errors first".to_owned(),
        })
    }

    fn print_json(&self) -> Result<()> {
        let (url, new_texts, new_figures) = match &self.published {
            Some((url, texts, figures)) => (Some(url.clone()), *texts, *figures),
            None => (None, 0, 0),
        };
        let findings = finding::to_json(&self.findings);
        output::json(&Wire {
            published: url.is_some(),
            url,
            new_texts,
            new_figures,
            findings,
        })
    }
}

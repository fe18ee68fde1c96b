//! `publish`: a folder, or what is new in it, goes into the log.

use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
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
    url: Option<&'a str>,
    new_texts: usize,
    new_figures: usize,
    new_raisings: usize,
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
    let site = wire::site(&config).await?;
    let before = site.store.declarations().await?.len();
    let outcome = site.publish(&files).await;
    let is_new = site.store.declarations().await?.len() > before;
    let goes_to_nodes = is_new && site.store.is_shared();
    wire::close(site).await?;
    let outcome = outcome
        .context("nothing was published")
        .help("run `undersigned doctor`, and try again")?;
    let (published, findings) = match outcome {
        Publishing::Published {
            slug,
            texts,
            figures,
            raisings,
            findings,
        } => {
            let news = News {
                url: format!("{}/d/{slug}", config.base_url),
                keys: goes_to_nodes.then(|| format!("{slug}.log.key and {slug}.tag.key")),
                texts,
                figures,
                raisings,
            };
            (Some(news), findings)
        }
        Publishing::Refused(findings) => (None, findings),
        other => return Err(refusal(&other)),
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

/// Why a folder without an error of its own was not published.
fn refusal(outcome: &Publishing) -> anyhow::Error {
    let refused: Result<()> = match outcome {
        Publishing::BadRecipient(key) => Err(anyhow!(
            "`{key}` in [organisers] recipients is no age public key"
        ))
        .help("make one with `age-keygen`; a public key begins with age1"),
        Publishing::Closed(slug) => Err(anyhow!(
            "{slug} is closed, and this folder has new texts or figures"
        ))
        .help("take them out: only raisings are published behind the end of collecting"),
        _ => Err(anyhow!(
            "this declaration was published with an original in another language"
        ))
        .help("`language` in declaration.toml cannot change any more"),
    };
    refused.expect_err("every arm above is an error")
}

/// What was new.
struct News {
    url: String,
    /// The keys that every other node needs, where there may be some.
    keys: Option<String>,
    texts: usize,
    figures: usize,
    raisings: usize,
}

/// What was done, unless it was refused.
struct Done {
    published: Option<News>,
    findings: Vec<finding::Finding>,
    files: Files,
}

impl Done {
    fn print(&self) -> Result<()> {
        print_findings(&self.findings, &self.files)?;
        output::line(match &self.published {
            Some(news) => news.sentence(),
            None => "not published: correct the errors first".to_owned(),
        })?;
        match self.published.as_ref().and_then(|news| news.keys.as_ref()) {
            Some(keys) => output::line(format!(
                "before another node takes signatures of it, copy {keys} into its folder of keys"
            )),
            None => Ok(()),
        }
    }

    fn print_json(&self) -> Result<()> {
        let news = self.published.as_ref();
        output::json(&Wire {
            published: news.is_some(),
            url: news.map(|news| news.url.as_str()),
            new_texts: news.map_or(0, |news| news.texts),
            new_figures: news.map_or(0, |news| news.figures),
            new_raisings: news.map_or(0, |news| news.raisings),
            findings: finding::to_json(&self.findings),
        })
    }
}

impl News {
    fn sentence(&self) -> String {
        let Self {
            url,
            keys: _,
            texts,
            figures,
            raisings,
        } = self;
        if texts + figures + raisings == 0 {
            return format!("nothing new in texts, figures and raisings: {url}");
        }
        format!(
            "published {url}: new texts {texts}, new figures {figures}, new raisings {raisings}"
        )
    }
}

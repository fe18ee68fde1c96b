//! `signing pause`, `signing resume`, `signing status`: an operator lets signing rest, or everything but
//! reading. Servers may run meanwhile; each learns of it within a second.

mod until;

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use app::pause::{GRACE, Pause, Scope};
use app::site::Site;
use domain::locale::Language;
use jiff::Timestamp;
use serde::Serialize;

use crate::command::Verdict;
use crate::config::{Chosen, Config};
use crate::{logging, output, wire};

pub use until::Until;

/// The longest message, in characters: a sentence or two on a page.
const LONGEST_MESSAGE: usize = 500;

/// What can be done.
#[derive(clap::Subcommand)]
pub enum Arguments {
    /// Take the sign form away for a while; links that were mailed still confirm
    Pause(PauseArguments),
    /// Let everything go on
    Resume(Resume),
    /// Show what rests
    Status(Status),
}

/// What `signing pause` is told.
#[derive(clap::Args)]
pub struct PauseArguments {
    /// Let everything rest that visitors do: confirming, withdrawing, subscribing as well
    #[arg(long)]
    read_only: bool,
    /// When it ends by itself: `2026-11-25T18:00Z`, or `90m`, `2h`, `3d` from now
    #[arg(long, value_name = "WHEN")]
    until: Option<Until>,
    /// What visitors are told, in the language of the site
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    /// The same in another language; may be said several times
    #[arg(long, value_name = "LANG=TEXT", value_parser = in_language)]
    message_in: Vec<(Language, String)>,
    #[command(flatten)]
    config: Chosen,
}

/// What `signing resume` is told.
#[derive(clap::Args)]
pub struct Resume {
    #[command(flatten)]
    config: Chosen,
}

/// What `signing status` is told.
#[derive(clap::Args)]
pub struct Status {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: Chosen,
}

/// What rests, for programs.
#[derive(Serialize)]
struct Resting {
    /// `signing`, `everything`, or nothing.
    rests: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    said: BTreeMap<String, String>,
}

/// Carries out one of the commands.
///
/// # Errors
/// When the site cannot be used, or what is asked for cannot be done.
pub async fn run(arguments: Arguments) -> Result<Verdict> {
    match arguments {
        Arguments::Pause(arguments) => pause(arguments).await,
        Arguments::Resume(arguments) => resume(&arguments).await,
        Arguments::Status(arguments) => status(&arguments).await,
    }
}

async fn pause(arguments: PauseArguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    let site = open(&config).await?;
    let done = pause_site(&site, &config, arguments).await;
    wire::close(site).await?;
    for line in said(Some(&done?)) {
        output::line(line)?;
    }
    Ok(Verdict::Fine)
}

async fn pause_site(site: &Site, config: &Config, arguments: PauseArguments) -> Result<Pause> {
    let now = site.now();
    let until = arguments.until.map(|until| until.from(now)).transpose()?;
    if until.is_some_and(|until| until <= now) {
        bail!("--until names a moment that is over; it is {now:.0}");
    }
    let pause = Pause {
        scope: if arguments.read_only {
            Scope::Everything
        } else {
            Scope::Signing
        },
        since: now,
        until,
        said: messages(&config.language, arguments.message, arguments.message_in)?,
    };
    site.pause(pause.clone()).await?;
    Ok(pause)
}

async fn resume(arguments: &Resume) -> Result<Verdict> {
    let site = open(&arguments.config.read()?).await?;
    let rested = site.resume().await;
    wire::close(site).await?;
    output::line(match rested? {
        None => "nothing rested".to_owned(),
        Some(pause) => format!("{} goes on", pause.scope.as_str()),
    })?;
    Ok(Verdict::Fine)
}

async fn status(arguments: &Status) -> Result<Verdict> {
    let site = open(&arguments.config.read()?).await?;
    let pause = site.paused().await;
    wire::close(site).await?;
    let pause = pause?;
    if arguments.json {
        output::json(&Resting::of(pause.as_ref()))?;
    } else {
        for line in said(pause.as_ref()) {
            output::line(line)?;
        }
    }
    Ok(Verdict::Fine)
}

async fn open(config: &Config) -> Result<Site> {
    logging::start("error")?;
    wire::site(config).await
}

/// What an operator reads of it, line by line.
fn said(pause: Option<&Pause>) -> Vec<String> {
    let Some(pause) = pause else {
        return vec!["nothing rests: declarations can be signed".to_owned()];
    };
    let (since, until) = (pause.since, pause.until);
    let until = until.map_or_else(
        || "until `undersigned signing resume`".to_owned(),
        |until| format!("until {until:.0}"),
    );
    let mut lines = vec![format!(
        "{} rests since {since:.0}, {until}",
        pause.scope.as_str()
    )];
    lines.push(match pause.scope {
        Scope::Signing => "links that were mailed still confirm".to_owned(),
        Scope::Everything => format!(
            "links that run out meanwhile can be used for {} hours after",
            GRACE.as_hours()
        ),
    });
    let words = pause.said.iter();
    lines.extend(words.map(|(language, words)| format!("{language}: {words}")));
    lines
}

fn messages(
    language: &str,
    own: Option<String>,
    others: Vec<(Language, String)>,
) -> Result<BTreeMap<Language, String>> {
    let mut messages = BTreeMap::new();
    if let Some(own) = own {
        messages.insert(Language::parse(language)?, own);
    }
    for (language, words) in others {
        if messages.insert(language.clone(), words).is_some() {
            bail!("there are two messages in {language}");
        }
    }
    for (language, words) in &messages {
        let length = words.chars().count();
        if words.trim().is_empty() || length > LONGEST_MESSAGE {
            bail!(
                "the message in {language} has {length} characters; 1 to {LONGEST_MESSAGE} are possible"
            );
        }
        if words.chars().any(char::is_control) {
            bail!("the message in {language} must be one line without control characters");
        }
    }
    Ok(messages)
}

/// `LANG=TEXT`.
fn in_language(text: &str) -> Result<(Language, String), String> {
    let (tag, words) = text
        .split_once('=')
        .ok_or("it must be a language, `=`, and the message")?;
    let language = Language::parse(tag).map_err(|error| error.to_string())?;
    Ok((language, words.to_owned()))
}

impl Resting {
    fn of(pause: Option<&Pause>) -> Self {
        let moment = |at: Timestamp| format!("{at:.0}");
        let said = pause.iter().flat_map(|pause| &pause.said);
        Self {
            rests: pause.map(|pause| pause.scope.as_str()),
            since: pause.map(|pause| moment(pause.since)),
            until: pause.and_then(|pause| pause.until).map(moment),
            said: said
                .map(|(language, words)| (language.to_string(), words.clone()))
                .collect(),
        }
    }
}

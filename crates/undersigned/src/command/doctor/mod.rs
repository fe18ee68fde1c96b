//! `doctor`: is this site well? Each line says what was looked at, and what to do if it is not.

mod backups;
mod clock;
mod data;
mod files;
mod integrity;
mod machine;
mod mail;
mod paused;
mod resting;
mod returned;
mod room;
mod space;
mod sync;
mod witnesses;

use anyhow::Result;
use serde::Serialize;

use room::Room;

use super::Verdict;
use crate::config::{Chosen, Config};
use crate::{help, logging, output};

/// What `doctor` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    config: Chosen,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
    /// Read everything that is stored: the engine's check, each log counted again, each list compared
    #[arg(long)]
    integrity: bool,
    /// Show what takes the room in the database, table by table, and nothing else
    #[arg(long, conflicts_with = "integrity")]
    space: bool,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Warn,
    Fail,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Check {
    what: String,
    state: State,
    found: String,
    #[serde(rename = "do", skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
}

impl Check {
    fn ok(what: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            state: State::Ok,
            found: found.into(),
            advice: None,
        }
    }

    fn warn(what: impl Into<String>, found: impl Into<String>, advice: &str) -> Self {
        let advice = Some(advice.to_owned());
        Self {
            what: what.into(),
            state: State::Warn,
            found: found.into(),
            advice,
        }
    }

    fn fail(what: impl Into<String>, found: impl Into<String>, advice: &str) -> Self {
        Self {
            state: State::Fail,
            ..Self::warn(what, found, advice)
        }
    }

    /// What an error says; its own advice goes before the general one.
    fn failed(what: impl Into<String>, error: &anyhow::Error, advice: &str) -> Self {
        let (said, own) = help::parts(error);
        Self::fail(what, said, own.unwrap_or(advice))
    }
}

/// Looks at everything a site needs. Refused when something must be put right.
///
/// # Errors
/// When the result cannot be printed.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    logging::start("off")?;
    if arguments.space {
        space::print(&arguments.config, arguments.json).await?;
        return Ok(Verdict::Fine);
    }
    let checks = checks(arguments).await;
    if arguments.json {
        output::json(&checks)?;
    } else {
        for check in &checks {
            print(check)?;
        }
    }
    Ok(Verdict::fine_if(
        checks.iter().all(|check| check.state != State::Fail),
    ))
}

async fn checks(arguments: &Arguments) -> Vec<Check> {
    let chosen = &arguments.config;
    let file = chosen.file();
    let config: Config = match chosen.read() {
        Ok(config) => config,
        Err(error) => {
            let advice = "correct it first: everything else is found through it";
            return vec![Check::failed("config", &error, advice)];
        }
    };
    let mut checks = vec![Check::ok(
        "config",
        format!("{} can be used", file.display()),
    )];
    checks.push(machine::address(&config.base_url));
    let room = Room::of(&config.database).await;
    if let Some(file) = config.database.file() {
        checks.push(sync::check(&room::folder_of(file)));
    }
    checks.extend(files::check());
    checks.extend(machine::private_files(&config));
    checks.extend(data::checks(&config, room.as_ref()).await);
    if arguments.integrity {
        checks.extend(integrity::checks(&config).await);
    }
    checks.push(mail::check(&config).await);
    checks
}

fn print(check: &Check) -> Result<()> {
    let word = match check.state {
        State::Ok => "ok  ",
        State::Warn => "warn",
        State::Fail => "FAIL",
    };
    output::line(format!("{word}  {}: {}", check.what, check.found))?;
    match &check.advice {
        Some(advice) => output::line(format!("      = help: {advice}")),
        None => Ok(()),
    }
}

//! `doctor`: is this site well? Each line says what was looked at, and what to do if it is not.

mod backups;
mod data;
mod machine;
mod mail;
mod paused;
mod returned;
mod witnesses;

use anyhow::Result;
use serde::Serialize;

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
    let checks = checks(&arguments.config).await;
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

async fn checks(chosen: &Chosen) -> Vec<Check> {
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
    if let Some(file) = config.database.file() {
        checks.push(machine::disk(file).await);
    }
    checks.extend(machine::private_files(&config));
    checks.extend(data::checks(&config).await);
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

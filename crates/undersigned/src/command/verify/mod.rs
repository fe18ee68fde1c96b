//! `verify`: recount a public log from outside, from a site or from a folder.

mod amount;
mod plain;
mod report;
mod target;
mod vouched;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

use anyhow::{Context, Result};
use app::verify::{FolderSource, LogSource, MAX_JOBS, Memory, Report, VerifyOptions};
use serde::Serialize;
use tlog::Policy;
use tlog::note::VerifierKey;
use web::fetch::{HttpSource, Transport};

use super::{Verdict, receipt};
use crate::help::Help;
use crate::{config, output};
pub(super) use amount::amount;
pub(super) use plain::plain;
pub(super) use target::Target;

/// A site lets caches keep its files for five seconds.
const CACHED: Duration = Duration::from_secs(6);

/// What `verify` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The address of a declaration or its log, or an exported folder
    #[arg(value_name = "URL-or-FOLDER")]
    target: String,
    /// The key of the log, as you know it from elsewhere
    #[arg(long, value_name = "VKEY", value_parser = receipt::key)]
    key: Option<VerifierKey>,
    /// Whom you believe: a file that names logs, witnesses and how many of them must have signed
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Threads that read and check at once, at most 64 [default: 4 for a site, all cores for a folder]
    #[arg(long, value_name = "N", value_parser = jobs)]
    jobs: Option<NonZeroUsize>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Where to remember what was seen [default: the user's state folder]
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// Read over a connection that is not encrypted
    #[arg(long)]
    allow_http: bool,
    /// Read no log with more entries than this [default: 4294967296]
    #[arg(long, value_name = "N")]
    max_entries: Option<u64>,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'a> {
    target: &'a str,
    fine: bool,
    /// Whether it was compared with what was seen before.
    remembers: bool,
    #[serde(flatten)]
    report: &'a Report,
}

/// Recounts a log. Refused when something was found false.
///
/// # Errors
/// When the log could not be read whole, so that nothing is known.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let target = Target::parse(&arguments.target)?;
    let folder = arguments.state.clone().or_else(config::state_folder);
    let memory = folder.map(|folder| Memory::new(&folder));
    let report = recount(&target, arguments, memory.as_ref()).await?;
    if arguments.json {
        let remembers = memory.is_some();
        output::json(&Wire {
            target: target.as_str(),
            fine: report.is_fine(),
            remembers,
            report: &report,
        })?;
    } else {
        let trust = report::Trust {
            key_was_given: arguments.key.is_some(),
            is_site: matches!(target, Target::Site(_)),
            remembers: memory.is_some(),
            elsewhere: target.is_elsewhere(&report.origin),
        };
        output::line(report::text(&report, target.as_str(), trust))?;
    }
    Ok(Verdict::fine_if(report.is_fine()))
}

async fn recount(
    target: &Target,
    arguments: &Arguments,
    memory: Option<&Memory>,
) -> Result<Report> {
    let policy = arguments.policy.as_deref().map(policy).transpose()?;
    let bar = output::progress("entries", 0);
    let progress = |read: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(read);
    };
    let place = target.place();
    let options = VerifyOptions {
        key: arguments.key.clone(),
        policy: policy.as_ref(),
        jobs: arguments.jobs,
        memory,
        place: Some(&place),
        pause: matches!(target, Target::Site(_)).then_some(&wait),
        max_entries: arguments.max_entries,
        progress: Some(&progress),
    };
    let transport = if arguments.allow_http {
        Transport::Any
    } else {
        Transport::Encrypted
    };
    let source = source(target, transport)?;
    let outcome = app::verify::verify(source.as_ref(), &options).await;
    bar.finish_and_clear();
    outcome
        .with_context(|| format!("nothing is known about {}", target.as_str()))
        .help("see that the address or folder is right and try again")
}

/// The policy of the one who verifies.
fn policy(file: &Path) -> Result<Policy> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read {shown}"))
        .help("name a file in the format of c2sp.org/tlog-policy")?;
    Policy::parse(&text)
        .with_context(|| format!("{shown} is not a policy"))
        .help("write its lines as c2sp.org/tlog-policy says: log, witness, group, quorum")
}

/// A number of threads that can be had.
fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    let number: Option<NonZeroUsize> = text.parse().ok();
    number
        .filter(|number| *number <= MAX_JOBS)
        .ok_or_else(|| format!("it is a number from 1 to {MAX_JOBS}"))
}

fn wait() -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(tokio::time::sleep(CACHED))
}

fn source(target: &Target, transport: Transport) -> Result<Box<dyn LogSource>> {
    Ok(match target {
        Target::Site(prefix) => Box::new(
            HttpSource::new(prefix, transport)
                .help("use its https address; --allow-http reads over an open connection")?,
        ),
        Target::Folder(_, folder) => Box::new(FolderSource::new(folder)),
    })
}

#[cfg(test)]
mod tests {
    use super::jobs;

    #[test]
    fn only_as_many_threads_as_can_be_had_are_taken() {
        for (text, taken) in [
            ("1", true),
            ("64", true),
            ("65", false),
            ("0", false),
            ("x", false),
        ] {
            assert_eq!(jobs(text).is_ok(), taken, "{text}");
        }
        assert_eq!(jobs("512").unwrap_err(), "it is a number from 1 to 64");
    }
}

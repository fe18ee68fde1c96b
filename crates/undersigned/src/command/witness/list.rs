//! `witness list`: the logs that are followed.

use anyhow::Result;
use serde::Serialize;

use super::Chosen;
use super::folder::Folder;
use crate::command::Verdict;
use crate::output;

/// What `witness list` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire {
    witness: String,
    logs: Vec<LogWire>,
}

/// A log that is followed.
#[derive(Serialize)]
struct LogWire {
    origin: String,
    key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cosigned: Option<String>,
}

/// Prints the key of the witness, and each log with what was cosigned of it.
///
/// # Errors
/// When folder, list or memory cannot be read.
pub(super) async fn run(arguments: &Arguments) -> Result<Verdict> {
    let folder = Folder::read(&arguments.chosen.folder)?;
    let followed = folder.logs_in(&folder.list()?)?;
    let store = folder.open_store()?;
    let mut logs = Vec::new();
    for key in followed.all() {
        let latest = store.witnessed(key.name()).await?;
        logs.push(LogWire {
            origin: key.name().to_owned(),
            key: key.to_string(),
            size: latest.as_ref().map(|row| row.size),
            cosigned: latest.map(|row| format!("{:.0}", row.at)),
        });
    }
    store.close().await?;
    let witness = folder.key()?.verifier().to_string();
    if arguments.json {
        output::json(&Wire { witness, logs })?;
        return Ok(Verdict::Fine);
    }
    output::line(format!("witness {witness}"))?;
    for log in &logs {
        let what = match (log.size, &log.cosigned) {
            (Some(size), Some(when)) => format!("{size} entries, cosigned {when}"),
            _ => "nothing cosigned yet".to_owned(),
        };
        output::line(format!("{}: {what}", log.origin))?;
    }
    Ok(Verdict::Fine)
}

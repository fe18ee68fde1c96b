//! `witness add`: follow a log.

use anyhow::{Result, bail};
use tlog::note::VerifierKey;

use super::Chosen;
use super::folder::Folder;
use crate::command::{Verdict, receipt};
use crate::output;

/// What `witness add` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The key of the log, as its operator gives it out
    #[arg(value_name = "LOG-KEY", value_parser = receipt::key)]
    key: VerifierKey,
    /// Where the log can be read, for people
    #[arg(value_name = "ADDRESS", value_parser = address)]
    url: Option<String>,
    #[command(flatten)]
    chosen: Chosen,
}

/// Adds a log to the list. A witness that is serving follows it within seconds.
///
/// # Errors
/// When the list cannot be used, or has the key already.
pub(super) fn run(arguments: &Arguments) -> Result<Verdict> {
    let folder = Folder::read(&arguments.chosen.folder)?;
    let mut list = folder.list()?;
    let key = &arguments.key;
    if folder.logs_in(&list)?.all().contains(key) {
        bail!("{} is followed already under this key", key.name());
    }
    if !list.is_empty() && !list.ends_with('\n') {
        list.push('\n');
    }
    let url = arguments.url.as_deref();
    let url = url.map_or_else(String::new, |url| format!(" {url}"));
    list.push_str(&format!("log {key}{url}\n"));
    folder.logs_in(&list)?;
    folder.write_list(&list)?;
    output::line(format!("follows {}", key.name()))?;
    Ok(Verdict::Fine)
}

/// One word: it stands at the end of a line of words.
fn address(text: &str) -> Result<String, String> {
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err("an address has no spaces".to_owned());
    }
    Ok(text.to_owned())
}

//! `import` of an exported declaration: it is carried here as a copy.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Error, Result};
use app::carry::{CarryError, Carrying, Copied, NamesTaken, Refusal};
use app::verify::FolderSource;
use domain::slug::Slug;
use intake::folder::Files;
use serde::Serialize;
use tlog::note::VerifierKey;

use super::{Verdict, receipt};
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `import` is told about an exported declaration.
#[derive(clap::Args)]
#[group(id = "carry")]
#[command(next_help_heading = "For an exported declaration")]
pub struct Options {
    #[command(flatten)]
    config: Chosen,
    /// The name it gets here, instead of its own
    #[arg(long, value_parser = slug)]
    slug: Option<Slug>,
    /// The key of its log, as you know it from elsewhere
    #[arg(long, value_name = "VKEY", value_parser = receipt::key)]
    key: Option<VerifierKey>,
    /// Count the signatures and show no names; say so at every import of this declaration
    #[arg(long)]
    without_names: bool,
}

/// The result for programs.
#[derive(Serialize, Default)]
struct Wire {
    carried: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// Entries that were here before.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<u64>,
    /// Entries that are here now.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relisted: Option<u64>,
    /// Signatures of which the export shows more than the copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    problems: Vec<String>,
}

/// Whether a folder is an exported declaration with its log.
#[must_use]
pub fn is_export(folder: &Path) -> bool {
    folder.join("ledger/checkpoint").is_file()
}

/// Carries an exported declaration, or brings its copy up to date. It may be done while the server
/// runs. Refused where the log is not in order, is older than the copy, or is another one.
///
/// # Errors
/// When folder or site cannot be used; the same command then goes on where it was cut off.
pub async fn run(folder: &Path, options: &Options, json: bool) -> Result<Verdict> {
    let config = options.config.read()?;
    logging::start("error")?;
    let files = Files::read_dir(folder).help("name a folder that `undersigned export` wrote")?;
    let site = wire::site(&config).await?;
    let bar = output::progress("entries", 0);
    let progress = |read: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(read);
    };
    let carrying = Carrying {
        source: Arc::new(FolderSource::new(folder)),
        folder: &files,
        key: options.key.clone(),
        slug: options.slug.clone(),
        names: if options.without_names {
            NamesTaken::None
        } else {
            NamesTaken::AsShown
        },
        progress: Some(&progress),
    };
    let outcome = site.carry(carrying).await;
    bar.finish_and_clear();
    wire::close(site).await?;
    let wire = match outcome {
        Ok(copied) => done(copied, &config.base_url),
        Err(CarryError::Refused(refusal)) => Wire {
            problems: problems(&refusal),
            refused: Some(advised(&refusal)),
            ..Wire::default()
        },
        Err(error) => {
            return Err(error)
                .context("the declaration was not carried")
                .help("run the same command again; it goes on where it was cut off");
        }
    };
    if json {
        output::json(&wire)?;
    } else {
        for line in lines(&wire, options.key.is_some()) {
            output::line(super::verify::plain(&line))?;
        }
    }
    Ok(Verdict::fine_if(wire.carried))
}

fn done(copied: Copied, base_url: &str) -> Wire {
    Wire {
        carried: true,
        url: Some(format!("{base_url}/d/{}", copied.slug)),
        origin: Some(copied.origin),
        key: Some(copied.key),
        before: Some(copied.before),
        now: Some(copied.now),
        relisted: Some(copied.relisted),
        withheld: Some(copied.withheld),
        ..Wire::default()
    }
}

fn lines(wire: &Wire, key_was_given: bool) -> Vec<String> {
    if let Some(refused) = &wire.refused {
        let mut lines = vec![format!("Nothing was changed: {refused}.")];
        lines.extend(wire.problems.iter().map(|problem| format!("  {problem}")));
        return lines;
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (before, now) = (wire.before.unwrap_or(0), wire.now.unwrap_or(0));
    let mut lines = vec![match now - before {
        0 => format!("nothing new in the log: {}", text(&wire.url)),
        new => format!(
            "carried {}: {new} new entries, {now} in all",
            text(&wire.url)
        ),
    }];
    if let Some(relisted) = wire.relisted.filter(|number| *number > 0) {
        lines.push(match relisted {
            1 => "1 signature is listed differently now".to_owned(),
            _ => format!("{relisted} signatures are listed differently now"),
        });
    }
    if let Some(withheld) = wire.withheld.filter(|number| *number > 0) {
        lines.push(format!(
            "of {withheld} signatures the export shows more than this copy: they follow when the log has \
             grown, since an export of the same length may be older than the copy"
        ));
    }
    if before == 0 && !key_was_given {
        lines.push(
            "The key of the log was taken on its own word: compare it with the key others know:"
                .to_owned(),
        );
        lines.push(text(&wire.key));
    }
    lines
}

/// A refusal with what to do about it, where there is something.
fn advised(refusal: &Refusal) -> String {
    match refusal {
        Refusal::SlugTaken(_) => format!("{refusal}; give the copy another with --slug"),
        _ => refusal.to_string(),
    }
}

/// What was found false in the log that was offered.
pub(super) fn problems(refusal: &Refusal) -> Vec<String> {
    match refusal {
        Refusal::False(problems) => problems.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// An error with its causes.
pub(super) fn sentence(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said = format!("{said}: {error}");
        cause = error.source();
    }
    said
}

fn slug(text: &str) -> Result<Slug, Error> {
    Slug::parse(text).map_err(|error| Error::msg(error.to_string()))
}

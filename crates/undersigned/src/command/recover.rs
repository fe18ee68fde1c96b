//! `recover`: the entries that a restored backup lost, from whoever kept them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use app::carry::{self, CarryError, ReceiptText, Recovered, Wanted};
use app::clock::SystemClock;
use app::sequencer::{LogName, Tools};
use app::verify::{FolderSource, LogSource};
use app::witness::Witnesses;
use domain::slug::Slug;
use intake::folder::Files;
use serde::Serialize;
use store::Store;
use web::fetch::{HttpSource, Transport};
use web::witness::HttpWitnesses;

use super::Verdict;
use super::carry::{problems, sentence};
use super::verify::{Target, amount, plain};
use crate::config::{Chosen, Config};
use crate::help::Help;
use crate::{logging, output, wire};

/// What `recover` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The declaration, by the name in its address
    slug: String,
    /// Who kept the entries: an exported folder, the address of a mirror, or a receipt (its file
    /// NAME.tlog-proof, with NAME.opening.json beside it)
    #[arg(long, value_name = "FOLDER, URL or RECEIPT")]
    from: String,
    /// Say what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    config: Chosen,
    /// Read over a connection that is not encrypted
    #[arg(long)]
    allow_http: bool,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize, Default)]
struct Wire {
    /// Whether everything that was missing is back, or would be.
    recovered: bool,
    dry_run: bool,
    stored: Option<u64>,
    released: Option<u64>,
    offered: Option<u64>,
    missing: Option<u64>,
    names_taken_down: Option<u64>,
    /// Why the log would still not be signed.
    still_refuses: Option<String>,
    /// Why nothing was done.
    refused: Option<String>,
    problems: Vec<String>,
}

/// What entries are taken from.
enum Source {
    Log(Arc<dyn LogSource>, Option<PathBuf>),
    Receipt(String, String),
}

/// Brings the missing entries back. Refused where they do not belong to the log, or are not all that
/// is missing.
///
/// # Errors
/// When site or source cannot be read; what was taken over until then is whole and stays.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let source = source(arguments)?;
    let (store, _) = wire::journaled(&config).await?;
    let outcome = recovered(&config, &store, arguments, source).await;
    store.close().await?;
    let wire = match outcome? {
        Ok(recovered) => done(&recovered, arguments.dry_run),
        Err(CarryError::Refused(refusal)) => Wire {
            dry_run: arguments.dry_run,
            problems: problems(&refusal),
            refused: Some(refusal.to_string()),
            ..Wire::default()
        },
        Err(error) => {
            return Err(error)
                .context("not everything was brought back")
                .help("run the same command again; it goes on where it was cut off");
        }
    };
    if arguments.json {
        output::json(&wire)?;
    } else {
        for line in lines(&wire, &arguments.slug) {
            output::line(plain(&line))?;
        }
    }
    Ok(Verdict::fine_if(wire.recovered))
}

async fn recovered(
    config: &Config,
    store: &Store,
    arguments: &Arguments,
    source: Source,
) -> Result<Result<Recovered, CarryError>> {
    let log = log(store, &arguments.slug).await?;
    let witnesses = Witnesses::new(config.witnesses.clone(), Arc::new(HttpWitnesses::new()));
    let tools = Tools {
        store: store.clone(),
        keys: Arc::new(wire::open_keys(&config.keys)?),
        clock: Arc::new(SystemClock),
        witnesses: Arc::new(witnesses),
    };
    let (source, folder) = match &source {
        Source::Receipt(proof, opening) => {
            let receipt = ReceiptText { proof, opening };
            let outcome = carry::recover_by_receipt(&tools, &log, receipt, arguments.dry_run);
            return Ok(outcome.await);
        }
        Source::Log(source, folder) => (Arc::clone(source), folder),
    };
    let files = folder.as_deref().map(Files::read_dir).transpose();
    let files = files.help("name a folder that `undersigned export` wrote")?;
    let bar = output::progress("entries", 0);
    let progress = |read: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(read);
    };
    let wanted = Wanted {
        source,
        folder: files.as_ref(),
        dry_run: arguments.dry_run,
        progress: Some(&progress),
    };
    let outcome = carry::recover(&tools, &log, wanted).await;
    bar.finish_and_clear();
    Ok(outcome)
}

async fn log(store: &Store, slug: &str) -> Result<LogName> {
    let row = match Slug::parse(slug) {
        Ok(slug) => store.declaration_by_slug(&slug).await?,
        Err(_) => None,
    };
    let row = row
        .ok_or_else(|| anyhow!("no declaration is called {slug}"))
        .help(
            "name it as in its address; where the backup is older than its first publication, bring \
             back a newer one, or carry it: undersigned import FOLDER",
        )?;
    Ok(LogName {
        id: row.id,
        slug: row.slug,
        origin: row.origin,
    })
}

fn source(arguments: &Arguments) -> Result<Source> {
    let path = Path::new(&arguments.from);
    if path.is_file() {
        return receipt(path);
    }
    let transport = if arguments.allow_http {
        Transport::Any
    } else {
        Transport::Encrypted
    };
    Ok(match Target::parse(&arguments.from)? {
        Target::Site(prefix) => {
            let source = HttpSource::new(&prefix, transport)
                .help("use its https address; --allow-http reads over an open connection")?;
            Source::Log(Arc::new(source), None)
        }
        Target::Folder(_, folder) => {
            let beside = folder.join("declaration.toml").is_file();
            let source = Arc::new(FolderSource::new(&folder));
            Source::Log(source, beside.then_some(folder))
        }
    })
}

/// The two files of a receipt, by the name of either.
fn receipt(path: &Path) -> Result<Source> {
    let name = path.to_string_lossy();
    let stem = name
        .strip_suffix(".tlog-proof")
        .or_else(|| name.strip_suffix(".opening.json"))
        .ok_or_else(|| anyhow!("{name} is neither a folder nor a receipt"))
        .help("name a receipt by its file NAME.tlog-proof, as it was saved from the page")?;
    let read = |ending: &str| {
        let path = format!("{stem}.{ending}");
        std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {path}"))
            .help("a receipt has two files: NAME.tlog-proof, and NAME.opening.json beside it")
    };
    Ok(Source::Receipt(read("tlog-proof")?, read("opening.json")?))
}

fn done(recovered: &Recovered, dry_run: bool) -> Wire {
    let recovery = recovered.recovery;
    let still_refuses = recovered.still_refuses.as_ref().map(|why| sentence(why));
    Wire {
        recovered: still_refuses.is_none(),
        dry_run,
        stored: Some(recovery.stored),
        released: recovery.released,
        offered: Some(recovery.offered),
        missing: Some(recovery.missing()),
        names_taken_down: Some(recovery.names_down),
        still_refuses,
        ..Wire::default()
    }
}

/// What people read. It says what is lost for ever, since nobody else will.
fn lines(wire: &Wire, slug: &str) -> Vec<String> {
    if let Some(refused) = &wire.refused {
        let mut lines = vec![format!("Nothing was changed: {refused}.")];
        lines.extend(wire.problems.iter().map(|problem| format!("  {problem}")));
        return lines;
    }
    let (missing, names) = (
        wire.missing.unwrap_or(0),
        wire.names_taken_down.unwrap_or(0),
    );
    let (stored, offered) = (wire.stored.unwrap_or(0), wire.offered.unwrap_or(0));
    let entries = |number| amount(number, "entry", "entries");
    let mut lines = vec![format!(
        "Stored: {}; offered: {}. What is stored is the beginning of what is offered, and all is \
         signed with the key of this log.",
        entries(stored),
        entries(offered)
    )];
    if wire.released.is_none() {
        lines.push(
            "There is no lock file, so nothing here tells how long the log was: make sure that \
             nobody has a longer one."
                .to_owned(),
        );
    }
    lines.push(match (missing, wire.dry_run) {
        (0, _) => "No entry was missing.".to_owned(),
        (_, true) => format!(
            "{} would be brought back. Nothing was changed.",
            entries(missing)
        ),
        (_, false) => format!("{} {} brought back.", entries(missing), were(missing)),
    });
    if names > 0 {
        let taken = if wire.dry_run {
            "would be"
        } else {
            were(names)
        };
        lines.push(format!(
            "{} no longer shown there {taken} taken down.",
            amount(names, "name", "names")
        ));
    }
    if missing > 0 {
        lines.push(
            "Lost for ever are, of the signatures among them: the links to change or withdraw them, \
             their records, consents, contacts and comments, and the tags by which a second signature \
             from the same address is recognised. They count; whoever gave one could sign again."
                .to_owned(),
        );
    }
    match &wire.still_refuses {
        Some(why) => lines.push(format!("The log still refuses to sign: {why}.")),
        None if wire.dry_run => {}
        None => lines.push(format!(
            "The log signs again. Publish the folder of {slug} once more if it changed since the backup."
        )),
    }
    lines
}

const fn were(number: u64) -> &'static str {
    if number == 1 { "was" } else { "were" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_several() {
        let check = |number: u64, dry_run: bool, said: &[&str]| {
            let wire = Wire {
                dry_run,
                stored: Some(number),
                offered: Some(2 * number),
                missing: Some(number),
                names_taken_down: Some(number),
                ..Wire::default()
            };
            let text = lines(&wire, "rivers").join("\n");
            for said in said {
                assert!(text.contains(said), "{said} is missing in\n{text}");
            }
        };
        let one = "Stored: 1 entry; offered: 2 entries.";
        check(
            1,
            true,
            &[one, "1 entry would be brought back.", "1 name no"],
        );
        check(
            1,
            false,
            &["1 entry was brought back.", "there was taken down."],
        );
        check(2, true, &["2 entries would be brought back.", "2 names no"]);
        check(
            2,
            false,
            &["2 entries were brought back.", "there were taken down."],
        );
    }
}

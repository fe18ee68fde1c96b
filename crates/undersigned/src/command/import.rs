//! `import`: a circulated copy becomes a folder that a person completes; an exported declaration is
//! carried, see `carry`.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use domain::locale::Language;
use intake::finding::{self, Finding, FindingWire, Place};
use intake::folder::{Files, Overwrite};
use intake::{Request, document};
use serde::Serialize;
use tokio::process::Command;
use tokio::time::timeout;

use super::{Verdict, carry, print_findings, scanning};
use crate::help::Help;
use crate::output;

/// How long reading one document may take: a hundred times what the longest takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What `import` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The document (text, Markdown, HTML, DOCX, ODT, PDF), or the folder of an exported declaration
    file: PathBuf,
    /// The language it is written in, as a tag: de, en, pt-BR; guessed without it
    #[arg(long, value_name = "TAG", value_parser = language)]
    lang: Option<Language>,
    /// The folder to write
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The encoding, where it is not UTF-8: latin1, windows-1251, koi8-r
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
    /// Read the document in this process
    #[arg(long, hide = true)]
    unguarded: bool,
    #[command(flatten)]
    scanning: scanning::Options,
    #[command(flatten)]
    carry: carry::Options,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'a> {
    /// Absent when the document was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<&'a PathBuf>,
    findings: Vec<FindingWire<'a>>,
}

/// Imports a document, or carries an exported declaration. Refused where it is no text that can be
/// read, or no log that is in order.
///
/// # Errors
/// When the file cannot be read or the folder not written.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let source = &arguments.file;
    if carry::is_export(source) {
        return carry::run(source, &arguments.carry, arguments.json).await;
    }
    let Some(out) = &arguments.out else {
        return Err(anyhow!("a document needs --out")).help("name a new folder: --out FOLDER");
    };
    let bytes = read_file(source)?;
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    if document::needs_guard(&bytes) && !arguments.unguarded {
        return guarded(&name, arguments.json).await;
    }
    let request = Request {
        language: arguments.lang.as_ref(),
        encoding: arguments.encoding.as_deref(),
        dictionaries: &arguments.scanning.folders(),
        fix: arguments.scanning.fix,
    };
    let draft = intake::import(&name, &bytes, &request);
    let is_taken = !draft.files().is_empty();
    if is_taken {
        draft
            .files()
            .write_dir(out, Overwrite::Never)
            .help("name a new folder with `--out`")?;
    }
    if arguments.json {
        let findings = finding::to_json(draft.findings());
        output::json(&Wire {
            folder: is_taken.then_some(out),
            findings,
        })?;
    } else {
        print_findings(draft.findings(), draft.sources())?;
        output::line(if is_taken {
            let out = out.display();
            format!("wrote {out}; complete it, then: undersigned check {out}")
        } else {
            "nothing was written".to_owned()
        })?;
    }
    Ok(Verdict::fine_if(is_taken))
}

/// Reads at most one byte more than is taken, whatever the file is.
fn read_file(source: &std::path::Path) -> Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(source)
        .and_then(|file| {
            file.take(document::MAX_BYTES as u64 + 1)
                .read_to_end(&mut bytes)
        })
        .with_context(|| format!("cannot read {}", source.display()))
        .help("name the file that holds the text")?;
    Ok(bytes)
}

/// Runs the same command in a process of its own, which is ended when it takes too long. If that
/// process dies, nothing was written: a folder takes its name in the last step.
async fn guarded(name: &str, json: bool) -> Result<Verdict> {
    let program = std::env::current_exe()
        .context("this program cannot be found")
        .help("start it by its full path")?;
    let mut reader = Command::new(program)
        .args(std::env::args_os().skip(1))
        .arg("--unguarded")
        .kill_on_drop(true)
        .spawn()
        .context("a second process cannot be started")
        .help("look whether this account may start more processes")?;
    let ended = timeout(PATIENCE, reader.wait()).await;
    let message = match ended {
        Ok(Ok(status)) => match status.code() {
            Some(0) => return Ok(Verdict::fine_if(true)),
            Some(1) => return Ok(Verdict::fine_if(false)),
            Some(code) => {
                return Err(anyhow!("reading ended with exit code {code}"))
                    .help("what is wrong stands above");
            }
            None => "its reader broke down over it".to_owned(),
        },
        Ok(Err(error)) => {
            return Err(error)
                .context("the reading process is lost")
                .help("try again");
        }
        Err(_) => format!("it was not read within {} seconds", PATIENCE.as_secs()),
    };
    let finding = Finding::error("document-overwhelming", message)
        .at(Place::beginning(name))
        .help("ask whoever sent it for plain text");
    report_refusal(&finding, json)
}

fn report_refusal(finding: &Finding, json: bool) -> Result<Verdict> {
    let findings = std::slice::from_ref(finding);
    if json {
        let findings = finding::to_json(findings);
        output::json(&Wire {
            folder: None,
            findings,
        })?;
    } else {
        print_findings(findings, &Files::new())?;
        output::line("nothing was written")?;
    }
    Ok(Verdict::fine_if(false))
}

fn language(tag: &str) -> Result<Language, String> {
    Language::parse(tag).map_err(|_| "must be a language tag such as de, en or pt-BR".to_owned())
}

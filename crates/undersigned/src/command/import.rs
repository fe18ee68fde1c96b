//! `import`: a circulated copy becomes a folder that a person completes.

use std::path::PathBuf;

use anyhow::{Context, Result};
use domain::locale::Language;
use intake::finding::{self, FindingWire};
use intake::folder::Overwrite;
use serde::Serialize;

use super::{Verdict, print_findings};
use crate::help::Help;
use crate::output;

/// What `import` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The document, as plain text
    file: PathBuf,
    /// The language it is written in, as a tag: de, en, pt-BR
    #[arg(long, value_name = "TAG", value_parser = language)]
    lang: Language,
    /// The folder to write
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The encoding, where it is not UTF-8: latin1, windows-1251, koi8-r
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'a> {
    /// Absent when the document was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<&'a PathBuf>,
    findings: Vec<FindingWire<'a>>,
}

/// Imports a document. Refused where it is no text that can be read.
///
/// # Errors
/// When the file cannot be read or the folder not written.
pub fn run(arguments: &Arguments) -> Result<Verdict> {
    let (source, out) = (&arguments.file, &arguments.out);
    let bytes = std::fs::read(source)
        .with_context(|| format!("cannot read {}", source.display()))
        .help("name the file that holds the text")?;
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    let draft = intake::import_bytes(
        &name,
        &bytes,
        &arguments.lang,
        arguments.encoding.as_deref(),
    );
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

fn language(tag: &str) -> Result<Language, String> {
    Language::parse(tag).map_err(|_| "must be a language tag such as de, en or pt-BR".to_owned())
}

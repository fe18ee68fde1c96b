//! `check`: a declaration folder, read as a compiler reads a program.

use std::path::PathBuf;

use anyhow::Result;
use app::clock::{Clock, SystemClock};
use intake::finding::{self, Finding, FindingWire};
use intake::folder::{self, Files};
use jiff::tz::TimeZone;
use serde::Serialize;

use super::{Verdict, print_findings, scanning};
use crate::help::Help;
use crate::output;

/// What `check` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The declaration folder
    folder: PathBuf,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    scanning: scanning::Options,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'a> {
    publishable: bool,
    findings: Vec<FindingWire<'a>>,
}

/// Checks a folder, and repairs probable scanning faults where that is asked for. Refused while an
/// error stands.
///
/// # Errors
/// When the folder or a dictionary cannot be read, or a repaired text not written.
pub fn run(arguments: &Arguments) -> Result<Verdict> {
    let mut files = read_folder(&arguments.folder)?;
    let scanning = arguments.scanning.run(&arguments.folder, &mut files)?;
    let mut findings = findings_of(&files);
    findings.extend(scanning);
    let sound = !finding::any_error(&findings);
    let publishable = sound && has_declaration(&files);
    if arguments.json {
        output::json(&Wire {
            publishable,
            findings: finding::to_json(&findings),
        })?;
    } else {
        print_findings(&findings, &files)?;
        let folder = arguments.folder.display();
        output::line(if !has_declaration(&files) {
            format!(
                "{folder} holds no {}: its reports go into the folder of a declaration",
                folder::DECLARATION
            )
        } else if publishable {
            format!("{folder} can be published: undersigned publish {folder}")
        } else {
            format!("{folder} cannot be published while an error stands")
        })?;
    }
    Ok(Verdict::fine_if(sound))
}

fn has_declaration(files: &Files) -> bool {
    files.get(folder::DECLARATION).is_some()
}

/// Reads a declaration folder.
///
/// # Errors
/// When it cannot be read, or is plainly something else.
pub fn read_folder(folder: &std::path::Path) -> Result<Files> {
    Files::read_dir(folder).help("name a folder that holds declaration.toml and text/")
}

/// Checks everything that can be read, also while reading itself found errors.
fn findings_of(files: &Files) -> Vec<Finding> {
    let mut findings = folder::inspect(files).findings;
    let today = SystemClock.now().to_zoned(TimeZone::UTC).date();
    findings.extend(folder::aged(files, today));
    findings
}

//! `infomail preview`: an issue as it will be mailed, in files that a browser and an editor open.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use render::mail::MailText;
use serde::Serialize;

use super::Which;
use crate::command::Verdict;
use crate::config::private_folder;
use crate::help::Help;
use crate::{output, wire};

/// What `infomail preview` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The folder to write; files of an earlier preview in it are replaced
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Print what was written as JSON
    #[arg(long)]
    json: bool,
}

/// One language for programs.
#[derive(Serialize)]
struct Wire {
    language: String,
    subject: String,
    html: PathBuf,
    text: PathBuf,
}

/// Writes `NUMBER.LANGUAGE.html` and `.txt`. The link to leave in them ends nothing.
///
/// # Errors
/// When there is no such issue, or the folder cannot be written.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let opened = arguments.which.open().await?;
    let mails = opened
        .site
        .issue_preview(opened.slug(), opened.number)
        .await;
    let number = opened.number.get();
    wire::close(opened.site).await?;
    let mails = mails?.ok_or_else(|| anyhow!("the issue is gone"))?;
    private_folder(&arguments.out)
        .with_context(|| format!("cannot make {}", arguments.out.display()))
        .help("name a folder that can be written with `--out`")?;
    let mut written = Vec::new();
    for (language, mail) in mails {
        written.push(write(&arguments.out, number, language, &mail)?);
    }
    if arguments.json {
        output::json(&written)?;
        return Ok(Verdict::Fine);
    }
    for wire in &written {
        output::line(format!("{}  {}", wire.language, wire.subject))?;
        output::line(format!("    {}", wire.html.display()))?;
        output::line(format!("    {}", wire.text.display()))?;
    }
    Ok(Verdict::Fine)
}

fn write(folder: &Path, number: u32, language: String, mail: &MailText) -> Result<Wire> {
    let path = |ending: &str| folder.join(format!("{number}.{language}.{ending}"));
    let (html, text) = (path("html"), path("txt"));
    let subject = mail.subject.clone();
    let content = format!("{subject}\n\n{}", mail.text);
    fs::write(&html, &mail.html).with_context(|| format!("cannot write {}", html.display()))?;
    fs::write(&text, content).with_context(|| format!("cannot write {}", text.display()))?;
    Ok(Wire {
        language,
        subject,
        html,
        text,
    })
}

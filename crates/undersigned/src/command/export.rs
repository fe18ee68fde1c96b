//! `export`: a declaration with its log as plain files.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Serialize;

use super::Verdict;
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `export` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The declaration, by the name in its address
    slug: String,
    /// The folder to write, which must not exist yet
    out: PathBuf,
    #[command(flatten)]
    config: Chosen,
    /// Print what was written as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'a> {
    folder: &'a PathBuf,
    files: u64,
}

/// Exports a declaration. It holds nothing that the site does not show.
///
/// # Errors
/// When it cannot be read or written; a half export never has the name asked for.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let site = wire::site(&config).await?;
    let exported = async {
        let declaration = wire::declaration(&site, &arguments.slug).await?;
        let bar = output::progress("entries", 0);
        let progress = |written: u64, of: u64| {
            bar.set_length(of);
            bar.set_position(written);
        };
        let out = &arguments.out;
        let files = site.export_telling(&declaration, out, &progress).await;
        bar.finish_and_clear();
        files
            .context("nothing was exported")
            .help("name a folder that does not exist yet, on a disk with space")
    }
    .await;
    wire::close(site).await?;
    let (folder, files) = (&arguments.out, exported?);
    if arguments.json {
        output::json(&Wire { folder, files })?;
    } else {
        let shown = folder.display();
        output::line(format!(
            "{files} files in {shown}; check them with: undersigned verify {shown}"
        ))?;
    }
    Ok(Verdict::Fine)
}

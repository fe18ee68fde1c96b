//! `witness init`: a new witness.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, Result};
use app::clock::SystemRandom;
use app::witness::server::create_key;
use tlog::cosignature::CosigningKey;

use super::folder::Folder;
use crate::command::{Verdict, init};
use crate::help::Help;
use crate::{config, output};

/// What `witness init` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The name of the witness, such as witness.example.org: it stands in every cosignature
    #[arg(long)]
    name: String,
    /// The folder to make; it must be empty or not exist
    #[arg(long, value_name = "DIR")]
    folder: PathBuf,
    /// The address under which logs will reach it, by default https:// and its name
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Where it listens
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
}

/// Makes a witness, and prints its key and the line that sites put into their policy.
///
/// # Errors
/// When the folder is not empty, the name or address is unusable, or something cannot be written.
pub(super) async fn run(arguments: &Arguments) -> Result<Verdict> {
    let (name, folder) = (arguments.name.as_str(), arguments.folder.as_path());
    let url = arguments.url.clone();
    let url = url.unwrap_or_else(|| format!("https://{name}"));
    CosigningKey::from_seed(name, [0; 32])
        .map_err(|_| anyhow::anyhow!("`{name}` cannot name a witness"))
        .help("give a host name, or a host name with a path, such as witness.example.org/w1")?;
    web::witness::check_address(&url).help("give the https address with `--url`")?;
    init::refuse_used(folder)?;
    config::private_folder(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Folder::write_new(folder, name, arguments.listen)?;
    let made = Folder::read(folder)?;
    made.create_store().await?;
    let key = create_key(made.key_file(), name, &SystemRandom)?.verifier();
    let shown = folder.display();
    output::line(format!("made a witness in {shown}"))?;
    output::line(format!("its key: {key}"))?;
    output::line("the line for the policy of sites:")?;
    output::line(format!("witness {name} {key} {url}"))?;
    output::line("")?;
    output::line(format!(
        "  1. undersigned witness add LOG-KEY ADDRESS --folder {shown}"
    ))?;
    output::line(format!("  2. undersigned witness serve --folder {shown}"))?;
    output::line("Never restore witness.sqlite from a backup, see docs/operate/witnesses.md.")?;
    Ok(Verdict::Fine)
}

//! `mail keys`: the keys that sign mails, and the DNS records to publish for them.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use mail::dkim::{Record, Signer};
use serde::Serialize;

use crate::command::Verdict;
use crate::config::{Chosen, Config, Dkim, sender_domain};
use crate::help::Help;
use crate::{output, signing};

/// What `mail keys` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Make new keys beside those that sign now; the config file then says when they take over
    #[arg(long, conflicts_with = "retire")]
    rotate: bool,
    /// Delete the keys of this name, which no longer sign anything
    #[arg(long, value_name = "NAME")]
    retire: Option<String>,
    /// Print only the records, as lines of a zone file
    #[arg(long, conflicts_with = "json")]
    zone: bool,
    /// Print names and records as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: Chosen,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire {
    domain: String,
    confirmations: String,
    infomail: String,
    records: Vec<WireRecord>,
}

#[derive(Serialize)]
struct WireRecord {
    name: String,
    value: String,
}

/// Makes the keys that are missing, and prints their records ready to be pasted.
///
/// # Errors
/// When keys cannot be made, read or deleted.
pub fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    let folder = Dkim::folder(&config.keys);
    if let Some(name) = &arguments.retire {
        return retire(&config, &folder, name);
    }
    let dkim = chosen(&config, &folder, arguments.rotate)?;
    output::aside("making keys where they are missing; RSA takes some seconds");
    let signers = [&dkim.confirmations, &dkim.infomail].map(|name| signing::make(&dkim, name));
    let [confirmations, infomail] = signers;
    let records: Vec<Record> = [confirmations?, infomail?]
        .iter()
        .flat_map(Signer::records)
        .collect();
    if arguments.json {
        print_json(dkim, records)?;
    } else if arguments.zone {
        for record in &records {
            output::line(record.zone_line())?;
        }
    } else {
        explain(&config, &dkim, &records)?;
    }
    Ok(Verdict::Fine)
}

/// The names that the config file has, or the next that are free.
fn chosen(config: &Config, folder: &Path, rotate: bool) -> Result<Dkim> {
    let known = signing::names(folder)?;
    let current = config.mail_options.dkim.clone();
    if let Some(current) = current.clone().filter(|_| !rotate) {
        return Ok(current);
    }
    let sender = sender_domain(&config.mail_from);
    let domain = current.map(|current| current.domain).or(sender);
    let number = if rotate {
        newest(&known) + 1
    } else {
        newest(&known).max(1)
    };
    Ok(Dkim {
        domain: domain.context("mail.from has no domain")?,
        confirmations: format!("c{number}"),
        infomail: format!("i{number}"),
        folder: folder.to_owned(),
    })
}

/// The highest number behind `c` or `i`.
fn newest(known: &[String]) -> u32 {
    let numbers = known
        .iter()
        .filter_map(|name| name.strip_prefix(['c', 'i'])?.parse().ok());
    numbers.max().unwrap_or(0)
}

fn retire(config: &Config, folder: &Path, name: &str) -> Result<Verdict> {
    let current = config.mail_options.dkim.as_ref();
    if current.is_some_and(|dkim| [&dkim.confirmations, &dkim.infomail].contains(&&name.to_owned()))
    {
        return Err(anyhow!("the keys {name} sign mails now"))
            .help("name others in [mail.dkim] first: undersigned mail keys --rotate");
    }
    signing::destroy(folder, name)?;
    output::line(format!(
        "deleted the keys {name}; mails that they signed are still checked for some days, so take their \
         DNS records away in a week"
    ))?;
    Ok(Verdict::Fine)
}

fn print_json(dkim: Dkim, records: Vec<Record>) -> Result<()> {
    let records = records.into_iter().map(|record| WireRecord {
        name: record.name,
        value: record.value,
    });
    output::json(&Wire {
        domain: dkim.domain,
        confirmations: dkim.confirmations,
        infomail: dkim.infomail,
        records: records.collect(),
    })
}

fn explain(config: &Config, dkim: &Dkim, records: &[Record]) -> Result<()> {
    output::line("1. Publish these TXT records:\n")?;
    for record in records {
        output::line(format!("{}\n{}\n", record.name, record.value))?;
    }
    output::line("   or, in a zone file:\n")?;
    for record in records {
        output::line(record.zone_line())?;
    }
    let is_set = config.mail_options.dkim.as_ref() == Some(dkim);
    if is_set {
        output::line("\n2. The config file names these keys already.")?;
    } else {
        output::line(
            "\n2. When the DNS has them, write into the config file, and start the site anew:\n",
        )?;
        output::line("[mail.dkim]")?;
        if sender_domain(&config.mail_from).as_deref() != Some(&dkim.domain) {
            output::line(format!("domain = \"{}\"", dkim.domain))?;
        }
        output::line(format!("confirmations = \"{}\"", dkim.confirmations))?;
        output::line(format!("infomail = \"{}\"", dkim.infomail))?;
    }
    output::line("\n3. undersigned mail doctor")?;
    let idle: Vec<String> = signing::names(&dkim.folder)?
        .into_iter()
        .filter(|name| ![&dkim.confirmations, &dkim.infomail].contains(&name))
        .collect();
    if !idle.is_empty() {
        output::line(format!(
            "\nOther keys: {}. Those that sign nothing for a week can go: undersigned mail keys --retire NAME",
            idle.join(", ")
        ))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_keys_have_a_number_that_none_had() {
        let check = |known: &[&str], expected| {
            let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(newest(&known), expected, "{known:?}");
        };
        check(&[], 0);
        check(&["c1", "i1"], 1);
        check(&["c2", "i10", "own", "c"], 10);
    }
}

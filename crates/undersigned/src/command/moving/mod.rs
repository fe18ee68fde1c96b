//! `move`: a site goes to another database.
//!
//! Crash story: first the new database, empty until then, says that it is an unfinished copy, then the
//! old one is taken out of service, and its engine refuses every write from then on. Only then is it
//! copied, in one transaction of the new one, and both are counted again. Whenever the process dies, at
//! most one of the two is in service: the old one until it is retired, the new one once it was counted,
//! and none in between, until somebody says `move --to` again or `move --back`.

mod compare;
mod copy;
mod switch;
mod target;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use serde::Serialize;
use store::{Duty, Service, Store};

use self::compare::Same;
use self::copy::Copied;
use self::target::Target;
use super::Verdict;
use super::sure::is_sure;
use super::verify::amount;
use crate::config::{Chosen, Config, Database};
use crate::help::Help;
use crate::{logging, opening, output};

/// What `move` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The database to go to: a file, or the address of a PostgreSQL server such as
    /// `postgres://undersigned@db.example.org/undersigned`, without its password
    #[arg(long, value_name = "FILE-OR-URL", required_unless_present = "back")]
    to: Option<String>,
    /// The schema in the database to go to
    #[arg(long, value_name = "NAME", requires = "to")]
    database_schema: Option<String>,
    /// The file that holds the password of the server, unless UNDERSIGNED_DATABASE_PASSWORD does
    #[arg(long, value_name = "FILE", requires = "to")]
    database_password_file: Option<PathBuf>,
    /// The authority that vouches for the server's certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "to")]
    database_ca_file: Option<PathBuf>,
    /// Name the new database in the config file when all is well, the old one as a comment
    #[arg(long, requires = "to")]
    switch: bool,
    /// Put the database of the config file into service again, after a move that died
    #[arg(long, conflicts_with = "to")]
    back: bool,
    /// Go back without asking
    #[arg(long, requires = "back")]
    yes: bool,
    #[command(flatten)]
    config: Chosen,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire<'w> {
    from: String,
    to: String,
    rows: u64,
    bytes: u64,
    seconds: f64,
    switched: bool,
    declarations: &'w [Same],
}

/// Moves a site, or goes back.
///
/// # Errors
/// When a server runs on the database, the other database cannot be used or holds something, or the two
/// are not the same afterwards; the old one is in service again then.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let Some(to) = &arguments.to else {
        return back(arguments, &config).await;
    };
    let file = arguments.config.file();
    let target = Target::of(arguments, to, &file)?;
    let begun = Instant::now();
    let source = opening::open_whatever(&config.database).await?;
    let moved = move_from(&source, &config.database, &target).await;
    source
        .close()
        .await
        .context("the old database was not closed cleanly")?;
    let (copied, declarations) = moved?;
    if arguments.switch {
        switch::write(&file, &target.text)
            .with_context(|| format!("the site is in {} now", target.database))
            .help("name it as `database` in the config file yourself")?;
    }
    tell(
        arguments,
        &Wire {
            from: config.database.to_string(),
            to: target.database.to_string(),
            rows: copied.rows,
            bytes: copied.bytes,
            seconds: begun.elapsed().as_secs_f64(),
            switched: arguments.switch,
            declarations: &declarations,
        },
    )
}

async fn move_from(
    source: &Store,
    from: &Database,
    target: &Target,
) -> Result<(Copied, Vec<Same>)> {
    let to = target.database.to_string();
    match source.service().await? {
        Service::In => {}
        Service::Retired { to: before } if before == to => {}
        Service::Retired { to } => {
            return Err(anyhow!("{from} went to {to} before"))
                .help("if it never arrived, say `undersigned move --back` first");
        }
        Service::Unfinished { from: whence } => {
            return Err(anyhow!("{from} is itself an unfinished copy of {whence}"))
                .help("name the database that the site is in as `database` in the config file");
        }
    }
    // Each server sends and keeps house, or waits for the one that does: while we do both, there is none.
    let (sending, keeping) = (
        source.sole(Duty::Sending).await?,
        source.sole(Duty::Keeping).await?,
    );
    let (Some(_sending), Some(_keeping)) = (sending, keeping) else {
        return Err(anyhow!(
            "a server runs on {from}: it holds the right to send mails"
        ))
        .help("stop every server of this site, and say it again");
    };
    let there = target.open().await?;
    let moved = move_to(source, from, (&there, &target.database)).await;
    let closed = there.close().await;
    let moved = moved?;
    closed.context("the new database was not closed cleanly")?;
    Ok(moved)
}

async fn move_to(
    source: &Store,
    from: &Database,
    (there, to): (&Store, &Database),
) -> Result<(Copied, Vec<Same>)> {
    there
        .expect_copy(&from.to_string())
        .await
        .with_context(|| format!("{to} is not empty"))
        .help("name a file that does not exist, or a schema or database without a site")?;
    source
        .retire(&to.to_string())
        .await
        .with_context(|| format!("{from} cannot be taken out of service"))
        .help("see that nothing else is at it, and try again")?;
    let moved = async {
        let copied = copy::copy(source, there).await?;
        let declarations = compare::compare(source, there).await?;
        there
            .integrity_check()
            .await
            .context("the new database is not whole")?;
        Ok((copied, declarations))
    };
    let outcome = tokio::select! {
        outcome = moved => outcome,
        _ = tokio::signal::ctrl_c() => Err(anyhow!("somebody pressed Ctrl-C")),
    };
    if outcome.is_err() {
        source
            .reinstate()
            .await
            .context("the move failed, and the old database is still out of service")
            .help("say `undersigned move --back`")?;
        let left = format!("nothing was moved: {from} is in service as before");
        return outcome
            .context(left)
            .help(format!("{to} holds an unfinished copy; say it again"));
    }
    // From here on the new one is in service. The old one stays as it is.
    there.reinstate().await?;
    outcome
}

async fn back(arguments: &Arguments, config: &Config) -> Result<Verdict> {
    let store = opening::open_whatever(&config.database).await?;
    let here = &config.database;
    let verdict = match store.service().await? {
        Service::In => {
            output::line(format!("{here} is in service"))?;
            Verdict::Fine
        }
        Service::Unfinished { from } => {
            return Err(anyhow!("{here} is an unfinished copy of {from}"))
                .help("name that one as `database` in the config file, and say it again");
        }
        Service::Retired { to } => {
            output::aside(format!(
                "Whatever was signed in {to} since is not in {here}, and a log that goes on in both is \
                 forked. See that no server runs on {to}, and that nothing was signed there."
            ));
            if is_sure(arguments.yes, "back")? {
                store.reinstate().await?;
                output::line(format!("{here} is in service again; do not use {to}"))?;
                Verdict::Fine
            } else {
                output::line("nothing was changed")?;
                Verdict::Refused
            }
        }
    };
    store.close().await?;
    Ok(verdict)
}

fn tell(arguments: &Arguments, wire: &Wire<'_>) -> Result<Verdict> {
    if arguments.json {
        output::json(wire)?;
        return Ok(Verdict::Fine);
    }
    for same in wire.declarations {
        output::line(format!(
            "  {}: {}, {}, {} on the list, root {}; the same in both",
            same.slug,
            amount(same.entries, "entry", "entries"),
            amount(same.total, "signature", "signatures"),
            amount(same.shown, "name", "names"),
            same.root
        ))?;
    }
    output::line(format!(
        "{} went from {} to {}",
        amount(wire.rows, "row", "rows"),
        wire.from,
        wire.to
    ))?;
    if wire.switched {
        output::line("the config file names it; start the site: undersigned serve")?;
    } else {
        output::line(
            "name it as `database` in the config file of every node, then start the site",
        )?;
    }
    output::line(format!(
        "{} stays out of service; delete it when the new one has its first backup",
        wire.from
    ))?;
    Ok(Verdict::Fine)
}

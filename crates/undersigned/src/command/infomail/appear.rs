//! `infomail send`: an issue appears, and goes to everybody who is to get it.

use anyhow::{Result, anyhow, bail};
use app::infomail::issues::{IssueMoved, Progress};
use domain::infomail::{IssueNumber, IssueState};
use serde::Serialize;

use super::{Opened, Which};
use crate::command::Verdict;
use crate::command::sure::is_sure;
use crate::help::Help;
use crate::{output, wire};

/// What `infomail send` is told.
#[derive(clap::Args)]
#[command(after_help = "\
The issue appears first: its text is fixed for ever, it stands in the archive and the feed, and it goes to \
those who are subscribed at this moment. Then its mails leave, while the server runs. With `--appear-only` \
the mails wait until the command is given again without it.")]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
    /// Let it appear, and send no mail yet
    #[arg(long)]
    appear_only: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire {
    list: String,
    number: u32,
    state: &'static str,
    audience: u64,
}

/// Lets an issue appear and begins to send it. It may be done while the server runs, which sends.
///
/// # Errors
/// When it cannot appear or be sent, or there is nobody to ask.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let opened = arguments.which.open().await?;
    let sent = send(arguments, &opened).await;
    let (list, number) = (opened.slug().to_string(), opened.number.get());
    wire::close(opened.site).await?;
    let Some(progress) = sent? else {
        output::line("nothing was sent")?;
        return Ok(Verdict::Refused);
    };
    if arguments.json {
        output::json(&Wire {
            list,
            number,
            state: progress.state.word(),
            audience: progress.audience(),
        })?;
    } else {
        output::line(format!(
            "issue {number} is {}; it goes to {} subscribers",
            progress.state.word(),
            progress.audience()
        ))?;
        output::line(format!(
            "  undersigned infomail progress {list} {number} --watch"
        ))?;
    }
    Ok(Verdict::Fine)
}

async fn send(arguments: &Arguments, opened: &Opened) -> Result<Option<Progress>> {
    let (site, slug, number) = (&opened.site, opened.slug(), opened.number);
    let state = opened.list.issue(number).map(|published| published.state);
    if state == Some(IssueState::Draft) {
        output::aside(format!(
            "Issue {number} of {slug} appears now; its text can never be changed again."
        ));
        if !is_sure(arguments.yes, slug.as_str())? {
            return Ok(None);
        }
        done(site.issue_prepare(slug, number).await?, number)?;
    }
    if !arguments.appear_only {
        done(site.issue_start(slug, number).await?, number)?;
    }
    let progress = site.issue_progress(slug, number).await?;
    progress
        .map(Some)
        .ok_or_else(|| anyhow!("the issue is gone"))
}

/// Takes a move that was made, or says why it was not.
pub(super) fn done(moved: IssueMoved, number: IssueNumber) -> Result<()> {
    match moved {
        IssueMoved::Done(_) => Ok(()),
        IssueMoved::Refused(refused) => Err(anyhow!("issue {number}: {refused}"))
            .help("`undersigned infomail list` shows how it stands"),
        IssueMoved::After(earlier) => Err(anyhow!(
            "issue {earlier} is still a draft, and numbers go up"
        ))
        .help(format!(
            "send issue {earlier} first, or take it out of the folder"
        )),
        IssueMoved::Outrun => Err(anyhow!("somebody else moved issue {number} just now"))
            .help("look how it stands, and try again"),
        IssueMoved::Unknown => bail!("there is no issue {number}"),
    }
}

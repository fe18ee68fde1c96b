//! `infomail pause`, `infomail resume`: a hand on one issue. The server may run meanwhile.

use anyhow::Result;
use app::infomail::OPERATOR;

use super::Which;
use super::appear::done;
use crate::command::Verdict;
use crate::{output, wire};

/// Which issue.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
}

/// Sends no more of an issue. What the mail server has taken has left.
///
/// # Errors
/// When it is not being sent, or the database cannot be written.
pub async fn pause(arguments: &Arguments) -> Result<Verdict> {
    let opened = arguments.which.open().await?;
    let moved = opened
        .site
        .issue_pause(opened.slug(), opened.number, OPERATOR)
        .await;
    let number = opened.number;
    wire::close(opened.site).await?;
    done(moved?, number)?;
    output::line(format!("issue {number} is paused"))?;
    Ok(Verdict::Fine)
}

/// Goes on exactly where it was paused.
///
/// # Errors
/// When it is not paused, or the database cannot be written.
pub async fn resume(arguments: &Arguments) -> Result<Verdict> {
    let opened = arguments.which.open().await?;
    let moved = opened.site.issue_resume(opened.slug(), opened.number).await;
    let number = opened.number;
    wire::close(opened.site).await?;
    done(moved?, number)?;
    output::line(format!("issue {number} goes on"))?;
    Ok(Verdict::Fine)
}

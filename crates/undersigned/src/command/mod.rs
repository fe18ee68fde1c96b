//! The commands, one file each.

pub mod backup;
pub mod carry;
pub mod check;
pub mod close;
pub mod compact;
pub mod contacts;
pub mod demo;
pub mod doctor;
pub mod export;
pub mod import;
pub mod infomail;
pub mod init;
pub mod mail;
pub mod moving;
pub mod publish;
pub mod receipt;
pub mod recover;
pub mod restore;
pub mod scanning;
pub mod serve;
pub mod signing;
pub mod strike;
mod sure;
pub mod verify;
pub mod withdraw;
pub mod witness;

use std::process::ExitCode;

use anyhow::Result;
use intake::finding::{self, Finding};
use intake::folder::Files;

use crate::output;

/// The exit code of a command that could not do its work. A wrong command line has the same code.
pub const COULD_NOT: u8 = 2;

/// What a command that did its work found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Fine,
    /// Something was found false, or was refused.
    Refused,
    /// It could not be done now, and whoever called has to do it again: EX_TEMPFAIL of sysexits.h,
    /// which mail servers understand.
    Later,
}

impl Verdict {
    /// Fine if so.
    const fn fine_if(is_fine: bool) -> Self {
        if is_fine { Self::Fine } else { Self::Refused }
    }
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Fine => Self::SUCCESS,
            Verdict::Refused => Self::from(1),
            Verdict::Later => Self::from(75),
        }
    }
}

/// Prints findings for people, with their number; nothing where there are none.
fn print_findings(findings: &[Finding], files: &Files) -> Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    output::line(finding::render(findings, files, output::is_terminal()).trim_end())?;
    output::line(format!("\n{}", finding::summary(findings)))
}

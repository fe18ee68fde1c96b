//! Asking before something that cannot be undone.

use std::io::{self, BufRead, IsTerminal};

use anyhow::{Result, anyhow};

use crate::help::Help;
use crate::output;

/// Whether a person wants it: `--yes` says so, or they type `word` on the terminal.
///
/// # Errors
/// When there is nobody to ask.
pub fn is_sure(yes: bool, word: &str) -> Result<bool> {
    if yes {
        return Ok(true);
    }
    let answers = io::stdin();
    if !answers.is_terminal() {
        return Err(anyhow!("this cannot be undone, and there is nobody to ask"))
            .help("say `--yes` if it is meant");
    }
    output::aside(format!("Type {word} to go on, anything else to leave it:"));
    let mut answer = String::new();
    answers.lock().read_line(&mut answer)?;
    Ok(answer.trim() == word)
}

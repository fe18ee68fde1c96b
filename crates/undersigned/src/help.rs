//! Errors that end in what to do next.

use std::fmt::{self, Display};

use anyhow::{Error, Result};

/// What to do about an error. Carried as its context and printed below it.
#[derive(Debug)]
struct Advice(String);

impl Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Adds advice to what may fail.
pub trait Help<T> {
    /// The same, ending in what to do about an error.
    ///
    /// # Errors
    /// The error of `self`.
    fn help(self, advice: impl Display) -> Result<T>;
}

impl<T, E: Into<Error>> Help<T> for std::result::Result<T, E> {
    fn help(self, advice: impl Display) -> Result<T> {
        self.map_err(|error| error.into().context(Advice(advice.to_string())))
    }
}

/// What failed and why, and what to do about it where somebody knew.
#[must_use]
pub fn parts(error: &Error) -> (String, Option<&str>) {
    let advice = error
        .downcast_ref::<Advice>()
        .map(|advice| advice.0.as_str());
    let chain: Vec<String> = error
        .chain()
        .map(ToString::to_string)
        .filter(|said| Some(said.as_str()) != advice)
        .collect();
    (chain.join(": "), advice)
}

/// An error as people read it, ending in what to do.
#[must_use]
pub fn describe(error: &Error) -> String {
    match parts(error) {
        (said, Some(advice)) => format!("error: {said}\n  = help: {advice}"),
        (said, None) => format!("error: {said}"),
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::*;

    #[test]
    fn advice_comes_last_wherever_it_was_added() {
        let failed: Result<()> = Err(anyhow!("no such file"));
        let failed = failed
            .context("cannot read a.toml")
            .help("name another file");
        let failed = failed.context("cannot start");
        assert_eq!(
            describe(&failed.unwrap_err()),
            "error: cannot start: cannot read a.toml: no such file\n  = help: name another file"
        );
        assert_eq!(describe(&anyhow!("odd")), "error: odd");
    }
}

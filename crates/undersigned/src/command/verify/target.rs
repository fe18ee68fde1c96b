//! What is to be verified, however a person names it.

use std::path::PathBuf;

use anyhow::{Result, anyhow};

use crate::help::Help;

/// A log somewhere else.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::command) enum Target {
    /// The prefix of a log, without trailing slash.
    Site(String),
    /// An exported folder, and how it was named.
    Folder(String, PathBuf),
}

impl Target {
    /// Reads an address or a path.
    ///
    /// # Errors
    /// When it is neither an address with a host nor a folder with a log.
    pub(in crate::command) fn parse(text: &str) -> Result<Self> {
        if let Some((scheme, rest)) = text.split_once("://") {
            return prefix(scheme, rest)
                .map(Self::Site)
                .ok_or_else(|| anyhow!("{text} is not the address of a declaration"))
                .help("copy it from the browser: https://letters.example.org/d/clean-rivers");
        }
        let folder = PathBuf::from(text);
        let holds_a_log = ["checkpoint", "ledger/checkpoint"]
            .iter()
            .any(|file| folder.join(file).is_file());
        if holds_a_log {
            return Ok(Self::Folder(text.to_owned(), folder));
        }
        let why = if folder.is_dir() {
            "holds no log"
        } else {
            "is neither a folder nor an address"
        };
        Err(anyhow!("{text} {why}"))
            .help("name a folder that `undersigned export` wrote, or an address that begins with https://")
    }

    /// As it is shown.
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Site(prefix) => prefix,
            Self::Folder(shown, _) => shown,
        }
    }

    /// What it is remembered as, however it was named: an address prefix without scheme, or the
    /// whole path of a folder.
    pub(super) fn place(&self) -> String {
        match self {
            Self::Site(prefix) => {
                let rest = prefix.split_once("://").map_or(&**prefix, |(_, rest)| rest);
                let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                format!("{}/{path}", host.to_ascii_lowercase())
            }
            Self::Folder(_, folder) => {
                let ledger = folder.join("ledger");
                let folder = if ledger.is_dir() { &ledger } else { folder };
                let whole = folder.canonicalize().unwrap_or_else(|_| folder.clone());
                whole.to_string_lossy().into_owned()
            }
        }
    }

    /// Whether it is an address other than the one the log calls its own, as a mirror's is.
    pub(super) fn is_elsewhere(&self, origin: &str) -> bool {
        matches!(self, Self::Site(_)) && !origin.is_empty() && self.place() != origin
    }
}

/// The prefix of the log of a declaration, from the address of any of its pages. An address that
/// holds no `/d/` is taken as the prefix itself: a mirror may keep a log anywhere.
fn prefix(scheme: &str, rest: &str) -> Option<String> {
    let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
    let host = rest.split('/').next().filter(|host| !host.is_empty())?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let Some((before, after)) = rest.split_once("/d/") else {
        let prefix = rest.strip_suffix("/checkpoint").unwrap_or(rest);
        return (prefix != host).then(|| format!("{scheme}://{prefix}"));
    };
    let slug = after.split('/').next().filter(|slug| !slug.is_empty())?;
    Some(format!("{scheme}://{before}/d/{slug}/log"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_a_declaration_leads_to_its_log() {
        let check = |path: &str| {
            let target = Target::parse(&format!("https://a.example{path}")).unwrap();
            assert_eq!(target.as_str(), "https://a.example/d/rivers/log", "{path}");
        };
        check("/d/rivers");
        check("/d/rivers/");
        check("/d/rivers/en");
        check("/d/rivers/pt-BR/signatories?order=name#list");
        check("/d/rivers/en/log");
        check("/d/rivers/log");
        check("/d/rivers/log/checkpoint");
    }

    #[test]
    fn a_mirror_may_keep_a_log_anywhere() {
        let check = |url: &str, expected: &str| {
            assert_eq!(Target::parse(url).unwrap().as_str(), expected);
        };
        check(
            "http://127.0.0.1:8080/logs/rivers/",
            "http://127.0.0.1:8080/logs/rivers",
        );
        check(
            "https://m.example/rivers/checkpoint",
            "https://m.example/rivers",
        );
    }

    #[test]
    fn a_log_under_another_address_than_its_own_is_elsewhere() {
        let check = |url: &str, elsewhere: bool| {
            let target = Target::parse(url).unwrap();
            assert_eq!(
                target.is_elsewhere("a.example/d/rivers/log"),
                elsewhere,
                "{url}"
            );
        };
        check("https://a.example/d/rivers", false);
        check("https://A.Example/d/rivers/en", false);
        check("https://m.example/d/rivers", true);
        check("https://m.example/mirrors/rivers", true);
    }

    #[test]
    fn a_folder_has_one_place_however_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = folder.path().join("ledger");
        std::fs::create_dir(&ledger).unwrap();
        std::fs::write(ledger.join("checkpoint"), "").unwrap();
        let place = |path: PathBuf| Target::parse(path.to_str().unwrap()).unwrap().place();
        assert_eq!(place(folder.path().to_owned()), place(ledger.clone()));
        assert_eq!(place(ledger.join("../ledger")), place(ledger));
    }

    #[test]
    fn what_names_no_log_is_refused_with_advice() {
        for text in [
            "https://a.example",
            "https://",
            "ftp://a.example/d/x",
            "no such folder",
        ] {
            let error = Target::parse(text).unwrap_err();
            assert!(crate::help::describe(&error).contains("= help"), "{text}");
        }
    }
}

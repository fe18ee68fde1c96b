//! The browser, its driver and the accessibility checker that the journey tests use, the Python with
//! outside implementations that judge log and mails, the filter that judges mails, the database server
//! of the second engine and what lets another take over from it, and dictionaries.
//!
//! Where we may (Debian, as root) they are installed; elsewhere it is said aloud what is skipped
//! and how to get it. With `CI=true` a missing tool is a failure.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{dictionaries, faketime, patroni, postgres, python};
use crate::shell::{Command, find_program};

/// The release of axe-core that the pages are checked with.
const AXE_VERSION: &str = "4.14.1";

/// Paths of what was found or could be installed.
pub struct Tools {
    chromium: Option<PathBuf>,
    driver: Option<PathBuf>,
    axe: Option<PathBuf>,
    python: Option<PathBuf>,
    filter: Option<PathBuf>,
    postgres: Option<PathBuf>,
    has_patroni: bool,
    has_faketime: bool,
    has_dictionaries: bool,
}

impl Tools {
    /// Looks for the tools, installs what is missing where that is possible, and says what is not there.
    ///
    /// # Errors
    /// With `on_ci`, when a tool is missing; else never.
    pub fn prepare(root: &Path, on_ci: bool) -> Result<Self> {
        if let Err(error) = install_missing(root) {
            println!("cannot install what the tests need: {error:#}");
        }
        let tools = Self::find(root);
        let missing = tools.missing();
        for what in &missing {
            println!("SKIPPED: {what}");
        }
        if on_ci && !missing.is_empty() {
            bail!(
                "with CI=true nothing may be missing: {}",
                missing.join("; ")
            );
        }
        Ok(tools)
    }

    /// The environment through which the tests learn the paths; absent tools have no variable.
    pub fn variables(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        [
            ("UNDERSIGNED_CHROMIUM", &self.chromium),
            ("UNDERSIGNED_CHROMEDRIVER", &self.driver),
            ("UNDERSIGNED_AXE", &self.axe),
            ("UNDERSIGNED_PYTHON", &self.python),
            ("UNDERSIGNED_SPAMASSASSIN", &self.filter),
            ("UNDERSIGNED_POSTGRES", &self.postgres),
        ]
        .into_iter()
        .filter_map(|(name, path)| Some((name, path.as_deref()?)))
    }

    fn find(root: &Path) -> Self {
        Self {
            chromium: find_program(&["chromium", "chromium-browser", "google-chrome"]),
            driver: find_program(&["chromedriver"]),
            axe: axe_at(root),
            python: python::found(root),
            filter: find_program(&["spamassassin"]),
            postgres: postgres::programs(),
            has_patroni: patroni::is_there(),
            has_faketime: faketime::is_there(),
            has_dictionaries: dictionaries::missing().is_empty(),
        }
    }

    fn missing(&self) -> Vec<&'static str> {
        let hints = [
            (
                self.chromium.is_none(),
                "browser journeys: no Chromium; install the package `chromium`",
            ),
            (
                self.driver.is_none(),
                "browser journeys: no chromedriver; install the package `chromium-driver`",
            ),
            (
                self.axe.is_none(),
                "browser journeys: no axe-core 4.14.1; install npm and run this command again",
            ),
            (self.python.is_none(), python::HINT),
            (
                self.filter.is_none(),
                "mails judged by a filter: no SpamAssassin; install the package `spamassassin`",
            ),
            (self.postgres.is_none(), postgres::HINT),
            (!self.has_patroni, patroni::HINT),
            (!self.has_faketime, faketime::HINT),
            (!self.has_dictionaries, dictionaries::HINT),
        ];
        hints
            .into_iter()
            .filter_map(|(is_missing, hint)| is_missing.then_some(hint))
            .collect()
    }
}

fn install_missing(root: &Path) -> Result<()> {
    let found = Tools::find(root);
    let has_npm = find_program(&["npm"]).is_some();
    let mut packages = dictionaries::missing();
    if found.chromium.is_none() {
        packages.push("chromium");
    }
    if found.driver.is_none() {
        packages.push("chromium-driver");
    }
    if found.filter.is_none() {
        packages.push("spamassassin");
    }
    if found.postgres.is_none() {
        packages.push(postgres::PACKAGE);
    }
    if !found.has_patroni {
        packages.extend(patroni::PACKAGES);
    }
    if !found.has_faketime {
        packages.push(faketime::PACKAGE);
    }
    if found.axe.is_none() && !has_npm {
        packages.extend(["nodejs", "npm"]);
    }
    if found.python.is_none() && !python::can_install(root) {
        packages.extend(["python3", "python3-venv"]);
    }
    if !packages.is_empty() {
        install_packages(root, &packages)?;
    }
    if found.axe.is_none() {
        install_axe(root)?;
    }
    if found.python.is_none() {
        python::install(root)?;
    }
    Ok(())
}

fn install_packages(root: &Path, packages: &[&str]) -> Result<()> {
    if !Path::new("/etc/debian_version").exists() {
        bail!(
            "this is not Debian; install {} yourself",
            packages.join(", ")
        );
    }
    let user = Command::new("id", root).arguments(["-u"]).output()?;
    if user.trim() != "0" {
        bail!(
            "not root; run `apt-get install {}` as root",
            packages.join(" ")
        );
    }
    apt_get(root, &["update", "--quiet"])?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(root, &arguments)
}

fn apt_get(root: &Path, arguments: &[&str]) -> Result<()> {
    Command::new("apt-get", root)
        .arguments(arguments)
        .environment("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

fn install_axe(root: &Path) -> Result<()> {
    let folder = root.join("target/tools");
    std::fs::create_dir_all(&folder).context("cannot create target/tools")?;
    Command::new("npm", root)
        .arguments(["install", "--no-audit", "--no-fund", "--prefix"])
        .arguments(["target/tools", &format!("axe-core@{AXE_VERSION}")])
        .run()
}

/// The script of the wanted release; another release is treated as absent and replaced.
fn axe_at(root: &Path) -> Option<PathBuf> {
    let folder = root.join("target/tools/node_modules/axe-core");
    let manifest = std::fs::read_to_string(folder.join("package.json")).ok()?;
    let wanted = format!("\"version\": \"{AXE_VERSION}\"");
    let script = folder.join("axe.min.js");
    (manifest.contains(&wanted) && script.is_file()).then_some(script)
}

#[cfg(test)]
mod tests {
    use super::{Tools, postgres, python};

    #[test]
    fn an_absent_tool_has_a_hint_and_no_variable() {
        let tools = Tools {
            chromium: Some("/usr/bin/chromium".into()),
            driver: None,
            axe: Some("axe.min.js".into()),
            python: None,
            filter: Some("/usr/bin/spamassassin".into()),
            postgres: None,
            has_patroni: true,
            has_faketime: true,
            has_dictionaries: true,
        };

        let names: Vec<_> = tools.variables().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            [
                "UNDERSIGNED_CHROMIUM",
                "UNDERSIGNED_AXE",
                "UNDERSIGNED_SPAMASSASSIN"
            ]
        );
        assert_eq!(
            tools.missing(),
            [
                "browser journeys: no chromedriver; install the package `chromium-driver`",
                python::HINT,
                postgres::HINT,
            ]
        );
    }
}

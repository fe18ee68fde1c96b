//! A Python of our own below `target/tools`, with three packages by somebody else that judge us:
//! `tlog-scales`, an implementation of transparency logs, recounts ours; `dkimpy` checks the
//! signatures of our mails; `prometheus-client` reads our metrics.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell::Command;

/// Everything that is installed, each pinned; the first three are used by name.
const PACKAGES: [&str; 7] = [
    "tlog-scales==0.0.3",
    "dkimpy==1.1.8",
    "prometheus-client==0.26.0",
    "pynacl==1.6.2",
    "dnspython==2.9.2",
    "cryptography==50.0.2",
    "requests==2.34.2",
];

/// The folders that pip leaves behind for the wanted releases.
const MARKS: [&str; 4] = [
    "tlog_scales-0.0.3.dist-info",
    "dkimpy-1.1.8.dist-info",
    "prometheus_client-0.26.0.dist-info",
    "pynacl-1.6.2.dist-info",
];

const FOLDER: &str = "target/tools/python";

/// What is skipped without it, and how to get it.
pub const HINT: &str = "the log, the signatures of mails and the metrics judged by other implementations: \
                        no tlog-scales 0.0.3, no dkimpy 1.1.8 or no prometheus-client 0.26.0; \
                        install Python 3.11 with venv and run this command again";

/// The interpreter, where the wanted releases are installed beside it.
pub fn found(root: &Path) -> Option<PathBuf> {
    let folder = root.join(FOLDER);
    let libraries = std::fs::read_dir(folder.join("lib")).ok()?;
    let installed = libraries
        .flatten()
        .map(|library| library.path().join("site-packages"))
        .any(|packages| MARKS.iter().all(|mark| packages.join(mark).is_dir()));
    let interpreter = folder.join("bin/python");
    (installed && interpreter.is_file()).then_some(interpreter)
}

/// Whether this machine has a Python that can make another.
pub fn can_install(root: &Path) -> bool {
    Command::new("python3", root)
        .arguments(["-c", "import ensurepip, venv"])
        .output()
        .is_ok()
}

/// Makes the folder anew and installs into it.
///
/// # Errors
/// When Python or pip fail.
pub fn install(root: &Path) -> Result<()> {
    std::fs::create_dir_all(root.join("target/tools")).context("cannot create target/tools")?;
    Command::new("python3", root)
        .arguments(["-m", "venv", "--clear", FOLDER])
        .run()?;
    Command::new(root.join(FOLDER).join("bin/python"), root)
        .arguments([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .arguments(PACKAGES)
        .run()
}

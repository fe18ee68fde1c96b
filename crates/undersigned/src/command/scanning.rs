//! Scanning faults in a declaration folder: found by `check`, and repaired where a person asks for it.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use intake::finding::{Finding, Place};
use intake::folder::Files;
use intake::repair::{self, DICTIONARIES, Lexicon};

use crate::help::Help;

/// What is told about scanning faults.
#[derive(clap::Args)]
pub struct Options {
    /// Repair probable scanning faults of this confidence, 0.9 where none is named
    #[arg(
        long,
        value_name = "CONFIDENCE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "0.9",
        value_parser = confidence
    )]
    pub fix: Option<f64>,
    /// A folder with Hunspell dictionaries, looked into before those of the system
    #[arg(long = "dictionary", value_name = "FOLDER")]
    pub dictionaries: Vec<PathBuf>,
}

impl Options {
    /// The folders in which dictionaries may lie, those that were named first.
    pub fn folders(&self) -> Vec<PathBuf> {
        let named = self.dictionaries.iter().cloned();
        named.chain(DICTIONARIES.map(PathBuf::from)).collect()
    }

    /// Repairs the texts of a folder, if that was asked for, and answers what was done; then what is
    /// left as warnings.
    ///
    /// # Errors
    /// When a dictionary cannot be read or a repaired text not written.
    pub fn run(&self, folder: &Path, files: &mut Files) -> Result<Vec<Finding>> {
        let dictionaries = self.folders();
        let lexicon = |language: &_| Lexicon::installed(language, &dictionaries);
        let mut findings = Vec::new();
        if let Some(threshold) = self.fix {
            for found in read(repair::propose_in_folder(files, lexicon))? {
                let text = files.text(&found.path).unwrap_or_default().to_owned();
                let lexicon = read(lexicon(&found.language))?;
                let fixed = repair::fix_markdown(&text, &found.language, &lexicon, threshold);
                if fixed.applied.is_empty() {
                    continue;
                }
                replace(&folder.join(&found.path), &fixed.text)?;
                files.insert(found.path.as_str(), fixed.text);
                findings.push(changed(&found.path));
                findings.extend(repair::applied_findings(&found.path, &text, &fixed.applied));
            }
        }
        for found in read(repair::propose_in_folder(files, lexicon))? {
            let text = files.text(&found.path).unwrap_or_default();
            findings.extend(repair::findings(&found.path, text, &found.repairs));
        }
        Ok(findings)
    }
}

fn changed(path: &str) -> Finding {
    Finding::note("text-repaired", "the text of this file was changed")
        .at(Place::beginning(path))
        .help("if it is published already, publishing it again makes a new revision")
}

fn read<T, E: std::error::Error + Send + Sync + 'static>(result: Result<T, E>) -> Result<T> {
    result
        .help("mend or remove that dictionary, or name a folder with another: --dictionary FOLDER")
}

/// Replaces a file whole: whoever reads it sees the old text or the new one. If the process dies
/// before the last step, a hidden file is left beside it that nothing reads.
fn replace(path: &Path, text: &str) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.new"));
    let written = File::create(&beside)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())
                .and_then(|()| file.sync_all())
        })
        .and_then(|()| std::fs::rename(&beside, path));
    written
        .with_context(|| format!("cannot write {}", path.display()))
        .help("the text is as it was; see whether the disk is full or the folder read-only")
}

/// A confidence from 0 to 1.
pub fn confidence(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .ok_or_else(|| "must be a number from 0 to 1, such as 0.9".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(fix: Option<f64>) -> Options {
        Options {
            fix,
            dictionaries: Vec::new(),
        }
    }

    fn folder(text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("text")).unwrap();
        std::fs::write(folder.path().join("text/de.md"), text).unwrap();
        folder
    }

    fn codes(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn faults_are_listed_and_nothing_is_changed_unless_it_is_asked_for() {
        let folder = folder("# Recht fiir alle\n");
        let mut files = Files::read_dir(folder.path()).unwrap();
        let findings = options(None).run(folder.path(), &mut files).unwrap();
        assert_eq!(codes(&findings), ["scan-fault"]);
        let text = std::fs::read_to_string(folder.path().join("text/de.md")).unwrap();
        assert_eq!(text, "# Recht fiir alle\n");
    }

    #[test]
    fn what_is_sure_is_repaired_in_place_and_listed() {
        let folder = folder("# Recht fiir alle\n\n{figure:fiir} Leute\n");
        let mut files = Files::read_dir(folder.path()).unwrap();
        let findings = options(Some(0.9)).run(folder.path(), &mut files).unwrap();
        assert_eq!(codes(&findings), ["text-repaired", "scan-repaired"]);
        let text = std::fs::read_to_string(folder.path().join("text/de.md")).unwrap();
        assert_eq!(text, "# Recht für alle\n\n{figure:fiir} Leute\n");
        let again = options(Some(0.9)).run(folder.path(), &mut files).unwrap();
        assert_eq!(codes(&again), [""; 0]);
        assert_eq!(
            std::fs::read_dir(folder.path().join("text"))
                .unwrap()
                .count(),
            1
        );
    }

    #[test]
    fn a_confidence_lies_between_nothing_and_certainty() {
        assert_eq!(confidence("0.8"), Ok(0.8));
        for wrong in ["", "2", "-0.1", "NaN", "viel"] {
            assert!(confidence(wrong).is_err(), "{wrong}");
        }
    }
}

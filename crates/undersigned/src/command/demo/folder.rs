//! The folder of a demo: empty, ready, or somebody else's.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use super::config_file;
use crate::config::{self, Config};
use crate::help::Help;

/// The config file while the demo is being filled. It becomes the config file in the last step.
const UNFINISHED: &str = "config.toml.unfinished";

/// What a demo may make in its folder, and therefore what an unfinished one may be cleared of.
const OURS: [&str; 9] = [
    UNFINISHED,
    "undersigned.sqlite",
    "undersigned.sqlite-wal",
    "undersigned.sqlite-shm",
    "keys",
    "mail",
    "declarations",
    "infomail",
    "organisers-age-key.txt",
];

/// Where a demo lives.
pub(super) struct Folder {
    path: PathBuf,
}

/// What is in the folder.
pub(super) enum State {
    /// Nothing, or a demo that was interrupted while it was being filled.
    Empty,
    /// A demo.
    Ready(Box<Config>),
}

impl Folder {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Looks what is there.
    ///
    /// # Errors
    /// When something is there that no demo made: it is left alone.
    pub(super) fn state(&self) -> Result<State> {
        let file = config_file(&self.path);
        if file.exists() {
            return Ok(State::Ready(Box::new(Config::read(&file)?)));
        }
        let shown = self.path.display();
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Empty),
            Err(error) => return Err(error).with_context(|| format!("cannot look into {shown}")),
        };
        let mut is_empty = true;
        let mut was_begun = false;
        for entry in entries {
            is_empty = false;
            was_begun |= entry?.file_name() == UNFINISHED;
        }
        if is_empty || was_begun {
            return Ok(State::Empty);
        }
        Err(anyhow!("{shown} holds something that is no demo"))
            .help("name another folder with `--folder`")
    }

    /// Makes the folder, and takes away what an interrupted start left. The file that marks it as
    /// unfinished goes last, so that dying here leaves a folder that can be cleared again.
    ///
    /// # Errors
    /// When something cannot be removed or made.
    pub(super) fn clear(&self) -> Result<()> {
        config::private_folder(&self.path)
            .with_context(|| format!("cannot make {}", self.path.display()))
            .help("name a folder that can be written with `--folder`")?;
        for name in OURS.iter().rev() {
            let path = self.path.join(name);
            let removed = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            match removed {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("cannot remove {}", path.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes the config file under the name of an unfinished one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write_config(&self, text: &str) -> Result<PathBuf> {
        let path = self.path.join(UNFINISHED);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }

    /// The last step: from here on the folder is a demo.
    ///
    /// # Errors
    /// When the file cannot be renamed.
    pub(super) fn finish(&self, unfinished: &Path) -> Result<()> {
        fs::rename(unfinished, config_file(&self.path)).context("the demo could not be finished")
    }

    /// Where the declarations lie as folders, to be changed and published again.
    pub(super) fn declarations(&self) -> PathBuf {
        self.path.join("declarations")
    }

    /// Where the lists lie as folders.
    pub(super) fn infomail(&self) -> PathBuf {
        self.path.join("infomail")
    }

    /// Where the organisers' key lies.
    pub(super) fn organisers_key(&self) -> PathBuf {
        self.path.join("organisers-age-key.txt")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_start_is_cleared_and_what_is_not_ours_is_left_alone() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::new(&temporary.path().join("demo"));
        assert!(matches!(folder.state(), Ok(State::Empty)));
        folder.clear().unwrap();
        folder.write_config("half").unwrap();
        fs::create_dir(folder.path().join("keys")).unwrap();
        fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        assert!(matches!(folder.state(), Ok(State::Empty)));
        folder.clear().unwrap();
        assert!(!folder.path().join("keys").exists());
        assert_eq!(
            fs::read_to_string(folder.path().join("notes.txt")).unwrap(),
            "mine"
        );
        assert!(folder.state().is_err(), "what is left now is no demo");
    }
}

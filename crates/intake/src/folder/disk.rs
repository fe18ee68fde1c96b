//! Folders on a disk, read within bounds and written whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Files;

/// The most files a folder may hold: texts in every written language and a report for each day of a
/// quarter. `ledger/` is not counted, it is not read.
pub const MAX_FILES: usize = 200;
/// The most files of an Infomail list: ten years of weekly issues in nine languages.
pub const MAX_LIST_FILES: usize = 5_500;
/// The largest file in bytes: twice the longest text.
pub const MAX_FILE: u64 = 2 * domain::text::MAX_TEXT as u64;
/// How deep folders may lie in each other: the declaration, `text` or `reports`, one to spare.
const MAX_DEPTH: usize = 3;

/// Why a folder was not read or written. Nothing is read or written by halves.
#[derive(Debug, Error)]
pub enum FolderIoError {
    /// The path is not a folder.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// More files than so many.
    #[error("{} holds more than {} files; is it the right folder?", .0.display(), .1)]
    TooManyFiles(PathBuf, usize),
    /// A file larger than [`MAX_FILE`].
    #[error("{} has more than {MAX_FILE} bytes", .0.display())]
    FileTooLong(PathBuf),
    /// Folders nested deeper than a declaration folder ever is.
    #[error("{} lies too deep; is it a declaration folder?", .0.display())]
    TooDeep(PathBuf),
    /// A symbolic link: it could lead out of the folder.
    #[error("{} is a symbolic link; put the file itself there", .0.display())]
    Link(PathBuf),
    /// Neither a file nor a folder, or a name that is not UTF-8.
    #[error("{} cannot be part of a declaration folder", .0.display())]
    Odd(PathBuf),
    /// The target exists and is not empty.
    #[error("{} is not empty; nothing was written", .0.display())]
    NotEmpty(PathBuf),
    /// A path in the files that would leave the folder.
    #[error("the path {0:?} leads out of the folder; nothing was written")]
    Outside(String),
    /// The disk refused.
    #[error("{} cannot be used", .0.display())]
    Disk(PathBuf, #[source] io::Error),
}

/// Whether a folder that is not empty may be replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Overwrite {
    /// Refuse.
    Never,
    /// Replace the whole folder.
    Replace,
}

impl Files {
    /// Reads a folder: at most 200 files of 2 MiB, three levels deep. Names that begin with a dot
    /// and `ledger/` are skipped; symbolic links are refused, never followed.
    ///
    /// # Errors
    /// See [`FolderIoError`].
    pub fn read_dir(folder: &Path) -> Result<Self, FolderIoError> {
        Self::read_within(folder, MAX_FILES)
    }

    /// Reads the folder of an Infomail list: the same with at most [`MAX_LIST_FILES`].
    ///
    /// # Errors
    /// See [`FolderIoError`].
    pub fn read_list_dir(folder: &Path) -> Result<Self, FolderIoError> {
        Self::read_within(folder, MAX_LIST_FILES)
    }

    fn read_within(folder: &Path, most: usize) -> Result<Self, FolderIoError> {
        if !folder.is_dir() {
            return Err(FolderIoError::NotAFolder(folder.to_owned()));
        }
        let mut files = Self::new();
        read_into(&mut files, folder, "", (MAX_DEPTH, most))?;
        Ok(files)
    }

    /// Writes the files as a folder: first into a temporary folder beside it, which then takes its
    /// name. If the process dies before the last step, the target is as it was.
    ///
    /// # Errors
    /// See [`FolderIoError`]; the target is then unchanged.
    pub fn write_dir(&self, folder: &Path, overwrite: Overwrite) -> Result<(), FolderIoError> {
        if overwrite == Overwrite::Never && !is_free(folder)? {
            return Err(FolderIoError::NotEmpty(folder.to_owned()));
        }
        if let Some(path) = self.paths().find(|path| !is_inside(path)) {
            return Err(FolderIoError::Outside(path.to_owned()));
        }
        let new = beside(folder, ".new");
        remove(&new)?;
        for (path, content) in self {
            let target = new.join(path);
            let parent = target.parent().unwrap_or(&new);
            fs::create_dir_all(parent).map_err(disk(parent))?;
            fs::write(&target, content).map_err(disk(&target))?;
        }
        fs::create_dir_all(&new).map_err(disk(&new))?;
        put_in_place(&new, folder)
    }
}

/// A folder cannot be replaced in one step. If the process dies between the two renames, the old
/// content is whole under the name with `.old` and the new one under the name with `.new`.
fn put_in_place(new: &Path, folder: &Path) -> Result<(), FolderIoError> {
    let old = beside(folder, ".old");
    remove(&old)?;
    if folder.exists() {
        fs::rename(folder, &old).map_err(disk(folder))?;
    }
    fs::rename(new, folder).map_err(disk(folder))?;
    remove(&old)
}

fn read_into(
    files: &mut Files,
    folder: &Path,
    prefix: &str,
    (depth, most): (usize, usize),
) -> Result<(), FolderIoError> {
    for entry in fs::read_dir(folder).map_err(disk(folder))? {
        let entry = entry.map_err(disk(folder))?;
        let path = entry.path();
        let name = entry.file_name().into_string();
        let name = name.map_err(|_| FolderIoError::Odd(path.clone()))?;
        if name.starts_with('.') || (prefix.is_empty() && name == "ledger") {
            continue;
        }
        let kind = entry.file_type().map_err(disk(&path))?;
        let inner = format!("{prefix}{name}");
        if kind.is_symlink() {
            return Err(FolderIoError::Link(path));
        } else if kind.is_dir() {
            if depth == 1 {
                return Err(FolderIoError::TooDeep(path));
            }
            read_into(files, &path, &format!("{inner}/"), (depth - 1, most))?;
        } else if kind.is_file() {
            if files.len() == most {
                return Err(FolderIoError::TooManyFiles(folder.to_owned(), most));
            }
            files.insert(inner, read_file(&path)?);
        } else {
            return Err(FolderIoError::Odd(path));
        }
    }
    Ok(())
}

/// Reads at most one byte more than is allowed, whatever the length in the directory says.
fn read_file(path: &Path) -> Result<Vec<u8>, FolderIoError> {
    use io::Read;
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes))
        .map_err(disk(path))?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(FolderIoError::FileTooLong(path.to_owned()));
    }
    Ok(bytes)
}

fn is_free(folder: &Path) -> Result<bool, FolderIoError> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(FolderIoError::Disk(folder.to_owned(), error)),
    }
}

fn is_inside(path: &str) -> bool {
    !path.contains('\\')
        && path
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\0'))
}

fn beside(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    folder.with_file_name(name)
}

fn remove(folder: &Path) -> Result<(), FolderIoError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(FolderIoError::Disk(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> FolderIoError + use<> {
    let path = path.to_owned();
    move |error| FolderIoError::Disk(path, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        [("declaration.toml", "a"), ("text/de.md", "b")]
            .map(|(path, content)| (path.to_owned(), content.into()))
            .into_iter()
            .collect()
    }

    #[test]
    fn a_folder_is_written_once_and_read_back() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("clean-rivers");
        files().write_dir(&folder, Overwrite::Never).unwrap();
        assert_eq!(Files::read_dir(&folder).unwrap(), files());
        assert!(matches!(
            files().write_dir(&folder, Overwrite::Never),
            Err(FolderIoError::NotEmpty(_))
        ));
        let mut other = Files::new();
        other.insert("declaration.toml", "c");
        other.write_dir(&folder, Overwrite::Replace).unwrap();
        assert_eq!(Files::read_dir(&folder).unwrap(), other);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_path_that_leaves_the_folder_is_refused_before_anything_is_written() {
        let parent = tempfile::tempdir().unwrap();
        for path in ["../x", "/x", "a//b", "a/../../b", "a\\b"] {
            let mut files = files();
            files.insert(path, "x");
            let written = files.write_dir(&parent.path().join("f"), Overwrite::Never);
            assert!(matches!(written, Err(FolderIoError::Outside(_))), "{path}");
            assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn the_ledger_is_skipped_and_the_bounds_hold() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        files().write_dir(&at("f"), Overwrite::Never).unwrap();
        fs::create_dir_all(at("f/ledger/tile")).unwrap();
        fs::write(at("f/ledger/checkpoint"), "x").unwrap();
        assert_eq!(Files::read_dir(&at("f")).unwrap(), files());

        fs::write(at("f/big"), vec![0; 2 * 1024 * 1024 + 1]).unwrap();
        assert!(matches!(
            Files::read_dir(&at("f")),
            Err(FolderIoError::FileTooLong(_))
        ));
        fs::remove_file(at("f/big")).unwrap();
        fs::create_dir_all(at("f/a/b/c")).unwrap();
        assert!(matches!(
            Files::read_dir(&at("f")),
            Err(FolderIoError::TooDeep(_))
        ));
        assert!(matches!(
            Files::read_dir(&at("f/text/de.md")),
            Err(FolderIoError::NotAFolder(_))
        ));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_never_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("declaration.toml"))
            .unwrap();
        assert!(matches!(
            Files::read_dir(folder.path()),
            Err(FolderIoError::Link(_))
        ));
    }
}

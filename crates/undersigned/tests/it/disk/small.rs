//! A disk of a few megabytes.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::skip;

/// A file system in memory, until it is dropped. Only root may make one.
pub struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// Nothing where that is not allowed, which is said aloud.
    pub fn mount(megabytes: u32, test: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "undersigned-test"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self(folder));
        }
        skip("tool: small disk", test);
        None
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Lets nobody write from now on.
    pub fn make_read_only(&self) {
        let remounted = Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(self.0.path())
            .status();
        assert!(remounted.unwrap().success());
    }

    /// Takes all the room there is, with a file that is to be removed.
    pub fn fill(&self) -> Filler {
        let path = self.path("filler");
        let mut file = File::create(&path).unwrap();
        for portion in [1 << 20, 1 << 12, 1] {
            loop {
                match file.write_all(&vec![1; portion]) {
                    Ok(()) => {}
                    Err(error) if error.kind() == ErrorKind::StorageFull => break,
                    Err(error) => panic!("{error}"),
                }
            }
        }
        Filler(path)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // It may be busy for a moment; a lazy one goes when it is not.
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// What takes the room.
pub struct Filler(PathBuf);

impl Filler {
    /// There is room again.
    pub fn remove(self) {
        fs::remove_file(self.0).unwrap();
    }
}

/// Whether files of a folder can be made unchangeable, whoever has them open (`chattr`).
pub fn can_be_held(folder: &Path) -> bool {
    let file = folder.join("held");
    fs::write(&file, "").unwrap();
    let changed = |flag: &str| {
        let changed = Command::new("chattr").arg(flag).arg(&file).output();
        changed.is_ok_and(|changed| changed.status.success())
    };
    changed("+i") && changed("-i")
}

/// Files to which nothing can be written, until they are dropped.
pub struct HeldFiles(Vec<PathBuf>);

impl HeldFiles {
    pub fn hold(files: Vec<PathBuf>) -> Self {
        let held = Command::new("chattr").arg("+i").args(&files).status();
        assert!(held.unwrap().success());
        Self(files)
    }
}

impl Drop for HeldFiles {
    fn drop(&mut self) {
        let _ = Command::new("chattr").arg("-i").args(&self.0).status();
    }
}

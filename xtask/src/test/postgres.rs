//! The server programs of PostgreSQL: Debian keeps them by release, outside of `PATH`.

use std::path::PathBuf;

/// Debian's package: the newest release it has, and no cluster is started by our tests' hands.
pub const PACKAGE: &str = "postgresql";

/// What to do where they are missing.
pub const HINT: &str =
    "the second engine: no PostgreSQL server programs; install the package `postgresql`";

/// The folder that holds `initdb` and `postgres`, of the newest release installed.
pub fn programs() -> Option<PathBuf> {
    let mut folders: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| {
            let folder = entry.ok()?.path();
            let release = folder.file_name()?.to_str()?.parse().ok()?;
            let programs = folder.join("bin");
            programs
                .join("initdb")
                .is_file()
                .then_some((release, programs))
        })
        .collect();
    folders.sort();
    Some(folders.pop()?.1)
}

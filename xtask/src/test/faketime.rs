//! What gives a program another clock than the machine has.

use std::path::Path;

/// Debian's package.
pub const PACKAGE: &str = "libfaketime";

/// What to do where it is missing.
pub const HINT: &str = "starts by a wrong clock: no libfaketime; install the package `libfaketime`";

/// Whether the library is where Debian puts it, which is where the tests look.
pub fn is_there() -> bool {
    let Ok(folders) = std::fs::read_dir("/usr/lib") else {
        return false;
    };
    let library = |folder: &Path| folder.join("faketime/libfaketimeMT.so.1").exists();
    folders.flatten().any(|folder| library(&folder.path()))
}

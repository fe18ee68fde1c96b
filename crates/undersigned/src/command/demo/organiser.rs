//! The key of the demo's organisers, to which the contacts of its signers are sealed.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use anyhow::{Context, Result};

/// Makes a key, writes its secret half into a file as `age-keygen` does, and gives its public half.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn make_key(file: &Path) -> Result<String> {
    let identity = Identity::generate();
    let recipient = identity.to_public().to_string();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || -> std::io::Result<()> {
        let mut file = options.open(file)?;
        writeln!(file, "# public key: {recipient}")?;
        writeln!(file, "{}", identity.to_string().expose_secret())
    };
    write().with_context(|| format!("cannot write {}", file.display()))?;
    Ok(recipient)
}

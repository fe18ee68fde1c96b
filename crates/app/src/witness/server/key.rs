//! The key of a witness: one file, kept as the keys of a site are.

use std::path::Path;

use tlog::cosignature::CosigningKey;

use crate::clock::Random;
use crate::keys::{self, KeysError};

/// Makes the key of a witness, and reads it back. One that is there already is kept.
///
/// # Errors
/// [`KeysError`] when the file is unusable, or the name cannot name a key.
pub fn create_key(path: &Path, name: &str, random: &dyn Random) -> Result<CosigningKey, KeysError> {
    named(name, *keys::read_or_create(path, random)?)
}

/// Reads the key of a witness.
///
/// # Errors
/// [`KeysError`] when the file is missing, unusable or readable by others.
pub fn read_key(path: &Path, name: &str) -> Result<CosigningKey, KeysError> {
    let seed = keys::read(path)?.ok_or_else(|| KeysError::Missing(path.to_owned()))?;
    named(name, *seed)
}

fn named(name: &str, seed: [u8; 32]) -> Result<CosigningKey, KeysError> {
    CosigningKey::from_seed(name, seed).map_err(|_| KeysError::KeyName(name.to_owned()))
}

//! Keys kept outside the database: one folder, each file readable by its owner only.
//!
//! `site.key` authenticates forms and counts mails per address; each declaration has a signing key
//! for its log and a key for duplicate tags. Destroying `NAME.tag.key` at the end of the retention
//! makes the tags of that declaration meaningless for ever.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use domain::address::EmailAddress;
use domain::slug::Slug;
use thiserror::Error;
use tlog::note::SigningKey;
use zeroize::Zeroizing;

use crate::clock::{Random, random_bytes};
use crate::private;
use crate::secret::keyed_hash;

/// Why keys cannot be had.
#[derive(Debug, Error)]
pub enum KeysError {
    /// The folder or a file cannot be read or written.
    #[error("cannot use the key file {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that does not hold 64 hexadecimal digits.
    #[error("the key file {0} does not hold 64 hexadecimal digits")]
    Malformed(PathBuf),
    /// Others than the owner may read a key.
    #[error(
        "the key file {0} can be read by others: make it readable by its owner only (chmod 600)"
    )]
    Exposed(PathBuf),
    /// The key of a declaration that exists is not there. A new one would fork the log or let
    /// everybody sign twice, so none is made.
    #[error(
        "the key file {0} is missing: bring it back from its backup; a new one cannot replace it"
    )]
    Missing(PathBuf),
    /// The log name cannot stand in a signed note.
    #[error("the address {0} cannot name a log")]
    LogName(String),
    /// The name of a witness cannot stand in a signed note.
    #[error("{0} cannot name a key: it is empty, or has a space, a plus or a control character")]
    KeyName(String),
}

/// The keys of a site.
pub struct Keys {
    folder: PathBuf,
    site: Secret,
    /// Read once per declaration. The lock guards the map alone and is never held over a read.
    declarations: Mutex<HashMap<Slug, Arc<DeclarationKeys>>>,
}

pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// The keys of one declaration.
pub struct DeclarationKeys {
    /// Signs checkpoints.
    pub log: SigningKey,
    tag: Secret,
}

impl Keys {
    /// Opens the folder, creating it and the site's key on first use.
    ///
    /// # Errors
    /// [`KeysError`] when a file is unusable or readable by others.
    pub fn open(folder: &Path, random: &dyn Random) -> Result<Self, KeysError> {
        create_private(folder).map_err(|source| file_error(folder, source))?;
        let site = read_or_create(&folder.join("site.key"), random)?;
        Ok(Self {
            folder: folder.to_owned(),
            site,
            declarations: Mutex::default(),
        })
    }

    /// The key of forms and counters.
    #[must_use]
    pub fn site_hash(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        keyed_hash(self.site.as_ref(), purpose, parts)
    }

    /// Makes the keys of a declaration that is published for the first time. Keys that are there
    /// already, as after a first publication that was cut short, are kept.
    ///
    /// # Errors
    /// [`KeysError`] when a file is unusable.
    pub fn create_declaration(
        &self,
        slug: &Slug,
        origin: &str,
        random: &dyn Random,
    ) -> Result<Arc<DeclarationKeys>, KeysError> {
        read_or_create(&self.path(slug, "log.key"), random)?;
        read_or_create(&self.path(slug, "tag.key"), random)?;
        self.declaration(slug, origin)
    }

    /// The keys of a declaration.
    ///
    /// # Errors
    /// [`KeysError`] when a file is missing or unusable.
    pub fn declaration(
        &self,
        slug: &Slug,
        origin: &str,
    ) -> Result<Arc<DeclarationKeys>, KeysError> {
        if let Some(known) = self.lock().get(slug) {
            return Ok(Arc::clone(known));
        }
        let kept = |kind| {
            let path = self.path(slug, kind);
            read(&path)?.ok_or(KeysError::Missing(path))
        };
        let (seed, tag) = (kept("log.key")?, kept("tag.key")?);
        let log = SigningKey::from_seed(origin, *seed)
            .map_err(|_| KeysError::LogName(origin.to_owned()))?;
        let keys = Arc::new(DeclarationKeys { log, tag });
        self.lock().insert(slug.clone(), Arc::clone(&keys));
        Ok(keys)
    }

    /// Where the last released checkpoint of a declaration is kept (LOG-FORMAT section 2).
    #[must_use]
    pub fn lock_file(&self, slug: &Slug) -> PathBuf {
        self.path(slug, "log.lock")
    }

    /// Where the keys of the Infomail lie, each with a number.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, slug: &Slug, kind: &str) -> PathBuf {
        self.folder.join(format!("{slug}.{kind}"))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Slug, Arc<DeclarationKeys>>> {
        self.declarations
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl DeclarationKeys {
    /// The duplicate tag of an address: means nothing to anyone without this key.
    #[must_use]
    pub fn tag(&self, address: &EmailAddress) -> [u8; 32] {
        keyed_hash(self.tag.as_ref(), "tag", &[address.exact_key().as_bytes()])
    }
}

fn file_error(path: &Path, source: io::Error) -> KeysError {
    KeysError::File {
        path: path.to_owned(),
        source,
    }
}

/// The key in a file, made if there is none. Blocks.
pub(crate) fn read_or_create(path: &Path, random: &dyn Random) -> Result<Secret, KeysError> {
    if let Some(key) = read(path)? {
        return Ok(key);
    }
    let key: Secret = Zeroizing::new(random_bytes(random));
    write_new(path, &hex::encode(*key)).map_err(|source| file_error(path, source))?;
    // Another process may have been first; what stands there is the key.
    read(path)?.ok_or_else(|| KeysError::Missing(path.to_owned()))
}

/// The key in a file; nothing where there is no file.
pub(crate) fn read(path: &Path) -> Result<Option<Secret>, KeysError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(file_error(path, source)),
    };
    if !is_private(path).map_err(|source| file_error(path, source))? {
        return Err(KeysError::Exposed(path.to_owned()));
    }
    let mut key = Zeroizing::new([0; 32]);
    hex::decode_to_slice(text.trim(), key.as_mut())
        .map_err(|_| KeysError::Malformed(path.to_owned()))?;
    Ok(Some(key))
}

/// Written beside, synced, then given its name by a link, which fails where the name is taken: a key
/// that is in use is never replaced. A crash leaves either no key or a whole one, and the folder is
/// synced so that a key used in a signature survives the crash behind it.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let temporary = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = private::create(&temporary)?;
    writeln!(file, "{text}")?;
    file.sync_all()?;
    let named = fs::hard_link(&temporary, path);
    fs::remove_file(&temporary)?;
    match named {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => private::sync_parent(path),
    }
}

fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
fn is_private(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 == 0)
}

#[cfg(not(unix))]
fn is_private(_path: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    #[test]
    fn keys_are_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let slug = Slug::parse("rivers").unwrap();
        let tag = |keys: &Keys| {
            let address = EmailAddress::parse("Ada@example.org").unwrap();
            keys.create_declaration(&slug, "example.org/d/rivers/log", &SystemRandom)
                .unwrap()
                .tag(&address)
        };
        let first = tag(&Keys::open(folder.path(), &SystemRandom).unwrap());
        let again = tag(&Keys::open(folder.path(), &SystemRandom).unwrap());
        assert_eq!(first, again);
        let elsewhere = tempfile::tempdir().unwrap();
        assert_ne!(
            first,
            tag(&Keys::open(elsewhere.path(), &SystemRandom).unwrap())
        );
    }

    #[test]
    fn a_key_that_was_lost_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let slug = Slug::parse("rivers").unwrap();
        let origin = "example.org/d/rivers/log";
        Keys::open(folder.path(), &SystemRandom)
            .unwrap()
            .create_declaration(&slug, origin, &SystemRandom)
            .unwrap();
        let path = folder.path().join("rivers.log.key");
        fs::remove_file(&path).unwrap();
        let keys = Keys::open(folder.path(), &SystemRandom).unwrap();
        assert!(matches!(
            keys.declaration(&slug, origin),
            Err(KeysError::Missing(_))
        ));
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Keys::open(folder.path(), &SystemRandom).unwrap();
        let path = folder.path().join("site.key");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(
            Keys::open(folder.path(), &SystemRandom),
            Err(KeysError::Exposed(_))
        ));
    }

    #[test]
    fn a_damaged_key_is_refused_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        Keys::open(folder.path(), &SystemRandom).unwrap();
        let path = folder.path().join("site.key");
        fs::write(&path, "half").unwrap();
        assert!(matches!(
            Keys::open(folder.path(), &SystemRandom),
            Err(KeysError::Malformed(_))
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), "half");
    }
}

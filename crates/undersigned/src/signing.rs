//! The keys that sign mails: the folder `dkim` beside the other keys, two files for each name, readable
//! by their owner only.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use app::clock::{Random, SystemRandom};
use app::outbox::MailIdentity;
use mail::dkim::{KeyPair, Kind, Signer};

use crate::config::{Config, Dkim};
use crate::help::Help;

/// In whose name the mails of a site leave: its return paths, and a signature for each lane.
///
/// # Errors
/// When a key that the config file names is missing or unusable: mails without the signature that
/// recipients were promised would count as forged.
pub fn identity(config: &Config) -> Result<MailIdentity> {
    let options = &config.mail_options;
    let signer = |name: &str, dkim: &Dkim| signer(dkim, name);
    let dkim = options.dkim.as_ref();
    Ok(MailIdentity {
        return_path: options.return_path.clone(),
        confirmations: dkim
            .map(|dkim| signer(&dkim.confirmations, dkim))
            .transpose()?,
        infomail: dkim.map(|dkim| signer(&dkim.infomail, dkim)).transpose()?,
    })
}

/// The signer of one lane.
///
/// # Errors
/// When a key is missing or unusable.
pub fn signer(dkim: &Dkim, name: &str) -> Result<Signer> {
    let keys = Kind::ALL.map(|kind| read(&file(&dkim.folder, name, kind)));
    let keys: Result<Vec<KeyPair>> = keys.into_iter().collect();
    Signer::new(&dkim.domain, name, keys?).with_context(|| format!("the keys {name} cannot sign"))
}

/// Makes the keys of a name; those that are there already are kept.
///
/// # Errors
/// When a key cannot be made, read or written.
pub fn make(dkim: &Dkim, name: &str) -> Result<Signer> {
    crate::config::private_folder(&dkim.folder)
        .with_context(|| format!("cannot make {}", dkim.folder.display()))?;
    for kind in Kind::ALL {
        let path = file(&dkim.folder, name, kind);
        if !path.exists() {
            let pair = KeyPair::generate(kind, &mut |bytes| SystemRandom.fill(bytes))?;
            write(&path, &pair.to_pem())
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    signer(dkim, name)
}

/// The names of the keys in a folder, in their order; none where there is no folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot look into {}", folder.display()));
        }
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let ending = format!("-{}.pem", Kind::Rsa);
        names.extend(name.strip_suffix(&ending).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// Deletes the keys of a name: nothing can be signed with them again.
///
/// # Errors
/// When there are none, or they cannot be deleted.
pub fn destroy(folder: &Path, name: &str) -> Result<()> {
    if !names(folder)?.iter().any(|known| known == name) {
        return Err(anyhow!("there are no keys {name} in {}", folder.display()))
            .help("`undersigned mail keys` lists those that are there");
    }
    for kind in Kind::ALL {
        let path = file(folder, name, kind);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot delete {}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn file(folder: &Path, name: &str, kind: Kind) -> PathBuf {
    folder.join(format!("{name}-{kind}.pem"))
}

fn read(path: &Path) -> Result<KeyPair> {
    let shown = path.display();
    let pem = fs::read_to_string(path)
        .with_context(|| format!("cannot read the key {shown}"))
        .help("bring it back from its backup, or make new ones with `undersigned mail keys`")?;
    if is_exposed(path)? {
        return Err(anyhow!("the key {shown} can be read by others"))
            .help("make it readable by its owner only (chmod 600)");
    }
    KeyPair::from_pem(&pem)
        .with_context(|| format!("the key {shown} cannot be used"))
        .help("bring it back from its backup, or delete it and run `undersigned mail keys`")
}

/// Written beside, synced, then named, so that a crash leaves a whole key or none.
fn write(path: &Path, pem: &str) -> io::Result<()> {
    let temporary = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&temporary)?;
    file.write_all(pem.as_bytes())?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    match path.parent() {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(unix)]
fn is_exposed(path: &Path) -> Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_exposed(_path: &Path) -> Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dkim(folder: &Path) -> Dkim {
        Dkim {
            domain: "letters.example.org".to_owned(),
            confirmations: "c1".to_owned(),
            infomail: "i1".to_owned(),
            folder: folder.join("dkim"),
        }
    }

    #[test]
    fn keys_are_made_once_listed_and_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let dkim = dkim(folder.path());
        assert!(signer(&dkim, "c1").is_err());
        let made = make(&dkim, "c1").unwrap().records();
        assert_eq!(make(&dkim, "c1").unwrap().records(), made);
        assert_eq!(signer(&dkim, "c1").unwrap().records(), made);
        assert_eq!(names(&dkim.folder).unwrap(), ["c1"]);
        destroy(&dkim.folder, "c1").unwrap();
        assert!(names(&dkim.folder).unwrap().is_empty());
        assert!(destroy(&dkim.folder, "../c1").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let dkim = dkim(folder.path());
        make(&dkim, "c1").unwrap();
        let path = file(&dkim.folder, "c1", Kind::Ed25519);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(signer(&dkim, "c1").is_err());
    }
}

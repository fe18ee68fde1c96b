//! Where everything but the keys is kept: a SQLite file, or a PostgreSQL server.

use std::fmt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use store::{PostgresOptions, SqliteOptions};

use super::file::ConfigFile;

/// Around each certificate in a PEM file (RFC 7468 section 5).
const CERTIFICATE: (&str, &str) = ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----");

/// The database of a site. What is shown of it holds no user and no password.
#[derive(Debug, Clone)]
pub enum Database {
    /// A SQLite file on this machine.
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Whether another program copies its write-ahead file as it grows, and folds it back itself
        /// (REQ-173): then nothing here does.
        replicated: bool,
    },
    /// A PostgreSQL server, which several nodes may use.
    Postgres(Box<PostgresOptions>),
}

impl Database {
    /// The file, where it is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite { path, .. } => Some(path),
            Self::Postgres(_) => None,
        }
    }

    /// Whether it is a file that another program copies as it grows.
    #[must_use]
    pub const fn is_replicated(&self) -> bool {
        matches!(
            self,
            Self::Sqlite {
                replicated: true,
                ..
            }
        )
    }

    /// How a file is used.
    #[must_use]
    pub fn sqlite_options(&self) -> SqliteOptions {
        SqliteOptions {
            folds: !self.is_replicated(),
            ..SqliteOptions::default()
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { path, .. } => path.display().fmt(f),
            Self::Postgres(options) => options.fmt(f),
        }
    }
}

/// Whether this speaks of a server and not of a file: a URL, or pairs that name a host (PostgreSQL,
/// section 34.1.1).
#[must_use]
pub fn is_server(address: &str) -> bool {
    let is_url = ["postgres://", "postgresql://"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    let is_host = |behind: &str| {
        let key = behind.split_whitespace().next_back();
        matches!(key, Some("host" | "hostaddr"))
    };
    let keys = address.rsplit_once('=').map(|(keys, _)| keys);
    is_url || keys.is_some_and(|keys| keys.split('=').any(is_host))
}

/// What a config file says of its database, in its surroundings.
pub(super) struct Around<'a> {
    /// The folder that paths are relative to.
    pub(super) folder: &'a Path,
    /// The password that the environment gives.
    pub(super) password: Option<String>,
    /// Whether others than the owner can read the config file.
    pub(super) is_exposed: bool,
}

impl<'a> Around<'a> {
    /// A folder, and nothing else.
    #[cfg(test)]
    pub(super) fn folder(folder: &'a Path) -> Self {
        Self {
            folder,
            password: None,
            is_exposed: false,
        }
    }
}

/// Takes what the file says, or says what is wrong with it.
pub(super) fn database(file: &ConfigFile, around: &Around<'_>) -> Result<Database, String> {
    if is_server(&file.database) {
        if file.database_replicated.is_some() {
            return Err("database-replicated is for SQLite, and database names a server".into());
        }
        return server(file, around).map(|options| Database::Postgres(Box::new(options)));
    }
    let stray = [
        ("password-file", file.database_password_file.is_some()),
        ("ca-file", file.database_ca_file.is_some()),
        ("schema", file.database_schema.is_some()),
        ("readers", file.database_readers.is_some()),
        ("writers", file.database_writers.is_some()),
    ];
    match stray.into_iter().find(|(_, is_there)| *is_there) {
        Some((key, _)) => Err(format!(
            "database-{key} is for PostgreSQL, and database names a file"
        )),
        None => Ok(Database::Sqlite {
            path: around.folder.join(&file.database),
            replicated: file.database_replicated.unwrap_or(false),
        }),
    }
}

/// The password of the environment goes before that of the file, and that before one in the address.
fn server(file: &ConfigFile, around: &Around<'_>) -> Result<PostgresOptions, String> {
    let options = PostgresOptions::parse(&file.database);
    let mut options = options.map_err(|error| format!("database cannot be used: {error}"))?;
    if options.has_password() && around.is_exposed {
        return Err(
            "database holds a password, and others can read the config file: chmod 600, \
                    or put it into a file of its own as database-password-file"
                .into(),
        );
    }
    if let Some(schema) = &file.database_schema {
        let named = options.in_schema(schema);
        options = named.map_err(|error| format!("database-schema: {error}"))?;
    }
    if let Some(readers) = file.database_readers {
        options.readers = usize::from(readers.get());
    }
    if let Some(writers) = file.database_writers {
        options.writers = usize::from(writers.get());
    }
    if let Some(path) = &file.database_ca_file {
        for root in roots("database-ca-file", &around.folder.join(path))? {
            options = options.trusting(root);
        }
    }
    Ok(match (&around.password, &file.database_password_file) {
        (Some(password), _) => options.with_password(password),
        (None, Some(path)) => options.with_password(&password(&around.folder.join(path))?),
        (None, None) => options,
    })
}

fn password(file: &Path) -> Result<String, String> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("database-password-file {shown} cannot be read: {error}"))?;
    if is_exposed(file) {
        return Err(format!(
            "database-password-file {shown} can be read by others: chmod 600"
        ));
    }
    match text.lines().next() {
        Some(password) if !password.is_empty() => Ok(password.to_owned()),
        _ => Err(format!(
            "database-password-file {shown} must hold the password in its first line"
        )),
    }
}

/// The certificates of a PEM file, in DER.
pub(super) fn roots(key: &str, file: &Path) -> Result<Vec<Vec<u8>>, String> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("{key} {shown} cannot be read: {error}"))?;
    let found: Option<Vec<Vec<u8>>> = text.split(CERTIFICATE.0).skip(1).map(certificate).collect();
    found
        .filter(|found| !found.is_empty())
        .ok_or_else(|| format!("{key} {shown} must hold certificates in PEM"))
}

fn certificate(behind: &str) -> Option<Vec<u8>> {
    let (body, _) = behind.split_once(CERTIFICATE.1)?;
    let body: String = body.split_whitespace().collect();
    STANDARD.decode(body).ok().filter(|der| !der.is_empty())
}

/// Whether others than its owner can read a file or look into a folder.
#[cfg(unix)]
#[must_use]
pub fn is_exposed(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

/// Whether others than its owner can read a file or look into a folder.
#[cfg(not(unix))]
#[must_use]
pub fn is_exposed(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOP: &str = "base-url = \"https://letters.example.org\"\nname = \"Letters\"\n";
    const MAIL: &str = "[mail]\nfrom = \"post@example.org\"\n";

    fn read(text: &str, around: &Around<'_>) -> Result<Database, String> {
        let file: ConfigFile = toml::from_str(&format!("{TOP}{text}\n{MAIL}")).unwrap();
        database(&file, around)
    }

    #[test]
    fn a_file_or_a_server() {
        let here = Around::folder(Path::new("site"));
        let shown = |text: &str| read(text, &here).map(|database| database.to_string());
        assert_eq!(shown("").as_deref(), Ok("site/undersigned.sqlite"));
        assert_eq!(
            shown("database = \"/srv/x.sqlite\"").as_deref(),
            Ok("/srv/x.sqlite")
        );
        let named = "PostgreSQL at db.example, database letters, schema undersigned";
        for address in [
            "postgres://dara@db.example/letters",
            "postgresql://dara:geheim@db.example:5433/letters?sslmode=require",
            "user=dara host=db.example dbname=letters",
            "host = db.example dbname = letters user = dara",
        ] {
            let text = format!("database = \"{address}\"");
            assert_eq!(shown(&text).as_deref(), Ok(named));
        }
        assert!(shown("database-schema = \"b\"").is_err());
        let server = "database = \"host=db dbname=letters\"\ndatabase-replicated = true";
        assert!(shown(server).unwrap_err().contains("is for SQLite"));
        let two = "database = \"host=a,b dbname=letters\"\ndatabase-schema = \"second\"";
        assert_eq!(
            shown(two).as_deref(),
            Ok("PostgreSQL at a or b, database letters, schema second")
        );
        let wrong = shown("database = \"postgres://dara:geheim@db:port/\"").unwrap_err();
        assert!(!wrong.contains("geheim"), "{wrong}");
    }

    #[test]
    fn a_file_that_another_program_copies_is_left_to_it() {
        let here = Around::folder(Path::new("site"));
        let folds = |text: &str| read(text, &here).unwrap().sqlite_options().folds;
        assert!(folds(""));
        assert!(folds("database-replicated = false"));
        assert!(!folds("database-replicated = true"));
    }

    #[cfg(unix)]
    #[test]
    fn a_password_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        let mode = |mode| {
            let permissions = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(&file, permissions).unwrap();
        };
        std::fs::write(&file, "geheim\n").unwrap();
        let text = "database = \"host=db user=dara\"\ndatabase-password-file = \"secret\"";
        let around = Around::folder(folder.path());
        mode(0o640);
        assert!(
            read(text, &around)
                .unwrap_err()
                .contains("can be read by others")
        );
        mode(0o600);
        let Ok(Database::Postgres(options)) = read(text, &around) else {
            panic!("it is a server");
        };
        assert!(options.has_password());
        std::fs::write(&file, "\n").unwrap();
        assert!(read(text, &around).unwrap_err().contains("first line"));
        let exposed = Around {
            is_exposed: true,
            ..Around::folder(folder.path())
        };
        let open = "database = \"postgres://dara:geheim@db/\"";
        let refused = read(open, &exposed).unwrap_err();
        assert!(refused.contains("chmod 600") && !refused.contains("geheim"));
        assert!(read(open, &around).is_ok());
    }
}

//! Opening the database that a configuration names, and saying what to do where that fails.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use app::keys::Keys;
use store::{Obstacle, PostgresOptions, Service, SqliteOptions, Store, StoreError};

use crate::config::Database;
use crate::help::Help;
use crate::wire::open_keys;

/// Makes the database and the keys of a new site. A database on a server must be there, and no site
/// in it.
///
/// # Errors
/// When they cannot be made.
pub async fn create(database: &Database, keys: &Path) -> Result<()> {
    let store = match database {
        Database::Sqlite { path, .. } => Store::open_sqlite(path, database.sqlite_options())
            .with_context(|| format!("cannot make the database {database}"))?,
        Database::Postgres(options) => {
            let store = open_server(options).await?;
            refuse_used(&store, database).await?;
            store
        }
    };
    let made = open_keys(keys);
    let made = match &made {
        Ok(made) => same_site(&store, made).await,
        Err(_) => made.map(drop),
    };
    store.close().await?;
    made
}

/// The setting that says which site key the database goes with, by a keyed hash of nothing.
const SITE_KEY: &str = "site-key";

/// Refuses a database and a site key that do not belong together: addresses that never want a mail again
/// and mails per address would not be recognised, nor forms that another node gave out.
///
/// # Errors
/// When they do not, or the database cannot be used.
pub async fn same_site(store: &Store, keys: &Keys) -> Result<()> {
    let mark = keys.site_hash("site-key", &[]);
    match store.setting(SITE_KEY).await? {
        None => Ok(store.setting_put(SITE_KEY, &mark).await?),
        Some(known) if known == mark => Ok(()),
        Some(_) => Err(anyhow!(
            "site.key is not the one that this database was used with"
        ))
        .help(
            "copy the folder of keys whole from another node, or bring it back from its backup; \
             docs/operate/postgres.md",
        ),
    }
}

/// A second site with keys of its own on the same tables could neither sign nor be signed.
async fn refuse_used(store: &Store, database: &Database) -> Result<()> {
    if store.declarations().await?.is_empty() {
        return Ok(());
    }
    Err(anyhow!("there is a site in {database} already")).help(
        "for one more node of that site copy config.toml and keys/ of its first; for another site \
         name another schema as `database-schema`, or another database",
    )
}

/// Opens a database that is there. A missing file is an error and not a new beginning: the path is
/// wrong, or a disk is not mounted.
///
/// # Errors
/// When it is missing or cannot be used.
pub async fn open_store(database: &Database) -> Result<Store> {
    let store = open_whatever(database).await?;
    let advice = match store.service().await? {
        Service::In => return Ok(store),
        Service::Retired { to } => format!(
            "its site went to {to}: name that as `database` in the config file; if the move died on its \
             way, say `undersigned move --to` again, or `undersigned move --back`"
        ),
        Service::Unfinished { from } => format!(
            "it is an unfinished copy of {from}: say the command that makes it again, with that \
             database in the config file"
        ),
    };
    Err(anyhow!("the database {database} is out of service")).help(advice)
}

/// The same also where the database is out of service.
///
/// # Errors
/// When it is missing or cannot be used.
pub async fn open_whatever(database: &Database) -> Result<Store> {
    match database {
        Database::Sqlite { path, .. } => open_file(path, database.sqlite_options()),
        Database::Postgres(options) => open_server(options).await,
    }
}

fn open_file(path: &Path, options: SqliteOptions) -> Result<Store> {
    let shown = path.display();
    if !path.exists() {
        return Err(anyhow!("there is no database at {shown}"))
            .help("correct `database` in the config file, or bring the file back from a backup");
    }
    let opened = Store::open_sqlite(path, options);
    let advice = match &opened {
        Err(StoreError::Unavailable { .. }) => {
            "see that the file can be written and no backup holds it, then try again"
        }
        Err(StoreError::Corrupt { .. }) => "bring back a backup, see docs/operate/backup.md",
        _ => "start the newer program",
    };
    opened
        .with_context(|| format!("cannot open the database {shown}"))
        .help(advice)
}

async fn open_server(options: &PostgresOptions) -> Result<Store> {
    let opened = Store::open_postgres(options).await;
    let advice = match &opened {
        Err(error @ (StoreError::Unavailable { .. } | StoreError::Corrupt { .. })) => {
            Obstacle::of(error).map_or(
                "see the log of the server, and docs/operate/postgres.md",
                advice,
            )
        }
        _ => "start the newer program",
    };
    opened
        .with_context(|| format!("cannot open {options}"))
        .help(advice)
}

const fn advice(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Unreachable => {
            "see that the server runs, and that host and port in `database` lead to it"
        }
        Obstacle::NotReady => "the server is starting or stopping: try again in a minute",
        Obstacle::Standby => {
            "only a standby answers: promote it, or name the primary, too, as one more host in `database`"
        }
        Obstacle::Login => {
            "correct the user in `database`, and the password in UNDERSIGNED_DATABASE_PASSWORD or \
             `database-password-file`; pg_hba.conf on the server says who may come from where"
        }
        Obstacle::NoDatabase => {
            "make it: CREATE DATABASE with ENCODING 'UTF8', docs/operate/postgres.md, or correct its \
             name in `database`"
        }
        Obstacle::Rights => {
            "let the role make a schema and own it: GRANT CREATE ON DATABASE, docs/operate/postgres.md"
        }
        Obstacle::Crowded => {
            "raise max_connections of the server, or lower `database-readers` and `database-writers`"
        }
        Obstacle::Encryption => {
            "the server does not encrypt: set ssl = on there; only on a network that nobody else is on, \
             write sslmode=disable into `database`"
        }
        Obstacle::Authority => {
            "name the authority that signed the server's certificate as `database-ca-file`; if it stands \
             there, somebody else answers at this address"
        }
        Obstacle::Host => {
            "write the host into `database` as the server's certificate names it, or give the server a \
             certificate for the host that `database` names"
        }
        Obstacle::Expired => {
            "renew the certificate of the server, and see that the clock of this machine is right"
        }
        Obstacle::Version(_) => "upgrade the server: PostgreSQL 14 or newer",
        Obstacle::Encoding => {
            "make a database with ENCODING 'UTF8' TEMPLATE template0, and name it in `database`"
        }
    }
}

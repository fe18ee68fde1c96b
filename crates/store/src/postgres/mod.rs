//! PostgreSQL: one database, any number of programs at it.
//!
//! A batch locks the head row of its declaration, so batches of one log follow each other whichever
//! node they come from. Whoever sends an issue locks the row of the issue, whoever begins an issue the
//! row of its list, and what has no row is in `locks`; rows that are taken one by one, such as mails,
//! are passed over where another node has them. Commits are durable as the server is set: on disk,
//! and on the synchronous standbys where there are some. `migrations/0001_base.sql` is the place to
//! start reading; the files here follow the facade, and those of the other engine.

mod accept;
mod backend;
mod backend_infomail;
mod backend_settings;
mod bundles;
mod column;
mod commit;
mod connect;
mod consents;
mod copy;
mod dates;
mod declarations;
mod erase;
mod erasures;
mod error;
mod examining;
mod facts;
mod folder;
mod glance;
mod hours;
mod issue;
mod issue_mail;
mod list;
mod locks;
mod log;
mod measured;
mod migrate;
mod obstacle;
mod open;
mod opt_in;
mod outbox;
mod pending;
mod pools;
mod ranks;
mod relist;
mod returned;
mod service;
mod settings;
mod signatories;
mod signatures;
mod sole;
mod statement;
mod stir;
mod subscription;
mod suppression;
mod waiting;
mod witness;

use deadpool_postgres::GenericClient;
use domain::id::DeclarationId;

use self::pools::Pools;
use crate::StoreError;

pub(crate) use self::copy::newest_schema;
pub use self::obstacle::Obstacle;
pub use self::open::{OptionsError, PostgresOptions};

type Result<T> = std::result::Result<T, StoreError>;

/// A PostgreSQL database in use.
pub(crate) struct PostgresBackend {
    pools: Pools,
}

impl PostgresBackend {
    pub(crate) async fn open(options: &PostgresOptions) -> Result<Self> {
        let pools = open::pools(options)?;
        migrate::migrate(&pools, options.schema()).await?;
        Ok(Self { pools })
    }
}

/// The short key under which all other tables know a declaration.
async fn key_of(client: &impl GenericClient, id: DeclarationId) -> Result<Option<i64>> {
    let sql = "SELECT key FROM declaration WHERE id = $1";
    let row = statement::row(client, sql, &[&id.as_bytes().as_slice()]).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

/// The same where the declaration must exist.
async fn key_of_known(client: &impl GenericClient, id: DeclarationId) -> Result<i64> {
    let key = key_of(client, id).await?;
    key.ok_or_else(|| StoreError::conflict("there is no such declaration"))
}

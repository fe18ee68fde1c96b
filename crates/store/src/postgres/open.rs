//! Reaching a database, and what every connection is set to.

use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    ConfigConnectImpl, Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime,
};
use rustls::{ClientConfig, RootCertStore};
use thiserror::Error;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::Result;
use super::connect::{InTurn, REACH};
use super::pools::Pools;
use crate::StoreError;

/// How long a connection of the pool is waited for: shorter than the patience of somebody who pressed a
/// button. How long one may take to be made is in [`connect`](super::connect).
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a lock is waited for. A batch holds its lock for milliseconds; a node that died without
/// a word keeps it until the server notices.
const LOCK: Duration = Duration::from_secs(2);

/// How long silence on a connection is believed to be silence, and not a server that is gone.
const SILENCE: Duration = Duration::from_secs(5);

/// How often one that is silent is asked whether it is there, and how often in vain before it is gone:
/// on both sides, after eleven seconds.
const ASKED_EVERY: Duration = Duration::from_secs(2);
const ASKED: u32 = 3;

/// How a PostgreSQL database is used.
#[derive(Clone)]
pub struct PostgresOptions {
    config: Config,
    schema: String,
    roots: Vec<Vec<u8>>,
    /// How many connections read at the same time, one at least.
    pub readers: usize,
    /// How many connections write at the same time, one at least.
    pub writers: usize,
}

/// Why a database cannot be spoken of like this.
#[derive(Debug, Error)]
pub enum OptionsError {
    /// The connection string cannot be read.
    #[error("this is no connection string of PostgreSQL")]
    Address(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No server is named.
    #[error("it names no host")]
    Host,
    /// The schema is not a plain name.
    #[error("the name of a schema has lower-case letters, digits and _, and begins with a letter")]
    Schema,
}

impl PostgresOptions {
    /// Reads a connection string, as a URL or as pairs (PostgreSQL, section 34.1.1). Several hosts
    /// may be named: the one that takes writes is found, also after a failover. `connect_timeout` says
    /// how long each of them is given to take a connection, if it is to be more or less than 2 seconds.
    ///
    /// # Errors
    /// [`OptionsError::Address`], which does not quote the string: it may hold a password; and
    /// [`OptionsError::Host`].
    pub fn parse(address: &str) -> std::result::Result<Self, OptionsError> {
        // Who vouches for the server, and for which host, is always checked where a connection is
        // encrypted; the driver knows no words for it.
        let plain = ["sslmode=verify-full", "sslmode=verify-ca"]
            .iter()
            .fold(address.to_owned(), |text, mode| {
                text.replace(mode, "sslmode=require")
            });
        let config = Config::from_str(&plain);
        let mut config = config.map_err(|error| OptionsError::Address(Box::new(error)))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(OptionsError::Host);
        }
        // What is stored is sealed, but much of it is also in transit; whoever means it may say
        // `sslmode=prefer`.
        if !address.contains("sslmode") && config.get_hosts().iter().any(is_elsewhere) {
            config.ssl_mode(SslMode::Require);
        }
        // A standby reads, but may be behind what a signer was told.
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        if config.get_application_name().is_none() {
            config.application_name("undersigned");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(REACH);
        }
        config.tcp_user_timeout(SILENCE * 2);
        config.keepalives_idle(SILENCE);
        // Else the system asks again after 75 seconds, and eight times more.
        config.keepalives_interval(ASKED_EVERY);
        config.keepalives_retries(ASKED);
        Ok(Self {
            config,
            schema: "undersigned".to_owned(),
            roots: Vec::new(),
            readers: 4,
            writers: 8,
        })
    }

    /// Keeps everything in another schema than `undersigned`, so that several sites can share one
    /// database.
    ///
    /// # Errors
    /// [`OptionsError::Schema`] unless the name needs no quoting.
    pub fn in_schema(mut self, schema: &str) -> std::result::Result<Self, OptionsError> {
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let begins = schema.starts_with(|c: char| c.is_ascii_lowercase());
        if !begins || !schema.chars().all(letters) || schema.len() > 63 {
            return Err(OptionsError::Schema);
        }
        schema.clone_into(&mut self.schema);
        Ok(self)
    }

    /// Trusts a certificate authority of one's own (DER), besides the public ones, when the
    /// connection is encrypted.
    #[must_use]
    pub fn trusting(mut self, root: Vec<u8>) -> Self {
        self.roots.push(root);
        self
    }

    /// Gives the password, instead of one in the connection string.
    #[must_use]
    pub fn with_password(mut self, password: &str) -> Self {
        self.config.password(password);
        self
    }

    /// Whether a password is known.
    #[must_use]
    pub fn has_password(&self) -> bool {
        self.config.get_password().is_some()
    }

    pub(super) fn schema(&self) -> &str {
        &self.schema
    }
}

/// Neither hosts nor users, and no password.
impl std::fmt::Debug for PostgresOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PostgresOptions")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

/// Where it is: hosts, database and schema. Neither user nor password.
impl std::fmt::Display for PostgresOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hosts: Vec<String> = self.config.get_hosts().iter().map(host).collect();
        let addresses = self.config.get_hostaddrs().iter().map(ToString::to_string);
        let places: Vec<String> = if hosts.is_empty() {
            addresses.collect()
        } else {
            hosts
        };
        write!(
            f,
            "PostgreSQL at {}, database {}, schema {}",
            places.join(" or "),
            self.config.get_dbname().unwrap_or("named like the role"),
            self.schema
        )
    }
}

fn host(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(folder) => folder.display().to_string(),
    }
}

/// Whether what is said to a host leaves this machine.
fn is_elsewhere(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            let address = name.parse::<IpAddr>();
            name != "localhost" && !address.is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => false,
    }
}

/// Connects lazily: a server that is down now may be up when somebody signs.
pub(super) fn pools(options: &PostgresOptions) -> Result<Pools> {
    let pool = |size: usize| pool(options, size.max(1));
    Ok(Pools {
        readers: pool(options.readers)?,
        before_batches: pool(2)?,
        turns: pool(2)?,
        places: pool(2)?,
        writers: pool(options.writers)?,
        writing: Arc::default(),
        measured: Arc::default(),
    })
}

fn pool(options: &PostgresOptions, size: usize) -> Result<Pool> {
    let mut config = options.config.clone();
    config.options(settings(options));
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = if config.get_ssl_mode() == SslMode::Disable {
        let tls = tokio_postgres::NoTls;
        Manager::from_connect(config, InTurn::new(ConfigConnectImpl { tls }), recycling)
    } else {
        let tls = tls(options)?;
        Manager::from_connect(config, InTurn::new(ConfigConnectImpl { tls }), recycling)
    };
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(PATIENCE))
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async move {
                let sql = "SELECT set_config('synchronous_commit', 'on', false)
                           WHERE current_setting('synchronous_commit') = 'off'";
                let done = client.batch_execute(sql).await;
                done.map_err(HookError::Backend)
            })
        }))
        .build()
        .map_err(StoreError::unavailable)
}

/// What the server is asked for when a connection begins. All timestamps are ours, so the time zone
/// is never asked for. The server, too, is to notice soon when a node is gone without a word: its locks
/// are let go then.
fn settings(options: &PostgresOptions) -> String {
    let theirs = options.config.get_options().unwrap_or_default();
    format!(
        "{theirs} -c search_path={} -c lock_timeout={} -c idle_in_transaction_session_timeout={} \
         -c tcp_keepalives_idle={} -c tcp_keepalives_interval={} -c tcp_keepalives_count={ASKED}",
        options.schema,
        LOCK.as_millis(),
        (SILENCE * 2).as_millis(),
        SILENCE.as_secs(),
        ASKED_EVERY.as_secs(),
    )
}

fn tls(options: &PostgresOptions) -> Result<MakeRustlsConnect> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for root in &options.roots {
        roots
            .add(root.clone().into())
            .map_err(StoreError::unavailable)?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(StoreError::unavailable)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_needs_no_quoting() {
        let options = || PostgresOptions::parse("host=/tmp user=undersigned").unwrap();
        assert!(options().in_schema("site_2").is_ok());
        for wrong in ["", "2sites", "Site", "a-b", "a\"; drop schema b", "ä"] {
            assert!(options().in_schema(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_leaves_the_machine_is_encrypted_unless_somebody_means_it() {
        let mode = |address: &str| {
            let options = PostgresOptions::parse(address).unwrap();
            options.config.get_ssl_mode()
        };
        assert_eq!(mode("postgres://dara@db.example/site"), SslMode::Require);
        assert_eq!(mode("host=10.0.0.1 user=dara"), SslMode::Require);
        assert_eq!(mode("host=10.0.0.1 sslmode=disable"), SslMode::Disable);
        assert_eq!(mode("host=127.0.0.1 sslmode=verify-full"), SslMode::Require);
        assert_eq!(mode("host=127.0.0.1 user=dara"), SslMode::Prefer);
        assert_eq!(mode("host=/run/postgresql"), SslMode::Prefer);
        assert!(PostgresOptions::parse("user=dara").is_err());
    }

    #[test]
    fn how_long_a_server_is_given_can_be_said() {
        let given = |address: &str| {
            let options = PostgresOptions::parse(address).unwrap();
            options.config.get_connect_timeout().copied()
        };
        assert_eq!(given("host=db1,db2"), Some(REACH));
        let said = Some(Duration::from_secs(9));
        assert_eq!(given("host=db1,db2 connect_timeout=9"), said);
        assert_eq!(given("postgres://db1,db2/d?connect_timeout=9"), said);
    }

    #[test]
    fn a_server_that_is_gone_is_noticed_by_us_as_soon_as_we_are_by_it() {
        let options = PostgresOptions::parse("host=db1 keepalives_interval=75").unwrap();
        let config = &options.config;
        let seconds = |time: Duration| time.as_secs();
        assert_eq!(seconds(config.get_keepalives_idle()), 5);
        assert_eq!(config.get_keepalives_interval().map(seconds), Some(2));
        assert_eq!(config.get_keepalives_retries(), Some(3));
        assert!(config.get_keepalives());
        let theirs = settings(&options);
        for asked in ["idle=5", "interval=2", "count=3"] {
            let asked = format!("-c tcp_keepalives_{asked}");
            assert!(theirs.contains(&asked), "{theirs}");
        }
    }

    #[test]
    fn no_password_shows_in_what_is_printed() {
        let address = "postgres://dara:geheim@db.example/site";
        let options = PostgresOptions::parse(address).unwrap();
        assert!(!format!("{options:?}{options}").contains("geheim"));
        assert!(!format!("{options}").contains("dara"));
        assert!(options.has_password());
        let wrong = PostgresOptions::parse("postgres://dara:geheim@db:port/").unwrap_err();
        assert!(!format!("{wrong:?}").contains("geheim"));
    }
}

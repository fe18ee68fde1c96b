//! PostgreSQL, on a server that the tests start.

mod amcheck;
mod broken;
mod crowd;
mod encrypted;
mod errors;
mod failover;
mod nodes;
mod plans;
mod senders;
mod silent;
mod stir;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use store::conformance::Place;
use store::conformance::server::Server;
use store::{PostgresOptions, Store, StoreError};

/// A schema of its own on the server that all tests of this program share.
struct PostgresPlace {
    options: PostgresOptions,
    address: String,
    schema: String,
}

impl PostgresPlace {
    /// Nothing where the machine has no PostgreSQL.
    fn new() -> Option<Self> {
        static SERVER: OnceLock<Option<Server>> = OnceLock::new();
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = SERVER.get_or_init(start).as_ref()?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let (address, schema) = (server.address(), format!("place_{number}"));
        let mut options = PostgresOptions::parse(&address)
            .and_then(|options| options.in_schema(&schema))
            .expect("our own addresses are well formed");
        (options.readers, options.writers) = (2, 4);
        Some(Self {
            options,
            address,
            schema,
        })
    }
}

/// A server of its own; nothing where the machine has no PostgreSQL, which is said aloud.
fn start() -> Option<Server> {
    let Some(programs) = Server::programs() else {
        super::skip("postgresql");
        return None;
    };
    Some(Server::start(&programs).expect("what is installed starts"))
}

#[async_trait]
impl Place for PostgresPlace {
    async fn open(&self) -> Result<Store, StoreError> {
        Store::open_postgres(&self.options).await
    }
}

store::conformance_suite!(match PostgresPlace::new() {
    Some(place) => place,
    None => return Ok(()),
});

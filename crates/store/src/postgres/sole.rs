//! What only one node at a time may do: advisory locks of the server, held by a connection.
//!
//! The server lets a lock go when the connection is gone, however it went: at once when the process died,
//! and after some ten seconds when the network or the machine did (`open` says so to it). One that hangs,
//! and says nothing on a connection that is whole, loses it after a silence that is set here.

use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::{Client, ClientWrapper, GenericClient, Object};
use domain::id::DeclarationId;
use tokio_postgres::Row;
use tokio_postgres::error::SqlState;

use super::column::Column;
use super::pools::Pools;
use super::{Result, statement};
use crate::facade::Right;
use crate::{Duty, Sole, StoreError, Turn};

/// How long one that holds a duty waits for the server to say that it is there: less than the server
/// waits before it gives the duty to somebody else.
const PATIENCE: Duration = Duration::from_secs(3);

/// A connection of its own holds a duty.
struct Held(ClientWrapper);

#[async_trait]
impl Right for Held {
    async fn is_held(&self) -> bool {
        let answer = tokio::time::timeout(PATIENCE, self.0.simple_query("")).await;
        matches!(answer, Ok(Ok(_)))
    }

    async fn give_back(self: Box<Self>) {
        // Where it fails the connection is gone, and so is the lock.
        let _ = self.0.simple_query("SELECT pg_advisory_unlock_all()").await;
    }
}

/// A name of ours for a number of the server, the same for all nodes of a site and for no other site; and
/// for how many milliseconds its holder may be silent. Whoever sends says every second that it is there,
/// whoever cleans up says nothing until it is done.
const fn place(duty: Duty) -> (&'static str, u32) {
    match duty {
        Duty::Sending => ("outbox", 10_000),
        Duty::Keeping => ("setting", 900_000),
    }
}

/// For how many milliseconds one whose turn it is may be silent. A batch is built and committed in a
/// hundredth of it; what is committed later conflicts if somebody else was first.
const TURN_SILENCE: u32 = 5_000;

/// A duty, if it is free. One that has just died is waited for; the wait is the transaction's alone, the
/// lock is the connection's.
pub(super) async fn take(pools: &Pools, duty: Duty) -> Result<Option<Sole>> {
    let mut client = pools.writer().await?;
    let transaction = client.transaction().await?;
    transaction
        .batch_execute("SET LOCAL lock_timeout = '250ms'")
        .await?;
    let (table, silence) = place(duty);
    let sql = format!("SELECT pg_advisory_lock('{table}'::regclass::bigint)");
    match transaction.execute(&sql, &[]).await {
        Ok(_) => {}
        Err(error) if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => {
            transaction.rollback().await?;
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    }
    transaction.commit().await?;
    let client = Object::take(client);
    let sql = format!("SET idle_session_timeout = {silence}");
    client.batch_execute(&sql).await?;
    Ok(Some(Sole::new(Held(client))))
}

/// The lock of a log: the number of a table and the key of the declaration, side by side.
const TURN: &str = "('log_head'::regclass::bigint << 32) | declaration.key";

/// Whose connection goes back to the others when it is over.
struct Waiting {
    client: Option<Client>,
    id: DeclarationId,
}

/// Waits in the row of all nodes, as long as a lock is waited for.
pub(super) async fn turn(pools: &Pools, id: DeclarationId) -> Result<Turn> {
    let client = pools.turns.get().await?;
    let sql = format!(
        "SELECT set_config('idle_session_timeout', '{TURN_SILENCE}', false), pg_advisory_lock({TURN}),
                (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint
         FROM declaration WHERE id = $1"
    );
    // If this is given up on the way, the lock goes with the connection.
    let turn = Waiting {
        client: Some(client),
        id,
    };
    let row = turn.run(&sql).await?;
    let server = row.map(|row| row.try_get(2)).transpose()?;
    Ok(Turn::new(turn, server))
}

impl Waiting {
    async fn run(&self, sql: &str) -> Result<Option<Row>> {
        let gone = || StoreError::unavailable("the connection is gone");
        let client = self.client.as_ref().ok_or_else(gone)?;
        statement::row(client, sql, &[&self.id.raw()]).await
    }
}

#[async_trait]
impl Right for Waiting {
    async fn is_held(&self) -> bool {
        self.client
            .as_ref()
            .is_some_and(|client| !client.is_closed())
    }

    async fn give_back(mut self: Box<Self>) {
        let sql = format!(
            "SELECT pg_advisory_unlock({TURN}), set_config('idle_session_timeout', '0', false)
             FROM declaration WHERE id = $1"
        );
        if self.run(&sql).await.is_ok() {
            drop(self.client.take());
        }
    }
}

/// A connection that still has the lock never goes back: it is closed.
impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            drop(Object::take(client));
        }
    }
}

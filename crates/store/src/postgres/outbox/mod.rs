//! The outbox.

mod letters;
mod settle;

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col, maybe, raws};
use super::statement::Values;
use super::{Result, issue_mail, statement};
use crate::{DeadLetters, DeliveryRow, Lane, LaneDepth, NewDelivery, OutboxDepth, StoreError};

pub(super) use letters::{Counted, Letters};
pub(super) use settle::settle;

/// Puts mails in: one statement, however many.
pub(super) async fn insert(transaction: &Transaction<'_>, new: &[&NewDelivery]) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO outbox (id, kind, recipient, language, fields, due, ready, pending, lane)
               SELECT m.id, m.kind, m.recipient, m.language, m.fields, m.due, m.due, m.pending, m.lane
               FROM unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::bytea[],
                           $6::bigint[], $7::bytea[], $8::smallint[])
                   WITH ORDINALITY AS m (id, kind, recipient, language, fields, due, pending, lane, n)
               ORDER BY m.n";
    let texts = |of: fn(&NewDelivery) -> &str| -> Vec<&str> { new.iter().map(|m| of(m)).collect() };
    let fields: Vec<&[u8]> = new.iter().map(|mail| mail.fields.as_slice()).collect();
    let pending: Vec<Option<Vec<u8>>> = new
        .iter()
        .map(|mail| mail.pending.map(|hash| hash.raw()))
        .collect();
    let values: Values<'_> = &[
        &raws(new, |mail| mail.id),
        &texts(|mail| &mail.kind),
        &texts(|mail| &mail.recipient),
        &texts(|mail| &mail.language),
        &fields,
        &raws(new, |mail| mail.due),
        &pending,
        &raws(new, |mail| mail.lane),
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

/// If the process dies after this, the mails come back when their lease ends; whoever sent one and
/// died before saying so sends it twice, never not at all. Mails that another node takes at this
/// moment are passed over.
pub(super) async fn claim(
    transaction: &Transaction<'_>,
    lane: Lane,
    (now, lease_until): (Timestamp, Timestamp),
    most: u32,
) -> Result<Vec<DeliveryRow>> {
    let sql = "WITH taken AS (
                   SELECT key, ready AS was FROM outbox WHERE lane = $4 AND ready <= $1
                   ORDER BY ready, due, key LIMIT $3 FOR UPDATE SKIP LOCKED),
               held AS (
                   UPDATE outbox o SET ready = $2 FROM taken WHERE o.key = taken.key
                   RETURNING o.key, id, kind, recipient, language, fields, due, attempts, taken.was)
               SELECT id, kind, recipient, language, fields, due, attempts
               FROM held ORDER BY was, due, key";
    let (now, until) = (now.raw(), lease_until.raw());
    let values: Values<'_> = &[&now, &until, &i64::from(most), &lane.raw()];
    let rows = statement::rows(transaction, sql, values).await?;
    rows.iter().map(delivery_row).collect()
}

fn delivery_row(row: &Row) -> Result<DeliveryRow> {
    Ok(DeliveryRow {
        id: col(row, 0)?,
        kind: row.try_get(1)?,
        recipient: row.try_get(2)?,
        language: row.try_get(3)?,
        fields: row.try_get(4)?,
        due: col(row, 5)?,
        attempts: col(row, 6)?,
    })
}

/// A claimed mail is one that is due and not ready.
pub(super) async fn release(transaction: &Transaction<'_>, lane: Lane) -> Result<u64> {
    let sql = "UPDATE outbox SET ready = due WHERE key IN (
                   SELECT key FROM outbox WHERE lane = $1 AND ready > due
                   ORDER BY key FOR UPDATE)";
    statement::execute(transaction, sql, &[&lane.raw()]).await
}

pub(super) async fn hurry(
    transaction: &Transaction<'_>,
    lane: Lane,
    now: Timestamp,
) -> Result<u64> {
    let sql = "UPDATE outbox SET due = $2, ready = $2 WHERE key IN (
                   SELECT key FROM outbox
                   WHERE lane = $1 AND ready > $2 AND due = ready AND attempts > 0
                   ORDER BY key FOR UPDATE)";
    statement::execute(transaction, sql, &[&lane.raw(), &now.raw()]).await
}

/// How much waits, of one moment: the caller's transaction is a snapshot.
pub(super) async fn depth(client: &impl GenericClient, now: Timestamp) -> Result<OutboxDepth> {
    let mut lanes = Vec::with_capacity(Lane::ALL.len());
    for lane in [Lane::Confirmation, Lane::Service] {
        lanes.push(lane_depth(client, lane, now).await?);
    }
    let waiting = lanes.iter().map(|lane| lane.waiting).sum();
    let oldest_due = lanes.iter().filter_map(|lane| lane.oldest_due).min();
    lanes.push(issue_mail::depth(client, now).await?);
    let sql = "SELECT kind, n FROM outbox_given_up ORDER BY kind";
    let given_up = statement::rows(client, sql, &[]).await?;
    let given_up = given_up
        .iter()
        .map(|row| Ok((row.try_get(0)?, col(row, 1)?)))
        .collect::<Result<_>>()?;
    Ok(OutboxDepth {
        waiting,
        oldest_due,
        given_up,
        lanes,
    })
}

async fn lane_depth(client: &impl GenericClient, lane: Lane, now: Timestamp) -> Result<LaneDepth> {
    let sql = "SELECT count(*) FILTER (WHERE ready <= $2),
                      count(*) FILTER (WHERE ready > $2 AND due <= $2),
                      count(*) FILTER (WHERE due > $2),
                      min(due) FILTER (WHERE ready <= $2)
               FROM outbox WHERE lane = $1";
    let row = statement::row(client, sql, &[&lane.raw(), &now.raw()]).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("a count is one row"))?;
    Ok(LaneDepth {
        lane,
        waiting: col(&row, 0)?,
        held: col(&row, 1)?,
        later: col(&row, 2)?,
        oldest_due: maybe(&row, 3)?,
    })
}

pub(super) async fn dead_letters(
    client: &impl GenericClient,
    from_day: u32,
    most: u32,
) -> Result<Vec<DeadLetters>> {
    let sql = "SELECT day, lane, kind, class, name, sum(n)::bigint FROM dead_letter
               WHERE day >= $1 GROUP BY day, lane, kind, class, name
               ORDER BY day DESC, lane DESC, kind DESC, class DESC, name DESC NULLS LAST LIMIT $2";
    let rows = statement::rows(client, sql, &[&from_day.raw(), &i64::from(most)]).await?;
    let letters = |row: &Row| {
        Ok(DeadLetters {
            day: col(row, 0)?,
            lane: col(row, 1)?,
            kind: row.try_get(2)?,
            class: row.try_get(3)?,
            domain: row.try_get(4)?,
            n: col(row, 5)?,
        })
    };
    rows.iter().map(letters).collect()
}

pub(super) async fn forget_dead(transaction: &Transaction<'_>, before_day: u32) -> Result<u32> {
    let sql = "DELETE FROM dead_letter WHERE day < $1";
    let forgotten = statement::execute(transaction, sql, &[&before_day.raw()]).await?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}

/// Takes back the mails that belong to pending rows, if they are still here.
pub(super) async fn withdraw_of_pending(
    transaction: &Transaction<'_>,
    confirm_hashes: &[[u8; 32]],
) -> Result<()> {
    if confirm_hashes.is_empty() {
        return Ok(());
    }
    let sql = "DELETE FROM outbox WHERE key IN (
                   SELECT key FROM outbox WHERE pending = ANY($1) ORDER BY key FOR UPDATE)";
    let hashes = raws(confirm_hashes, |hash| *hash);
    statement::execute(transaction, sql, &[&hashes]).await?;
    Ok(())
}

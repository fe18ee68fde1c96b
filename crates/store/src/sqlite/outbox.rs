//! The outbox.

use domain::id::DeliveryId;
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params_from_iter};

use super::Result;
use super::column::{Col, col, maybe};
use super::issue_mail;
use crate::{DeadLetters, DeliveryRow, Lane, LaneDepth, NewDelivery, OutboxDepth, Settled};

pub(super) fn insert(transaction: &Transaction<'_>, new: &NewDelivery) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO outbox (id, kind, recipient, language, fields, due, ready, pending, lane)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8)",
        )?
        .execute((
            Col(new.id),
            &new.kind,
            &new.recipient,
            &new.language,
            &new.fields,
            Col(new.due),
            new.pending,
            Col(new.lane),
        ))?;
    Ok(())
}

/// If the process dies after this, the mails come back when their lease ends; whoever sent one and
/// died before saying so sends it twice, never not at all.
pub(super) fn claim(
    transaction: &Transaction<'_>,
    lane: Lane,
    (now, lease_until): (Timestamp, Timestamp),
    most: u32,
) -> Result<Vec<DeliveryRow>> {
    let mut ready = transaction.prepare_cached(
        "SELECT id, kind, recipient, language, fields, due, attempts
         FROM outbox WHERE lane = ?1 AND ready <= ?2 ORDER BY ready, due LIMIT ?3",
    )?;
    let rows = ready.query_map((Col(lane), Col(now), most), delivery_row)?;
    let claimed: Vec<DeliveryRow> = rows.collect::<rusqlite::Result<_>>()?;
    let mut lease = transaction.prepare_cached("UPDATE outbox SET ready = ?2 WHERE id = ?1")?;
    for delivery in &claimed {
        lease.execute((Col(delivery.id), Col(lease_until)))?;
    }
    Ok(claimed)
}

fn delivery_row(row: &Row<'_>) -> rusqlite::Result<DeliveryRow> {
    Ok(DeliveryRow {
        id: col(row, 0)?,
        kind: row.get(1)?,
        recipient: row.get(2)?,
        language: row.get(3)?,
        fields: row.get(4)?,
        due: col(row, 5)?,
        attempts: row.get(6)?,
    })
}

/// If the process dies before the commit, everything in it is taken again, and what was sent is sent
/// once more.
pub(super) fn settle(
    transaction: &Transaction<'_>,
    settled: &[(DeliveryId, Settled)],
    least_to_name: u64,
) -> Result<()> {
    for (id, settled) in settled {
        match settled {
            Settled::Sent => done(transaction, *id)?,
            Settled::Later(due) => {
                let sql =
                    "UPDATE outbox SET attempts = attempts + 1, due = ?2, ready = ?2 WHERE id = ?1";
                transaction
                    .prepare_cached(sql)?
                    .execute((Col(*id), Col(*due)))?;
            }
            Settled::Back(ready) => {
                transaction
                    .prepare_cached("UPDATE outbox SET ready = ?2 WHERE id = ?1")?
                    .execute((Col(*id), Col(*ready)))?;
            }
            Settled::Dead { class, domain, day } => {
                let about: Option<(Lane, String)> = transaction
                    .prepare_cached("SELECT lane, kind FROM outbox WHERE id = ?1")?
                    .query_row([Col(*id)], |row| Ok((col(row, 0)?, row.get(1)?)))
                    .optional()?;
                if let Some((lane, kind)) = about {
                    let letters = Letters {
                        day: *day,
                        lane,
                        kind: &kind,
                        class,
                        domain,
                        n: 1,
                    };
                    letters.count(transaction, least_to_name)?;
                }
                done(transaction, *id)?;
            }
        }
    }
    Ok(())
}

fn done(transaction: &Transaction<'_>, id: DeliveryId) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM outbox WHERE id = ?1")?
        .execute([Col(id)])?;
    Ok(())
}

/// Mails given up on one day for one reason.
pub(super) struct Letters<'l> {
    pub(super) day: u32,
    pub(super) lane: Lane,
    pub(super) kind: &'l str,
    pub(super) class: &'l str,
    pub(super) domain: &'l ([u8; 32], String),
    pub(super) n: u64,
}

impl Letters<'_> {
    /// Adds them. From the moment at which a row counts `least_to_name`, its domain has a name.
    pub(super) fn count(&self, transaction: &Transaction<'_>, least_to_name: u64) -> Result<()> {
        transaction
            .prepare_cached(
                "INSERT INTO outbox_given_up (kind, n) VALUES (?1, ?2)
                 ON CONFLICT (kind) DO UPDATE SET n = n + excluded.n",
            )?
            .execute((self.kind, Col(self.n)))?;
        let (hash, name) = self.domain;
        transaction
            .prepare_cached(
                "INSERT INTO dead_letter (day, lane, kind, class, domain, name, n)
                 VALUES (?1, ?2, ?3, ?4, ?5, iif(?7 >= ?8, ?6, NULL), ?7)
                 ON CONFLICT (day, lane, kind, class, domain) DO UPDATE
                 SET n = n + excluded.n, name = iif(n + excluded.n >= ?8, ?6, NULL)",
            )?
            .execute((
                self.day,
                Col(self.lane),
                self.kind,
                self.class,
                hash,
                name,
                Col(self.n),
                Col(least_to_name),
            ))?;
        Ok(())
    }
}

/// A claimed mail is one that is due and not ready.
pub(super) fn release(transaction: &Transaction<'_>, lane: Lane) -> Result<u64> {
    let released = transaction
        .prepare_cached("UPDATE outbox SET ready = due WHERE lane = ?1 AND ready > due")?
        .execute([Col(lane)])?;
    Ok(released as u64)
}

pub(super) fn hurry(transaction: &Transaction<'_>, lane: Lane, now: Timestamp) -> Result<u64> {
    let hurried = transaction
        .prepare_cached(
            "UPDATE outbox SET due = ?2, ready = ?2
             WHERE lane = ?1 AND ready > ?2 AND due = ready AND attempts > 0",
        )?
        .execute((Col(lane), Col(now)))?;
    Ok(hurried as u64)
}

pub(super) fn depth(connection: &Connection, now: Timestamp) -> Result<OutboxDepth> {
    let mut lanes = Vec::with_capacity(Lane::ALL.len());
    for lane in [Lane::Confirmation, Lane::Service] {
        lanes.push(lane_depth(connection, lane, now)?);
    }
    let (waiting, oldest_due) = (
        lanes.iter().map(|lane| lane.waiting).sum(),
        lanes.iter().filter_map(|lane| lane.oldest_due).min(),
    );
    lanes.push(issue_mail::depth(connection, now)?);
    let mut given_up =
        connection.prepare_cached("SELECT kind, n FROM outbox_given_up ORDER BY kind")?;
    let given_up = given_up.query_map([], |row| Ok((row.get(0)?, col(row, 1)?)))?;
    Ok(OutboxDepth {
        waiting,
        oldest_due,
        given_up: given_up.collect::<rusqlite::Result<_>>()?,
        lanes,
    })
}

fn lane_depth(connection: &Connection, lane: Lane, now: Timestamp) -> Result<LaneDepth> {
    let mut counts = connection.prepare_cached(
        "SELECT count(*) FILTER (WHERE ready <= ?2),
                count(*) FILTER (WHERE ready > ?2 AND due <= ?2),
                count(*) FILTER (WHERE due > ?2),
                min(due) FILTER (WHERE ready <= ?2)
         FROM outbox WHERE lane = ?1",
    )?;
    Ok(counts.query_row((Col(lane), Col(now)), |row| {
        Ok(LaneDepth {
            lane,
            waiting: col(row, 0)?,
            held: col(row, 1)?,
            later: col(row, 2)?,
            oldest_due: maybe(row, 3)?,
        })
    })?)
}

pub(super) fn dead_letters(
    connection: &Connection,
    from_day: u32,
    most: u32,
) -> Result<Vec<DeadLetters>> {
    let mut found = connection.prepare_cached(
        "SELECT day, lane, kind, class, name, sum(n) FROM dead_letter
         WHERE day >= ?1 GROUP BY day, lane, kind, class, name
         ORDER BY day DESC, lane DESC, kind DESC, class DESC, name DESC LIMIT ?2",
    )?;
    let rows = found.query_map((from_day, most), |row| {
        Ok(DeadLetters {
            day: row.get(0)?,
            lane: col(row, 1)?,
            kind: row.get(2)?,
            class: row.get(3)?,
            domain: row.get(4)?,
            n: col(row, 5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn forget_dead(transaction: &Transaction<'_>, before_day: u32) -> Result<u32> {
    let forgotten = transaction
        .prepare_cached("DELETE FROM dead_letter WHERE day < ?1")?
        .execute([before_day])?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}

/// Takes back the mails that belong to a pending row, if they are still here.
pub(super) fn withdraw_of_pending(
    transaction: &Transaction<'_>,
    confirm_hash: &[u8; 32],
) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM outbox WHERE pending = ?1")?
        .execute([confirm_hash])?;
    Ok(())
}

/// Writes the outbox anew, unless more than `most` mails wait: a delete without a condition frees
/// whole pages, and freed pages are overwritten whole.
pub(super) fn write_anew(transaction: &Transaction<'_>, most: u32) -> Result<()> {
    let mut all = transaction.prepare_cached(
        "SELECT key, id, kind, recipient, language, fields, due, ready, attempts, pending, lane
         FROM outbox WHERE key > 0 ORDER BY key LIMIT ?1",
    )?;
    let columns = all.column_count();
    let whole = |row: &Row<'_>| (0..columns).map(|column| row.get(column)).collect();
    let rows = all.query_map([i64::from(most) + 1], whole)?;
    let rows: Vec<Vec<Value>> = rows.collect::<rusqlite::Result<_>>()?;
    if rows.len() > usize::try_from(most).unwrap_or(usize::MAX) {
        return Ok(());
    }
    transaction.execute("DELETE FROM outbox", [])?;
    let mut again = transaction.prepare_cached(
        "INSERT INTO outbox (key, id, kind, recipient, language, fields, due, ready, attempts,
                             pending, lane)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for row in rows {
        again.execute(params_from_iter(row))?;
    }
    Ok(())
}

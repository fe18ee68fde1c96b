//! Wishes to subscribe, until they are confirmed, refused or forgotten.
//!
//! Row and mail are one transaction, and everything is looked up for every address; only what goes into
//! the outbox differs.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::accept::{is_exhausted, queue};
use super::column::{Col, col};
use super::subscription::{insert_access, key_by_hashes, start};
use super::{Result, issue, outbox, suppression, waiting};
use crate::{
    Accepted, Asker, NewDelivery, NewOptIn, NewSubscription, NewSubscriptionAccess, OptInRow,
    Started,
};

/// What is known of somebody who asks.
struct Known {
    subscription: Option<i64>,
    suppressed: bool,
    capped: bool,
}

pub(super) fn accept(transaction: &Transaction<'_>, new: &NewOptIn) -> Result<Accepted> {
    let list = issue::list_key(transaction, &new.list)?;
    transaction
        .prepare_cached(
            "INSERT INTO opt_in (confirm_hash, refuse_hash, list, payload, suppression, expires)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            new.confirm_hash,
            new.refuse_hash,
            list,
            &new.payload,
            new.asker.suppression,
            Col(new.expires),
        ))?;
    let known = look_up(transaction, list, &new.asker)?;
    if known.suppressed {
        return Ok(Accepted::Suppressed);
    }
    if known.capped {
        return Ok(Accepted::Capped);
    }
    match known.subscription {
        Some(subscription) => {
            let (mail, access) = &new.known;
            mail_link(transaction, (&new.asker, mail), (subscription, access))
        }
        None => queue(transaction, &(&new.asker).into(), &new.confirm, new.expires),
    }
}

fn look_up(transaction: &Transaction<'_>, list: i64, asker: &Asker) -> Result<Known> {
    let mut suppressed = suppression::contains(transaction, &asker.suppression)?;
    suppressed |= complained(transaction, &asker.infomail_suppression)?;
    let mut capped = false;
    for cap in &asker.caps {
        capped |= is_exhausted(transaction, cap, asker.now)?;
    }
    Ok(Known {
        subscription: key_by_hashes(transaction, list, &asker.hashes)?,
        suppressed,
        capped,
    })
}

fn mail_link(
    transaction: &Transaction<'_>,
    (asker, mail): (&Asker, &NewDelivery),
    (subscription, access): (i64, &NewSubscriptionAccess),
) -> Result<Accepted> {
    let accepted = queue(transaction, &asker.into(), mail, access.expires)?;
    if accepted == Accepted::Capped {
        return Ok(accepted);
    }
    insert_access(transaction, subscription, access)?;
    Ok(match accepted {
        Accepted::ConfirmMailed => Accepted::KnownMailed,
        other => other,
    })
}

pub(super) fn complained(connection: &Connection, key: &[u8; 32]) -> Result<bool> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM infomail_suppression WHERE key = ?1")?;
    Ok(statement.exists([key])?)
}

pub(super) fn by_confirm(connection: &Connection, hash: &[u8; 32]) -> Result<Option<OptInRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT l.slug, o.payload, o.expires
         FROM opt_in o JOIN infomail_list l ON l.key = o.list WHERE o.confirm_hash = ?1",
    )?;
    Ok(statement.query_row([hash], row).optional()?)
}

pub(super) fn by_refuse(connection: &Connection, hash: &[u8; 32]) -> Result<Option<OptInRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT l.slug, o.payload, o.expires
         FROM opt_in o JOIN infomail_list l ON l.key = o.list WHERE o.refuse_hash = ?1",
    )?;
    Ok(statement.query_row([hash], row).optional()?)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<OptInRow> {
    Ok(OptInRow {
        list: col(row, 0)?,
        payload: row.get(1)?,
        expires: col(row, 2)?,
    })
}

/// If the process dies before this is durable, the button can be pressed again; behind it, pressing again
/// begins nothing, not even after the subscriber has left.
pub(super) fn confirm(
    transaction: &Transaction<'_>,
    confirm_hash: &[u8; 32],
    new: &NewSubscription,
) -> Result<Option<Started>> {
    let emptied = transaction
        .prepare_cached(
            "UPDATE opt_in SET payload = NULL, suppression = NULL
             WHERE confirm_hash = ?1 AND payload IS NOT NULL",
        )?
        .execute([confirm_hash])?;
    if emptied == 0 {
        return Ok(None);
    }
    outbox::withdraw_of_pending(transaction, confirm_hash)?;
    start(transaction, new).map(Some)
}

pub(super) fn refuse(
    transaction: &Transaction<'_>,
    refuse_hash: &[u8; 32],
    suppress: bool,
) -> Result<bool> {
    let take = "DELETE FROM opt_in WHERE refuse_hash = ?1 AND payload IS NOT NULL
                RETURNING confirm_hash, suppression";
    waiting::refuse(transaction, take, (refuse_hash, suppress))
}

pub(super) fn expire(transaction: &Transaction<'_>, now: Timestamp, most: u32) -> Result<u32> {
    let due = "SELECT key, confirm_hash FROM opt_in WHERE expires <= ?1 ORDER BY expires LIMIT ?2";
    let erase = "DELETE FROM opt_in WHERE key = ?1";
    waiting::expire(transaction, (due, erase), (now, most))
}

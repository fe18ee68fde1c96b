//! Wishes to subscribe, until they are confirmed, refused or forgotten.
//!
//! Row and mail are one transaction, and everything is looked up for every address; only what goes into
//! the outbox differs. The locks of the address and of its caps come first (see `locks`).

use deadpool_postgres::{GenericClient, Pool, Transaction};
use jiff::Timestamp;
use tokio_postgres::Row;

use super::accept::{is_capped, queue};
use super::column::{Column, col};
use super::statement::Values;
use super::subscription::{complained, insert_access, lock, of_address, start};
use super::{Result, issue, locks, outbox, statement, suppression, waiting};
use crate::rows::hours::Ration;
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

pub(super) async fn accept(
    transaction: &Transaction<'_>,
    new: &NewOptIn,
    places: &Pool,
) -> Result<Accepted> {
    let list = issue::list_key(transaction, &new.list).await?;
    let known = look_up(transaction, list, &new.asker).await?;
    let sql = "INSERT INTO opt_in (confirm_hash, refuse_hash, list, payload, suppression, expires)
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values: Values<'_> = &[
        &new.confirm_hash.raw(),
        &new.refuse_hash.raw(),
        &list,
        &new.payload,
        &new.asker.suppression.raw(),
        &new.expires.raw(),
    ];
    statement::execute(transaction, sql, values).await?;
    if known.suppressed {
        return Ok(Accepted::Suppressed);
    }
    if known.capped {
        return Ok(Accepted::Capped);
    }
    let asker = (&(&new.asker).into(), places);
    match known.subscription {
        Some(subscription) => {
            let (mail, access) = &new.known;
            mail_link(transaction, (asker, mail), (subscription, access)).await
        }
        None => queue(transaction, asker, &new.confirm, new.expires).await,
    }
}

async fn look_up(transaction: &Transaction<'_>, list: i64, asker: &Asker) -> Result<Known> {
    let address = [&asker.suppression, &asker.infomail_suppression];
    let caps = asker.caps.iter().map(|cap| &cap.key);
    locks::keys(transaction, caps.chain(address)).await?;
    let mut suppressed = suppression::contains(transaction, &asker.suppression).await?;
    suppressed |= complained(transaction, &asker.infomail_suppression).await?;
    Ok(Known {
        subscription: of_address(transaction, list, &asker.hashes).await?,
        suppressed,
        capped: is_capped(transaction, &asker.caps, asker.now).await?,
    })
}

async fn mail_link(
    transaction: &Transaction<'_>,
    (asker, mail): ((&Ration<'_>, &Pool), &NewDelivery),
    (subscription, access): (i64, &NewSubscriptionAccess),
) -> Result<Accepted> {
    let accepted = queue(transaction, asker, mail, access.expires).await?;
    if accepted == Accepted::Capped {
        return Ok(accepted);
    }
    insert_access(transaction, subscription, access).await?;
    Ok(match accepted {
        Accepted::ConfirmMailed => Accepted::KnownMailed,
        other => other,
    })
}

pub(super) async fn by_confirm(
    client: &impl GenericClient,
    hash: &[u8; 32],
) -> Result<Option<OptInRow>> {
    let sql = "SELECT l.slug, o.payload, o.expires
               FROM opt_in o JOIN infomail_list l ON l.key = o.list WHERE o.confirm_hash = $1";
    let row = statement::row(client, sql, &[&hash.raw()]).await?;
    row.map(|row| opt_in_row(&row)).transpose()
}

pub(super) async fn by_refuse(
    client: &impl GenericClient,
    hash: &[u8; 32],
) -> Result<Option<OptInRow>> {
    let sql = "SELECT l.slug, o.payload, o.expires
               FROM opt_in o JOIN infomail_list l ON l.key = o.list WHERE o.refuse_hash = $1";
    let row = statement::row(client, sql, &[&hash.raw()]).await?;
    row.map(|row| opt_in_row(&row)).transpose()
}

fn opt_in_row(row: &Row) -> Result<OptInRow> {
    Ok(OptInRow {
        list: col(row, 0)?,
        payload: row.try_get(1)?,
        expires: col(row, 2)?,
    })
}

/// If the process dies before this is durable, the button can be pressed again; behind it, pressing again
/// begins nothing, not even after the subscriber has left. Of two that press at once, the row decides.
pub(super) async fn confirm(
    transaction: &Transaction<'_>,
    confirm_hash: &[u8; 32],
    new: NewSubscription,
) -> Result<Option<Started>> {
    let new = [new];
    lock(transaction, &new).await?;
    let sql = "UPDATE opt_in SET payload = NULL, suppression = NULL
               WHERE confirm_hash = $1 AND payload IS NOT NULL";
    if statement::execute(transaction, sql, &[&confirm_hash.raw()]).await? == 0 {
        return Ok(None);
    }
    outbox::withdraw_of_pending(transaction, &[*confirm_hash]).await?;
    Ok(start(transaction, &new).await?.pop())
}

pub(super) async fn refuse(
    transaction: &Transaction<'_>,
    refuse_hash: &[u8; 32],
    suppress: bool,
) -> Result<bool> {
    let find = "SELECT suppression FROM opt_in WHERE refuse_hash = $1 AND payload IS NOT NULL";
    let take = "DELETE FROM opt_in WHERE refuse_hash = $1 AND payload IS NOT NULL
                RETURNING confirm_hash";
    waiting::refuse(transaction, (find, take), (refuse_hash, suppress)).await
}

pub(super) async fn expire(
    transaction: &Transaction<'_>,
    now: Timestamp,
    most: u32,
) -> Result<u32> {
    let take = "DELETE FROM opt_in WHERE key IN (
                    SELECT key FROM opt_in WHERE expires <= $1
                    ORDER BY expires LIMIT $2 FOR UPDATE SKIP LOCKED)
                RETURNING confirm_hash";
    waiting::expire(transaction, take, (now, most)).await
}

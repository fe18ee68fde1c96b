//! What became of claimed mails: one statement for each kind of end, however many mails.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use domain::id::DeliveryId;
use jiff::Timestamp;

use super::{Counted, Letters};
use crate::postgres::column::{col, raws};
use crate::postgres::{Result, statement};
use crate::{Lane, Settled};

type Due = (DeliveryId, Timestamp);

/// Class, domain and day of a mail that will never be sent.
type Dead<'s> = (DeliveryId, (&'static str, &'s ([u8; 32], String), u32));

/// If the process dies before the commit, everything in it is taken again, and what was sent is sent
/// once more.
pub(in crate::postgres) async fn settle(
    transaction: &Transaction<'_>,
    settled: &[(DeliveryId, Settled)],
    least_to_name: u64,
) -> Result<()> {
    let ids: Vec<DeliveryId> = settled.iter().map(|(id, _)| *id).collect();
    lock(transaction, &ids).await?;
    let (mut gone, mut later, mut back) = (Vec::new(), Vec::new(), Vec::new());
    let mut dead: Vec<Dead<'_>> = Vec::new();
    for (id, settled) in settled {
        match settled {
            Settled::Sent => gone.push(*id),
            Settled::Later(due) => later.push((*id, *due)),
            Settled::Back(ready) => back.push((*id, *ready)),
            Settled::Dead { class, domain, day } => {
                dead.push((*id, (*class, domain, *day)));
                gone.push(*id);
            }
        }
    }
    put_back(transaction, &later, &back).await?;
    count_dead(transaction, &dead, least_to_name).await?;
    let sql = "DELETE FROM outbox WHERE id = ANY($1)";
    statement::execute(transaction, sql, &[&raws(&gone, |id| *id)]).await?;
    Ok(())
}

/// Locks mails in one order, whoever else settles some of them: each is changed by whoever comes first.
async fn lock(transaction: &Transaction<'_>, ids: &[DeliveryId]) -> Result<()> {
    let sql = "SELECT 1 FROM outbox WHERE id = ANY($1) ORDER BY key FOR UPDATE";
    statement::rows(transaction, sql, &[&raws(ids, |id| *id)]).await?;
    Ok(())
}

async fn put_back(transaction: &Transaction<'_>, later: &[Due], back: &[Due]) -> Result<()> {
    let later_sql = "UPDATE outbox o SET attempts = attempts + 1, due = d.due, ready = d.due
                     FROM unnest($1::bytea[], $2::bigint[]) AS d (id, due) WHERE o.id = d.id";
    let back_sql = "UPDATE outbox o SET ready = d.ready
                    FROM unnest($1::bytea[], $2::bigint[]) AS d (id, ready) WHERE o.id = d.id";
    for (sql, mails) in [(later_sql, later), (back_sql, back)] {
        if !mails.is_empty() {
            let (ids, due) = (raws(mails, |(id, _)| *id), raws(mails, |(_, due)| *due));
            statement::execute(transaction, sql, &[&ids, &due]).await?;
        }
    }
    Ok(())
}

/// Counts before the rows go: mails that are not there any more were counted before.
async fn count_dead(
    transaction: &Transaction<'_>,
    dead: &[Dead<'_>],
    least_to_name: u64,
) -> Result<()> {
    if dead.is_empty() {
        return Ok(());
    }
    let sql = "SELECT id, lane, kind FROM outbox WHERE id = ANY($1)";
    let ids = raws(dead, |(id, _)| *id);
    let rows = statement::rows(transaction, sql, &[&ids]).await?;
    let about: Result<HashMap<DeliveryId, (Lane, String)>> = rows
        .iter()
        .map(|row| Ok((col(row, 0)?, (col(row, 1)?, row.try_get(2)?))))
        .collect();
    let mut about = about?;
    let mut counted = Counted::default();
    for (id, (class, (domain, name), day)) in dead {
        if let Some((lane, kind)) = about.remove(id) {
            let letters = Letters {
                day: *day,
                lane,
                kind,
                class,
                domain: *domain,
            };
            counted.add(letters, name);
        }
    }
    counted.write(transaction, least_to_name).await
}

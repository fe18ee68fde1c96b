//! What came back.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction};

use super::Result;
use super::column::{Col, col};
use crate::{NewReturn, ReturnedCount};

/// Count and ledger are one transaction: whoever is told that it was counted need not send it again.
pub(super) fn count(transaction: &Transaction<'_>, new: &NewReturn) -> Result<bool> {
    if let Some(mail) = new.mail {
        let noted = transaction
            .prepare_cached(
                "INSERT INTO returned (mail, class, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute((mail, new.class, Col(new.now)))?;
        if noted == 0 {
            return Ok(false);
        }
    }
    let day = new.now.as_second().div_euclid(86_400);
    transaction
        .prepare_cached(
            "INSERT INTO returned_count (day, kind, class, status, n) VALUES (?1, ?2, ?3, ?4, 1)
             ON CONFLICT (day, kind, class, status) DO UPDATE SET n = n + 1",
        )?
        .execute((day, new.kind, new.class, &new.status))?;
    Ok(true)
}

pub(super) fn is_counted(connection: &Connection, mail: &[u8; 16], class: &str) -> Result<bool> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM returned WHERE mail = ?1 AND class = ?2")?;
    Ok(statement.exists((mail, class))?)
}

pub(super) fn counts(connection: &Connection, from_day: u32) -> Result<Vec<ReturnedCount>> {
    let mut statement = connection.prepare_cached(
        "SELECT day, kind, class, status, n FROM returned_count WHERE day >= ?1
         ORDER BY day DESC, kind DESC, class DESC, status DESC",
    )?;
    let rows = statement.query_map([from_day], |row| {
        Ok(ReturnedCount {
            day: row.get(0)?,
            kind: row.get(1)?,
            class: row.get(2)?,
            status: row.get(3)?,
            n: col(row, 4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn forget(transaction: &Transaction<'_>, before: Timestamp, most: u32) -> Result<u32> {
    let forgotten = transaction
        .prepare_cached(
            "DELETE FROM returned WHERE (mail, class) IN
                 (SELECT mail, class FROM returned WHERE at < ?1 ORDER BY at LIMIT ?2)",
        )?
        .execute((Col(before), most))?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}

pub(super) fn forget_counts(transaction: &Transaction<'_>, before_day: u32) -> Result<u32> {
    let forgotten = transaction
        .prepare_cached("DELETE FROM returned_count WHERE day < ?1")?
        .execute([before_day])?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}

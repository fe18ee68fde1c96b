//! What an issue adds up to, and what came back of it.

use domain::infomail::IssueState;
use domain::slug::Slug;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use crate::rows::codes::fate::{COMPLAINED, RETURNED};
use crate::sqlite::column::{Col, col, maybe};
use crate::sqlite::{Result, issue};
use crate::{DomainCounts, IssueCounts, IssueMailId, Lane, LaneDepth, ReturnedIssue, SentFate};

/// What came back is counted once for each mail, and a complaint weighs more than a return.
pub(in crate::sqlite) fn came_back(
    transaction: &Transaction<'_>,
    id: IssueMailId,
    fate: SentFate,
    domain: Option<&[u8; 32]>,
) -> Result<Option<ReturnedIssue>> {
    let (issue, subscription) = id.columns();
    let code = match fate {
        SentFate::Returned => RETURNED,
        SentFate::Complained => COMPLAINED,
    };
    let counted = transaction
        .prepare_cached(
            "UPDATE infomail_receipt SET fate = ?3 WHERE issue = ?1 AND subscription = ?2
             AND (fate = 1 OR (fate = 4 AND ?3 = 5))",
        )?
        .execute((issue, subscription, code))?;
    if counted == 1 {
        let (returned, complained) = match fate {
            SentFate::Returned => (1, 0),
            SentFate::Complained => (0, 1),
        };
        transaction
            .prepare_cached(
                "UPDATE infomail_issue SET returned = returned + ?2, complained = complained + ?3
                 WHERE key = ?1",
            )?
            .execute((issue, returned, complained))?;
        if let Some(hash) = domain {
            transaction
                .prepare_cached(
                    "UPDATE infomail_domain SET returned = returned + 1
                     WHERE issue = ?1 AND hash = ?2",
                )?
                .execute((issue, hash))?;
        }
    }
    let mut named = transaction.prepare_cached(
        "SELECT l.slug, i.number, i.state, i.sent, i.complained
         FROM infomail_issue i JOIN infomail_list l ON l.key = i.list WHERE i.key = ?1",
    )?;
    let named = named.query_row([issue], |row| {
        Ok(ReturnedIssue {
            list: col(row, 0)?,
            number: row.get(1)?,
            state: col::<IssueState>(row, 2)?,
            sent: col(row, 3)?,
            complained: col(row, 4)?,
        })
    });
    Ok(named.optional()?)
}

pub(in crate::sqlite) fn counts(
    connection: &Connection,
    list: &Slug,
    number: u32,
    now: Timestamp,
) -> Result<Option<IssueCounts>> {
    let Some(issue) = issue::find(connection, list, number)? else {
        return Ok(None);
    };
    let mut counts = connection
        .prepare_cached(
            "SELECT sent, dead, returned, complained FROM infomail_issue WHERE key = ?1",
        )?
        .query_row([issue], |row| {
            Ok(IssueCounts {
                sent: col(row, 0)?,
                dead: col(row, 1)?,
                returned: col(row, 2)?,
                complained: col(row, 3)?,
                ..IssueCounts::default()
            })
        })?;
    counts.later = connection
        .prepare_cached("SELECT count(*) FROM infomail_receipt WHERE issue = ?1 AND fate = 2")?
        .query_row([issue], |row| col(row, 0))?;
    let held: Option<(Option<u64>, u64)> = connection
        .prepare_cached(
            "SELECT sum(n), count(*) FROM infomail_lease WHERE issue = ?1 AND until > ?2",
        )?
        .query_row((issue, Col(now)), |row| Ok((maybe(row, 0)?, col(row, 1)?)))
        .optional()?;
    counts.held = held.and_then(|(held, _)| held).unwrap_or(0);
    let orphaned: Option<u64> = connection
        .prepare_cached("SELECT sum(n) FROM infomail_lease WHERE issue = ?1 AND until <= ?2")?
        .query_row((issue, Col(now)), |row| maybe(row, 0))?;
    counts.left = left(connection, issue)? + orphaned.unwrap_or(0);
    Ok(Some(counts))
}

/// How much waits of the issues that are being sent. Whoever asked for one that is done waits as well.
pub(in crate::sqlite) fn depth(connection: &Connection, now: Timestamp) -> Result<LaneDepth> {
    let mut again = connection.prepare_cached(
        "SELECT count(*) FILTER (WHERE r.due <= ?1),
                count(*) FILTER (WHERE r.due > ?1 AND r.held = 1),
                count(*) FILTER (WHERE r.due > ?1 AND r.held = 0),
                min(r.due) FILTER (WHERE r.due <= ?1)
         FROM infomail_receipt r JOIN infomail_issue i ON i.key = r.issue
         WHERE r.fate = 2 AND i.state IN ('sending', 'done')",
    )?;
    let mut depth = again.query_row([Col(now)], counted)?;
    let mut fresh = connection.prepare_cached(
        "SELECT i.key, coalesce(sum(l.n) FILTER (WHERE l.until > ?1), 0),
                coalesce(sum(l.n) FILTER (WHERE l.until <= ?1), 0)
         FROM infomail_issue i LEFT JOIN infomail_lease l ON l.issue = i.key
         WHERE i.state = 'sending' GROUP BY i.appeared, i.key",
    )?;
    let issues: Vec<(i64, u64, u64)> = fresh
        .query_map([Col(now)], |row| {
            Ok((row.get(0)?, col(row, 1)?, col(row, 2)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (issue, held, orphaned) in issues {
        depth.held += held;
        depth.waiting += left(connection, issue)? + orphaned;
    }
    Ok(depth)
}

/// How many are to get an issue and were not looked at yet. Those few who asked for it before their turn
/// are counted here and under `later`.
fn left(connection: &Connection, issue: i64) -> Result<u64> {
    let mut statement = connection.prepare_cached(
        "SELECT count(*) FROM infomail_issue i
         JOIN subscription s INDEXED BY subscription_walk ON s.list = i.list
         WHERE i.key = ?1 AND s.key > i.reached AND s.epoch <= i.epoch AND i.state <> 'draft'
         AND (i.by_language = 0 OR EXISTS
             (SELECT 1 FROM infomail_issue_language f
              WHERE f.issue = i.key AND f.language = s.language))
         AND (i.by_signed = 0 OR EXISTS
             (SELECT 1 FROM subscription_signed n
              JOIN infomail_issue_signed f ON f.declaration = n.declaration
              WHERE f.issue = i.key AND n.subscription = s.key))",
    )?;
    Ok(statement.query_row([issue], |row| col(row, 0))?)
}

pub(in crate::sqlite) fn domains(
    connection: &Connection,
    list: &Slug,
    number: u32,
) -> Result<Vec<DomainCounts>> {
    let Some(issue) = issue::find(connection, list, number)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(
        "SELECT name, sent, dead, deferred, returned FROM infomail_domain WHERE issue = ?1",
    )?;
    let rows = statement.query_map([issue], |row| {
        Ok(DomainCounts {
            domain: row.get(0)?,
            sent: col(row, 1)?,
            dead: col(row, 2)?,
            deferred: col(row, 3)?,
            returned: col(row, 4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Copies that were begun and wait, are held by a sender, come later, and the oldest that waits.
pub(in crate::sqlite) fn counted(row: &Row<'_>) -> rusqlite::Result<LaneDepth> {
    Ok(LaneDepth {
        lane: Lane::Issue,
        waiting: col(row, 0)?,
        held: col(row, 1)?,
        later: col(row, 2)?,
        oldest_due: maybe(row, 3)?,
    })
}

//! Who is next.

use domain::slug::Slug;
use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction};

use super::{finish, look_ahead, release};
use crate::sqlite::column::{Col, col};
use crate::sqlite::{Result, issue};
use crate::{IssueMail, IssueMailId, StoreError, TakenMails};

/// A part of an issue that can be taken.
struct Stretch {
    issue: i64,
    behind: i64,
    upto: i64,
    mails: Vec<IssueMail>,
}

/// Takes mails that are due: first those whose holder died, then those that failed before, then whoever is
/// next of the issue that appeared first.
pub(in crate::sqlite) fn take(
    transaction: &Transaction<'_>,
    now: Timestamp,
    until: Timestamp,
    most: u32,
) -> Result<TakenMails> {
    let found = |mails| TakenMails { mails, more: true };
    let orphans = take_orphans(transaction, now, until)?;
    if !orphans.is_empty() {
        return Ok(found(orphans));
    }
    let again = take_again(transaction, now, until, most)?;
    if !again.is_empty() {
        return Ok(found(again));
    }
    let issues: Vec<i64> = transaction
        .prepare_cached("SELECT key FROM infomail_issue WHERE state = 'sending' ORDER BY appeared")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for issue in issues {
        if let Some(mails) = take_fresh(transaction, issue, until, most)? {
            return Ok(found(mails));
        }
    }
    Ok(TakenMails::default())
}

fn take_orphans(
    transaction: &Transaction<'_>,
    now: Timestamp,
    until: Timestamp,
) -> Result<Vec<IssueMail>> {
    let mut ended = transaction.prepare_cached(
        "SELECT l.issue, l.behind, l.upto FROM infomail_lease l
         WHERE l.until <= ?1
         AND (SELECT state FROM infomail_issue WHERE key = l.issue) = 'sending'
         ORDER BY l.until",
    )?;
    let ended: Vec<(i64, i64, i64)> = ended
        .query_map([Col(now)], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (issue, behind, upto) in ended {
        let mails = walk(transaction, issue, (behind, upto), u32::MAX)?;
        release(transaction, issue, behind)?;
        if !mails.is_empty() {
            let stretch = Stretch {
                issue,
                behind,
                upto,
                mails,
            };
            return lease(transaction, stretch, until);
        }
        finish(transaction, issue)?;
    }
    Ok(Vec::new())
}

/// A mail that failed waits for its own moment; taking it moves that moment to the end of the lease. The
/// joins are crossed, so that the few that are due lead the way and come in order.
fn take_again(
    transaction: &Transaction<'_>,
    now: Timestamp,
    until: Timestamp,
    most: u32,
) -> Result<Vec<IssueMail>> {
    let mut due = transaction.prepare_cached(
        "SELECT r.issue, s.key, l.slug, i.number, s.sealed, s.sealed_by, s.language, r.attempts
         FROM infomail_receipt r CROSS JOIN infomail_issue i CROSS JOIN subscription s
             CROSS JOIN infomail_list l
         WHERE r.fate = 2 AND r.due <= ?1 AND i.key = r.issue AND i.state IN ('sending', 'done')
         AND s.key = r.subscription AND l.key = i.list
         ORDER BY r.due LIMIT ?2",
    )?;
    let rows = due.query_map((Col(now), most), mail)?;
    let mails: Vec<IssueMail> = rows.collect::<rusqlite::Result<_>>()?;
    let mut hold = transaction.prepare_cached(
        "UPDATE infomail_receipt SET due = ?3, held = 1
         WHERE issue = ?1 AND subscription = ?2",
    )?;
    for mail in &mails {
        let (issue, subscription) = mail.id.columns();
        hold.execute((issue, subscription, Col(until)))?;
    }
    Ok(mails)
}

/// The next stretch of an issue, which may hold nobody who gets it; nothing where all were looked at.
fn take_fresh(
    transaction: &Transaction<'_>,
    issue: i64,
    until: Timestamp,
    most: u32,
) -> Result<Option<Vec<IssueMail>>> {
    let (list, behind): (i64, i64) = transaction
        .prepare_cached("SELECT list, reached FROM infomail_issue WHERE key = ?1")?
        .query_row([issue], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some((upto, last)) = look_ahead(transaction, list, behind)? else {
        finish(transaction, issue)?;
        return Ok(None);
    };
    let mails = walk(transaction, issue, (behind, upto), most)?;
    // A stretch that is full ends at its last mail; one that is not was looked through to its end.
    let full = u32::try_from(mails.len()).is_ok_and(|n| n == most);
    let upto = match mails.last() {
        Some(mail) if full => mail.id.columns().1,
        _ => upto,
    };
    transaction
        .prepare_cached("UPDATE infomail_issue SET reached = ?2 WHERE key = ?1")?
        .execute((issue, upto))?;
    if mails.is_empty() {
        if last {
            finish(transaction, issue)?;
        }
        return Ok(Some(mails));
    }
    let stretch = Stretch {
        issue,
        behind,
        upto,
        mails,
    };
    lease(transaction, stretch, until).map(Some)
}

/// Who of a stretch is to get an issue and has no receipt for it.
fn walk(
    connection: &Connection,
    issue: i64,
    (behind, upto): (i64, i64),
    most: u32,
) -> Result<Vec<IssueMail>> {
    let mut statement = connection.prepare_cached(
        "SELECT i.key, s.key, l.slug, i.number, s.sealed, s.sealed_by, s.language, 0
         FROM infomail_issue i
         JOIN infomail_list l ON l.key = i.list
         JOIN subscription s ON s.list = i.list
         WHERE i.key = ?1 AND s.key > ?2 AND s.key <= ?3 AND s.epoch <= i.epoch
         AND (i.by_language = 0 OR EXISTS
             (SELECT 1 FROM infomail_issue_language f
              WHERE f.issue = i.key AND f.language = s.language))
         AND (i.by_signed = 0 OR EXISTS
             (SELECT 1 FROM subscription_signed n
              JOIN infomail_issue_signed f ON f.declaration = n.declaration
              WHERE f.issue = i.key AND n.subscription = s.key))
         AND NOT EXISTS
             (SELECT 1 FROM infomail_receipt r WHERE r.issue = i.key AND r.subscription = s.key)
         ORDER BY s.key LIMIT ?4",
    )?;
    let rows = statement.query_map((issue, behind, upto, most), mail)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn mail(row: &Row<'_>) -> rusqlite::Result<IssueMail> {
    Ok(IssueMail {
        id: IssueMailId::new(col(row, 0)?, col(row, 1)?),
        list: col(row, 2)?,
        number: row.get(3)?,
        sealed: row.get(4)?,
        sealed_by: row.get(5)?,
        language: col(row, 6)?,
        attempts: row.get(7)?,
    })
}

fn lease(
    transaction: &Transaction<'_>,
    stretch: Stretch,
    until: Timestamp,
) -> Result<Vec<IssueMail>> {
    transaction
        .prepare_cached(
            "INSERT INTO infomail_lease (issue, behind, upto, until, n) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            stretch.issue,
            stretch.behind,
            stretch.upto,
            Col(until),
            i64::try_from(stretch.mails.len()).map_err(StoreError::conflict)?,
        ))?;
    Ok(stretch.mails)
}

/// Puts an issue that appeared into the queue for one subscriber, who asked for it.
pub(in crate::sqlite) fn request(
    transaction: &Transaction<'_>,
    issue: (&Slug, u32),
    subscription: u64,
    now: Timestamp,
) -> Result<bool> {
    let Some(key) = issue::find(transaction, issue.0, issue.1)? else {
        return Ok(false);
    };
    let asked = transaction
        .prepare_cached(
            "INSERT INTO infomail_receipt (issue, subscription, fate, due)
             SELECT i.key, s.key, 2, ?3 FROM infomail_issue i JOIN subscription s ON s.list = i.list
             WHERE i.key = ?1 AND s.key = ?2 AND i.state IN ('sending', 'paused', 'done')
             ON CONFLICT (issue, subscription) DO NOTHING",
        )?
        .execute((key, Col(subscription), Col(now)))?;
    Ok(asked == 1)
}

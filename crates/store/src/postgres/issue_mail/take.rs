//! Who is next.

use deadpool_postgres::{GenericClient, Transaction};
use domain::slug::Slug;
use jiff::Timestamp;
use tokio_postgres::Row;

use super::{finish, look_ahead, release};
use crate::postgres::Result;
use crate::postgres::column::{Column, col};
use crate::postgres::statement::{self, Values};
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
///
/// Issues that are being sent are few, and all are locked: senders of several nodes take one after the
/// other, each in a few milliseconds, and get different stretches.
pub(in crate::postgres) async fn take(
    transaction: &Transaction<'_>,
    now: Timestamp,
    until: Timestamp,
    most: u32,
) -> Result<TakenMails> {
    let found = |mails| TakenMails { mails, more: true };
    let issues = lock_sending(transaction).await?;
    let orphans = take_orphans(transaction, now, until).await?;
    if !orphans.is_empty() {
        return Ok(found(orphans));
    }
    let again = take_again(transaction, now, until, most).await?;
    if !again.is_empty() {
        return Ok(found(again));
    }
    for issue in issues {
        if let Some(mails) = take_fresh(transaction, issue, until, most).await? {
            return Ok(found(mails));
        }
    }
    Ok(TakenMails::default())
}

/// The issues that are being sent, in the order in which they appeared.
async fn lock_sending(transaction: &Transaction<'_>) -> Result<Vec<i64>> {
    let sql = "SELECT key, appeared FROM infomail_issue WHERE state = 'sending'
               ORDER BY key FOR NO KEY UPDATE";
    let rows = statement::rows(transaction, sql, &[]).await?;
    let issue = |row: &Row| Ok((row.try_get(1)?, row.try_get(0)?));
    let issues: Result<Vec<(Option<i64>, i64)>> = rows.iter().map(issue).collect();
    let mut issues = issues?;
    issues.sort_unstable();
    Ok(issues.into_iter().map(|(_, key)| key).collect())
}

async fn take_orphans(
    transaction: &Transaction<'_>,
    now: Timestamp,
    until: Timestamp,
) -> Result<Vec<IssueMail>> {
    let sql = "SELECT l.issue, l.behind, l.upto
               FROM infomail_lease l JOIN infomail_issue i ON i.key = l.issue
               WHERE l.until <= $1 AND i.state = 'sending' ORDER BY l.until";
    for row in statement::rows(transaction, sql, &[&now.raw()]).await? {
        let (issue, behind, upto) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let mails = walk(transaction, issue, (behind, upto), u32::MAX).await?;
        release(transaction, issue, behind).await?;
        if !mails.is_empty() {
            let stretch = Stretch {
                issue,
                behind,
                upto,
                mails,
            };
            return lease(transaction, stretch, until).await;
        }
        finish(transaction, issue).await?;
    }
    Ok(Vec::new())
}

/// A mail that failed waits for its own moment; taking it moves that moment to the end of the lease. Those
/// of an issue that is done and was asked for stand under no lock of an issue: what another node takes is
/// passed over.
async fn take_again(
    transaction: &Transaction<'_>,
    now: Timestamp,
    until: Timestamp,
    most: u32,
) -> Result<Vec<IssueMail>> {
    let sql = "WITH due AS (
                   SELECT r.issue, r.subscription, r.due
                   FROM infomail_receipt r JOIN infomail_issue i ON i.key = r.issue
                   JOIN subscription s ON s.key = r.subscription
                   WHERE r.fate = 2 AND r.due <= $1 AND i.state IN ('sending', 'done')
                   ORDER BY r.due, r.issue, r.subscription LIMIT $3
                   FOR UPDATE OF r SKIP LOCKED),
               held AS (
                   UPDATE infomail_receipt r SET due = $2, held = TRUE FROM due
                   WHERE r.issue = due.issue AND r.subscription = due.subscription
                   RETURNING r.issue, r.subscription, r.attempts, due.due AS was)
               SELECT h.issue, s.key, l.slug, i.number, s.sealed, s.sealed_by, s.language, h.attempts
               FROM held h JOIN infomail_issue i ON i.key = h.issue
               JOIN infomail_list l ON l.key = i.list
               JOIN subscription s ON s.key = h.subscription
               ORDER BY h.was, h.issue, h.subscription";
    let values: Values<'_> = &[&now.raw(), &until.raw(), &i64::from(most)];
    let rows = statement::rows(transaction, sql, values).await?;
    rows.iter().map(mail).collect()
}

/// The next stretch of an issue, which may hold nobody who gets it; nothing where all were looked at.
async fn take_fresh(
    transaction: &Transaction<'_>,
    issue: i64,
    until: Timestamp,
    most: u32,
) -> Result<Option<Vec<IssueMail>>> {
    let sql = "SELECT list, reached FROM infomail_issue WHERE key = $1";
    let row = statement::row(transaction, sql, &[&issue]).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("an issue that is locked is gone"))?;
    let (list, behind): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
    let Some((upto, last)) = look_ahead(transaction, list, behind).await? else {
        finish(transaction, issue).await?;
        return Ok(None);
    };
    let mails = walk(transaction, issue, (behind, upto), most).await?;
    // A stretch that is full ends at its last mail; one that is not was looked through to its end.
    let full = u32::try_from(mails.len()).is_ok_and(|n| n == most);
    let upto = match mails.last() {
        Some(mail) if full => mail.id.columns().1,
        _ => upto,
    };
    let sql = "UPDATE infomail_issue SET reached = $2 WHERE key = $1";
    statement::execute(transaction, sql, &[&issue, &upto]).await?;
    if mails.is_empty() {
        if last {
            finish(transaction, issue).await?;
        }
        return Ok(Some(mails));
    }
    let stretch = Stretch {
        issue,
        behind,
        upto,
        mails,
    };
    lease(transaction, stretch, until).await.map(Some)
}

/// Who of a stretch is to get an issue and has no receipt for it.
async fn walk(
    client: &impl GenericClient,
    issue: i64,
    (behind, upto): (i64, i64),
    most: u32,
) -> Result<Vec<IssueMail>> {
    let sql = "SELECT i.key, s.key, l.slug, i.number, s.sealed, s.sealed_by, s.language, 0
               FROM infomail_issue i
               JOIN infomail_list l ON l.key = i.list
               JOIN subscription s ON s.list = i.list
               WHERE i.key = $1 AND s.key > $2 AND s.key <= $3 AND s.epoch <= i.epoch
               AND (NOT i.by_language OR EXISTS
                   (SELECT 1 FROM infomail_issue_language f
                    WHERE f.issue = i.key AND f.language = s.language))
               AND (NOT i.by_signed OR EXISTS
                   (SELECT 1 FROM subscription_signed n
                    JOIN infomail_issue_signed f ON f.declaration = n.declaration
                    WHERE f.issue = i.key AND n.subscription = s.key))
               AND NOT EXISTS
                   (SELECT 1 FROM infomail_receipt r
                    WHERE r.issue = i.key AND r.subscription = s.key)
               ORDER BY s.key LIMIT $4";
    let values: Values<'_> = &[&issue, &behind, &upto, &i64::from(most)];
    let rows = statement::rows(client, sql, values).await?;
    rows.iter().map(mail).collect()
}

fn mail(row: &Row) -> Result<IssueMail> {
    Ok(IssueMail {
        id: IssueMailId::new(col(row, 0)?, col(row, 1)?),
        list: col(row, 2)?,
        number: col(row, 3)?,
        sealed: row.try_get(4)?,
        sealed_by: col(row, 5)?,
        language: col(row, 6)?,
        attempts: col(row, 7)?,
    })
}

async fn lease(
    transaction: &Transaction<'_>,
    stretch: Stretch,
    until: Timestamp,
) -> Result<Vec<IssueMail>> {
    let sql = "INSERT INTO infomail_lease (issue, behind, upto, until, n)
               VALUES ($1, $2, $3, $4, $5)";
    let n = i64::try_from(stretch.mails.len()).map_err(StoreError::conflict)?;
    let (issue, behind, upto) = (stretch.issue, stretch.behind, stretch.upto);
    let values: Values<'_> = &[&issue, &behind, &upto, &until.raw(), &n];
    statement::execute(transaction, sql, values).await?;
    Ok(stretch.mails)
}

/// Puts an issue that appeared into the queue for one subscriber, who asked for it. The subscription is
/// there until the receipt is: whoever ends it takes the receipt along.
pub(in crate::postgres) async fn request(
    transaction: &Transaction<'_>,
    issue: (&Slug, u32),
    subscription: u64,
    now: Timestamp,
) -> Result<bool> {
    let sql = "INSERT INTO infomail_receipt (issue, subscription, fate, due)
               SELECT i.key, s.key, 2, $4
               FROM infomail_issue i JOIN infomail_list l ON l.key = i.list
               JOIN subscription s ON s.list = i.list
               WHERE l.slug = $1 AND i.number = $2 AND s.key = $3
               AND i.state IN ('sending', 'paused', 'done')
               FOR KEY SHARE OF s
               ON CONFLICT (issue, subscription) DO NOTHING";
    let (list, number) = (issue.0.as_str(), issue.1.raw());
    let values: Values<'_> = &[&list, &number, &subscription.raw(), &now.raw()];
    Ok(statement::execute(transaction, sql, values).await? == 1)
}

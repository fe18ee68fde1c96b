//! What an issue adds up to, and what came back of it.

use deadpool_postgres::{GenericClient, Transaction};
use domain::slug::Slug;
use jiff::Timestamp;
use tokio_postgres::Row;

use super::lock;
use crate::postgres::Result;
use crate::postgres::column::{Column, col, maybe};
use crate::postgres::statement::{self, Values};
use crate::rows::codes::fate::{COMPLAINED, RETURNED};
use crate::{
    DomainCounts, IssueCounts, IssueMailId, Lane, LaneDepth, ReturnedIssue, SentFate, StoreError,
};

/// What came back is counted once for each mail, and a complaint weighs more than a return.
pub(in crate::postgres) async fn came_back(
    transaction: &Transaction<'_>,
    id: IssueMailId,
    fate: SentFate,
    domain: Option<&[u8; 32]>,
) -> Result<Option<ReturnedIssue>> {
    let (issue, subscription) = id.columns();
    lock(transaction, &[issue]).await?;
    let (code, returned, complained) = match fate {
        SentFate::Returned => (RETURNED, 1_i64, 0_i64),
        SentFate::Complained => (COMPLAINED, 0, 1),
    };
    let sql = "UPDATE infomail_receipt SET fate = $3 WHERE issue = $1 AND subscription = $2
               AND (fate = 1 OR (fate = 4 AND $3::smallint = 5))";
    let counted = statement::execute(transaction, sql, &[&issue, &subscription, &code]).await?;
    if counted == 1 {
        let sql = "UPDATE infomail_issue SET returned = returned + $2, complained = complained + $3
                   WHERE key = $1";
        statement::execute(transaction, sql, &[&issue, &returned, &complained]).await?;
        if let Some(hash) = domain {
            let sql = "UPDATE infomail_domain SET returned = returned + 1
                       WHERE issue = $1 AND hash = $2";
            statement::execute(transaction, sql, &[&issue, &hash.raw()]).await?;
        }
    }
    let sql = "SELECT l.slug, i.number, i.state, i.sent, i.complained
               FROM infomail_issue i JOIN infomail_list l ON l.key = i.list WHERE i.key = $1";
    let row = statement::row(transaction, sql, &[&issue]).await?;
    row.map(|row| returned_issue(&row)).transpose()
}

fn returned_issue(row: &Row) -> Result<ReturnedIssue> {
    Ok(ReturnedIssue {
        list: col(row, 0)?,
        number: col(row, 1)?,
        state: col(row, 2)?,
        sent: col(row, 3)?,
        complained: col(row, 4)?,
    })
}

/// One statement, so that all of it is of one moment. What is left are those who are to get the issue and
/// were not looked at yet, and those whose holder died; the few who asked for it before their turn are
/// counted here and under `later`.
pub(in crate::postgres) async fn counts(
    client: &impl GenericClient,
    list: &Slug,
    number: u32,
    now: Timestamp,
) -> Result<Option<IssueCounts>> {
    let sql = "SELECT i.sent, i.dead, i.returned, i.complained,
               (SELECT count(*) FROM infomail_receipt r WHERE r.issue = i.key AND r.fate = 2),
               (SELECT coalesce(sum(h.n), 0)::bigint FROM infomail_lease h
                WHERE h.issue = i.key AND h.until > $3),
               (SELECT coalesce(sum(h.n), 0)::bigint FROM infomail_lease h
                WHERE h.issue = i.key AND h.until <= $3)
               + (SELECT count(*) FROM subscription s
                  WHERE s.list = i.list AND s.key > i.reached AND s.epoch <= i.epoch
                  AND i.state <> 'draft'
                  AND (NOT i.by_language OR EXISTS
                      (SELECT 1 FROM infomail_issue_language f
                       WHERE f.issue = i.key AND f.language = s.language))
                  AND (NOT i.by_signed OR EXISTS
                      (SELECT 1 FROM subscription_signed n
                       JOIN infomail_issue_signed f ON f.declaration = n.declaration
                       WHERE f.issue = i.key AND n.subscription = s.key)))
               FROM infomail_issue i JOIN infomail_list l ON l.key = i.list
               WHERE l.slug = $1 AND i.number = $2";
    let values: Values<'_> = &[&list.as_str(), &number.raw(), &now.raw()];
    let row = statement::row(client, sql, values).await?;
    row.map(|row| issue_counts(&row)).transpose()
}

fn issue_counts(row: &Row) -> Result<IssueCounts> {
    Ok(IssueCounts {
        sent: col(row, 0)?,
        dead: col(row, 1)?,
        returned: col(row, 2)?,
        complained: col(row, 3)?,
        later: col(row, 4)?,
        held: col(row, 5)?,
        left: col(row, 6)?,
    })
}

/// How much waits of the issues that are being sent, of one moment: the caller's transaction is a snapshot.
/// Whoever asked for one that is done waits as well.
pub(in crate::postgres) async fn depth(
    client: &impl GenericClient,
    now: Timestamp,
) -> Result<LaneDepth> {
    let sql = "SELECT count(*) FILTER (WHERE r.due <= $1),
                      count(*) FILTER (WHERE r.due > $1 AND r.held),
                      count(*) FILTER (WHERE r.due > $1 AND NOT r.held),
                      min(r.due) FILTER (WHERE r.due <= $1)
               FROM infomail_receipt r JOIN infomail_issue i ON i.key = r.issue
               WHERE r.fate = 2 AND i.state IN ('sending', 'done')";
    let again = statement::row(client, sql, &[&now.raw()]).await?;
    let again = again.ok_or_else(|| StoreError::corrupt("a count is one row"))?;
    let mut depth = LaneDepth {
        lane: Lane::Issue,
        waiting: col(&again, 0)?,
        held: col(&again, 1)?,
        later: col(&again, 2)?,
        oldest_due: maybe(&again, 3)?,
    };
    let sql = "SELECT l.slug, i.number
               FROM infomail_issue i JOIN infomail_list l ON l.key = i.list
               WHERE i.state = 'sending'";
    for row in statement::rows(client, sql, &[]).await? {
        let (list, number) = (col(&row, 0)?, col(&row, 1)?);
        if let Some(counts) = counts(client, &list, number, now).await? {
            depth.held += counts.held;
            depth.waiting += counts.left;
        }
    }
    Ok(depth)
}

pub(in crate::postgres) async fn domains(
    client: &impl GenericClient,
    list: &Slug,
    number: u32,
) -> Result<Vec<DomainCounts>> {
    let sql = "SELECT d.name, d.sent, d.dead, d.deferred, d.returned
               FROM infomail_domain d JOIN infomail_issue i ON i.key = d.issue
               JOIN infomail_list l ON l.key = i.list WHERE l.slug = $1 AND i.number = $2";
    let rows = statement::rows(client, sql, &[&list.as_str(), &number.raw()]).await?;
    let counts = |row: &Row| {
        Ok(DomainCounts {
            domain: row.try_get(0)?,
            sent: col(row, 1)?,
            dead: col(row, 2)?,
            deferred: col(row, 3)?,
            returned: col(row, 4)?,
        })
    };
    rows.iter().map(counts).collect()
}

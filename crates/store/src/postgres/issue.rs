//! Lists and their numbered issues.
//!
//! Locks are taken from the list to the issue: whoever publishes drafts, or lets an issue appear, has
//! the row of the list to themselves.

use std::collections::HashMap;

use deadpool_postgres::{GenericClient, Transaction};
use domain::infomail::IssueState;
use domain::slug::Slug;
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col, maybe, raws};
use super::statement::Values;
use super::{Result, statement};
use crate::{FolderFile, IssueRow, IssueStep, ListRow, NewIssue, StoreError};

/// The short key of a list that must exist.
pub(super) async fn list_key(client: &impl GenericClient, slug: &Slug) -> Result<i64> {
    let sql = "SELECT key FROM infomail_list WHERE slug = $1";
    let row = statement::row(client, sql, &[&slug.as_str()]).await?;
    let row = row.ok_or_else(|| StoreError::conflict("there is no such list"))?;
    Ok(row.try_get(0)?)
}

pub(super) async fn lists(client: &impl GenericClient) -> Result<Vec<ListRow>> {
    let sql = "SELECT slug, settings, created FROM infomail_list ORDER BY slug";
    let rows = statement::rows(client, sql, &[]).await?;
    let list = |row: &Row| {
        Ok(ListRow {
            slug: col(row, 0)?,
            settings: row.try_get(1)?,
            created: col(row, 2)?,
        })
    };
    rows.iter().map(list).collect()
}

pub(super) async fn publish(
    transaction: &Transaction<'_>,
    list: &ListRow,
    issues: &[NewIssue],
) -> Result<()> {
    let sql = "INSERT INTO infomail_list (slug, settings, created) VALUES ($1, $2, $3)
               ON CONFLICT (slug) DO UPDATE SET settings = excluded.settings RETURNING key";
    let values: Values<'_> = &[&list.slug.as_str(), &list.settings, &list.created.raw()];
    let row = statement::row(transaction, sql, values).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("what is written is returned"))?;
    let key: i64 = row.try_get(0)?;
    forget_drafts(transaction, key, issues).await?;
    for issue in issues {
        draft(transaction, key, issue).await?;
    }
    Ok(())
}

/// Drafts that are not in the folder any more go.
async fn forget_drafts(transaction: &Transaction<'_>, list: i64, kept: &[NewIssue]) -> Result<()> {
    let sql = "SELECT key FROM infomail_issue
               WHERE list = $1 AND state = 'draft' AND number <> ALL($2)";
    let kept = raws(kept, |issue| issue.number);
    let gone = statement::rows(transaction, sql, &[&list, &kept]).await?;
    for row in gone {
        let key: i64 = row.try_get(0)?;
        forget_parts(transaction, key).await?;
        let sql = "DELETE FROM infomail_issue WHERE key = $1";
        statement::execute(transaction, sql, &[&key]).await?;
    }
    Ok(())
}

async fn forget_parts(transaction: &Transaction<'_>, issue: i64) -> Result<()> {
    for sql in [
        "DELETE FROM infomail_issue_file WHERE issue = $1",
        "DELETE FROM infomail_issue_language WHERE issue = $1",
        "DELETE FROM infomail_issue_signed WHERE issue = $1",
    ] {
        statement::execute(transaction, sql, &[&issue]).await?;
    }
    Ok(())
}

/// Keeps a draft. The number of an issue that appeared is taken for good.
async fn draft(transaction: &Transaction<'_>, list: i64, new: &NewIssue) -> Result<()> {
    let sql = "INSERT INTO infomail_issue AS i (list, number, state, by_language, by_signed)
               VALUES ($1, $2, 'draft', $3, $4)
               ON CONFLICT (list, number) DO UPDATE
               SET by_language = excluded.by_language, by_signed = excluded.by_signed
               WHERE i.state = 'draft' RETURNING key";
    let (by_language, by_signed) = (!new.languages.is_empty(), !new.signed.is_empty());
    let values: Values<'_> = &[&list, &new.number.raw(), &by_language, &by_signed];
    let Some(row) = statement::row(transaction, sql, values).await? else {
        let what = format!("issue {} appeared and does not change", new.number);
        return Err(StoreError::conflict(what));
    };
    let key: i64 = row.try_get(0)?;
    forget_parts(transaction, key).await?;
    let sql = "INSERT INTO infomail_issue_file (issue, path, content)
               SELECT $1, * FROM unnest($2::text[], $3::bytea[])";
    let paths: Vec<&str> = new.files.iter().map(|file| file.path.as_str()).collect();
    let contents: Vec<&[u8]> = new
        .files
        .iter()
        .map(|file| file.content.as_slice())
        .collect();
    statement::execute(transaction, sql, &[&key, &paths, &contents]).await?;
    let sql = "INSERT INTO infomail_issue_language (issue, language)
               SELECT $1, * FROM unnest($2::text[])";
    let languages = raws(&new.languages, Clone::clone);
    statement::execute(transaction, sql, &[&key, &languages]).await?;
    let sql = "INSERT INTO infomail_issue_signed (issue, declaration)
               SELECT $1, (SELECT key FROM declaration WHERE slug = named.slug)
               FROM unnest($2::text[]) AS named (slug)";
    let signed = raws(&new.signed, Clone::clone);
    statement::execute(transaction, sql, &[&key, &signed]).await?;
    Ok(())
}

/// The issues of a list, of one moment: the caller's transaction is a snapshot.
pub(super) async fn all(client: &impl GenericClient, list: &Slug) -> Result<Vec<IssueRow>> {
    let mut files = files(client, list).await?;
    let sql = "SELECT i.number, i.state, i.appeared, i.paused_by
               FROM infomail_issue i JOIN infomail_list l ON l.key = i.list
               WHERE l.slug = $1 ORDER BY i.number";
    let rows = statement::rows(client, sql, &[&list.as_str()]).await?;
    rows.iter()
        .map(|row| {
            let number: u32 = col(row, 0)?;
            Ok(IssueRow {
                number,
                state: col(row, 1)?,
                appeared: maybe(row, 2)?,
                paused_by: row.try_get(3)?,
                files: files.remove(&number).unwrap_or_default(),
            })
        })
        .collect()
}

/// The files of every issue of a list, by number.
async fn files(client: &impl GenericClient, list: &Slug) -> Result<HashMap<u32, Vec<FolderFile>>> {
    let sql = "SELECT i.number, f.path, f.content
               FROM infomail_issue i JOIN infomail_list l ON l.key = i.list
               JOIN infomail_issue_file f ON f.issue = i.key
               WHERE l.slug = $1 ORDER BY f.issue, f.path";
    let mut files: HashMap<u32, Vec<FolderFile>> = HashMap::new();
    for row in statement::rows(client, sql, &[&list.as_str()]).await? {
        files.entry(col(&row, 0)?).or_default().push(FolderFile {
            path: row.try_get(1)?,
            content: row.try_get(2)?,
        });
    }
    Ok(files)
}

/// An issue appears by two rows: it takes the epoch of its list, and the list begins the next. Whoever
/// subscribes from then on belongs to that one. The lock on the row of the list decides: it waits for
/// subscriptions that have begun with the epoch of before, and those that begin later wait for it.
pub(super) async fn step(transaction: &Transaction<'_>, step: &IssueStep) -> Result<bool> {
    let appears = step.from == IssueState::Draft;
    if appears {
        let sql = "SELECT 1 FROM infomail_list WHERE slug = $1 FOR NO KEY UPDATE";
        statement::row(transaction, sql, &[&step.list.as_str()]).await?;
    }
    let sql = "UPDATE infomail_issue i
               SET state = $4, paused_by = $5, appeared = coalesce(i.appeared, $6)
               FROM infomail_list l
               WHERE l.slug = $1 AND i.list = l.key AND i.number = $2 AND i.state = $3";
    let values: Values<'_> = &[
        &step.list.as_str(),
        &step.number.raw(),
        &step.from.word(),
        &step.to.word(),
        &step.why,
        &step.now.raw(),
    ];
    let moved = statement::execute(transaction, sql, values).await?;
    if moved == 1 && appears {
        let list = list_key(transaction, &step.list).await?;
        let sql = "UPDATE infomail_issue
                   SET epoch = (SELECT epoch FROM infomail_list WHERE key = $1)
                   WHERE list = $1 AND number = $2";
        statement::execute(transaction, sql, &[&list, &step.number.raw()]).await?;
        let sql = "UPDATE infomail_list SET epoch = epoch + 1 WHERE key = $1";
        statement::execute(transaction, sql, &[&list]).await?;
    }
    Ok(moved == 1)
}

/// Receipts of issues that are done and appeared before a moment go; what they add up to stays. Those
/// that another node erases at this moment are passed over.
pub(super) async fn forget_receipts(
    transaction: &Transaction<'_>,
    before: Timestamp,
    most: u32,
) -> Result<u32> {
    let sql = "DELETE FROM infomail_receipt WHERE (issue, subscription) IN (
                   SELECT r.issue, r.subscription
                   FROM infomail_issue i JOIN infomail_receipt r ON r.issue = i.key
                   WHERE i.state = 'done' AND i.appeared < $1
                   LIMIT $2 FOR UPDATE OF r SKIP LOCKED)";
    let gone = statement::execute(transaction, sql, &[&before.raw(), &i64::from(most)]).await?;
    Ok(u32::try_from(gone).unwrap_or(u32::MAX))
}

//! Lists and their numbered issues.

use domain::infomail::IssueState;
use domain::slug::Slug;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::Result;
use super::column::{Col, col, maybe};
use crate::{FolderFile, IssueRow, IssueStep, ListRow, NewIssue, StoreError};

/// The short key of a list, if there is one of this name.
pub(super) fn find_list(connection: &Connection, slug: &Slug) -> Result<Option<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT key FROM infomail_list WHERE slug = ?1")?;
    Ok(statement
        .query_row([slug.as_str()], |row| row.get(0))
        .optional()?)
}

/// The same where the list must exist.
pub(super) fn list_key(connection: &Connection, slug: &Slug) -> Result<i64> {
    find_list(connection, slug)?.ok_or_else(|| StoreError::conflict("there is no such list"))
}

/// The short key of an issue, if there is one of this number.
pub(super) fn find(connection: &Connection, list: &Slug, number: u32) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT i.key FROM infomail_issue i JOIN infomail_list l ON l.key = i.list
         WHERE l.slug = ?1 AND i.number = ?2",
    )?;
    Ok(statement
        .query_row((list.as_str(), number), |row| row.get(0))
        .optional()?)
}

pub(super) fn lists(connection: &Connection) -> Result<Vec<ListRow>> {
    let mut statement = connection
        .prepare_cached("SELECT slug, settings, created FROM infomail_list ORDER BY slug")?;
    let rows = statement.query_map([], |row| {
        Ok(ListRow {
            slug: col(row, 0)?,
            settings: row.get(1)?,
            created: col(row, 2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn publish(
    transaction: &Transaction<'_>,
    list: &ListRow,
    issues: &[NewIssue],
) -> Result<()> {
    let renewed = transaction
        .prepare_cached("UPDATE infomail_list SET settings = ?2 WHERE slug = ?1")?
        .execute((list.slug.as_str(), &list.settings))?;
    if renewed == 0 {
        transaction
            .prepare_cached(
                "INSERT INTO infomail_list (slug, settings, created) VALUES (?1, ?2, ?3)",
            )?
            .execute((list.slug.as_str(), &list.settings, Col(list.created)))?;
    }
    let key = list_key(transaction, &list.slug)?;
    forget_drafts(transaction, key, issues)?;
    for issue in issues {
        draft(transaction, key, issue)?;
    }
    Ok(())
}

/// Drafts that are not in the folder any more go.
fn forget_drafts(transaction: &Transaction<'_>, list: i64, kept: &[NewIssue]) -> Result<()> {
    let drafts: Vec<(i64, u32)> = transaction
        .prepare_cached(
            "SELECT key, number FROM infomail_issue WHERE list = ?1 AND state = 'draft'",
        )?
        .query_map([list], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let gone = drafts
        .iter()
        .filter(|(_, number)| kept.iter().all(|issue| issue.number != *number));
    for (key, _) in gone {
        forget_parts(transaction, *key)?;
        transaction
            .prepare_cached("DELETE FROM infomail_issue WHERE key = ?1")?
            .execute([key])?;
    }
    Ok(())
}

fn forget_parts(transaction: &Transaction<'_>, issue: i64) -> Result<()> {
    for sql in [
        "DELETE FROM infomail_issue_file WHERE issue = ?1",
        "DELETE FROM infomail_issue_language WHERE issue = ?1",
        "DELETE FROM infomail_issue_signed WHERE issue = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([issue])?;
    }
    Ok(())
}

/// Keeps a draft. The number of an issue that appeared is taken for good.
fn draft(transaction: &Transaction<'_>, list: i64, new: &NewIssue) -> Result<()> {
    let (by_language, by_signed) = (!new.languages.is_empty(), !new.signed.is_empty());
    let key: Option<i64> = transaction
        .prepare_cached(
            "INSERT INTO infomail_issue (list, number, state, by_language, by_signed)
             VALUES (?1, ?2, 'draft', ?3, ?4)
             ON CONFLICT (list, number) DO UPDATE
             SET by_language = excluded.by_language, by_signed = excluded.by_signed
             WHERE state = 'draft' RETURNING key",
        )?
        .query_row((list, new.number, by_language, by_signed), |row| row.get(0))
        .optional()?;
    let Some(key) = key else {
        let what = format!("issue {} appeared and does not change", new.number);
        return Err(StoreError::conflict(what));
    };
    forget_parts(transaction, key)?;
    let mut file = transaction.prepare_cached(
        "INSERT INTO infomail_issue_file (issue, path, content) VALUES (?1, ?2, ?3)",
    )?;
    for FolderFile { path, content } in &new.files {
        file.execute((key, path, content))?;
    }
    let mut language = transaction
        .prepare_cached("INSERT INTO infomail_issue_language (issue, language) VALUES (?1, ?2)")?;
    for tag in &new.languages {
        language.execute((key, tag.as_str()))?;
    }
    let mut signed = transaction.prepare_cached(
        "INSERT INTO infomail_issue_signed (issue, declaration)
         VALUES (?1, (SELECT key FROM declaration WHERE slug = ?2))",
    )?;
    for declaration in &new.signed {
        signed.execute((key, declaration.as_str()))?;
    }
    Ok(())
}

pub(super) fn all(connection: &Connection, list: &Slug) -> Result<Vec<IssueRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT i.key, i.number, i.state, i.appeared, i.paused_by
         FROM infomail_issue i JOIN infomail_list l ON l.key = i.list
         WHERE l.slug = ?1 ORDER BY i.number",
    )?;
    let rows = statement.query_map([list.as_str()], |row| {
        let key: i64 = row.get(0)?;
        let issue = IssueRow {
            number: row.get(1)?,
            state: col(row, 2)?,
            appeared: maybe(row, 3)?,
            paused_by: row.get(4)?,
            files: Vec::new(),
        };
        Ok((key, issue))
    })?;
    let issues: Vec<(i64, IssueRow)> = rows.collect::<rusqlite::Result<_>>()?;
    issues
        .into_iter()
        .map(|(key, issue)| {
            Ok(IssueRow {
                files: files(connection, key)?,
                ..issue
            })
        })
        .collect()
}

fn files(connection: &Connection, issue: i64) -> Result<Vec<FolderFile>> {
    let mut statement = connection.prepare_cached(
        "SELECT path, content FROM infomail_issue_file WHERE issue = ?1 ORDER BY path",
    )?;
    let rows = statement.query_map([issue], |row| {
        Ok(FolderFile {
            path: row.get(0)?,
            content: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An issue appears by two rows: it takes the epoch of its list, and the list begins the next. Whoever
/// subscribes from then on belongs to that one.
pub(super) fn step(transaction: &Transaction<'_>, step: &IssueStep) -> Result<bool> {
    let Some(key) = find(transaction, &step.list, step.number)? else {
        return Ok(false);
    };
    let moved = transaction
        .prepare_cached(
            "UPDATE infomail_issue SET state = ?3, paused_by = ?4, appeared = coalesce(appeared, ?5)
             WHERE key = ?1 AND state = ?2",
        )?
        .execute((
            key,
            step.from.word(),
            step.to.word(),
            &step.why,
            Col(step.now),
        ))?;
    if moved == 1 && step.from == IssueState::Draft {
        transaction
            .prepare_cached(
                "UPDATE infomail_issue
                 SET epoch = (SELECT epoch FROM infomail_list WHERE key = list) WHERE key = ?1",
            )?
            .execute([key])?;
        transaction
            .prepare_cached(
                "UPDATE infomail_list SET epoch = epoch + 1
                 WHERE key = (SELECT list FROM infomail_issue WHERE key = ?1)",
            )?
            .execute([key])?;
    }
    Ok(moved == 1)
}

/// Receipts of issues that are done and appeared before a moment go; what they add up to stays.
pub(super) fn forget_receipts(
    transaction: &Transaction<'_>,
    before: Timestamp,
    most: u32,
) -> Result<u32> {
    let mut old = transaction
        .prepare_cached("SELECT key FROM infomail_issue WHERE state = 'done' AND appeared < ?1")?;
    let issues: Vec<i64> = old
        .query_map([Col(before)], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut erase = transaction.prepare_cached(
        "DELETE FROM infomail_receipt WHERE issue = ?1 AND subscription IN
             (SELECT subscription FROM infomail_receipt WHERE issue = ?1 LIMIT ?2)",
    )?;
    let mut gone = 0;
    for issue in issues {
        let left = most.saturating_sub(gone);
        if left == 0 {
            break;
        }
        gone += u32::try_from(erase.execute((issue, left))?).unwrap_or(u32::MAX);
    }
    Ok(gone)
}

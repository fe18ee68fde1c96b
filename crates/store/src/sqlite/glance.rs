//! How much waits in the outbox, at a glance: whoever looks pays for so many rows of each kind and no more.

use jiff::Timestamp;
use rusqlite::Connection;

use super::column::{Col, col, maybe};
use super::{Result, issue_mail};
use crate::{Lane, LaneDepth};

pub(super) fn outbox(connection: &Connection, now: Timestamp, most: u32) -> Result<Vec<LaneDepth>> {
    Ok(vec![
        of_lane(connection, Lane::Confirmation, (now, most))?,
        of_lane(connection, Lane::Service, (now, most))?,
        of_issues(connection, (now, most))?,
    ])
}

/// Both counts run along the index of the lane, and stop.
fn of_lane(
    connection: &Connection,
    lane: Lane,
    (now, most): (Timestamp, u32),
) -> Result<LaneDepth> {
    let mut ready = connection.prepare_cached(
        "SELECT count(*), min(due) FROM
         (SELECT due FROM outbox WHERE lane = ?1 AND ready <= ?2 ORDER BY ready, due LIMIT ?3)",
    )?;
    let asked = (Col(lane), Col(now), most);
    let (waiting, oldest_due) = ready.query_row(asked, |row| Ok((col(row, 0)?, maybe(row, 1)?)))?;
    let mut others = connection.prepare_cached(
        "SELECT count(*) FILTER (WHERE due <= ?2), count(*) FILTER (WHERE due > ?2) FROM
         (SELECT due FROM outbox WHERE lane = ?1 AND ready > ?2 ORDER BY ready, due LIMIT ?3)",
    )?;
    let asked = (Col(lane), Col(now), most);
    let (held, later) = others.query_row(asked, |row| Ok((col(row, 0)?, col(row, 1)?)))?;
    Ok(LaneDepth {
        lane,
        waiting,
        held,
        later,
        oldest_due,
    })
}

/// Copies that were begun, as far as so many of them all tell; to count whose turn has not come would be
/// to look at every subscription.
fn of_issues(connection: &Connection, (now, most): (Timestamp, u32)) -> Result<LaneDepth> {
    let mut again = connection.prepare_cached(
        "SELECT count(*) FILTER (WHERE due <= ?1),
                count(*) FILTER (WHERE due > ?1 AND held = 1),
                count(*) FILTER (WHERE due > ?1 AND held = 0),
                min(due) FILTER (WHERE due <= ?1) FROM
         (SELECT due, held, (SELECT i.state FROM infomail_issue i WHERE i.key = issue) AS state
          FROM infomail_receipt INDEXED BY infomail_receipt_due
          WHERE fate = 2 AND due > 0 ORDER BY due LIMIT ?2)
         WHERE state IN ('sending', 'done')",
    )?;
    let mut depth = again.query_row((Col(now), most), issue_mail::counted)?;
    let mut leases = connection.prepare_cached(
        "SELECT coalesce(sum(l.n) FILTER (WHERE l.until > ?1), 0),
                coalesce(sum(l.n) FILTER (WHERE l.until <= ?1), 0)
         FROM infomail_lease l JOIN infomail_issue i ON i.key = l.issue WHERE i.state = 'sending'",
    )?;
    let (held, orphaned): (u64, u64) =
        leases.query_row([Col(now)], |row| Ok((col(row, 0)?, col(row, 1)?)))?;
    depth.held += held;
    depth.waiting += orphaned;
    Ok(depth)
}

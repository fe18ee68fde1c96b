//! How much waits in the outbox, at a glance: whoever looks pays for so many rows of each kind and no more.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;

use super::column::{Column, col, maybe};
use super::{Result, statement};
use crate::{Lane, LaneDepth, StoreError};

pub(super) async fn outbox(
    client: &impl GenericClient,
    now: Timestamp,
    most: u32,
) -> Result<Vec<LaneDepth>> {
    Ok(vec![
        of_lane(client, Lane::Confirmation, (now, most)).await?,
        of_lane(client, Lane::Service, (now, most)).await?,
        of_issues(client, (now, most)).await?,
    ])
}

/// Both counts run along the index of the lane, and stop.
async fn of_lane(
    client: &impl GenericClient,
    lane: Lane,
    (now, most): (Timestamp, u32),
) -> Result<LaneDepth> {
    let sql = "SELECT
               (SELECT count(*) FROM
                (SELECT 1 FROM outbox WHERE lane = $1 AND ready <= $2 LIMIT $3) ready),
               (SELECT min(due) FROM (SELECT due FROM outbox WHERE lane = $1 AND ready <= $2
                ORDER BY ready, due LIMIT $3) ready),
               count(*) FILTER (WHERE due <= $2), count(*) FILTER (WHERE due > $2)
               FROM (SELECT due FROM outbox WHERE lane = $1 AND ready > $2
                     ORDER BY ready, due LIMIT $3) others";
    let row = statement::row(client, sql, &[&lane.raw(), &now.raw(), &i64::from(most)]).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("a count is one row"))?;
    Ok(LaneDepth {
        lane,
        waiting: col(&row, 0)?,
        oldest_due: maybe(&row, 1)?,
        held: col(&row, 2)?,
        later: col(&row, 3)?,
    })
}

/// Copies that were begun; to count whose turn has not come would be to look at every subscription.
async fn of_issues(
    client: &impl GenericClient,
    (now, most): (Timestamp, u32),
) -> Result<LaneDepth> {
    let sql = "SELECT count(*) FILTER (WHERE due <= $1),
                      count(*) FILTER (WHERE due > $1 AND held)
                      + (SELECT coalesce(sum(l.n), 0)::bigint FROM infomail_lease l
                         JOIN infomail_issue i ON i.key = l.issue
                         WHERE i.state = 'sending' AND l.until > $1),
                      count(*) FILTER (WHERE due > $1 AND NOT held),
                      min(due) FILTER (WHERE due <= $1),
                      (SELECT coalesce(sum(l.n), 0)::bigint FROM infomail_lease l
                       JOIN infomail_issue i ON i.key = l.issue
                       WHERE i.state = 'sending' AND l.until <= $1)
               FROM (SELECT issue, due, held FROM infomail_receipt
                     WHERE fate = 2 ORDER BY due LIMIT $2) again
               JOIN infomail_issue i ON i.key = again.issue WHERE i.state IN ('sending', 'done')";
    let row = statement::row(client, sql, &[&now.raw(), &i64::from(most)]).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("a count is one row"))?;
    let orphaned: u64 = col(&row, 4)?;
    let due: u64 = col(&row, 0)?;
    Ok(LaneDepth {
        lane: Lane::Issue,
        waiting: due + orphaned,
        held: col(&row, 1)?,
        later: col(&row, 2)?,
        oldest_due: maybe(&row, 3)?,
    })
}

//! Counters that change with a batch.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;
use domain::listing::Listing;
use domain::log::Bucket;

use super::super::Result;
use super::super::column::raws;
use super::super::statement::{self, Values};
use crate::StoreError;

/// Changes of counters, summed up so that each counter is written once however large the batch. Whoever
/// writes them holds the head of the log.
#[derive(Default)]
pub(in crate::postgres) struct Counts(BTreeMap<(Bucket, Listing), i64>);

type Change<'c> = (&'c (Bucket, Listing), &'c i64);

impl Counts {
    pub(in crate::postgres) fn add(&mut self, bucket: Bucket, listing: Listing, change: i64) {
        *self.0.entry((bucket, listing)).or_default() += change;
    }

    pub(in crate::postgres) async fn write(
        &self,
        transaction: &Transaction<'_>,
        key: i64,
    ) -> Result<()> {
        let (more, fewer): (Vec<Change<'_>>, Vec<Change<'_>>) = self
            .0
            .iter()
            .filter(|(_, by)| **by != 0)
            .partition(|(_, by)| **by > 0);
        let sql = "INSERT INTO counter AS c (declaration, revision, class, evidence, listing, n)
                   SELECT $1, * FROM unnest($2::bigint[], $3::smallint[], $4::smallint[],
                                            $5::smallint[], $6::bigint[])
                   ON CONFLICT (declaration, revision, class, evidence, listing)
                   DO UPDATE SET n = c.n + excluded.n";
        change(transaction, sql, key, &more).await?;
        let sql = "UPDATE counter c SET n = c.n + d.by
                   FROM unnest($2::bigint[], $3::smallint[], $4::smallint[], $5::smallint[],
                               $6::bigint[]) AS d (revision, class, evidence, listing, by)
                   WHERE c.declaration = $1 AND c.revision = d.revision AND c.class = d.class
                   AND c.evidence = d.evidence AND c.listing = d.listing";
        change(transaction, sql, key, &fewer).await
    }
}

async fn change(
    transaction: &Transaction<'_>,
    sql: &str,
    key: i64,
    changes: &[Change<'_>],
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let by: Vec<i64> = changes.iter().map(|(_, by)| **by).collect();
    let values: Values<'_> = &[
        &key,
        &raws(changes, |((bucket, _), _)| bucket.revision),
        &raws(changes, |((bucket, _), _)| bucket.class),
        &raws(changes, |((bucket, _), _)| bucket.evidence),
        &raws(changes, |((_, listing), _)| *listing),
        &by,
    ];
    let changed = statement::execute(transaction, sql, values).await?;
    if changed == changes.len() as u64 {
        Ok(())
    } else {
        Err(StoreError::corrupt("a signature was never counted"))
    }
}

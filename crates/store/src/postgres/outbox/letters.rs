//! Mails given up, counted by day and reason.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;

use crate::Lane;
use crate::postgres::Result;
use crate::postgres::column::{Column, raws};
use crate::postgres::statement::{self, Values};

/// Mails given up on one day for one reason, at one domain by its keyed hash.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::postgres) struct Letters {
    pub(in crate::postgres) day: u32,
    pub(in crate::postgres) lane: Lane,
    pub(in crate::postgres) kind: String,
    pub(in crate::postgres) class: &'static str,
    pub(in crate::postgres) domain: [u8; 32],
}

/// How many, each with the name of its domain.
#[derive(Default)]
pub(in crate::postgres) struct Counted(BTreeMap<Letters, (String, u64)>);

impl Counted {
    pub(in crate::postgres) fn add(&mut self, letters: Letters, name: &str) {
        let (_, n) = self
            .0
            .entry(letters)
            .or_insert_with(|| (name.to_owned(), 0));
        *n += 1;
    }

    /// Adds them to what was counted, in the order of the keys: two that count the same wait in no ring.
    /// From the moment at which a row counts `least_to_name`, its domain has a name.
    pub(in crate::postgres) async fn write(
        &self,
        transaction: &Transaction<'_>,
        least_to_name: u64,
    ) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let kinds: Vec<&str> = self.0.keys().map(|letters| letters.kind.as_str()).collect();
        let counts = raws(self.0.values(), |(_, n)| *n);
        let sql = "INSERT INTO outbox_given_up AS g (kind, n)
                   SELECT kind, sum(n)::bigint FROM unnest($1::text[], $2::bigint[]) AS l (kind, n)
                   GROUP BY kind ORDER BY kind
                   ON CONFLICT (kind) DO UPDATE SET n = g.n + excluded.n";
        statement::execute(transaction, sql, &[&kinds, &counts]).await?;
        let days = raws(self.0.keys(), |letters| letters.day);
        let lanes = raws(self.0.keys(), |letters| letters.lane);
        let classes: Vec<&str> = self.0.keys().map(|letters| letters.class).collect();
        let domains = raws(self.0.keys(), |letters| letters.domain);
        let sql = "INSERT INTO dead_letter AS l (day, lane, kind, class, domain, n)
                   SELECT * FROM unnest($1::integer[], $2::smallint[], $3::text[], $4::text[],
                                        $5::bytea[], $6::bigint[])
                   ON CONFLICT (day, lane, kind, class, domain)
                   DO UPDATE SET n = l.n + excluded.n";
        let values: Values<'_> = &[&days, &lanes, &kinds, &classes, &domains, &counts];
        statement::execute(transaction, sql, values).await?;
        let names: Vec<&str> = self.0.values().map(|(name, _)| name.as_str()).collect();
        let sql = "UPDATE dead_letter l SET name = d.name
                   FROM unnest($1::integer[], $2::smallint[], $3::text[], $4::text[], $5::bytea[],
                               $6::text[]) AS d (day, lane, kind, class, domain, name)
                   WHERE l.day = d.day AND l.lane = d.lane AND l.kind = d.kind
                   AND l.class = d.class AND l.domain = d.domain
                   AND l.name IS NULL AND l.n >= $7";
        let least = least_to_name.raw();
        let values: Values<'_> = &[&days, &lanes, &kinds, &classes, &domains, &names, &least];
        statement::execute(transaction, sql, values).await?;
        Ok(())
    }
}

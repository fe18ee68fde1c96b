//! What became of mails that were taken.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::{finish, release};
use crate::rows::codes::fate::{DEAD, LATER, SENT};
use crate::sqlite::Result;
use crate::sqlite::column::Col;
use crate::sqlite::outbox::Letters;
use crate::{DomainCounts, IssueFate, IssueOutcome, Lane};

/// What copies of issues are called among the mails given up.
const KIND: &str = "issue";

/// Keyed hash and name of a domain.
type Domain = ([u8; 32], String);

/// What outcomes add up to, so that each counter is written once.
#[derive(Default)]
struct Sums {
    issues: BTreeMap<i64, (u64, u64)>,
    leases: BTreeMap<(i64, i64), u64>,
    domains: BTreeMap<(i64, [u8; 32]), (String, DomainCounts)>,
    letters: BTreeMap<(u32, &'static str, Domain), u64>,
}

/// Writes down what became of mails. One that was settled before, by this sender or by another that took
/// over, changes nothing a second time.
pub(in crate::sqlite) fn settle(
    transaction: &Transaction<'_>,
    outcomes: &[IssueOutcome],
    least_to_name: u64,
) -> Result<()> {
    let mut sums = Sums::default();
    for outcome in outcomes {
        settle_one(transaction, outcome, &mut sums)?;
    }
    let mut issues: Vec<i64> = sums.issues.keys().copied().collect();
    for ((issue, behind), n) in &sums.leases {
        shrink(transaction, (*issue, *behind), *n)?;
        issues.push(*issue);
    }
    for (issue, (sent, dead)) in &sums.issues {
        transaction
            .prepare_cached(
                "UPDATE infomail_issue SET sent = sent + ?2, dead = dead + ?3 WHERE key = ?1",
            )?
            .execute((issue, Col(*sent), Col(*dead)))?;
    }
    for ((issue, hash), (name, counts)) in &sums.domains {
        add_domain(transaction, (*issue, hash, name), counts, least_to_name)?;
    }
    for ((day, class, domain), n) in &sums.letters {
        let letters = Letters {
            day: *day,
            lane: Lane::Issue,
            kind: KIND,
            class,
            domain,
            n: *n,
        };
        letters.count(transaction, least_to_name)?;
    }
    issues.sort_unstable();
    issues.dedup();
    for issue in issues {
        finish(transaction, issue)?;
    }
    Ok(())
}

fn settle_one(
    transaction: &Transaction<'_>,
    outcome: &IssueOutcome,
    sums: &mut Sums,
) -> Result<()> {
    let (issue, subscription) = outcome.id.columns();
    let (fate, due, tried) = match outcome.fate {
        IssueFate::Sent => (SENT, None, 1_u64),
        // Whoever left meanwhile does not wait for another try.
        IssueFate::Later(_) | IssueFate::Back(_) if !subscribes(transaction, subscription)? => {
            (DEAD, None, 0)
        }
        IssueFate::Later(due) => (LATER, Some(due), 1),
        IssueFate::Back(due) => (LATER, Some(due), 0),
        IssueFate::Dead | IssueFate::GivenUp { .. } => (DEAD, None, 1),
    };
    let written = transaction
        .prepare_cached(
            "INSERT INTO infomail_receipt (issue, subscription, fate, due, attempts)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (issue, subscription) DO NOTHING",
        )?
        .execute((issue, subscription, fate, due.map(Col), Col(tried)))?;
    if written == 1 {
        if let Some(behind) = lease_of(transaction, issue, subscription)? {
            *sums.leases.entry((issue, behind)).or_default() += 1;
        }
    } else {
        let again = transaction
            .prepare_cached(
                "UPDATE infomail_receipt SET fate = ?3, due = ?4, held = 0, attempts = attempts + ?5
                 WHERE issue = ?1 AND subscription = ?2 AND fate = 2",
            )?
            .execute((issue, subscription, fate, due.map(Col), Col(tried)))?;
        if again == 0 {
            return Ok(());
        }
    }
    sums.add((issue, fate, tried), outcome);
    Ok(())
}

fn subscribes(connection: &Connection, subscription: i64) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM subscription WHERE key = ?1")?;
    Ok(statement.exists([subscription])?)
}

impl Sums {
    fn add(&mut self, (issue, fate, tried): (i64, i16, u64), outcome: &IssueOutcome) {
        let (sent, dead) = (u64::from(fate == SENT), u64::from(fate == DEAD));
        let counts = self.issues.entry(issue).or_default();
        counts.0 += sent;
        counts.1 += dead;
        if let Some((hash, name)) = &outcome.domain {
            let (_, counts) = self
                .domains
                .entry((issue, *hash))
                .or_insert_with(|| (name.clone(), DomainCounts::default()));
            counts.sent += sent;
            counts.dead += dead;
            counts.deferred += if fate == LATER { tried } else { 0 };
        }
        if let (IssueFate::GivenUp { class, day }, Some(domain)) = (outcome.fate, &outcome.domain) {
            *self
                .letters
                .entry((day, class, domain.clone()))
                .or_default() += 1;
        }
    }
}

fn lease_of(connection: &Connection, issue: i64, subscription: i64) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT behind FROM infomail_lease
         WHERE issue = ?1 AND behind < ?2 AND upto >= ?2 ORDER BY behind DESC LIMIT 1",
    )?;
    Ok(statement
        .query_row((issue, subscription), |row| row.get(0))
        .optional()?)
}

fn shrink(transaction: &Transaction<'_>, (issue, behind): (i64, i64), by: u64) -> Result<()> {
    let left = transaction
        .prepare_cached(
            "UPDATE infomail_lease SET n = n - ?3 WHERE issue = ?1 AND behind = ?2 AND n > ?3",
        )?
        .execute((issue, behind, Col(by)))?;
    if left == 0 {
        release(transaction, issue, behind)?;
    }
    Ok(())
}

fn add_domain(
    transaction: &Transaction<'_>,
    (issue, hash, name): (i64, &[u8; 32], &str),
    counts: &DomainCounts,
    least_to_name: u64,
) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO infomail_domain (issue, hash, sent, dead, deferred) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (issue, hash) DO UPDATE SET sent = sent + excluded.sent,
                 dead = dead + excluded.dead, deferred = deferred + excluded.deferred",
        )?
        .execute((
            issue,
            hash,
            Col(counts.sent),
            Col(counts.dead),
            Col(counts.deferred),
        ))?;
    transaction
        .prepare_cached(
            "UPDATE infomail_domain SET name = ?3
             WHERE issue = ?1 AND hash = ?2 AND name IS NULL AND sent + dead >= ?4",
        )?
        .execute((issue, hash, name, Col(least_to_name)))?;
    Ok(())
}

//! What became of mails that were taken.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deadpool_postgres::Transaction;

use super::{finish, lock, release};
use crate::postgres::Result;
use crate::postgres::column::{Column, raws};
use crate::postgres::outbox::{Counted, Letters};
use crate::postgres::statement::{self, Values};
use crate::rows::codes::fate::{DEAD, LATER, SENT};
use crate::{DomainCounts, IssueFate, IssueMailId, IssueOutcome, Lane};

/// What copies of issues are called among the mails given up.
const KIND: &str = "issue";

/// A mail with what its receipt will say.
struct Written<'o> {
    outcome: &'o IssueOutcome,
    issue: i64,
    subscription: i64,
    fate: i16,
    due: Option<i64>,
    tried: i32,
}

/// What outcomes add up to, so that each counter is written once.
#[derive(Default)]
struct Sums {
    issues: BTreeMap<i64, (u64, u64)>,
    leases: BTreeMap<(i64, i64), u64>,
    domains: BTreeMap<(i64, [u8; 32]), (String, DomainCounts)>,
    letters: Counted,
}

/// Writes down what became of mails. One that was settled before, by this sender or by another that took
/// over, changes nothing a second time.
pub(in crate::postgres) async fn settle(
    transaction: &Transaction<'_>,
    outcomes: &[IssueOutcome],
    least_to_name: u64,
) -> Result<()> {
    let issues: BTreeSet<i64> = outcomes.iter().map(|o| o.id.columns().0).collect();
    let issues: Vec<i64> = issues.into_iter().collect();
    lock(transaction, &issues).await?;
    let mut sums = Sums::default();
    for round in rounds(outcomes) {
        settle_round(transaction, &round, &mut sums).await?;
    }
    for ((issue, behind), n) in &sums.leases {
        shrink(transaction, (*issue, *behind), *n).await?;
    }
    sums.write(transaction).await?;
    add_domains(transaction, &sums, least_to_name).await?;
    sums.letters.write(transaction, least_to_name).await?;
    for issue in issues {
        finish(transaction, issue).await?;
    }
    Ok(())
}

/// Outcomes of which each round has one for a mail at most: a statement writes a row once.
fn rounds(outcomes: &[IssueOutcome]) -> Vec<Vec<&IssueOutcome>> {
    let mut seen: HashMap<IssueMailId, usize> = HashMap::new();
    let mut rounds: Vec<Vec<&IssueOutcome>> = Vec::new();
    for outcome in outcomes {
        let round = seen.entry(outcome.id).or_default();
        match rounds.get_mut(*round) {
            Some(begun) => begun.push(outcome),
            None => rounds.push(vec![outcome]),
        }
        *round += 1;
    }
    rounds
}

async fn settle_round(
    transaction: &Transaction<'_>,
    outcomes: &[&IssueOutcome],
    sums: &mut Sums,
) -> Result<()> {
    let subscribers = subscribers(transaction, outcomes).await?;
    let written: Vec<Written<'_>> = outcomes
        .iter()
        .map(|outcome| Written::new(outcome, &subscribers))
        .collect();
    let first = insert(transaction, &written).await?;
    for mail in &written {
        if let Some(Some(behind)) = first.get(&mail.key()) {
            *sums.leases.entry((mail.issue, *behind)).or_default() += 1;
        }
    }
    let (new, known): (Vec<Written<'_>>, Vec<Written<'_>>) = written
        .into_iter()
        .partition(|mail| first.contains_key(&mail.key()));
    let again = update(transaction, &known).await?;
    let known = known.iter().filter(|mail| again.contains(&mail.key()));
    for mail in new.iter().chain(known) {
        sums.add(mail);
    }
    Ok(())
}

/// Who of them subscribes still. Nobody of these leaves before the transaction ends: whoever does takes
/// along the receipts of mails that wait, and finds them.
async fn subscribers(
    transaction: &Transaction<'_>,
    outcomes: &[&IssueOutcome],
) -> Result<BTreeSet<i64>> {
    let keys: Vec<i64> = outcomes.iter().map(|o| o.id.columns().1).collect();
    let sql = "SELECT key FROM subscription WHERE key = ANY($1) ORDER BY key FOR KEY SHARE";
    let rows = statement::rows(transaction, sql, &[&keys]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

impl<'o> Written<'o> {
    fn new(outcome: &'o IssueOutcome, subscribers: &BTreeSet<i64>) -> Self {
        let (issue, subscription) = outcome.id.columns();
        let (fate, due, tried) = match outcome.fate {
            IssueFate::Sent => (SENT, None, 1),
            // Whoever left meanwhile does not wait for another try.
            IssueFate::Later(_) | IssueFate::Back(_) if !subscribers.contains(&subscription) => {
                (DEAD, None, 0)
            }
            IssueFate::Later(due) => (LATER, Some(due.raw()), 1),
            IssueFate::Back(due) => (LATER, Some(due.raw()), 0),
            IssueFate::Dead | IssueFate::GivenUp { .. } => (DEAD, None, 1),
        };
        Self {
            outcome,
            issue,
            subscription,
            fate,
            due,
            tried,
        }
    }

    const fn key(&self) -> (i64, i64) {
        (self.issue, self.subscription)
    }
}

/// Receipts of mails that had none; answers which, each with the stretch it was taken with.
async fn insert(
    transaction: &Transaction<'_>,
    written: &[Written<'_>],
) -> Result<HashMap<(i64, i64), Option<i64>>> {
    let sql = "WITH new AS (
                   INSERT INTO infomail_receipt (issue, subscription, fate, due, attempts)
                   SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[],
                                        $5::integer[])
                   ON CONFLICT (issue, subscription) DO NOTHING
                   RETURNING issue, subscription)
               SELECT issue, subscription,
                      (SELECT behind FROM infomail_lease l
                       WHERE l.issue = new.issue AND l.behind < new.subscription
                       AND l.upto >= new.subscription ORDER BY l.behind DESC LIMIT 1)
               FROM new";
    let rows = receipts(transaction, sql, written).await?;
    rows.iter()
        .map(|row| Ok(((row.try_get(0)?, row.try_get(1)?), row.try_get(2)?)))
        .collect()
}

/// Receipts of mails that waited for another try; answers which.
async fn update(
    transaction: &Transaction<'_>,
    written: &[Written<'_>],
) -> Result<BTreeSet<(i64, i64)>> {
    if written.is_empty() {
        return Ok(BTreeSet::new());
    }
    let sql = "UPDATE infomail_receipt r
               SET fate = w.fate, due = w.due, held = FALSE, attempts = r.attempts + w.tried
               FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::integer[])
                   AS w (issue, subscription, fate, due, tried)
               WHERE r.issue = w.issue AND r.subscription = w.subscription AND r.fate = 2
               RETURNING r.issue, r.subscription";
    let rows = receipts(transaction, sql, written).await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect()
}

async fn receipts(
    transaction: &Transaction<'_>,
    sql: &str,
    written: &[Written<'_>],
) -> Result<Vec<tokio_postgres::Row>> {
    let fates: Vec<i16> = written.iter().map(|mail| mail.fate).collect();
    let due: Vec<Option<i64>> = written.iter().map(|mail| mail.due).collect();
    let tried: Vec<i32> = written.iter().map(|mail| mail.tried).collect();
    let issues: Vec<i64> = written.iter().map(|mail| mail.issue).collect();
    let subscriptions: Vec<i64> = written.iter().map(|mail| mail.subscription).collect();
    let values: Values<'_> = &[&issues, &subscriptions, &fates, &due, &tried];
    statement::rows(transaction, sql, values).await
}

impl Sums {
    fn add(&mut self, mail: &Written<'_>) {
        let (sent, dead) = (u64::from(mail.fate == SENT), u64::from(mail.fate == DEAD));
        let deferred = u64::from(mail.fate == LATER && mail.tried > 0);
        let counts = self.issues.entry(mail.issue).or_default();
        counts.0 += sent;
        counts.1 += dead;
        if let Some((hash, name)) = &mail.outcome.domain {
            let (_, counts) = self
                .domains
                .entry((mail.issue, *hash))
                .or_insert_with(|| (name.clone(), DomainCounts::default()));
            counts.sent += sent;
            counts.dead += dead;
            counts.deferred += deferred;
            if let IssueFate::GivenUp { class, day } = mail.outcome.fate {
                let letters = Letters {
                    day,
                    lane: Lane::Issue,
                    kind: KIND.to_owned(),
                    class,
                    domain: *hash,
                };
                self.letters.add(letters, name);
            }
        }
    }

    async fn write(&self, transaction: &Transaction<'_>) -> Result<()> {
        let sql = "UPDATE infomail_issue SET sent = sent + $2, dead = dead + $3 WHERE key = $1";
        for (issue, (sent, dead)) in &self.issues {
            statement::execute(transaction, sql, &[issue, &sent.raw(), &dead.raw()]).await?;
        }
        Ok(())
    }
}

async fn shrink(transaction: &Transaction<'_>, (issue, behind): (i64, i64), by: u64) -> Result<()> {
    let sql = "UPDATE infomail_lease SET n = n - $3 WHERE issue = $1 AND behind = $2 AND n > $3";
    let left = statement::execute(transaction, sql, &[&issue, &behind, &by.raw()]).await?;
    if left == 0 {
        release(transaction, issue, behind).await?;
    }
    Ok(())
}

async fn add_domains(transaction: &Transaction<'_>, sums: &Sums, least: u64) -> Result<()> {
    if sums.domains.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO infomail_domain AS d (issue, hash, name, sent, dead, deferred)
               SELECT n.issue, n.hash, CASE WHEN n.sent + n.dead >= $7 THEN n.name END,
                      n.sent, n.dead, n.deferred
               FROM unnest($1::bigint[], $2::bytea[], $3::text[], $4::bigint[], $5::bigint[],
                           $6::bigint[]) AS n (issue, hash, name, sent, dead, deferred)
               ON CONFLICT (issue, hash) DO UPDATE
               SET sent = d.sent + excluded.sent, dead = d.dead + excluded.dead,
                   deferred = d.deferred + excluded.deferred";
    let all: Vec<_> = sums.domains.iter().collect();
    let issues: Vec<i64> = all.iter().map(|((issue, _), _)| *issue).collect();
    let hashes = raws(&all, |((_, hash), _)| *hash);
    let names: Vec<&str> = all.iter().map(|(_, (name, _))| name.as_str()).collect();
    let values: Values<'_> = &[
        &issues,
        &hashes,
        &names,
        &raws(&all, |(_, (_, counts))| counts.sent),
        &raws(&all, |(_, (_, counts))| counts.dead),
        &raws(&all, |(_, (_, counts))| counts.deferred),
        &least.raw(),
    ];
    statement::execute(transaction, sql, values).await?;
    let sql = "UPDATE infomail_domain d SET name = n.name
               FROM unnest($1::bigint[], $2::bytea[], $3::text[]) AS n (issue, hash, name)
               WHERE d.issue = n.issue AND d.hash = n.hash
               AND d.name IS NULL AND d.sent + d.dead >= $4";
    statement::execute(transaction, sql, &[&issues, &hashes, &names, &least.raw()]).await?;
    Ok(())
}

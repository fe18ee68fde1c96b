//! Writes that wait beside each other share one transaction and one sync.
//!
//! One that fails is undone alone, and its neighbours do not notice. As good as none does, so all of them
//! are carried out at first as if none would. When one has failed everything is undone, and they are
//! carried out again with a savepoint for each: savepoints keep a copy of every page that is changed.
//! Nobody is answered before the transaction of all of them is durable. When that fails, all of them
//! learn it, and what they learn is as sure as the engine is.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use super::Result;
use crate::StoreError;
use crate::sqlite::error::{again, of_commit};

/// A write with somebody who waits for it.
pub(super) trait Work: Send {
    /// Does it, from the start where it was undone; answers whether it is to be kept.
    fn carry_out(&mut self, transaction: &Transaction<'_>) -> bool;

    /// Tells whoever waits, once it is known what became of the transaction.
    fn answer(self: Box<Self>, transaction: Result<()>);
}

/// A write, then what it answers.
pub(super) struct Write<W, T> {
    work: W,
    /// Nothing as long as it was not reached.
    outcome: Option<Result<T>>,
    answer: oneshot::Sender<Result<T>>,
}

impl<W, T> Write<W, T>
where
    W: Fn(&Transaction<'_>) -> Result<T> + Send,
    T: Send,
{
    /// What is to be done, and who waits for it.
    pub(super) fn new(work: W, answer: oneshot::Sender<Result<T>>) -> Self {
        Self {
            work,
            outcome: None,
            answer,
        }
    }
}

impl<W, T> Work for Write<W, T>
where
    W: Fn(&Transaction<'_>) -> Result<T> + Send,
    T: Send,
{
    fn carry_out(&mut self, transaction: &Transaction<'_>) -> bool {
        // One that panics has done part of its work, which is undone.
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.work)(transaction)));
        let outcome = outcome.unwrap_or_else(|_| {
            tracing::error!(
                help = "report this fault with the lines before it; nothing acknowledged is lost",
                "a write ended in a panic and was undone"
            );
            Err(StoreError::unavailable("the write ended in a panic"))
        });
        self.outcome.insert(outcome).is_ok()
    }

    fn answer(self: Box<Self>, transaction: Result<()>) {
        // One that was undone is undone whatever became of the others. Whoever asked may be gone; the
        // work is done all the same.
        let _ = self.answer.send(match (self.outcome, transaction) {
            (Some(Ok(_)) | None, Err(error)) => Err(error),
            (Some(outcome), _) => outcome,
            (None, Ok(())) => Err(StoreError::unavailable("the write was not reached")),
        });
    }
}

/// Who is told how far a transaction is.
pub(super) trait Watch {
    /// All of it was carried out, and it is about to be committed.
    fn ending(&self, transaction: &Transaction<'_>);

    /// It is durable, or was undone; also one that is begun anew.
    fn ended(&self, is_durable: bool);
}

/// Does all of it in one transaction and then answers everybody, in the order in which they came.
pub(super) fn carry_out(
    connection: &mut Connection,
    mut works: Vec<Box<dyn Work>>,
    watch: &impl Watch,
) {
    let (fate, is_kept) = match unguarded(connection, &mut works, watch) {
        Ok(false) if works.len() > 1 => {
            watch.ended(false);
            let fate = guarded(connection, &mut works, watch);
            let is_kept = fate.is_ok();
            (fate, is_kept)
        }
        Ok(is_kept) => (Ok(()), is_kept),
        Err(error) => (Err(error), false),
    };
    watch.ended(is_kept);
    for work in works {
        let fate = match &fate {
            Ok(()) => Ok(()),
            Err(error) => Err(again(error)),
        };
        work.answer(fate);
    }
}

/// As if none failed; answers whether that was so, and else everything was undone.
fn unguarded(
    connection: &mut Connection,
    works: &mut [Box<dyn Work>],
    watch: &impl Watch,
) -> Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut all = works.iter_mut();
    if all.all(|work| work.carry_out(&transaction)) {
        watch.ending(&transaction);
        transaction.commit().map_err(of_commit)?;
        return Ok(true);
    }
    // Rolled back unless the engine has done so: a full disk, for one, undoes the whole transaction at
    // once (SQLite, "Response To Errors Within A Transaction").
    transaction.finish()?;
    Ok(false)
}

/// Each with a savepoint of its own.
fn guarded(
    connection: &mut Connection,
    works: &mut [Box<dyn Work>],
    watch: &impl Watch,
) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for work in works {
        with_savepoint(&transaction, work.as_mut())?;
    }
    watch.ending(&transaction);
    transaction.commit().map_err(of_commit)
}

fn with_savepoint(transaction: &Transaction<'_>, work: &mut dyn Work) -> Result<()> {
    let run = |sql| -> Result<()> {
        transaction.prepare_cached(sql)?.execute([])?;
        Ok(())
    };
    run("SAVEPOINT one_of_many")?;
    if work.carry_out(transaction) {
        return run("RELEASE one_of_many");
    }
    // Where the engine has undone the whole transaction nothing of anybody was written.
    if transaction.is_autocommit() {
        return Err(StoreError::unavailable(
            "a write beside this one failed, and all of them were undone",
        ));
    }
    run("ROLLBACK TO one_of_many")?;
    run("RELEASE one_of_many")
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    type Answer = oneshot::Receiver<Result<i64>>;

    fn connection() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("PRAGMA foreign_keys = ON; CREATE TABLE t (a INTEGER PRIMARY KEY)")
            .unwrap();
        connection
    }

    fn write(
        work: impl Fn(&Transaction<'_>) -> Result<i64> + Send + 'static,
    ) -> (Box<dyn Work>, Answer) {
        let (answer, answered) = oneshot::channel();
        (Box::new(Write::new(work, answer)), answered)
    }

    fn insert(value: i64) -> impl Fn(&Transaction<'_>) -> Result<i64> + Send {
        move |transaction| {
            transaction.execute("INSERT INTO t VALUES (?1)", [value])?;
            Ok(value)
        }
    }

    /// What it was told, in its order: nothing of a transaction that was about to be committed.
    #[derive(Default)]
    struct Told(RefCell<Vec<Option<bool>>>);

    impl Watch for Told {
        fn ending(&self, _: &Transaction<'_>) {
            self.0.borrow_mut().push(None);
        }

        fn ended(&self, is_durable: bool) {
            self.0.borrow_mut().push(Some(is_durable));
        }
    }

    /// Carries out writes; answers what each was told, and what is stored then.
    fn check(
        works: Vec<(Box<dyn Work>, Answer)>,
        told: &[std::result::Result<i64, &str>],
        stored: &[i64],
    ) {
        let (works, answers): (Vec<_>, Vec<_>) = works.into_iter().unzip();
        let mut connection = connection();
        carry_out(&mut connection, works, &Told::default());
        let answers: Vec<_> = answers
            .into_iter()
            .map(|mut answer| match answer.try_recv().unwrap() {
                Ok(value) => Ok(value),
                Err(error) => Err(format!("{error:?}")),
            })
            .collect();
        for (answer, told) in answers.iter().zip(told) {
            match (answer, told) {
                (Ok(value), Ok(told)) => assert_eq!(value, told),
                (Err(error), Err(begins)) => assert!(error.starts_with(begins), "{error}"),
                _ => panic!("{answers:?}"),
            }
        }
        assert_eq!(answers.len(), told.len());
        let mut rows = connection.prepare("SELECT a FROM t ORDER BY a").unwrap();
        let rows = rows.query_map([], |row| row.get(0)).unwrap();
        assert_eq!(
            rows.collect::<rusqlite::Result<Vec<i64>>>().unwrap(),
            stored
        );
    }

    #[test]
    fn writes_in_one_transaction_are_all_kept_and_see_each_other() {
        let count = |transaction: &Transaction<'_>| -> Result<i64> {
            Ok(transaction.query_row("SELECT count(*) FROM t", [], |row| row.get(0))?)
        };
        let works = vec![write(insert(1)), write(insert(2)), write(count)];
        check(works, &[Ok(1), Ok(2), Ok(2)], &[1, 2]);
    }

    #[test]
    fn one_that_fails_is_undone_alone() {
        let half = |transaction: &Transaction<'_>| {
            insert(7)(transaction)?;
            insert(1)(transaction)
        };
        let works = vec![write(insert(1)), write(half), write(insert(3))];
        check(works, &[Ok(1), Err("Conflict"), Ok(3)], &[1, 3]);
    }

    /// What is told of the transactions in which these were carried out.
    fn told_of(works: Vec<(Box<dyn Work>, Answer)>) -> Vec<Option<bool>> {
        let works = works.into_iter().map(|(work, _)| work).collect();
        let told = Told::default();
        carry_out(&mut connection(), works, &told);
        told.0.into_inner()
    }

    #[test]
    fn only_where_one_fails_all_are_undone_and_done_again() {
        let fails = || write(|_| Err(StoreError::conflict("a planned fault")));
        let all = vec![write(insert(1)), write(insert(2))];
        assert_eq!(told_of(all), [None, Some(true)]);
        let one_fails = vec![write(insert(1)), fails()];
        assert_eq!(told_of(one_fails), [Some(false), None, Some(true)]);
        assert_eq!(told_of(vec![fails()]), [Some(false)]);
    }

    #[test]
    fn one_that_panics_is_undone_alone() {
        let panics = |transaction: &Transaction<'_>| -> Result<i64> {
            insert(7)(transaction)?;
            panic!("a planned fault");
        };
        let works = vec![write(insert(1)), write(panics), write(insert(3))];
        check(works, &[Ok(1), Err("Unavailable"), Ok(3)], &[1, 3]);
        check(vec![write(panics)], &[Err("Unavailable")], &[]);
    }

    #[test]
    fn all_learn_that_the_engine_undid_all_of_them() {
        let undoes = |transaction: &Transaction<'_>| -> Result<i64> {
            transaction.execute_batch("ROLLBACK")?;
            Err(StoreError::unavailable("the disk is full"))
        };
        let works = vec![write(insert(1)), write(undoes), write(insert(3))];
        let told = [Err("Unavailable"); 3];
        check(works, &told, &[]);
    }

    #[test]
    fn a_commit_that_fails_tells_everybody_and_keeps_nothing() {
        let dangles = |transaction: &Transaction<'_>| -> Result<i64> {
            transaction.execute_batch(
                "PRAGMA defer_foreign_keys = ON;
                 CREATE TABLE child (a INTEGER REFERENCES t (a));
                 INSERT INTO child VALUES (99)",
            )?;
            Ok(99)
        };
        let works = vec![write(insert(1)), write(dangles)];
        check(works, &[Err("Uncertain"), Err("Uncertain")], &[]);
    }
}

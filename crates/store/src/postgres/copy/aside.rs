//! What is set aside while rows come: references, which hold at the end alone, and indexes, which are
//! sorted once instead of page by page at random.

use deadpool_postgres::Transaction;

use super::super::Result;
use crate::copy::of_rows;

/// What makes references and indexes again.
pub(super) struct Aside(Vec<String>);

impl Aside {
    /// Drops all references, and all indexes that are not the key or the promise of a table.
    pub(super) async fn set(transaction: &Transaction<'_>) -> Result<Self> {
        let indexes = "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
             FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             WHERE c.relnamespace = current_schema()::regnamespace AND NOT EXISTS (
                 SELECT 1 FROM pg_constraint p
                 WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u', 'x'))";
        let references = "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
             FROM pg_constraint
             WHERE contype = 'f' AND connamespace = current_schema()::regnamespace";
        let mut again = Vec::new();
        for row in transaction.query(references, &[]).await? {
            let (table, name, what): (&str, &str, &str) =
                (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            let sql = format!("ALTER TABLE {table} DROP CONSTRAINT {name}");
            transaction.batch_execute(&sql).await?;
            again.push(format!("ALTER TABLE {table} ADD CONSTRAINT {name} {what}"));
        }
        for row in transaction.query(indexes, &[]).await? {
            let (name, what): (&str, String) = (row.try_get(0)?, row.try_get(1)?);
            let sql = format!("DROP INDEX {name}");
            transaction.batch_execute(&sql).await?;
            again.push(what);
        }
        Ok(Self(again))
    }

    /// Makes all of it again. That something does not hold is a fault of the rows.
    pub(super) async fn put_back(self, transaction: &Transaction<'_>) -> Result<()> {
        for sql in self.0.iter().rev() {
            let made = transaction.batch_execute(sql).await;
            made.map_err(|error| of_rows(error.into()))?;
        }
        Ok(())
    }
}

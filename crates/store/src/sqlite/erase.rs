//! Erasing down to the bytes.
//!
//! `secure_delete` overwrites what is deleted, but not the copies that SQLite leaves in the unused
//! middle of a page when it packs the rows of neighbouring pages anew: some rows in a hundred leave
//! one behind, until the page is packed again. Hence three measures, each as often as it is cheap:
//! the outbox is written anew, whole; a file from which names were erased is written anew, whole; the
//! write-ahead file, which holds pages from before, is emptied. Copies of pending rows and sealed
//! records may wait for the next time: nobody can read them without secrets that are not here.

use rusqlite::{Connection, TransactionBehavior};

use super::error::of_commit;
use super::{Result, bundles, outbox};
use crate::StoreError;

/// The longest outbox that is written anew: some ten milliseconds of the writer's time. A longer one
/// is being sent, and its turn comes when it is shorter.
const OUTBOX: u32 = 5_000;

/// The largest file that is written anew without being asked (64 MB): about half a second of the
/// writer's time.
const SMALL_FILE: i64 = 64 << 20;

/// Notes, in the transaction that erases, that copies may be left. The header of the file has a
/// number for the use of the program (SQLite file format, section 1.3.15); ours is 1 from an erasure
/// to the next time the file is written anew.
pub(super) fn mark(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("PRAGMA user_version = 1")?)
}

/// Erases copies of mails always, and of names while the file is small.
pub(super) fn settle(connection: &mut Connection, folds: bool) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    outbox::write_anew(&transaction, OUTBOX)?;
    transaction.commit().map_err(of_commit)?;
    if is_marked(connection)? && size(connection)? <= SMALL_FILE {
        return write_anew(connection, folds);
    }
    empty_write_ahead_file(connection, folds)
}

/// Packs the log and erases all copies, however large the file is. A log that cannot be packed keeps
/// nobody's name in the file: it is told afterwards.
pub(super) fn compact(connection: &mut Connection, folds: bool) -> Result<()> {
    let packed = bundles::pack_all(connection);
    write_anew(connection, folds)?;
    packed
}

/// Erases all copies. If the process dies, the file is as before and still marked.
fn write_anew(connection: &Connection, folds: bool) -> Result<()> {
    // A large file does not fit into memory: its copy goes to a file without a name, which is gone
    // when the work is done or the process dies.
    let large = size(connection)? > SMALL_FILE;
    let temporary = if large { "FILE" } else { "MEMORY" };
    connection.pragma_update(None, "temp_store", temporary)?;
    let written = connection.execute_batch("VACUUM; PRAGMA user_version = 0;");
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    written?;
    empty_write_ahead_file(connection, folds)
}

fn is_marked(connection: &Connection) -> Result<bool> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn size(connection: &Connection) -> Result<i64> {
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    let length: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    Ok(pages * length)
}

/// Where another program folds the file back, what was erased is in it until that program has done so.
fn empty_write_ahead_file(connection: &Connection, folds: bool) -> Result<()> {
    if !folds {
        return Ok(());
    }
    let busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy {
        return Err(StoreError::unavailable(
            "somebody still reads an older state",
        ));
    }
    Ok(())
}

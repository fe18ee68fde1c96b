//! Taking the file out of service, and back.

use rusqlite::Transaction;

use super::{Result, copy, settings};
use crate::Service;
use crate::copy::SETTINGS;
use crate::facade::OUT_OF_SERVICE;

/// What is said to whoever writes.
const SAID: &str = "this database is out of service";

/// Writes down whether the file is in service. Of one that retired the engine itself refuses every write
/// but this one and those of settings: to processes as well that opened it before.
pub(super) fn set(transaction: &Transaction<'_>, service: &Service) -> Result<()> {
    if matches!(service, Service::Unfinished { .. }) {
        copy::check_empty(transaction)?;
    }
    for table in copy::table_names(transaction)? {
        if table == SETTINGS {
            continue;
        }
        for act in ["insert", "update", "delete"] {
            let trigger = format!("out_of_service_{table}_{act}");
            transaction.execute_batch(&format!("DROP TRIGGER IF EXISTS {trigger}"))?;
            if matches!(service, Service::Retired { .. }) {
                transaction.execute_batch(&format!(
                    "CREATE TRIGGER {trigger} BEFORE {act} ON {table}
                     BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
                ))?;
            }
        }
    }
    match service.mark() {
        Some(mark) => settings::put(transaction, OUT_OF_SERVICE, mark.as_bytes()),
        None => settings::remove(transaction, OUT_OF_SERVICE),
    }
}

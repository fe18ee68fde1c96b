//! Taking the database out of service, and back.

use deadpool_postgres::Transaction;

use super::{Result, copy, settings};
use crate::Service;
use crate::copy::SETTINGS;
use crate::facade::OUT_OF_SERVICE;

/// Refuses every write as what another moment may not have (PostgreSQL, appendix A: 55000, object not in
/// prerequisite state).
const REFUSE: &str = "CREATE FUNCTION out_of_service() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'this database is out of service' USING ERRCODE = '55000';
    END $$";

/// Writes down whether the database is in service. Of one that retired the engine itself refuses every
/// write but this one and those of settings: to nodes as well that opened it before.
pub(super) async fn set(transaction: &Transaction<'_>, service: &Service) -> Result<()> {
    if matches!(service, Service::Unfinished { .. }) {
        copy::check_empty(transaction).await?;
    }
    // Its triggers go with it.
    let clear = "DROP FUNCTION IF EXISTS out_of_service() CASCADE";
    transaction.batch_execute(clear).await?;
    if matches!(service, Service::Retired { .. }) {
        transaction.batch_execute(REFUSE).await?;
        for table in copy::table_names(transaction).await? {
            if table == SETTINGS {
                continue;
            }
            let sql = format!(
                "CREATE TRIGGER out_of_service BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE
                 ON {table} FOR EACH STATEMENT EXECUTE FUNCTION out_of_service()"
            );
            transaction.batch_execute(&sql).await?;
        }
    }
    match service.mark() {
        Some(mark) => settings::put(transaction, OUT_OF_SERVICE, mark.as_bytes()).await,
        None => settings::remove(transaction, OUT_OF_SERVICE).await,
    }
}

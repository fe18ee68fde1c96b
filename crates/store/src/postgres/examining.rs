//! What only those ask who look whether a database is well.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;

use super::column::col;
use super::{Result, statement};
use crate::Indexed;

/// Has the extension `amcheck` (PostgreSQL, appendix F.1) look at every index of ours, where the operator
/// made it: only a superuser may, and it is not made here. What it finds wrong it answers as an error of
/// class XX, which is `Corrupt`.
pub(super) async fn index_check(client: &impl GenericClient) -> Result<Indexed> {
    let sql = "SELECT n.nspname::text FROM pg_extension e
               JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck'";
    let Some(row) = statement::row(client, sql, &[]).await? else {
        let why = "the extension amcheck is not in this database";
        return Ok(Indexed::Unseen { why });
    };
    let schema: String = row.try_get(0)?;
    // An identifier of the catalogue, quoted as identifiers are.
    let function = format!("\"{}\".bt_index_check", schema.replace('"', "\"\""));
    let sql = "SELECT has_function_privilege(($1::text || '(regclass)')::regprocedure, 'EXECUTE')";
    let may: bool = client.query_one(sql, &[&function]).await?.try_get(0)?;
    if !may {
        let why =
            "this role may not use amcheck: GRANT EXECUTE ON FUNCTION bt_index_check(regclass)";
        return Ok(Indexed::Unseen { why });
    }
    let sql = format!(
        "SELECT count({function}(c.oid::regclass)::text) FROM pg_class c
         JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_am a ON a.oid = c.relam
         WHERE a.amname = 'btree' AND i.indisvalid
           AND c.relnamespace = current_schema()::regnamespace"
    );
    let row = client.query_one(&sql, &[]).await?;
    Ok(Indexed::Whole {
        checked: col(&row, 0)?,
    })
}

/// The clock of the server, in whole seconds.
pub(super) async fn server_time(client: &impl GenericClient) -> Result<Timestamp> {
    let sql = "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint";
    col(&client.query_one(sql, &[]).await?, 0)
}

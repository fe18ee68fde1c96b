//! Taking away what this engine notes by itself: which transaction wrote a row.
//!
//! A subscription that was ticked while signing is written by the transaction that stores the signature.
//! Both rows bear its number, and whoever has the files could lead one to the other. So once there is a
//! newer day, all subscriptions of a day are written again by one transaction, in the order of their
//! random keys, with all that belongs to them. What is left stands in `docs/operate/postgres.md`.

use deadpool_postgres::Client;

use super::Result;

/// The setting that remembers up to which day that was done.
const STIRRED: &str = "subscriptions-stirred";

/// Rows that somebody changes at this moment are passed over: that writes them again as well.
pub(super) async fn subscriptions(client: &Client) -> Result<()> {
    let sql = "SELECT coalesce((SELECT convert_from(value, 'UTF8')::integer FROM setting WHERE key = $1), 0),
                      coalesce((SELECT max(since) FROM subscription), 0)";
    let row = client.query_one(sql, &[&STIRRED]).await?;
    let (from, newest): (i32, i32) = (row.try_get(0)?, row.try_get(1)?);
    if newest <= from {
        return Ok(());
    }
    // Several statements sent at once are one transaction; what is written into them are numbers.
    let sql = format!(
        "DO $$ DECLARE found record; BEGIN
             FOR found IN SELECT key FROM subscription
                          WHERE since >= {from} AND since < {newest}
                          ORDER BY key FOR UPDATE SKIP LOCKED
             LOOP
                 UPDATE subscription SET list = list WHERE key = found.key;
                 UPDATE subscription_consent SET purpose = purpose WHERE subscription = found.key;
                 UPDATE subscription_signed SET declaration = declaration
                     WHERE subscription = found.key;
                 UPDATE subscription_access SET purpose = purpose WHERE subscription = found.key;
             END LOOP;
         END $$;
         INSERT INTO setting (key, value) VALUES ('{STIRRED}', convert_to('{newest}', 'UTF8'))
             ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    );
    Ok(client.batch_execute(&sql).await?)
}

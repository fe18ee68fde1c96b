//! Values of the program itself, as PostgreSQL keeps them.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::{PostgresBackend, Result, settings};
use crate::backend_settings::SettingsBackend;

#[async_trait]
impl SettingsBackend for PostgresBackend {
    async fn setting(&self, key: String) -> Result<Option<Vec<u8>>> {
        settings::get(&self.pools.reader().await?, &key).await
    }

    async fn settings_under(&self, prefix: String) -> Result<BTreeMap<String, Vec<u8>>> {
        settings::under(&self.pools.reader().await?, &prefix).await
    }

    async fn setting_put(&self, key: String, value: Vec<u8>) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { settings::put(transaction, &key, &value).await })
            })
            .await
    }

    async fn setting_change(
        &self,
        key: String,
        expected: Option<Vec<u8>>,
        value: Option<Vec<u8>>,
    ) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move {
                    let change = (expected.as_deref(), value.as_deref());
                    settings::change(transaction, &key, change).await
                })
            })
            .await
    }
}

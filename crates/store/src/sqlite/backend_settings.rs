//! Values of the program itself, as SQLite keeps them.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::{Result, SqliteBackend, settings};
use crate::backend_settings::SettingsBackend;

#[async_trait]
impl SettingsBackend for SqliteBackend {
    async fn setting(&self, key: String) -> Result<Option<Vec<u8>>> {
        self.readers
            .read(move |connection| settings::get(connection, &key))
            .await
    }

    async fn settings_under(&self, prefix: String) -> Result<BTreeMap<String, Vec<u8>>> {
        self.readers
            .read(move |connection| settings::under(connection, &prefix))
            .await
    }

    async fn setting_put(&self, key: String, value: Vec<u8>) -> Result<()> {
        self.writer
            .transact(move |transaction| settings::put(transaction, &key, &value))
            .await
    }

    async fn setting_change(
        &self,
        key: String,
        expected: Option<Vec<u8>>,
        value: Option<Vec<u8>>,
    ) -> Result<bool> {
        self.writer
            .transact(move |transaction| {
                settings::change(transaction, &key, (expected.as_deref(), value.as_deref()))
            })
            .await
    }
}

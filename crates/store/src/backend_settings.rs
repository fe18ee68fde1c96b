//! What an engine must be able to do for values of the program itself. The contract is that of `Backend`, of
//! which this is a part.

use std::collections::BTreeMap;

use async_trait::async_trait;

use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

/// One database engine, as far as values of the program itself go.
#[async_trait]
pub(crate) trait SettingsBackend: Send + Sync + 'static {
    async fn setting(&self, key: String) -> Result<Option<Vec<u8>>>;
    async fn settings_under(&self, prefix: String) -> Result<BTreeMap<String, Vec<u8>>>;
    async fn setting_put(&self, key: String, value: Vec<u8>) -> Result<()>;
    async fn setting_change(
        &self,
        key: String,
        expected: Option<Vec<u8>>,
        value: Option<Vec<u8>>,
    ) -> Result<bool>;
}

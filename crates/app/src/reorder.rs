//! New sort keys for all names when the collation changes: another release of its data, or one more
//! language of the interface.

use std::sync::Arc;

use store::StoreError;

use crate::collation;
use crate::declarations::{LoadError, Published};
use crate::signatories::{ListQuery, MAX_PAGE};
use crate::site::Site;

/// The setting that remembers by which collation the stored keys were made.
const SETTING: &str = "collation";

impl Site {
    /// Makes the sort keys of every shown name anew where they were made by another collation; a
    /// glance at one setting otherwise. The lists can be read all the while. Interrupted, it begins
    /// again.
    ///
    /// # Errors
    /// When the store cannot be used or a declaration cannot be loaded.
    pub async fn reorder(&self) -> Result<(), LoadError> {
        let collation = collation::fingerprint();
        if self.store.setting(SETTING).await?.as_deref() == Some(&collation) {
            return Ok(());
        }
        for declaration in self.all_declarations().await? {
            self.reorder_list(&declaration).await?;
        }
        self.store.setting_put(SETTING, &collation).await?;
        Ok(())
    }

    async fn reorder_list(&self, declaration: &Arc<Published>) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let query = ListQuery {
                after,
                limit: MAX_PAGE,
                ..ListQuery::default()
            };
            let page = self.signatories(declaration, query).await?;
            let names = page.rows.iter().map(|row| (row.leaf, row.name.as_str()));
            let names: Vec<(u64, &str)> = names.collect();
            for locale in collation::locales() {
                let keys = collation::sort_keys_in(locale, &names);
                let replaced = self.store.sort_keys_replace(declaration.id, locale, keys);
                replaced.await?;
            }
            match page.next {
                None => return Ok(()),
                next => after = next,
            }
        }
    }
}

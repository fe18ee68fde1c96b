//! The count as JSON, and the size it belongs to.

use domain::log::MAX_REVISIONS;
use domain::signer::Class;
use serde::{Deserialize, Serialize};
use store::StoreError;

use crate::bounded::at_most;
use crate::declarations::Published;
use crate::signatories::Count;
use crate::site::Site;

/// The count as JSON: the same numbers as on the page, in the embed and in the fold of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountJson {
    /// Size of the log that was counted.
    pub size: u64,
    /// Signatures that count.
    pub total: u64,
    /// Of persons.
    pub persons: u64,
    /// Of organisations.
    pub organisations: u64,
    /// Shown on the list, by name or initials.
    pub shown: u64,
    /// By revision, in the order of the log; revisions nobody signed are left out.
    #[serde(deserialize_with = "at_most::<_, _, MAX_REVISIONS>")]
    pub revisions: Vec<RevisionCountJson>,
}

/// The count of one revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionCountJson {
    /// Leaf index of the revision.
    pub leaf: u64,
    /// Its language.
    pub language: String,
    /// Signatures that count.
    pub total: u64,
}

impl Site {
    /// The count as JSON.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn count_json(&self, declaration: &Published) -> Result<CountJson, StoreError> {
        let (count, size) = self.sized_count(declaration).await?;
        Ok(count_json(&count, size, declaration))
    }

    /// The count, and the size of the log that it is the count of.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn sized_count(&self, declaration: &Published) -> Result<(Count, u64), StoreError> {
        let moment = self.moment(declaration).await?;
        Ok((moment.count.clone(), moment.size))
    }
}

fn count_json(count: &Count, size: u64, declaration: &Published) -> CountJson {
    CountJson {
        size,
        total: count.total(),
        persons: count.of(Class::Person),
        organisations: count.of(Class::Organisation),
        shown: count.shown(),
        revisions: declaration
            .revisions
            .iter()
            .map(|revision| RevisionCountJson {
                leaf: revision.leaf,
                language: revision.language.to_string(),
                total: count.of_revision(revision.leaf),
            })
            .filter(|revision| revision.total > 0)
            .collect(),
    }
}

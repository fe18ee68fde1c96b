//! Carrying the declaration of another site: its pages, list, count and log are shown here as a copy,
//! and whoever wants to sign is sent to the original.

use std::sync::Arc;

use domain::slug::Slug;
use intake::folder::Files;
use store::{DeclarationRow, LogHead, NewDeclaration, StoreError};
use tlog::note::VerifierKey;

use super::beside::Beside;
use super::listings::{Differing, Follow, Listings};
use super::rows::Rows;
use super::verified::{NamesTaken, Progress, Verified};
use super::{CarryError, PORTION, Refusal};
use crate::sequencer::{Adoption, HeadError, Seal};
use crate::site::Site;
use crate::verify::LogSource;

/// A declaration that is to be carried.
pub struct Carrying<'a> {
    /// Its log.
    pub source: Arc<dyn LogSource>,
    /// The folder beside the log.
    pub folder: &'a Files,
    /// The key of the log, where it is known from elsewhere; otherwise its own word is taken the
    /// first time, and is held to ever after.
    pub key: Option<VerifierKey>,
    /// The name it gets here, where it is to be another than its own.
    pub slug: Option<Slug>,
    /// Whether names come with it. Whoever shows a name answers for taking it down in time.
    pub names: NamesTaken,
    /// Told while the log is verified.
    pub progress: Option<Progress<'a>>,
}

/// What was carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The name it has here.
    pub slug: Slug,
    /// The origin of its log.
    pub origin: String,
    /// The key of its log.
    pub key: String,
    /// Entries that were here before.
    pub before: u64,
    /// Entries that are here now.
    pub now: u64,
    /// Signatures that were listed differently here.
    pub relisted: u64,
    /// Signatures of which the source shows more than the copy. They are not followed while the log
    /// has not grown, since nothing tells then that the source is not older than the copy.
    pub withheld: u64,
}

impl Site {
    /// Takes a declaration over as a copy, or brings a copy up to date. The log is verified whole, and
    /// a copy is only ever continued: an older log and another history are refused, and a log of the
    /// same size only takes names down.
    ///
    /// # Errors
    /// [`Refusal`] within [`CarryError`] where it is not to be carried; nothing was changed then. After
    /// any other error, and after a crash, the same call goes on where it was cut off. A new copy is
    /// not shown before it is whole.
    pub async fn carry(&self, carrying: Carrying<'_>) -> Result<Copied, CarryError> {
        let Carrying {
            source, progress, ..
        } = carrying;
        let verified = Verified::read(source, carrying.key.as_ref(), progress).await?;
        let verified = verified.with_names(carrying.names);
        let (beside, own) = Beside::of(carrying.folder, &verified).await?;
        let _one_at_a_time = self.publishing.lock().await;
        let row = self
            .carried_row(&verified, carrying.slug.unwrap_or(own))
            .await?;
        let head = self.store.log_head(row.id).await?;
        let head = head.ok_or(HeadError::Missing)?;
        let differing = self.bring_over(&row, &head, (&verified, &beside)).await?;
        let cosignatures = verified.cosignatures.clone();
        if !cosignatures.is_empty() {
            self.store
                .cosign(row.id, verified.size(), cosignatures)
                .await?;
        }
        self.declarations.forget(&row.slug);
        Ok(Copied {
            slug: row.slug,
            origin: row.origin,
            key: row.verifier_key,
            before: head.size,
            now: verified.size(),
            relisted: differing.followed,
            withheld: differing.withheld,
        })
    }

    /// The row of a copy, made on first use.
    async fn carried_row(
        &self,
        verified: &Verified,
        slug: Slug,
    ) -> Result<DeclarationRow, CarryError> {
        let origin = &verified.checkpoint.origin;
        let known = self.store.declarations().await?;
        match known.into_iter().find(|row| &row.origin == origin) {
            Some(row) if !row.carried => return Err(Refusal::Own.into()),
            Some(row) if row.slug != slug => {
                return Err(Refusal::CarriedAs(row.slug.to_string()).into());
            }
            _ => {}
        }
        if let Some(row) = self.store.declaration_by_slug(&slug).await? {
            if &row.origin != origin {
                return Err(Refusal::SlugTaken(slug.to_string()).into());
            }
            if row.verifier_key != verified.key.to_string() {
                return Err(Refusal::OtherKey(row.verifier_key).into());
            }
            return Ok(row);
        }
        let created = self.store.declaration_create(NewDeclaration {
            id: self.new_declaration_id(),
            slug: slug.clone(),
            origin: origin.clone(),
            verifier_key: verified.key.to_string(),
            created: self.now(),
            checkpoint: String::new(),
            carried: true,
        });
        // Only a copy that was cut off is not among those that are known.
        created.await.map_err(|error| match error {
            StoreError::Conflict { .. } => CarryError::from(Refusal::BegunElsewhere),
            error => error.into(),
        })?;
        let row = self.store.declaration_by_slug(&slug).await?;
        Ok(row.ok_or(HeadError::Missing)?)
    }

    /// Names first, then entries; answers how many signatures are listed differently.
    async fn bring_over(
        &self,
        row: &DeclarationRow,
        head: &LogHead,
        (verified, beside): (&Verified, &Beside),
    ) -> Result<Differing, CarryError> {
        let mut adoption = Adoption::of(&self.store, (row.id, &row.origin), head)?;
        let (stored, offered) = (head.size, verified.size());
        if offered < stored {
            return Err(Refusal::Older { offered, stored }.into());
        }
        if &verified.tree_at(stored).await? != adoption.tree() {
            return Err(Refusal::Forked { stored }.into());
        }
        let revisions = self.store.revisions(row.id).await?;
        let listings = Listings {
            store: &self.store,
            declaration: row.id,
            verified,
            revisions: &revisions,
            // Changing a listing adds no entry: of two logs of one size, either may be the older.
            follow: if offered > stored {
                Follow::All
            } else {
                Follow::Lowered
            },
        };
        let differing = listings.follow(stored, false).await?;
        let mut rows = Rows::new(verified, &revisions, beside);
        loop {
            let start = adoption.tree().size();
            let next = offered.min((start / PORTION + 1) * PORTION);
            let is_last = next == offered;
            let mut portion = rows.portion(start, next).await?;
            if is_last {
                rows.publish_folder(&mut portion);
            }
            let seal = if is_last {
                Seal::Published(&verified.checkpoint, &verified.note)
            } else {
                Seal::None
            };
            adoption.take(portion, &seal, self.now()).await?;
            if is_last {
                return Ok(differing);
            }
        }
    }
}

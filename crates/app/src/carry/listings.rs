//! Bringing the public list in step with the names that a verified log shows.
//!
//! A signer may change a listing without the log gaining an entry, so entries alone do not tell who
//! may be shown today.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::DeclarationId;
use domain::listing::Listing;
use domain::log::{Body, Entry};
use store::{NewSignatory, Relisting, RevisionRow, Store};
use tlog::tile::FULL_WIDTH;

use super::CarryError;
use super::names::{Names, Shown, listing};
use super::verified::Verified;
use crate::opening;

/// Which changes are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follow {
    /// All: a copy shows what the original shows.
    All,
    /// Only those that show less. What shows more is not followed where the source may be the older
    /// one, which no entry tells: it would bring back a name that was taken down.
    Lowered,
}

/// How many signatures are listed differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Differing {
    /// Those that were followed, or would be.
    pub(super) followed: u64,
    /// Those of which the source shows more and that were not followed.
    pub(super) withheld: u64,
}

/// Compares and follows.
pub(super) struct Listings<'a> {
    pub(super) store: &'a Store,
    pub(super) declaration: DeclarationId,
    pub(super) verified: &'a Verified,
    pub(super) revisions: &'a [RevisionRow],
    pub(super) follow: Follow,
}

impl Listings<'_> {
    /// Goes through the first `size` entries; answers how many listings differ, and changes them
    /// unless it is only asked what would be done.
    pub(super) async fn follow(&self, size: u64, dry_run: bool) -> Result<Differing, CarryError> {
        let width = u64::from(FULL_WIDTH);
        let mut all = Differing::default();
        for bundle in 0..size.div_ceil(width) {
            let end = size.min((bundle + 1) * width);
            let stored = self.store.openings(self.declaration, bundle * width, end);
            let here: BTreeMap<u64, Vec<u8>> = stored.await?.into_iter().collect();
            let there = Names::read(self.verified, bundle).await?;
            let differs = |leaf: &u64| {
                let there = there.opening(*leaf).map(opening::encode);
                here.get(leaf) != there.as_ref()
            };
            let leaves: BTreeSet<u64> = there.leaves().chain(here.keys().copied()).collect();
            let differing: Vec<u64> = leaves
                .into_iter()
                .filter(|leaf| *leaf < end && differs(leaf))
                .collect();
            if !differing.is_empty() {
                let names = (&here, &there);
                let found = self.bundle(bundle, &differing, names, dry_run).await?;
                all.followed += found.followed;
                all.withheld += found.withheld;
            }
        }
        Ok(all)
    }

    async fn bundle(
        &self,
        bundle: u64,
        leaves: &[u64],
        (here, there): (&BTreeMap<u64, Vec<u8>>, &Names),
        dry_run: bool,
    ) -> Result<Differing, CarryError> {
        let entries = self.verified.bundle(bundle).await?;
        let first = bundle * u64::from(FULL_WIDTH);
        let mut found = Differing::default();
        for leaf in leaves.iter().copied() {
            let place = usize::try_from(leaf - first).ok();
            let Some(bytes) = place.and_then(|place| entries.get(place)) else {
                continue;
            };
            let from = here.get(&leaf).and_then(|bytes| opening::decode(bytes));
            let from = from.as_ref().map_or(Listing::Counted, listing);
            let signatory = self.signatory(leaf, bytes, there)?;
            let to = signatory
                .as_ref()
                .map_or(Listing::Counted, |row| row.listing);
            if to == from {
                continue;
            }
            if self.follow == Follow::Lowered && to > from {
                found.withheld += 1;
                continue;
            }
            let relisting = Relisting {
                declaration: self.declaration,
                leaf,
                from,
                to,
                signatory,
                consent: None,
            };
            found.followed += u64::from(dry_run || self.store.relist(relisting).await?);
        }
        Ok(found)
    }

    fn signatory(
        &self,
        leaf: u64,
        bytes: &[u8],
        names: &Names,
    ) -> Result<Option<NewSignatory>, CarryError> {
        let changed = || CarryError::Changed("tile/entries".to_owned());
        let entry = Entry::decode(bytes).map_err(|_| changed())?;
        let Body::Signature {
            revision,
            class,
            commitment,
            ..
        } = &entry.body
        else {
            return Ok(None);
        };
        let signed = self.revisions.iter().find(|row| row.leaf == *revision);
        let shown = Shown {
            leaf,
            day: entry.day.0,
            class: *class,
            language: &signed.ok_or_else(changed)?.language,
        };
        names.signatory(&shown, commitment)
    }
}

//! Names that are shown beside a log, as far as this site shows names.

use std::collections::BTreeMap;

use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Commitment, Field, PublicOpening};
use domain::name::Name;
use domain::signer::Class;
use store::NewSignatory;

use super::CarryError;
use super::verified::Verified;
use crate::signatories::opened;

/// The openings of one bundle, by leaf.
pub(super) struct Names {
    path: String,
    openings: BTreeMap<u64, PublicOpening>,
}

/// The signature a name is shown for.
pub(super) struct Shown<'s> {
    pub(super) leaf: u64,
    /// The day of its entry, in days since 1970-01-01 UTC.
    pub(super) day: u32,
    pub(super) class: Class,
    /// The language of the revision signed.
    pub(super) language: &'s Language,
}

impl Names {
    pub(super) async fn read(verified: &Verified, bundle: u64) -> Result<Self, CarryError> {
        let path = format!("openings/{bundle}.json");
        let mut openings = BTreeMap::new();
        for json in verified.openings(bundle).await? {
            let opening = json.opening();
            let opening = opening.ok_or_else(|| CarryError::Changed(path.clone()))?;
            openings.insert(json.leaf, opening);
        }
        Ok(Self { path, openings })
    }

    /// The opening of a signature, if it is shown.
    pub(super) fn opening(&self, leaf: u64) -> Option<&PublicOpening> {
        self.openings.get(&leaf)
    }

    /// The leaves for which anything is shown.
    pub(super) fn leaves(&self) -> impl Iterator<Item = u64> {
        self.openings.keys().copied()
    }

    /// The row of the public list; nothing where nothing is opened that a list could show.
    ///
    /// # Errors
    /// [`CarryError::Changed`] when the opening does not belong to the entry.
    pub(super) fn signatory(
        &self,
        shown: &Shown<'_>,
        commitment: &Commitment,
    ) -> Result<Option<NewSignatory>, CarryError> {
        let Some(opening) = self.opening(shown.leaf) else {
            return Ok(None);
        };
        if &opening.commitment() != commitment {
            return Err(CarryError::Changed(self.path.clone()));
        }
        if !is_showable(opening) {
            return Ok(None);
        }
        let row = opened(opening, shown.class, shown.language);
        Ok(row.map(|row| NewSignatory {
            leaf: shown.leaf,
            day: shown.day,
            ..row
        }))
    }
}

/// How an opening lists its signer.
pub(super) fn listing(opening: &PublicOpening) -> Listing {
    if opening.shown(Field::Name).is_some() {
        Listing::Named
    } else if opening.shown(Field::Initials).is_some() {
        Listing::Initials
    } else {
        Listing::Counted
    }
}

/// Another program may have let something through that no name is here: what would steer a page or
/// fill it. Such a signature is counted and not shown.
fn is_showable(opening: &PublicOpening) -> bool {
    let is_line = |field| {
        let shown = opening.shown(field);
        shown.is_none_or(|text| Name::parse(text).is_ok_and(|name| name.as_str() == text))
    };
    [
        Field::Name,
        Field::Initials,
        Field::Descriptor,
        Field::Place,
    ]
    .into_iter()
    .all(is_line)
}

//! What the public list carries beside a shown name, so that anyone can check that the name belongs
//! to that very entry (LOG-FORMAT section 5).

use super::{Commitment, Field, FieldHash, Opening, Salt};
use crate::listing::Listing;

/// One field of a public opening.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FieldOpening {
    /// Shown: value and salt.
    Shown {
        /// The value.
        value: Vec<u8>,
        /// Its salt.
        salt: Salt,
    },
    /// Hidden: only its hash.
    Hidden(FieldHash),
}

/// The seven fields of a record, each shown or hidden.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicOpening([FieldOpening; 7]);

impl PublicOpening {
    /// Opens exactly what a listing shows. A named signature keeps its initials hidden: one field
    /// is enough, and what is not needed is not opened. Nothing is opened of a counted one.
    #[must_use]
    pub fn for_listing(opening: &Opening, listing: Listing) -> Self {
        Self(Field::ALL.map(|field| {
            if shows(listing, field) && !opening.fields.get(field).is_empty() {
                FieldOpening::Shown {
                    value: opening.fields.get(field).to_vec(),
                    salt: opening.salt(field),
                }
            } else {
                FieldOpening::Hidden(opening.hash(field))
            }
        }))
    }

    /// A public opening read from data that somebody else published.
    #[must_use]
    pub const fn from_fields(fields: [FieldOpening; 7]) -> Self {
        Self(fields)
    }

    /// The fields in the order of [`Field::ALL`].
    #[must_use]
    pub const fn fields(&self) -> &[FieldOpening; 7] {
        &self.0
    }

    /// The value of a field, if it is shown and UTF-8.
    #[must_use]
    pub fn shown(&self, field: Field) -> Option<&str> {
        match &self.0[field as usize] {
            FieldOpening::Shown { value, .. } => std::str::from_utf8(value).ok(),
            FieldOpening::Hidden(_) => None,
        }
    }

    /// The commitment this opening belongs to; whoever recounts compares it with the entry.
    #[must_use]
    pub fn commitment(&self) -> Commitment {
        let mut hashes = [FieldHash([0; 32]); 7];
        for ((hash, field), opening) in hashes.iter_mut().zip(Field::ALL).zip(&self.0) {
            *hash = match opening {
                FieldOpening::Shown { value, salt } => FieldHash::of(field, salt, value),
                FieldOpening::Hidden(hash) => *hash,
            };
        }
        Commitment::of(&hashes)
    }
}

const fn shows(listing: Listing, field: Field) -> bool {
    match listing {
        Listing::Counted => false,
        Listing::Initials => matches!(field, Field::Initials | Field::Place),
        Listing::Named => matches!(field, Field::Name | Field::Descriptor | Field::Place),
    }
}

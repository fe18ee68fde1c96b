//! How a signature appears on the public list.

use crate::signer::Class;

/// The choice of the signer; whatever is not chosen is [`Listing::Counted`] (REQ-13).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Listing {
    /// Counted, not shown.
    #[default]
    Counted,
    /// Initials and place.
    Initials,
    /// Name, role, place and comment.
    Named,
}

impl Listing {
    /// All listings, the most private first.
    pub const ALL: [Self; 3] = [Self::Counted, Self::Initials, Self::Named];

    /// The word in forms, rows and public data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Initials => "initials",
            Self::Named => "named",
        }
    }

    /// The listing with this word, if there is one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|listing| listing.word() == word)
    }

    /// What applies where nothing was chosen: organisations are public, persons are not.
    #[must_use]
    pub const fn default_for(class: Class) -> Self {
        match class {
            Class::Person => Self::Counted,
            Class::Organisation => Self::Named,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_chosen_means_counted_for_a_person() {
        assert_eq!(Listing::default(), Listing::Counted);
        assert_eq!(Listing::default_for(Class::Person), Listing::Counted);
        assert_eq!(Listing::default_for(Class::Organisation), Listing::Named);
    }

    #[test]
    fn words_name_listings_and_nothing_else_does() {
        for listing in Listing::ALL {
            assert_eq!(Listing::from_word(listing.word()), Some(listing));
        }
        assert_eq!(Listing::from_word("public"), None);
    }
}

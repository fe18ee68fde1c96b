//! Bounds and qualifiers (REQ-152).

use thiserror::Error;

/// How a number was qualified by its source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Qualifier {
    /// The number itself.
    Exactly,
    /// The number or more.
    AtLeast,
    /// More than the number: the number itself is excluded.
    MoreThan,
    /// The number or fewer.
    UpTo,
    /// Fewer than the number: the number itself is excluded.
    FewerThan,
    /// Near the number.
    About,
    /// Between two numbers, both included.
    Between,
    /// "Tens".
    Tens,
    /// "Dozens".
    Dozens,
    /// "Hundreds".
    Hundreds,
    /// "Thousands".
    Thousands,
    /// A number nobody knows.
    UnknownNumber,
}

impl Qualifier {
    /// All qualifiers.
    pub const ALL: [Self; 12] = [
        Self::Exactly,
        Self::AtLeast,
        Self::MoreThan,
        Self::UpTo,
        Self::FewerThan,
        Self::About,
        Self::Between,
        Self::Tens,
        Self::Dozens,
        Self::Hundreds,
        Self::Thousands,
        Self::UnknownNumber,
    ];

    /// The word in a folder and in public data (REQUIREMENTS section 6a).
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::UpTo => "up_to",
            Self::FewerThan => "fewer_than",
            Self::About => "about",
            Self::Between => "between",
            Self::Tens => "tens",
            Self::Dozens => "dozens",
            Self::Hundreds => "hundreds",
            Self::Thousands => "thousands",
            Self::UnknownNumber => "unknown_number",
        }
    }

    /// The qualifier with this word, if there is one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|qualifier| qualifier.word() == word)
    }
}

/// A number as said: a qualifier with exactly the numbers it needs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Bounds {
    qualifier: Qualifier,
    value: Option<u64>,
    lower: Option<u64>,
    upper: Option<u64>,
}

/// Why numbers and qualifier do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BoundsError {
    /// The qualifier needs this number.
    #[error("`{word}` needs `{1}`", word = .0.word())]
    Missing(Qualifier, &'static str),
    /// The qualifier has no use for this number; keeping it would say more than the source.
    #[error("`{word}` does not go with `{1}`", word = .0.word())]
    Surplus(Qualifier, &'static str),
    /// `lower` lies above `upper`.
    #[error("`lower` is greater than `upper`")]
    Order,
    /// Nothing is fewer than none.
    #[error("nothing can be fewer than 0")]
    Nothing,
}

impl Bounds {
    /// Bounds from a qualifier and the numbers beside it.
    ///
    /// # Errors
    /// Everything that does not go together, see [`BoundsError`].
    pub fn new(
        qualifier: Qualifier,
        value: Option<u64>,
        lower: Option<u64>,
        upper: Option<u64>,
    ) -> Result<Self, Vec<BoundsError>> {
        use Qualifier as Q;
        let (needs_value, needs_lower, needs_upper) = match qualifier {
            Q::Exactly | Q::About => (true, false, false),
            Q::AtLeast | Q::MoreThan => (false, true, false),
            Q::UpTo | Q::FewerThan => (false, false, true),
            Q::Between => (false, true, true),
            Q::Tens | Q::Dozens | Q::Hundreds | Q::Thousands | Q::UnknownNumber => {
                (false, false, false)
            }
        };
        let mut errors = Vec::new();
        for (needed, number, key) in [
            (needs_value, value, "value"),
            (needs_lower, lower, "lower"),
            (needs_upper, upper, "upper"),
        ] {
            match (needed, number) {
                (true, None) => errors.push(BoundsError::Missing(qualifier, key)),
                (false, Some(_)) => errors.push(BoundsError::Surplus(qualifier, key)),
                _ => {}
            }
        }
        if let (Some(lower), Some(upper)) = (lower, upper)
            && lower > upper
        {
            errors.push(BoundsError::Order);
        }
        if qualifier == Q::FewerThan && upper == Some(0) {
            errors.push(BoundsError::Nothing);
        }
        if errors.is_empty() {
            Ok(Self {
                qualifier,
                value,
                lower,
                upper,
            })
        } else {
            Err(errors)
        }
    }

    /// How the number was qualified.
    #[must_use]
    pub const fn qualifier(&self) -> Qualifier {
        self.qualifier
    }

    /// The number of `exactly` and `about`.
    #[must_use]
    pub const fn value(&self) -> Option<u64> {
        self.value
    }

    /// The number of `at_least` (included) and `more_than` (excluded), the lower of `between`.
    #[must_use]
    pub const fn lower(&self) -> Option<u64> {
        self.lower
    }

    /// The number of `up_to` (included) and `fewer_than` (excluded), the upper of `between`.
    #[must_use]
    pub const fn upper(&self) -> Option<u64> {
        self.upper
    }

    /// Whether `lower` itself is possible; nothing where there is none.
    #[must_use]
    pub const fn lower_inclusive(&self) -> Option<bool> {
        match self.qualifier {
            Qualifier::AtLeast | Qualifier::Between => Some(true),
            Qualifier::MoreThan => Some(false),
            _ => None,
        }
    }

    /// Whether `upper` itself is possible; nothing where there is none.
    #[must_use]
    pub const fn upper_inclusive(&self) -> Option<bool> {
        match self.qualifier {
            Qualifier::UpTo | Qualifier::Between => Some(true),
            Qualifier::FewerThan => Some(false),
            _ => None,
        }
    }

    /// The least count that is compatible with what was said, for sorting rival claims.
    /// "Dozens" sets only this bound and is always shown verbatim.
    #[must_use]
    pub const fn least(&self) -> Option<u64> {
        match (self.qualifier, self.value, self.lower) {
            (Qualifier::Exactly, Some(value), _) => Some(value),
            (Qualifier::AtLeast | Qualifier::Between, _, Some(lower)) => Some(lower),
            (Qualifier::MoreThan, _, Some(lower)) => Some(lower.saturating_add(1)),
            (Qualifier::Tens, ..) => Some(20),
            (Qualifier::Dozens, ..) => Some(24),
            (Qualifier::Hundreds, ..) => Some(200),
            (Qualifier::Thousands, ..) => Some(2_000),
            _ => None,
        }
    }

    /// The greatest count that is compatible with what was said.
    #[must_use]
    pub const fn most(&self) -> Option<u64> {
        match (self.qualifier, self.value, self.upper) {
            (Qualifier::Exactly, Some(value), _) => Some(value),
            (Qualifier::UpTo | Qualifier::Between, _, Some(upper)) => Some(upper),
            (Qualifier::FewerThan, _, Some(upper)) => Some(upper.saturating_sub(1)),
            _ => None,
        }
    }

    /// Whether a count is compatible with what was said. "About" and words without a bound exclude
    /// nothing, because nobody said where they end.
    #[must_use]
    pub fn admits(&self, count: u64) -> bool {
        self.least().is_none_or(|least| least <= count)
            && self.most().is_none_or(|most| count <= most)
    }

    /// Where a claim stands among rivals, from the lowest to the highest (REQ-154): by its least
    /// count, else by the number said. Claims of an unknown number come first.
    #[must_use]
    pub fn rank(&self) -> (Option<u64>, Option<u64>) {
        let said = self.least().or(self.value).or(self.upper);
        (said, Some(self.most().unwrap_or(u64::MAX)))
    }
}

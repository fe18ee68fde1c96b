//! Labels, and something for each of their values.

use std::marker::PhantomData;

use crate::Lane;

/// A label with a closed set of values. [`label!`](crate::label) makes one.
pub trait Label: Copy + 'static {
    /// Every value, in the order of [`place`](Self::place).
    const ALL: &'static [Self];

    /// The value as it is exported.
    fn word(self) -> &'static str;

    /// Its place in [`ALL`](Self::ALL).
    fn place(self) -> usize;
}

/// Declares an enumeration whose values are the words of a label.
#[macro_export]
macro_rules! label {
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident { $($(#[$doc:meta])* $value:ident => $word:literal),+ $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        $vis enum $name { $($(#[$doc])* $value),+ }

        impl $crate::measure::Label for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];

            fn word(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }

            fn place(self) -> usize {
                self as usize
            }
        }
    };
}

impl Label for Lane {
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }

    fn place(self) -> usize {
        match self {
            Self::Confirmation => 0,
            Self::Service => 1,
            Self::Issue => 2,
        }
    }
}

/// Something for each value of a label.
#[derive(Debug)]
pub struct Each<L, T> {
    things: Box<[T]>,
    label: PhantomData<fn(L)>,
}

impl<L: Label, T: Default> Default for Each<L, T> {
    fn default() -> Self {
        Self {
            things: L::ALL.iter().map(|_| T::default()).collect(),
            label: PhantomData,
        }
    }
}

impl<L: Label, T> Each<L, T> {
    /// That of one value.
    #[must_use]
    pub fn of(&self, value: L) -> &T {
        &self.things[value.place()]
    }

    /// All of them with their values.
    pub fn iter(&self) -> impl Iterator<Item = (L, &T)> {
        L::ALL.iter().copied().zip(&self.things)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Tally;

    label! {
        /// Two sides.
        enum Side { Left => "left", Right => "right" }
    }

    #[test]
    fn each_value_has_a_number_of_its_own() {
        let sides: Each<Side, Tally> = Each::default();
        sides.of(Side::Right).add(2);
        let counted = sides.iter().map(|(side, n)| (side.word(), n.count()));
        assert_eq!(counted.collect::<Vec<_>>(), [("left", 0), ("right", 2)]);
    }

    #[test]
    fn the_lanes_stand_in_their_places() {
        for (place, lane) in <Lane as Label>::ALL.iter().enumerate() {
            assert_eq!(lane.place(), place);
        }
    }
}

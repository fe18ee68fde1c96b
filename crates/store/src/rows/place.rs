//! One number for a signature, by which what belongs to its signer is found.

use crate::StoreError;

/// The key of the declaration, times 2^40, and the leaf, as on the piles of SQLite: eight million
/// declarations and a million million entries in the log of each.
///
/// # Errors
/// [`StoreError::Corrupt`] for more than that: nobody has written it.
pub(crate) fn place(declaration: i64, leaf: u64) -> Result<i64, StoreError> {
    let beyond = || StoreError::corrupt("more declarations or signatures than can be told apart");
    let leaf = i64::try_from(leaf).map_err(|_| beyond())?;
    let fits = (0..1 << 23).contains(&declaration) && leaf < 1 << 40;
    fits.then_some((declaration << 40) | leaf)
        .ok_or_else(beyond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_signatures_have_one_place() {
        let places = [
            (0, 0),
            (0, (1 << 40) - 1),
            (1, 0),
            ((1 << 23) - 1, (1 << 40) - 1),
        ];
        let places = places.map(|(declaration, leaf)| place(declaration, leaf).unwrap());
        assert!(places.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn what_would_run_into_the_next_declaration_is_refused() {
        for (declaration, leaf) in [(1, 1 << 40), (1, u64::MAX), (1 << 23, 0), (-1, 0)] {
            place(declaration, leaf).unwrap_err();
        }
    }
}

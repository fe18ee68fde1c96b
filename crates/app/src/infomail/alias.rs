//! What copies of issues are called outside: in their `Message-ID` and return path.
//!
//! The store knows a copy by the numbers of its issue and of its subscription. A mail server writes
//! names of mails into its log beside the recipients' addresses, so the store's own numbers there would
//! tell whose each row is to anybody who has both. Outside, a copy bears its two numbers under a
//! permutation with the site's key: four rounds of a Feistel network over HMAC-SHA-256 (Luby and
//! Rackoff, SIAM J. Comput. 17(2), 1988), which is as good as a random one far beyond the number of mails
//! that a site sends. The same copy has the same name each time, and the key leads back.

use store::IssueMailId;

use crate::keys::Keys;

/// Half of a name.
type Half = [u8; 8];

/// Enough to withstand whoever chooses both numbers and names.
const ROUNDS: [u8; 4] = [0, 1, 2, 3];

/// What a copy is called outside.
pub(super) fn outside(keys: &Keys, id: IssueMailId) -> [u8; 16] {
    let round = |round, half: &Half| scramble(keys, round, half);
    forth(id.to_bytes(), round)
}

/// The copy that is called so outside; for a name that was never given, one that does not exist.
pub(super) fn inside(keys: &Keys, name: [u8; 16]) -> IssueMailId {
    let round = |round, half: &Half| scramble(keys, round, half);
    IssueMailId::from_bytes(back(name, round))
}

fn scramble(keys: &Keys, round: u8, half: &Half) -> Half {
    let hash = keys.site_hash("infomail-copy", &[&[round], half]);
    std::array::from_fn(|index| hash[index])
}

fn forth(block: [u8; 16], scramble: impl Fn(u8, &Half) -> Half) -> [u8; 16] {
    let (mut left, mut right) = halves(block);
    for round in ROUNDS {
        (left, right) = (right, xor(left, scramble(round, &right)));
    }
    joined(left, right)
}

fn back(block: [u8; 16], scramble: impl Fn(u8, &Half) -> Half) -> [u8; 16] {
    let (mut left, mut right) = halves(block);
    for round in ROUNDS.into_iter().rev() {
        (left, right) = (xor(right, scramble(round, &left)), left);
    }
    joined(left, right)
}

fn halves(block: [u8; 16]) -> (Half, Half) {
    let half = |from: usize| std::array::from_fn(|index| block[from + index]);
    (half(0), half(8))
}

fn joined(left: Half, right: Half) -> [u8; 16] {
    std::array::from_fn(|index| {
        if index < 8 {
            left[index]
        } else {
            right[index - 8]
        }
    })
}

fn xor(one: Half, other: Half) -> Half {
    std::array::from_fn(|index| one[index] ^ other[index])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::SystemRandom;

    proptest! {
        #[test]
        fn a_name_leads_back_to_its_copy_and_bears_neither_number(
            issue in 1_u64..1 << 62,
            subscription in 1_u64..1 << 62,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let keys = Keys::open(folder.path(), &SystemRandom).unwrap();
            let bytes = (u128::from(issue) << 64 | u128::from(subscription)).to_be_bytes();
            let id = IssueMailId::from_bytes(bytes);
            let name = outside(&keys, id);
            prop_assert_eq!(inside(&keys, name), id);
            prop_assert_eq!(outside(&keys, id), name);
            prop_assert_ne!(&name[..8], &bytes[..8]);
            prop_assert_ne!(&name[8..], &bytes[8..]);
        }

        #[test]
        fn whatever_the_rounds_do_they_can_be_undone(block: [u8; 16], salt: u8) {
            let scramble = |round: u8, half: &Half| half.map(|byte| byte.wrapping_mul(salt) ^ round);
            prop_assert_eq!(back(forth(block, scramble), scramble), block);
            prop_assert_eq!(forth(back(block, scramble), scramble), block);
        }
    }

    #[test]
    fn another_site_calls_the_same_copy_otherwise() {
        let names = [0, 1].map(|_| {
            let folder = tempfile::tempdir().unwrap();
            let keys = Keys::open(folder.path(), &SystemRandom).unwrap();
            outside(&keys, IssueMailId::from_bytes([7; 16]))
        });
        assert_ne!(names[0], names[1]);
    }
}

//! Growing a tree.

use tlog::Hash;
use tlog::tree::{Frontier, FrontierError, HashStore, MAX_SIZE, ReadError, StoredNodes, SubtreeId};

use crate::naive::{self, Memory};

/// Leaves and roots of the eight-leaf tree that Certificate Transparency implementations test with.
const CT_LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];
const CT_ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// Hashes of the leaves of the Certificate Transparency test tree.
pub fn ct_leaves() -> Vec<Hash> {
    CT_LEAVES
        .iter()
        .map(|entry| Hash::leaf(&hex::decode(entry).unwrap()))
        .collect()
}

#[test]
fn the_certificate_transparency_tree_has_its_published_roots() {
    let mut frontier = Frontier::empty();
    assert_eq!(frontier.root().to_string(), CT_ROOTS[0]);
    for (leaf, root) in ct_leaves().into_iter().zip(&CT_ROOTS[1..]) {
        frontier.push(leaf);
        assert_eq!(
            &frontier.root().to_string(),
            root,
            "size {}",
            frontier.size()
        );
    }
}

#[test]
fn a_tree_grown_leaf_by_leaf_has_the_root_of_the_definition() {
    let leaves = naive::leaves(70_000);
    let mut frontier = Frontier::empty();
    let check = |frontier: &Frontier| {
        let size = usize::try_from(frontier.size()).unwrap();
        if size < 300 || naive::EDGES.contains(&frontier.size()) {
            assert_eq!(frontier.root(), naive::root(&leaves[..size]), "size {size}");
        }
    };
    check(&frontier);
    for leaf in &leaves {
        frontier.push(*leaf);
        check(&frontier);
    }
    assert_eq!(frontier.size(), 70_000);
}

#[test]
fn appending_reports_every_full_subtree_once_with_its_root() {
    let leaves = naive::leaves(70_000);
    let memory = Memory::of(&leaves);
    assert_eq!(memory.subtrees.len(), 273 + 1);
    for index in 0..273_u64 {
        let start = usize::try_from(index).unwrap() * 256;
        let root = naive::root(&leaves[start..start + 256]);
        assert_eq!(memory.subtrees[&SubtreeId { level: 1, index }], root);
    }
    let root = naive::root(&leaves[..65_536]);
    assert_eq!(memory.subtrees[&SubtreeId { level: 2, index: 0 }], root);
}

#[test]
fn a_tree_taken_up_from_its_parts_or_from_its_store_grows_on_the_same() {
    let leaves = naive::leaves(600);
    let memory = Memory::of(&leaves);
    let mut grown = Frontier::empty();
    for leaf in &leaves {
        let size = grown.size();
        let stored = Frontier::read(size, &StoredNodes(&memory)).unwrap();
        assert_eq!(stored, grown);
        assert_eq!(
            tlog::tree::root(size, &StoredNodes(&memory)),
            Ok(grown.root())
        );
        assert_eq!(
            Frontier::from_parts(size, grown.parts().to_vec()),
            Ok(stored)
        );
        grown.push(*leaf);
    }
}

#[test]
fn parts_that_do_not_belong_to_the_size_are_refused() {
    let one = vec![Hash::EMPTY_ROOT];
    assert_eq!(
        Frontier::from_parts(3, one.clone()),
        Err(FrontierError::WrongParts {
            size: 3,
            expected: 2,
            found: 1
        })
    );
    assert_eq!(
        Frontier::from_parts(0, one.clone()),
        Err(FrontierError::WrongParts {
            size: 0,
            expected: 0,
            found: 1
        })
    );
    assert!(Frontier::from_parts(MAX_SIZE, one.clone()).is_ok());
    let size = MAX_SIZE + 1;
    assert_eq!(
        Frontier::from_parts(size, one),
        Err(FrontierError::TooLarge { size })
    );
}

#[test]
fn a_store_that_gives_too_few_hashes_is_an_error_and_not_another_root() {
    struct Forgetful;
    impl HashStore for Forgetful {
        type Error = std::convert::Infallible;
        fn leaf_hash_range(&self, _: u64, _: u64) -> Result<Vec<Hash>, Self::Error> {
            Ok(vec![Hash::EMPTY_ROOT])
        }
        fn subtree(&self, _: SubtreeId) -> Result<Hash, Self::Error> {
            Ok(Hash::EMPTY_ROOT)
        }
    }
    assert_eq!(
        tlog::tree::root(4, &StoredNodes(&Forgetful)),
        Err(ReadError::WrongCount {
            level: 0,
            start: 0,
            expected: 4,
            found: 1
        })
    );
}

#[test]
fn a_hash_has_one_spelling() {
    let leaf = Hash::leaf(b"entry");
    assert_eq!(Hash::from_base64(&leaf.to_base64()), Ok(leaf));
    let spelt = Hash::EMPTY_ROOT.to_base64();
    assert_eq!(spelt, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    for other in [
        "",
        "47DE",
        &spelt[..43],
        &spelt.replace("U=", "V="),
        &spelt.replace('+', "-"),
    ] {
        assert!(Hash::from_base64(other).is_err(), "{other}");
    }
}

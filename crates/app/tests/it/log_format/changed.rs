//! The personal and the public files of the document, with every bit of them changed.

use app::opening::OpeningJson;
use app::receipt::verify_receipt;
use domain::log::{Commitment, Field};
use proptest::prelude::*;

use super::Document;
use super::example::Example;

/// Every text that differs from the one given in a single bit.
fn changed(text: &str) -> impl Iterator<Item = String> {
    (0..text.len() * 8).filter_map(move |bit| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        String::from_utf8(bytes).ok()
    })
}

#[test]
fn a_receipt_with_any_bit_changed_is_refused_or_says_the_same() {
    let blocks = Document::read().blocks;
    let (proof, opening) = (&blocks["receipt"], &blocks["opening of a receipt"]);
    let said = verify_receipt(proof, opening, None).unwrap();
    for changed in changed(proof) {
        assert!(
            verify_receipt(&changed, opening, None).is_err(),
            "{changed}"
        );
    }
    for changed in changed(opening) {
        if let Ok(says) = verify_receipt(proof, &changed, None) {
            assert_eq!(says, said, "{changed}");
        }
    }
}

/// The shown fields of openings that belong to their entries; nothing where one does not.
fn shown(openings: &str, commitments: &[(u64, Commitment)]) -> Option<Vec<(u64, Vec<String>)>> {
    let openings: Vec<OpeningJson> = serde_json::from_str(openings).ok()?;
    let check = |opening: &OpeningJson| {
        let public = opening.opening()?;
        let belongs = commitments.contains(&(opening.leaf, public.commitment()));
        let shown = |field| public.shown(field).map(str::to_owned);
        belongs.then(|| {
            (
                opening.leaf,
                Field::ALL.into_iter().filter_map(shown).collect(),
            )
        })
    };
    openings.iter().map(check).collect()
}

#[test]
fn a_shown_name_with_any_bit_changed_belongs_to_no_entry() {
    let openings = &Document::read().blocks["openings"];
    let example = Example::new();
    let commitments = [
        (3, example.ada.commitment()),
        (4, example.union.commitment()),
    ];
    let honest = shown(openings, &commitments);
    assert_eq!(honest.as_ref().map(Vec::len), Some(2));
    for changed in changed(openings) {
        let says = shown(&changed, &commitments);
        assert!(says.is_none() || says == honest, "{changed}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_reading_a_receipt_or_an_opening_panic(
        at: prop::sample::Index,
        length in 0_usize..60,
        with in "[\\[\\]{}\",:0-9a-f\\\\]{0,60}",
    ) {
        let blocks = Document::read().blocks;
        let spoil = |text: &String| {
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            let bytes = [&text.as_bytes()[..start], with.as_bytes(), &text.as_bytes()[end..]];
            String::from_utf8_lossy(&bytes.concat()).into_owned()
        };
        let (proof, opening) = (&blocks["receipt"], &blocks["opening of a receipt"]);
        let honest = verify_receipt(proof, opening, None).unwrap();
        for (proof, opening) in [(spoil(proof), opening.clone()), (proof.clone(), spoil(opening))] {
            if let Ok(says) = verify_receipt(&proof, &opening, None) {
                prop_assert_eq!(says, honest.clone());
            }
        }
        shown(&spoil(&blocks["openings"]), &[]);
    }
}

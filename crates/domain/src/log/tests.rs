use proptest::prelude::*;

use super::*;
use crate::listing::Listing;
use crate::locale::Language;
use crate::signature::{StrikeReason, WithdrawalReason};
use crate::signer::{Class, Evidence};
use crate::text::TextDigest;

fn entry(body: Body) -> Entry {
    Entry {
        day: Day(19_004),
        body,
    }
}

fn revision(renders: u64, role: RevisionRole, number: u32, language: &str) -> Entry {
    let language = Language::parse(language).unwrap();
    entry(Body::Revision {
        role,
        number,
        renders,
        language,
        digest: TextDigest::of(b"text"),
    })
}

fn signature(revision: u64) -> Entry {
    entry(Body::Signature {
        revision,
        class: Class::Person,
        evidence: Evidence::MailLink,
        commitment: Commitment::from_bytes([7; 32]),
    })
}

fn withdrawal(signature: u64) -> Entry {
    entry(Body::Withdrawal {
        signature,
        reason: WithdrawalReason::Wish,
    })
}

#[test]
fn every_kind_has_its_golden_bytes() {
    let check = |body: Body, expected: &str| {
        let bytes = entry(body.clone()).encode();
        assert_eq!(hex::encode(&bytes), expected, "{body:?}");
        assert_eq!(Entry::decode(&bytes), Ok(entry(body)));
    };
    let digest = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1";
    check(
        revision(3, RevisionRole::Translation, 2, "pt-BR").body,
        &format!("010100004a3c020000000200000000000000030570742d4252{digest}"),
    );
    check(
        signature(5).body,
        &format!("010200004a3c00000000000000050101{}", "07".repeat(32)),
    );
    check(withdrawal(9).body, "010300004a3c000000000000000901");
    check(
        Body::Strike {
            signature: 9,
            reason: StrikeReason::Mistake,
        },
        "010400004a3c000000000000000905",
    );
    check(
        Body::Figure { record: [1; 32] },
        &format!("010500004a3c{}", "01".repeat(32)),
    );
    check(
        Body::Raising { record: [2; 32] },
        &format!("010600004a3c{}", "02".repeat(32)),
    );
    let numbered =
        |kind: &str, byte: &str| format!("01{kind}00004a3c0000000000000100{}", byte.repeat(32));
    check(
        Body::AuditPlan {
            size: 256,
            plan: [3; 32],
        },
        &numbered("07", "03"),
    );
    check(
        Body::AuditResult {
            plan: 256,
            result: [4; 32],
        },
        &numbered("08", "04"),
    );
    check(
        Body::Handover {
            size: 256,
            manifest: [5; 32],
        },
        &numbered("09", "05"),
    );
    check(Body::Close, "010f00004a3c");
}

#[test]
fn bytes_that_no_encoder_wrote_are_refused_with_the_reason() {
    let check = |hex: &str, expected: EntryError| {
        assert_eq!(
            Entry::decode(&hex::decode(hex).unwrap()),
            Err(expected),
            "{hex}"
        );
    };
    check(
        "",
        EntryError::Length {
            expected: 6,
            found: 0,
        },
    );
    check("020f00004a3c", EntryError::Format(2));
    check("011000004a3c", EntryError::Kind(0x10));
    check(
        "010f00004a3c00",
        EntryError::Length {
            expected: 6,
            found: 7,
        },
    );
    check(
        "010300004a3c0000000000000009",
        EntryError::Length {
            expected: 15,
            found: 14,
        },
    );
    check(
        "010300004a3c000000000000000903",
        EntryError::Code {
            field: "withdrawal reason",
            code: 3,
        },
    );
    let tag = |tag: &str| {
        format!(
            "010100004a3c01000000010000000000000000{:02x}{}{}",
            tag.len(),
            hex::encode(tag),
            "00".repeat(32)
        )
    };
    check(&tag("DE"), EntryError::Language);
    check(&tag(""), EntryError::Language);
    check(
        &tag("de").replace("00000001000000000000", "00000000000000000000"),
        EntryError::Number,
    );
}

fn opening() -> Opening {
    let fields = Fields::default()
        .with(Field::Name, "Ada Lovelace")
        .with(Field::Initials, "A. L.")
        .with(Field::Place, "London")
        .with(Field::Tag, [9; 32]);
    Opening {
        secret: [1; 32],
        fields,
    }
}

#[test]
fn a_commitment_has_its_golden_hashes() {
    // Computed with Python's hashlib and hmac from LOG-FORMAT section 5 alone.
    let opening = opening();
    assert_eq!(hex::encode(opening.salt(Field::Name).0), SALT_NAME);
    assert_eq!(hex::encode(opening.hash(Field::Name).0), HASH_NAME);
    assert_eq!(
        hex::encode(opening.hash(Field::Descriptor).0),
        HASH_ABSENT_DESCRIPTOR
    );
    assert_eq!(hex::encode(opening.commitment().as_bytes()), COMMITMENT);
}

const SALT_NAME: &str = "22c1af7ad0864ae727e9aee13b168ed98e3f1bce0663255750a6a1dda8780f2d";
const HASH_NAME: &str = "01a7ce7274550561774b44818ea18e4b4bae3847a2e4c611e4ada2aaf0709c77";
const HASH_ABSENT_DESCRIPTOR: &str =
    "87e7ec25572fda1663147ad3ed655d1446984d3414bba5f4f264e905ac89719c";
const COMMITMENT: &str = "0479ae0d69191004c46d93321b4829d9fde18783c78535e856c7f683c6db2c78";

#[test]
fn a_public_opening_shows_what_the_listing_shows_and_still_fits_the_entry() {
    let opening = opening();
    let check = |listing, shown: &[Field]| {
        let public = PublicOpening::for_listing(&opening, listing);
        assert_eq!(public.commitment(), opening.commitment());
        let open: Vec<Field> = Field::ALL
            .into_iter()
            .filter(|field| public.shown(*field).is_some())
            .collect();
        assert_eq!(open, shown, "{listing:?}");
    };
    check(Listing::Counted, &[]);
    check(Listing::Initials, &[Field::Initials, Field::Place]);
    check(Listing::Named, &[Field::Name, Field::Place]);
}

#[test]
fn another_name_does_not_fit_the_entry() {
    let public = PublicOpening::for_listing(&opening(), Listing::Named);
    let mut fields = public.fields().clone();
    if let FieldOpening::Shown { value, .. } = &mut fields[0] {
        value[0] ^= 1;
    }
    assert_ne!(
        PublicOpening::from_fields(fields).commitment(),
        opening().commitment()
    );
}

#[test]
fn the_count_is_signatures_minus_those_taken_out() {
    let mut fold = Fold::default();
    let log = [
        revision(0, RevisionRole::Original, 1, "en"),
        revision(0, RevisionRole::Translation, 1, "de"),
        signature(0),
        signature(1),
        signature(1),
        withdrawal(3),
        entry(Body::Strike {
            signature: 4,
            reason: StrikeReason::Duplicate,
        }),
    ];
    for entry in &log {
        fold.push(entry).unwrap();
    }
    let tally: Vec<(u64, u64)> = fold.tally().iter().map(|(b, n)| (b.revision, *n)).collect();
    assert_eq!(tally, [(0, 1)]);
    assert!(fold.counts(2) && !fold.counts(3) && !fold.counts(0));
}

#[test]
fn every_fault_in_the_order_of_entries_is_found() {
    let check = |last: Entry, expected: Fault| {
        let mut fold = Fold::default();
        fold.push(&revision(0, RevisionRole::Original, 1, "en"))
            .unwrap();
        fold.push(&signature(0)).unwrap();
        fold.push(&withdrawal(1)).unwrap();
        assert_eq!(fold.push(&last), Err(expected));
        assert_eq!(fold.size(), 4, "a faulty entry keeps its place");
    };
    check(signature(1), Fault::NotARevision(1));
    check(signature(3), Fault::NotARevision(3));
    check(withdrawal(1), Fault::OutAlready(1));
    check(withdrawal(0), Fault::NotASignature(0));
    check(withdrawal(99), Fault::NotASignature(99));
    check(
        revision(0, RevisionRole::Original, 2, "en"),
        Fault::NotAnOriginal(0),
    );
    check(
        revision(1, RevisionRole::Translation, 1, "de"),
        Fault::NotAnOriginal(1),
    );
    check(
        revision(3, RevisionRole::Original, 3, "en"),
        Fault::RevisionNumber {
            expected: 2,
            found: 3,
        },
    );
    check(
        entry(Body::AuditResult {
            plan: 0,
            result: [0; 32],
        }),
        Fault::NotAPlan(0),
    );
    check(
        entry(Body::Handover {
            size: 4,
            manifest: [0; 32],
        }),
        Fault::BeyondItself(4),
    );
    check(
        Entry {
            day: Day(1),
            ..signature(0)
        },
        Fault::DayBackwards,
    );
}

#[test]
fn after_close_nobody_signs_but_anybody_may_withdraw() {
    let mut fold = Fold::default();
    fold.push(&revision(0, RevisionRole::Original, 1, "en"))
        .unwrap();
    fold.push(&signature(0)).unwrap();
    fold.push(&entry(Body::Close)).unwrap();
    assert_eq!(fold.push(&signature(0)), Err(Fault::AfterClose));
    assert_eq!(fold.push(&withdrawal(1)), Ok(()));
    assert!(fold.is_closed() && fold.tally().is_empty());
}

proptest! {
    #[test]
    fn decoding_never_panics_and_accepts_only_what_encodes_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        if let Ok(entry) = Entry::decode(&bytes) {
            prop_assert_eq!(entry.encode(), bytes);
        }
    }

    #[test]
    fn headed_bytes_decode_to_themselves_or_are_refused(kind in 0u8..17, body in prop::collection::vec(any::<u8>(), 0..60)) {
        let bytes = [&[1, kind, 0, 0, 0, 1][..], &body].concat();
        if let Ok(entry) = Entry::decode(&bytes) {
            prop_assert_eq!(entry.encode(), bytes);
        }
    }

    #[test]
    fn the_fold_equals_a_naive_count(moves in prop::collection::vec((0u8..3, 0u64..40), 0..40)) {
        let mut fold = Fold::default();
        fold.push(&revision(0, RevisionRole::Original, 1, "en")).unwrap();
        let mut counted = std::collections::BTreeSet::new();
        for (kind, target) in moves {
            let leaf = fold.size();
            if kind == 0 {
                prop_assert!(fold.push(&withdrawal(target)).is_ok() == counted.remove(&target));
            } else {
                prop_assert!(fold.push(&signature(0)).is_ok());
                counted.insert(leaf);
            }
        }
        prop_assert_eq!(fold.tally().values().sum::<u64>(), counted.len() as u64);
    }
}

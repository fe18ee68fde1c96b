use proptest::prelude::*;

use super::*;
use crate::signature::StrikeReason;

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

#[test]
fn every_other_length_of_every_kind_is_refused() {
    for (_, bytes) in golden::entries() {
        for length in 0..bytes.len() {
            assert!(Entry::decode(&bytes[..length]).is_err(), "{length}");
        }
        for more in 1..=40 {
            let longer = [bytes.as_slice(), &vec![0; more]].concat();
            assert!(Entry::decode(&longer).is_err(), "{more} more");
        }
    }
}

#[test]
fn every_code_that_means_nothing_is_refused() {
    let check = |entry: Entry, at: usize, known: std::ops::RangeInclusive<u8>| {
        let mut bytes = entry.encode();
        for code in 0..=u8::MAX {
            bytes[at] = code;
            let outcome = Entry::decode(&bytes);
            assert_eq!(outcome.is_ok(), known.contains(&code), "{outcome:?}");
        }
    };
    let strike = entry(Body::Strike {
        signature: 9,
        reason: StrikeReason::Mistake,
    });
    check(signature(5), 0, 1..=1);
    check(revision(0, RevisionRole::Original, 1, "en"), 6, 1..=2);
    check(signature(5), 14, 1..=2);
    check(signature(5), 15, 1..=6);
    check(withdrawal(5), 14, 1..=2);
    check(strike, 14, 1..=5);
}

/// Entries of all kinds, with every field at will.
pub(super) fn any_entry(index: impl Strategy<Value = u64> + Clone) -> impl Strategy<Value = Entry> {
    let digest = any::<[u8; 32]>();
    let language = prop::sample::select(vec!["en", "de", "pt-BR", "zh-Hant", "sr-Latn-RS"]);
    let role = prop::sample::select(vec![RevisionRole::Original, RevisionRole::Translation]);
    let signing = (
        prop::sample::select(Class::ALL.to_vec()),
        prop::sample::select(Evidence::ALL.to_vec()),
    );
    let out = prop::sample::select(WithdrawalReason::ALL.to_vec());
    let struck = prop::sample::select(StrikeReason::ALL.to_vec());
    let body = prop_oneof![
        (role, 1_u32..4, index.clone(), language, digest).prop_map(
            |(role, number, renders, language, digest)| Body::Revision {
                role,
                number,
                renders,
                language: Language::parse(language).unwrap(),
                digest: TextDigest::from_bytes(digest),
            }
        ),
        (index.clone(), signing, digest).prop_map(|(revision, (class, evidence), commitment)| {
            Body::Signature {
                revision,
                class,
                evidence,
                commitment: Commitment::from_bytes(commitment),
            }
        }),
        (index.clone(), out).prop_map(|(signature, reason)| Body::Withdrawal { signature, reason }),
        (index.clone(), struck).prop_map(|(signature, reason)| Body::Strike { signature, reason }),
        digest.prop_map(|record| Body::Figure { record }),
        digest.prop_map(|record| Body::Raising { record }),
        (index.clone(), digest).prop_map(|(size, plan)| Body::AuditPlan { size, plan }),
        (index.clone(), digest).prop_map(|(plan, result)| Body::AuditResult { plan, result }),
        (index, digest).prop_map(|(size, manifest)| Body::Handover { size, manifest }),
        Just(Body::Close),
    ];
    (any::<u32>(), body).prop_map(|(day, body)| Entry {
        day: Day(day),
        body,
    })
}

proptest! {
    #[test]
    fn an_entry_is_read_as_it_was_written(entry in any_entry(any::<u64>())) {
        prop_assert_eq!(Entry::decode(&entry.encode()), Ok(entry));
    }

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
}

use proptest::prelude::*;

use super::*;
use crate::signature::StrikeReason;

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
fn signatures_in_a_row_count_as_they_do_one_by_one() {
    let check = |revision_signed: u64, day: Day, closed: bool| {
        let [mut single, mut row] = [Fold::default(), Fold::default()];
        let last = if closed {
            entry(Body::Close)
        } else {
            signature(0)
        };
        for entry in [revision(0, RevisionRole::Original, 1, "en"), last] {
            single.push(&entry).unwrap();
            row.push(&entry).unwrap();
        }
        let signed = Entry {
            day,
            ..signature(revision_signed)
        };
        let Body::Signature {
            revision,
            class,
            evidence,
            ..
        } = signed.body
        else {
            panic!("it is a signature");
        };
        let bucket = Bucket {
            revision,
            class,
            evidence,
        };
        let outcome = row.push_signatures(bucket, day, 3);
        for _ in 0..3 {
            assert_eq!(single.push(&signed), outcome);
        }
        assert_eq!(single.tally(), row.tally());
        for leaf in 0..6 {
            assert_eq!(single.counts(leaf), row.counts(leaf), "{leaf}");
            let taken = withdrawal(leaf);
            assert_eq!(single.push(&taken), row.push(&taken), "{leaf}");
        }
        assert_eq!(single.tally(), row.tally());
    };
    let today = signature(0).day;
    check(0, today, false);
    check(0, Day(today.0 + 1), false);
    check(0, Day(0), false);
    check(7, today, false);
    check(0, today, true);
}

/// After one revision, one signature and its withdrawal.
fn check_fault(last: &Entry, expected: Fault) {
    let mut fold = Fold::default();
    for entry in [
        revision(0, RevisionRole::Original, 1, "en"),
        signature(0),
        withdrawal(1),
    ] {
        fold.push(&entry).unwrap();
    }
    assert_eq!(fold.push(last), Err(expected));
    assert_eq!(fold.size(), 4, "a faulty entry keeps its place");
}

#[test]
fn what_is_signed_or_taken_out_stands_in_front_and_is_what_it_should_be() {
    let strike = |signature| {
        entry(Body::Strike {
            signature,
            reason: StrikeReason::Duplicate,
        })
    };
    check_fault(&signature(1), Fault::NotARevision(1));
    check_fault(&signature(3), Fault::NotARevision(3));
    check_fault(&withdrawal(1), Fault::OutAlready(1));
    check_fault(&withdrawal(0), Fault::NotASignature(0));
    check_fault(&withdrawal(99), Fault::NotASignature(99));
    check_fault(&strike(1), Fault::OutAlready(1));
    check_fault(&strike(2), Fault::NotASignature(2));
    let yesterday = Entry {
        day: Day(1),
        ..signature(0)
    };
    check_fault(&yesterday, Fault::DayBackwards);
}

#[test]
fn a_revision_names_its_original_and_follows_the_one_before_it() {
    let number = |expected, found| Fault::RevisionNumber { expected, found };
    let (original, translation) = (RevisionRole::Original, RevisionRole::Translation);
    check_fault(&revision(0, original, 2, "en"), Fault::NotAnOriginal(0));
    check_fault(&revision(1, translation, 1, "de"), Fault::NotAnOriginal(1));
    check_fault(&revision(3, original, 3, "en"), number(2, 3));
    check_fault(&revision(0, translation, 2, "de"), number(1, 2));
}

#[test]
fn an_audit_has_its_plan_and_no_size_is_beyond_its_entry() {
    let result = Body::AuditResult {
        plan: 0,
        result: [0; 32],
    };
    check_fault(&entry(result), Fault::NotAPlan(0));
    let handover = Body::Handover {
        size: 4,
        manifest: [0; 32],
    };
    check_fault(&entry(handover), Fault::BeyondItself(4));
    let plan = Body::AuditPlan {
        size: 4,
        plan: [0; 32],
    };
    check_fault(&entry(plan), Fault::BeyondItself(4));
}

#[test]
fn what_names_a_faulty_entry_is_faulty_too() {
    let mut fold = Fold::default();
    fold.push(&revision(0, RevisionRole::Original, 2, "en"))
        .unwrap_err();
    assert_eq!(fold.push(&signature(0)), Err(Fault::NotARevision(0)));
    assert_eq!(fold.push(&withdrawal(1)), Err(Fault::NotASignature(1)));
    fold.skip();
    assert_eq!(fold.push(&withdrawal(3)), Err(Fault::NotASignature(3)));
    assert_eq!(fold.size(), 5);
    let first = revision(5, RevisionRole::Original, 1, "en");
    assert_eq!(fold.push(&first), Ok(()), "a faulty number is not used up");
}

#[test]
fn a_log_holds_5000_revisions_and_no_more() {
    let mut fold = Fold::default();
    for number in 1..=MAX_REVISIONS {
        let leaf = fold.size();
        let number = u32::try_from(number).unwrap();
        fold.push(&revision(leaf, RevisionRole::Original, number, "en"))
            .unwrap();
    }
    let leaf = fold.size();
    assert_eq!(
        fold.push(&revision(leaf, RevisionRole::Original, 5_001, "en")),
        Err(Fault::TooManyRevisions)
    );
}

#[test]
fn after_close_nobody_signs_but_anybody_may_withdraw() {
    let closed = || {
        let mut fold = Fold::default();
        let start = [
            revision(0, RevisionRole::Original, 1, "en"),
            signature(0),
            signature(0),
            entry(Body::Close),
        ];
        for entry in &start {
            fold.push(entry).unwrap();
        }
        assert!(fold.is_closed());
        fold
    };
    for refused in [
        signature(0),
        revision(4, RevisionRole::Original, 2, "en"),
        entry(Body::Figure { record: [0; 32] }),
        entry(Body::Close),
    ] {
        assert_eq!(closed().push(&refused), Err(Fault::AfterClose));
    }
    let mut fold = closed();
    for allowed in [
        withdrawal(1).body,
        Body::Strike {
            signature: 2,
            reason: StrikeReason::LegalOrder,
        },
        Body::Raising { record: [0; 32] },
        Body::AuditPlan {
            size: 4,
            plan: [0; 32],
        },
        Body::AuditResult {
            plan: 7,
            result: [0; 32],
        },
        Body::Handover {
            size: 9,
            manifest: [0; 32],
        },
    ] {
        assert_eq!(fold.push(&entry(allowed)), Ok(()));
    }
    assert!(fold.tally().is_empty());
}

/// The rules of the document, looked up in all that stands before instead of remembered.
#[derive(Default)]
struct Naive {
    /// Every entry so far; nothing where it is faulty.
    good: Vec<Option<Entry>>,
    day: u32,
}

impl Naive {
    fn at(&self, leaf: u64) -> Option<&Body> {
        let entry = self.good.get(usize::try_from(leaf).ok()?)?.as_ref()?;
        Some(&entry.body)
    }

    fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.good.iter().flatten().map(|entry| &entry.body)
    }

    fn is_out(&self, leaf: u64) -> bool {
        self.bodies().any(|body| {
            matches!(body, Body::Withdrawal { signature, .. } | Body::Strike { signature, .. } if *signature == leaf)
        })
    }

    fn accepts(&self, entry: &Entry) -> bool {
        let size = self.good.len() as u64;
        let closed = self.bodies().any(|body| *body == Body::Close);
        let in_time = entry.day.0 >= self.day && (!closed || entry.body.may_follow_close());
        let fits = match &entry.body {
            Body::Revision {
                role,
                number,
                renders,
                language: of,
                ..
            } => {
                let earlier = self
                    .bodies()
                    .filter(
                        |body| matches!(body, Body::Revision { language, .. } if language == of),
                    )
                    .count();
                let original = Some(&RevisionRole::Original);
                let rendered = self.at(*renders).and_then(|body| match body {
                    Body::Revision { role, .. } => Some(role),
                    _ => None,
                });
                earlier + 1 == *number as usize
                    && match role {
                        RevisionRole::Original => *renders == size,
                        RevisionRole::Translation => rendered == original,
                    }
            }
            Body::Signature { revision, .. } => {
                matches!(self.at(*revision), Some(Body::Revision { .. }))
            }
            Body::Withdrawal { signature, .. } | Body::Strike { signature, .. } => {
                matches!(self.at(*signature), Some(Body::Signature { .. }))
                    && !self.is_out(*signature)
            }
            Body::AuditPlan { size: named, .. } | Body::Handover { size: named, .. } => {
                *named <= size
            }
            Body::AuditResult { plan, .. } => {
                matches!(self.at(*plan), Some(Body::AuditPlan { .. }))
            }
            Body::Figure { .. } | Body::Raising { .. } | Body::Close => true,
        };
        in_time && fits
    }

    fn push(&mut self, entry: &Entry) -> bool {
        let accepted = self.accepts(entry);
        self.good.push(accepted.then(|| entry.clone()));
        self.day = self.day.max(entry.day.0);
        accepted
    }

    fn count(&self) -> u64 {
        (0..self.good.len() as u64)
            .filter(|leaf| matches!(self.at(*leaf), Some(Body::Signature { .. })))
            .filter(|leaf| !self.is_out(*leaf))
            .count() as u64
    }
}

proptest! {
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

    #[test]
    fn the_fold_judges_any_entries_as_the_rules_say(
        entries in prop::collection::vec((entries::any_entry(0_u64..12), any::<bool>()), 0..40),
    ) {
        let (mut fold, mut naive) = (Fold::default(), Naive::default());
        for (mut entry, on_the_day) in entries {
            if on_the_day {
                entry.day = Day(naive.day);
            }
            if entry.body == Body::Close && naive.good.len() < 20 {
                continue;
            }
            prop_assert_eq!(fold.push(&entry).is_ok(), naive.push(&entry), "{:?}", entry);
        }
        prop_assert_eq!(fold.tally().values().sum::<u64>(), naive.count());
    }
}

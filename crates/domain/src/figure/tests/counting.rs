//! Bounds, sums, parts and ages (REQ-152, REQ-153, REQ-157, REQ-159, REQ-161, REQ-164).

use jiff::civil::date;
use proptest::prelude::*;

use super::january::{claim, january, part};
use super::*;

fn bounds(qualifier: Qualifier, number: u64) -> Bounds {
    let (value, lower, upper) = match qualifier {
        Qualifier::Exactly | Qualifier::About => (Some(number), None, None),
        Qualifier::AtLeast | Qualifier::MoreThan => (None, Some(number), None),
        Qualifier::UpTo | Qualifier::FewerThan => (None, None, Some(number)),
        Qualifier::Between => (None, Some(number), Some(number + 10)),
        _ => (None, None, None),
    };
    Bounds::new(qualifier, value, lower, upper).unwrap()
}

proptest! {
    #[test]
    fn req_152_more_than_excludes_its_number_and_at_least_includes_it(n in 1_u64..u64::MAX - 20, d in 0_u64..20) {
        let (more, least) = (bounds(Qualifier::MoreThan, n), bounds(Qualifier::AtLeast, n));
        prop_assert!(!more.admits(n) && more.admits(n + 1 + d) && least.admits(n + d));
        prop_assert!(!least.admits(n - 1));
        prop_assert_eq!((more.value(), least.value()), (None, None));
    }

    #[test]
    fn req_152_fewer_than_excludes_its_number_and_up_to_includes_it(n in 1_u64..u64::MAX - 20) {
        let (fewer, up_to) = (bounds(Qualifier::FewerThan, n), bounds(Qualifier::UpTo, n));
        prop_assert!(!fewer.admits(n) && fewer.admits(n - 1));
        prop_assert!(up_to.admits(n) && !up_to.admits(n + 1));
    }

    #[test]
    fn req_152_between_includes_both_and_words_set_only_a_lower_bound(n in 1_u64..1_000_000) {
        let between = bounds(Qualifier::Between, n);
        prop_assert!(between.admits(n) && between.admits(n + 10));
        prop_assert!(!between.admits(n - 1) && !between.admits(n + 11));
        for word in [Qualifier::Tens, Qualifier::Dozens, Qualifier::Hundreds, Qualifier::Thousands] {
            prop_assert_eq!(bounds(word, n).most(), None);
        }
        prop_assert_eq!(bounds(Qualifier::Dozens, n).least(), Some(24));
    }

    #[test]
    fn a_sum_admits_whatever_its_parts_admit_together(numbers in prop::collection::vec((0_u64..9_000, 0_u64..50), 1..6)) {
        let figures: Vec<Figure> = numbers.iter().map(|(number, _)| {
            claim("x", ("A", SourceType::Ngo), (Qualifier::AtLeast, *number), FigureStatus::Confirmed, 1)
        }).collect();
        let total: u64 = numbers.iter().map(|(number, more)| number + more).sum();
        let extent = sum(&figures).unwrap();
        prop_assert!(extent.least.unwrap() <= total);
        prop_assert_eq!(extent.most, None);
    }
}

#[test]
fn nothing_is_fewer_than_none() {
    let refused = Bounds::new(Qualifier::FewerThan, None, None, Some(0));
    assert_eq!(refused.unwrap_err(), [BoundsError::Nothing]);
}

#[test]
fn req_153_a_sum_refuses_to_mix_confirmed_pending_and_projected_counts() {
    let figures = january();
    let find = |id: &str| figures.iter().find(|f| f.id.as_str() == id).unwrap();
    let refused = |a: &str, b: &str| sum([find(a), find(b)]).unwrap_err();
    let pending = Family::UnderInvestigation;
    assert_eq!(
        refused("hrana-23", "pending-23"),
        SumError::Mixed(pending, Family::Counted)
    );
    assert_eq!(
        refused("ihr-forecast", "hrana-23"),
        SumError::Mixed(Family::Counted, Family::Projected)
    );
    assert_eq!(
        refused("pending-23", "ihr-forecast"),
        SumError::Mixed(Family::Projected, pending)
    );
    assert_eq!(sum([]), Err(SumError::Nothing));
    let injured = Figure {
        measure: Measure::Injured,
        ..find("hrana-23").clone()
    };
    let unlike = sum([find("hrana-23"), &injured]);
    assert!(matches!(unlike, Err(SumError::Unlike(..))), "{unlike:?}");
}

fn total(number: (Qualifier, u64), mode: BreakdownMode) -> Figure {
    let hrana = ("HRANA", SourceType::Ngo);
    Figure {
        breakdown: Some(Breakdown {
            mode,
            parts: Vec::new(),
            note: None,
        }),
        ..claim("total", hrana, number, FigureStatus::Confirmed, 23)
    }
}

fn check_parts(total: &Figure, parts: &[u64], expected: Option<BreakdownFault>) {
    let names = ["protesters", "minors", "security", "bystanders"];
    let parts: Vec<Figure> = names
        .iter()
        .zip(parts)
        .map(|(id, n)| part(id, *n, total))
        .collect();
    let parts: Vec<&Figure> = parts.iter().collect();
    assert_eq!(breakdown_fault(total, &parts), expected);
}

#[test]
fn req_157_disjoint_parts_make_up_the_whole_or_a_note_says_why_not() {
    use BreakdownMode::Disjoint;
    let exactly = |number| total((Qualifier::Exactly, number), Disjoint);
    check_parts(&exactly(5_002), &[4_714, 42, 207, 39], None);
    check_parts(&exactly(5_848), &[5_520, 77, 209, 42], None);
    check_parts(&exactly(6_126), &[5_777, 86, 214, 49], None);
    let differs = BreakdownFault::Differs {
        parts: 5_002,
        total: 5_003,
    };
    check_parts(&exactly(5_003), &[4_714, 42, 207, 39], Some(differs));
    let mut noted = exactly(5_003);
    noted.breakdown.as_mut().unwrap().note = Some("One case is of no class yet.".into());
    check_parts(&noted, &[4_714, 42, 207, 39], None);
    let least = total((Qualifier::AtLeast, 116), Disjoint);
    check_parts(&least, &[78, 38], None);
    let more = total((Qualifier::MoreThan, 115), Disjoint);
    check_parts(&more, &[78, 38], None);
}

#[test]
fn req_157_overlapping_parts_are_never_summed() {
    use BreakdownMode::{Overlapping, Partial};
    // 78 protesters, of them at least 7 minors, and 38 of the security forces.
    let overlapping = total((Qualifier::AtLeast, 116), Overlapping);
    check_parts(&overlapping, &[78, 7, 38], None);
    let small = total((Qualifier::Exactly, 100), Overlapping);
    check_parts(&small, &[99, 98, 97], None);
    let exceeds = BreakdownFault::Exceeds {
        parts: 101,
        total: 100,
    };
    check_parts(&small, &[101, 1], Some(exceeds));
    let partial = total((Qualifier::Exactly, 3_117), Partial);
    check_parts(&partial, &[2_427], None);
    let exceeds = BreakdownFault::Exceeds {
        parts: 3_118,
        total: 3_117,
    };
    check_parts(&partial, &[2_427, 691], Some(exceeds));
}

#[test]
fn req_159_the_days_of_count_publication_and_reading_are_three() {
    let ordered = |as_of, published, retrieved| {
        let day = |day: i8| Some(date(2026, 1, day));
        Figure {
            as_of: day(as_of),
            published: day(published),
            retrieved: day(retrieved),
            ..killed()
        }
    };
    assert!(ordered(10, 11, 12).dates_in_order());
    assert!(!ordered(12, 11, 12).dates_in_order());
    assert!(!ordered(10, 13, 12).dates_in_order());
    let about = Figure {
        as_of_precision: Precision::About,
        ..ordered(12, 11, 12)
    };
    assert!(
        about.dates_in_order(),
        "a day near it may be the day before"
    );
    let period = Figure {
        counting: Some(Counting::Period {
            start: date(2026, 1, 9),
            end: date(2026, 1, 8),
        }),
        ..ordered(10, 11, 12)
    };
    assert!(!period.dates_in_order());
}

#[test]
fn req_161_a_figure_grows_old_by_its_age_or_by_the_day_set_for_it() {
    let mut figure = killed();
    let on = |figure: &Figure, day, most| figure.staleness(day, most);
    let counted = date(2022, 1, 12);
    assert_eq!(
        on(&figure, date(2022, 4, 12), None),
        None,
        "the ninetieth day"
    );
    let aged = Some(Staleness::Aged(91));
    assert_eq!(on(&figure, date(2022, 4, 13), None), aged);
    assert_eq!(
        on(&figure, date(2022, 1, 20), Some(7)),
        Some(Staleness::Aged(8))
    );
    assert_eq!(
        on(&figure, date(2022, 1, 1), None),
        None,
        "a clock that is behind"
    );
    figure.review.due = Some(date(2022, 2, 1));
    assert_eq!(
        on(&figure, date(2022, 2, 1), Some(7)),
        None,
        "somebody will look"
    );
    let due = Some(Staleness::Due(date(2022, 2, 1)));
    assert_eq!(on(&figure, date(2022, 2, 2), Some(7)), due);

    let age = |day| Age::between(counted, day);
    assert_eq!(age(date(2022, 1, 12)), Some(Age::Days(0)));
    assert_eq!(age(date(2022, 3, 12)), Some(Age::Days(59)));
    assert_eq!(age(date(2022, 3, 13)), Some(Age::Months(2)));
    assert_eq!(age(date(2024, 1, 11)), Some(Age::Months(23)));
    assert_eq!(age(date(2026, 11, 21)), Some(Age::Years(4)));
    assert_eq!(age(date(2022, 1, 11)), None);
}

#[test]
fn req_164_whoever_entered_a_figure_cannot_review_it() {
    let review = |entered: Option<&str>, reviewed: Option<&str>| {
        let review = Review {
            entered_by: entered.map(str::to_owned),
            reviewed_by: reviewed.map(str::to_owned),
            due: None,
        };
        review.has_four_eyes()
    };
    assert!(review(Some("Ada"), Some("Bo")));
    assert!(!review(Some("Ada  L."), Some("ada l. ")));
    assert!(!review(Some("D. L."), Some("DL")));
    assert!(!review(Some("Ada"), Some("…")));
    assert!(review(Some("آدا"), Some("بو")));
    assert!(!review(Some("Ada"), None));
    assert!(!review(Some("Ada"), Some(" ")));
    assert!(!review(None, Some("Bo")));
}

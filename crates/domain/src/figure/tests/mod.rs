mod claims;
mod counting;
mod january;
mod records;

use jiff::civil::date;

use super::*;
use crate::locale::Language;

fn mark(text: &str) -> MarkId {
    MarkId::parse(text).unwrap()
}

fn killed() -> Figure {
    Figure {
        population: Some("demonstrators".into()),
        as_of: Some(date(2022, 1, 12)),
        place: Some(FigurePlace {
            label: "Kazakhstan".into(),
            country: Some("KZ".into()),
            level: None,
            precision: None,
        }),
        claimed_by: Some("A \\ B".into()),
        reported_by: vec!["C".into(), "D".into()],
        source_type: Some(SourceType::Media),
        verbatim: Some(Verbatim {
            text: "over 160".into(),
            language: Language::parse("en").unwrap(),
        }),
        note: Some("line one\nline two".into()),
        ..Figure::new(
            mark("killed"),
            mark("killed-since-january"),
            (Measure::Killed, Unit::Persons),
            Bounds::new(Qualifier::MoreThan, None, Some(160), None).unwrap(),
            FigureStatus::Reported,
        )
    }
}

#[test]
fn more_than_is_neither_the_number_nor_at_least() {
    let more = killed().bounds;
    let least = Bounds::new(Qualifier::AtLeast, None, Some(160), None).unwrap();
    assert_eq!(
        (more.value(), more.lower(), more.least()),
        (None, Some(160), Some(161))
    );
    assert_eq!(least.least(), Some(160));
    assert_ne!(more, least);
}

#[test]
fn a_qualifier_takes_exactly_the_numbers_it_needs() {
    use BoundsError::{Missing, Order, Surplus};
    let check = |qualifier, value, lower, upper, expected: &[BoundsError]| {
        assert_eq!(
            Bounds::new(qualifier, value, lower, upper).unwrap_err(),
            expected
        );
    };
    check(
        Qualifier::MoreThan,
        Some(160),
        None,
        None,
        &[
            Surplus(Qualifier::MoreThan, "value"),
            Missing(Qualifier::MoreThan, "lower"),
        ],
    );
    check(Qualifier::Between, None, Some(5), Some(4), &[Order]);
    check(
        Qualifier::Dozens,
        None,
        Some(24),
        None,
        &[Surplus(Qualifier::Dozens, "lower")],
    );
    assert!(Bounds::new(Qualifier::Dozens, None, None, None).is_ok());
}

#[test]
fn the_record_of_a_figure_is_the_same_bytes_for_ever() {
    let record = canonical_record(&killed());
    assert_eq!(
        record,
        "undersigned/v1/figure\nid killed\nseries killed-since-january\nmeasure killed\n\
         unit persons\npopulation demonstrators\nqualifier more_than\nlower 160\nstatus reported\n\
         as-of 2022-01-12\nplace Kazakhstan\ncountry KZ\nclaimed-by A \\\\ B\nreported-by C\n\
         reported-by D\nsource-type media\nverbatim over 160\nverbatim-language en\n\
         note line one\\nline two\n"
    );
}

#[test]
fn dates_of_a_figure_must_follow_each_other() {
    let mut figure = killed();
    assert!(figure.dates_in_order());
    figure.retrieved = Some(date(2022, 1, 11));
    assert!(!figure.dates_in_order());
}

#[test]
fn every_word_of_a_vocabulary_leads_back_to_its_entry() {
    for entry in Measure::ALL {
        assert_eq!(Measure::from_word(entry.word()), Some(*entry));
    }
    for entry in Qualifier::ALL {
        assert_eq!(Qualifier::from_word(entry.word()), Some(entry));
    }
    assert_eq!(SourceType::from_word("rumour"), None);
}

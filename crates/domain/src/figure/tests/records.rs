//! The canonical record with every field, and what may follow a record (REQ-160, REQ-162).

use jiff::civil::date;

use super::*;

fn full() -> Figure {
    Figure {
        population: None,
        reported_by: Vec::new(),
        note: None,
        verbatim: None,
        claimed_by: None,
        supersedes: Some(mark("killed-9")),
        confidence: Some(Confidence {
            level: ConfidenceLevel::Medium,
            reason: "one list was compared".into(),
        }),
        counting: Some(Counting::Period {
            start: date(2022, 1, 2),
            end: date(2022, 1, 12),
        }),
        as_of_precision: Precision::About,
        place: Some(FigurePlace {
            label: "Almaty".into(),
            country: Some("KZ".into()),
            level: Some(PlaceLevel::City),
            precision: Some(PlacePrecision::Within),
        }),
        actor: Some("police and army".into()),
        independence_group: Some("ministry".into()),
        method: Some(CountingMethod {
            url: Some("https://a.example/method".into()),
            note: Some("deaths with a name".into()),
        }),
        archive: Some(Archive {
            url: Some("https://archive.example/1".into()),
            sha256: Some(SnapshotDigest::from_bytes([0xab; 32])),
        }),
        breakdown: Some(Breakdown {
            mode: BreakdownMode::Disjoint,
            parts: vec![mark("a"), mark("b")],
            note: Some("one unknown".into()),
        }),
        series_break: Some("minors apart".into()),
        retraction: Some(Retraction {
            on: date(2022, 2, 1),
            reason: "two lists\nwere merged".into(),
        }),
        review: Review {
            entered_by: Some("Ada".into()),
            reviewed_by: Some("Bo".into()),
            due: Some(date(2022, 3, 1)),
        },
        ..killed()
    }
}

#[test]
fn later_fields_follow_the_first_ones_and_names_of_reviewers_are_not_among_them() {
    let expected = "undersigned/v1/figure\nid killed\nseries killed-since-january\n\
         measure killed\nunit persons\nqualifier more_than\nlower 160\nstatus reported\n\
         as-of 2022-01-12\nplace Almaty\ncountry KZ\nsource-type media\nsupersedes killed-9\n\
         confidence medium\nconfidence-reason one list was compared\ncounting period\n\
         period-start 2022-01-02\nperiod-end 2022-01-12\nas-of-precision about\n\
         place-level city\nplace-precision within\nactor police and army\n\
         independence-group ministry\nmethod-url https://a.example/method\n\
         method-note deaths with a name\narchive-url https://archive.example/1\n\
         snapshot-sha256 abababababababababababababababababababababababababababababababab\n\
         breakdown disjoint\npart a\npart b\nbreakdown-note one unknown\n\
         series-break minors apart\nretracted-on 2022-02-01\n\
         retraction two lists\\nwere merged\n";
    assert_eq!(canonical_record(&full()), expected);
    assert_eq!(figure_of(expected), Some("killed"));
    assert_eq!(figure_of("undersigned/v1/raising\nid killed\n"), None);
}

#[test]
fn req_160_a_figure_never_changes_under_its_name() {
    let before = canonical_record(&killed());
    let check = |figure: Figure| assert!(!takes_back(&canonical_record(&figure), &before));
    check(killed());
    check(Figure {
        bounds: Bounds::new(Qualifier::AtLeast, None, Some(160), None).unwrap(),
        ..killed()
    });
    check(Figure {
        status: FigureStatus::Confirmed,
        ..killed()
    });
    check(Figure {
        note: Some("other".into()),
        ..retracted("Two lists were merged.")
    });
    let confirmed = Figure {
        status: FigureStatus::Confirmed,
        ..retracted("Two lists were merged.")
    };
    check(confirmed);
}

fn retracted(reason: &str) -> Figure {
    Figure {
        retraction: Some(Retraction {
            on: date(2022, 2, 1),
            reason: reason.into(),
        }),
        ..killed()
    }
}

#[test]
fn req_162_a_figure_is_taken_back_under_its_name_once_and_for_all() {
    let before = canonical_record(&killed());
    let marked = Figure {
        status: FigureStatus::Retracted,
        ..retracted("status confirmed")
    };
    for figure in [retracted("status confirmed"), marked] {
        let record = canonical_record(&figure);
        assert!(takes_back(&record, &before), "{record}");
        assert!(!takes_back(&before, &record), "it does not come back");
        let reworded = canonical_record(&retracted("Another reason."));
        assert!(!takes_back(&reworded, &record));
    }
}

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn id(text: &str) -> MarkId {
    MarkId::parse(text).unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn motion() -> Raising {
    Raising {
        id: id("council-june"),
        venue: Venue {
            kind: VenueKind::Parliament,
            name: name("Town Council").into(),
        },
        on: date(2026, 6, 1),
        by: vec![name("Anglers’ Union"), name("Dara Quinn")],
        document: Some(Document {
            title: "Motion 12 \\ 2026".into(),
            url: Some("https://council.example/12".into()),
        }),
        demands: [
            (id("no-night"), DemandStatus::Raised),
            (id("publish"), DemandStatus::Raised),
        ]
        .into(),
        answer: None,
        retracted: None,
    }
}

fn answered() -> Raising {
    Raising {
        demands: [
            (id("no-night"), DemandStatus::Refused),
            (id("publish"), DemandStatus::Partly),
        ]
        .into(),
        answer: Some(Answer {
            on: date(2026, 7, 2),
            text: "The readings since March.\n\nNothing else.".into(),
            url: None,
        }),
        ..motion()
    }
}

#[test]
fn the_record_of_a_raising_is_the_same_bytes_for_ever() {
    let retracted = Raising {
        retracted: Some("The minutes were those of another council.".into()),
        ..answered()
    };
    let before = RaisingDigest::of("x");
    assert_eq!(
        canonical_record(&retracted, Some(before)),
        format!(
            "undersigned/v1/raising\nid council-june\nvenue-kind parliament\nvenue Town Council\n\
             on 2026-06-01\nby Anglers’ Union\nby Dara Quinn\ndocument Motion 12 \\\\ 2026\n\
             document-url https://council.example/12\ndemand no-night refused\n\
             demand publish partly\nanswered 2026-07-02\n\
             answer The readings since March.\\n\\nNothing else.\n\
             retracted The minutes were those of another council.\nsupersedes {before}\n"
        )
    );
}

#[test]
fn a_raising_is_published_once_and_again_when_it_says_something_else() {
    let first = next_record(&motion(), []).unwrap();
    assert_eq!(first, canonical_record(&motion(), None));
    assert_eq!(next_record(&motion(), [first.as_str()]), None);

    let second = next_record(&answered(), [first.as_str()]).unwrap();
    assert!(second.ends_with(&format!("\nsupersedes {}\n", RaisingDigest::of(&first))));
    let known = [first.as_str(), second.as_str()];
    assert_eq!(next_record(&answered(), known), None);

    let back = next_record(&motion(), known).unwrap();
    assert!(back.ends_with(&format!("supersedes {}\n", RaisingDigest::of(&second))));
    assert_eq!(
        next_record(&motion(), [&first, &second, &back].map(String::as_str)),
        None
    );
}

#[test]
fn the_record_of_another_raising_is_not_superseded() {
    let other = Raising {
        id: id("council-june-2"),
        ..motion()
    };
    let known = canonical_record(&other, None);
    assert_eq!(raising_of(&known), Some("council-june-2"));
    assert_eq!(
        next_record(&motion(), [known.as_str()]),
        Some(canonical_record(&motion(), None))
    );
    assert_eq!(raising_of("undersigned/v1/figure\nid killed\n"), None);
    assert_eq!(raising_of("undersigned/v1/raisings\nid a\n"), None);
    assert_eq!(raising_of(""), None);
}

#[test]
fn a_demand_stands_where_it_was_left_last() {
    let earlier = Raising {
        id: id("union-may"),
        on: date(2026, 5, 1),
        demands: [(id("publish"), DemandStatus::NoAnswer)].into(),
        ..motion()
    };
    let wrong = Raising {
        id: id("wrong"),
        on: date(2027, 1, 1),
        demands: [(id("publish"), DemandStatus::Met)].into(),
        retracted: Some("never happened".into()),
        ..motion()
    };
    let all = [answered(), earlier, wrong];
    let check = |demand: &str, expected: (DemandState, Option<Date>)| {
        let found = standing(&all, &id(demand));
        assert_eq!((found.state, found.since), expected, "{demand}");
    };
    check("publish", (DemandState::PartlyMet, Some(date(2026, 7, 2))));
    check("no-night", (DemandState::Refused, Some(date(2026, 7, 2))));
    check("pay", (DemandState::Open, None));
    let statuses: Vec<DemandStatus> = history(&all, &id("publish"))
        .iter()
        .map(|evidence| evidence.status)
        .collect();
    assert_eq!(statuses, [DemandStatus::Partly, DemandStatus::NoAnswer]);
}

/// A raising of `publish` alone, on one day of June.
fn told(day: i8, status: DemandStatus) -> Raising {
    Raising {
        id: id(&format!("june-{day}")),
        on: date(2026, 6, day),
        demands: [(id("publish"), status)].into(),
        ..motion()
    }
}

#[test]
fn a_state_lasts_since_the_day_it_was_reached_whatever_was_said_since() {
    let all = [
        told(1, DemandStatus::Raised),
        told(9, DemandStatus::Raised),
        told(4, DemandStatus::Refused),
    ];
    let found = standing(&all, &id("publish"));
    assert_eq!(found.state, DemandState::Refused);
    assert_eq!(found.since, Some(date(2026, 6, 4)));
    let newest = found.newest.unwrap();
    assert_eq!(
        (newest.status, newest.on),
        (DemandStatus::Raised, date(2026, 6, 9))
    );

    let open = standing(&all[..1], &id("publish"));
    assert_eq!((open.state, open.since), (DemandState::Open, None));
    assert!(open.newest.is_some());
}

#[test]
fn what_contradicts_the_end_is_found_and_changes_nothing() {
    let all = [told(1, DemandStatus::Overtaken), told(2, DemandStatus::Met)];
    let found = standing(&all, &id("publish"));
    assert_eq!(found.state, DemandState::Overtaken);
    assert_eq!(found.since, Some(date(2026, 6, 1)));
    let newest = found.newest.unwrap();
    assert_eq!(newest.contradiction, Some(AfterTheEnd(DemandStatus::Met)));
}

#[test]
fn of_two_on_one_day_the_one_written_later_counts() {
    let second = Raising {
        id: id("second"),
        demands: [(id("publish"), DemandStatus::Met)].into(),
        ..motion()
    };
    let all = [motion(), second];
    assert_eq!(standing(&all, &id("publish")).state, DemandState::Met);
}

#[test]
fn a_status_and_the_answer_must_not_contradict_each_other() {
    let check = |raising: Raising, expected: &[RaisingFault]| {
        assert_eq!(raising.faults(), expected);
    };
    check(motion(), &[]);
    check(answered(), &[]);
    check(
        Raising {
            answer: None,
            ..answered()
        },
        &[
            RaisingFault::NoAnswerGiven(DemandStatus::Partly),
            RaisingFault::NoAnswerGiven(DemandStatus::Refused),
        ],
    );
    check(
        Raising {
            demands: motion().demands,
            on: date(2026, 7, 3),
            ..answered()
        },
        &[
            RaisingFault::AnsweredBefore,
            RaisingFault::AnswerGiven(DemandStatus::Raised),
        ],
    );
    let met = [(id("publish"), DemandStatus::Met)];
    check(
        Raising {
            demands: met.into(),
            ..motion()
        },
        &[RaisingFault::NoAnswerGiven(DemandStatus::Met)],
    );
}

proptest! {
    #[test]
    fn no_words_break_out_of_their_line(text in "(?s).{0,40}", line in "[a-z\\\\\n ]{1,12}") {
        let raising = Raising {
            document: Some(Document { title: line.into(), url: None }),
            retracted: Some(text.into()),
            ..motion()
        };
        let record = canonical_record(&raising, None);
        prop_assert_eq!(record.split('\n').count(), 12);
        prop_assert_eq!(next_record(&raising, [record.as_str()]), None);
    }
}

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn mark(text: &str) -> MarkId {
    MarkId::parse(text).unwrap()
}

fn report() -> Report {
    Report {
        id: mark("2026-05-12-lock"),
        language: language("de"),
        role: ReportRole::Original,
        title: "An der Schleuse".into(),
        date: ReportDate::parse("2026-05").unwrap(),
        place: Some(Name::parse("Lorne").unwrap()),
        kind: ReportKind::Eyewitness,
        figures: vec![mark("held"), mark("fish")],
        supports: vec![mark("publish")],
        retracted: None,
        quotations: vec![Quotation {
            on: Some(date(2026, 5, 11)),
            language: Some(language("en")),
            source: Some("Open letter".into()),
            translator: Some("Bo".into()),
            omissions: 1,
            ..Quotation::by("Anglers’ Association".into())
        }],
        text: "{figure:fish} Fische, {figure:fish}.\n\n> Wir sahen (…) alles.\n".into(),
    }
}

#[test]
fn the_record_of_a_report_is_the_same_bytes_for_ever() {
    assert_eq!(
        canonical_record(&report()),
        "undersigned/v1/report\nid 2026-05-12-lock\nlanguage de\ntitle An der Schleuse\n\
         date 2026-05\nplace Lorne\nkind eyewitness\nspeaker Anglers’ Association\n\
         said-on 2026-05-11\nsaid-in en\nsource Open letter\ntranslator Bo\nomissions 1\n\
         text {figure:fish} Fische, {figure:fish}.\\n\\n> Wir sahen (…) alles.\\n\n"
    );
    let supporting_more = Report {
        supports: Vec::new(),
        ..report()
    };
    assert_eq!(supporting_more.digest(), report().digest());
}

#[test]
fn a_date_is_a_day_or_a_month_and_nothing_else() {
    let check = |text: &str, expected: Option<bool>| {
        let parsed = ReportDate::parse(text);
        assert_eq!(parsed.map(ReportDate::is_month), expected, "{text}");
        if let Some(parsed) = parsed {
            assert_eq!(parsed.to_string(), text);
        }
    };
    check("2022-01-06", Some(false));
    check("2022-01", Some(true));
    for wrong in [
        "",
        "2022",
        "2022-13",
        "2022-02-30",
        "22-01-06",
        "2022-1-6",
        "2022-01-06T00",
    ] {
        check(wrong, None);
    }
    assert!(ReportDate::parse("2022-01") < ReportDate::parse("2022-01-06"));
    assert_eq!(
        ReportDate::day(date(2022, 1, 6)),
        ReportDate::parse("2022-01-06").unwrap()
    );
}

#[test]
fn a_translation_is_behind_when_its_original_says_something_else() {
    let rendering = |renders| Report {
        language: language("en"),
        role: ReportRole::Translation(ReportTranslation {
            renders,
            translator: None,
            state: TranslationState::Draft,
        }),
        ..report()
    };
    let original = report();
    let bound = rendering(Some(original.digest()));
    assert!(bound.is_draft() && !original.is_draft());
    assert!(!bound.is_behind(&original) && !rendering(None).is_behind(&original));
    let corrected = Report {
        title: "Nachts an der Schleuse".into(),
        ..report()
    };
    assert!(bound.is_behind(&corrected) && !corrected.is_behind(&bound));
}

#[test]
fn the_figures_of_a_report_are_those_it_marks_and_those_it_names() {
    assert_eq!(report().used_figures(), [mark("fish"), mark("held")]);
}

#[test]
fn a_quotation_knows_what_it_was_translated_from() {
    let said = |quotation: &Quotation, report: &str| {
        let found = quotation.translated_from(&language(report)).cloned();
        found.map(|language| language.to_string())
    };
    let quotation = &report().quotations[0];
    assert_eq!(said(quotation, "de").as_deref(), Some("en"));
    assert_eq!(said(quotation, "en"), None);
    let verbatim = Quotation {
        quoted_in: Some(language("en")),
        ..quotation.clone()
    };
    assert_eq!(said(&verbatim, "de"), None);
    assert_eq!(verbatim.words_in(&language("de")), &language("en"));
    assert_eq!(said(&Quotation::by("x".into()), "de"), None);
}

#[test]
fn what_was_left_out_is_counted_however_it_is_marked() {
    assert_eq!(omissions("(…) a (...) b […] c [...] d … ( … )"), 4);
}

proptest! {
    #[test]
    fn no_words_break_out_of_their_line(text in "(?s).{0,40}", title in "[a-z\\\\\n ]{1,12}") {
        let report = Report { title, text, ..report() };
        prop_assert_eq!(canonical_record(&report).split('\n').count(), 15);
    }
}

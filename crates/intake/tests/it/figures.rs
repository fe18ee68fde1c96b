//! Figures with everything that is known of them: written, read again, and held against the rules.
//!
//! Long because the strategy that makes any figure at all stands beside the rules it is held against.

use domain::figure::{
    Archive, Bounds, Breakdown, BreakdownMode, Confidence, ConfidenceLevel, Counting,
    CountingMethod, Figure, FigurePlace, FigureStatus, Measure, PlaceLevel, PlacePrecision,
    Precision, Qualifier, Retraction, Review, Series, SnapshotDigest, Unit,
};
use domain::multilingual::Prose;
use domain::text::MarkId;
use intake::folder::{FIGURES, Files, aged, inspect, read, write};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::folder::{check_files, right};

/// A total and its parts, two rivals, and why one of them is used.
const JANUARY: &str = r#"
[[figure]]
id = "fish"
series = "killed"
measure = "killed"
unit = "persons"
qualifier = "exactly"
value = 5002
status = "confirmed"
as-of = 2026-01-23
claimed-by = "HRANA"
source-type = "ngo"

[figure.breakdown]
mode = "disjoint"
parts = ["protesters", "minors", "security", "bystanders"]

[figure.review]
entered-by = "Ada"
reviewed-by = "Bo"

[[figure]]
id = "foundation"
series = "killed"
measure = "killed"
unit = "persons"
qualifier = "exactly"
value = 3117
status = "reported"
as-of = 2026-01-21
claimed-by = "Martyrs Foundation"
source-type = "state_authority"

[figure.review]
entered-by = "Bo"
reviewed-by = "Ada"

[[series]]
id = "killed"
title = "How many were killed?"
primary = "fish"
why = "It names every case."
max-age-days = 14
"#;

pub(crate) fn january() -> String {
    let parts = [
        ("protesters", 4714),
        ("minors", 42),
        ("security", 207),
        ("bystanders", 39),
    ];
    let parts = parts.map(|(id, number)| {
        format!(
            "\n[[figure]]\nid = \"{id}\"\nseries = \"killed-{id}\"\nmeasure = \"killed\"\n\
             unit = \"persons\"\nqualifier = \"exactly\"\nvalue = {number}\n\
             status = \"confirmed\"\nas-of = 2026-01-23\nclaimed-by = \"HRANA\"\n"
        )
    });
    format!("{JANUARY}{}", parts.concat())
}

pub(crate) fn with(figures: &str) -> Files {
    let mut files = right();
    files.insert(FIGURES, figures);
    files
}

/// Replaces something in the counts of January and compares the codes of what is found.
pub(crate) fn check_spoilt(was: &str, becomes: &str, expected: &[&str]) {
    let text = january();
    assert!(text.contains(was), "no {was:?}");
    let found = inspect(&with(&text.replacen(was, becomes, 1))).findings;
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, expected, "{found:#?}");
}

#[test]
fn the_counts_of_january_are_right_and_rivals_need_no_mark_of_their_own() {
    check_files(&with(&january()), &[]);
}

#[test]
fn req_157_parts_that_do_not_make_the_whole_are_found() {
    check_spoilt("value = 42", "value = 43", &["parts-differ"]);
    check_spoilt("\"disjoint\"", "\"partial\"", &[]);
    check_spoilt("\"disjoint\"", "\"overlapping\"", &[]);
    check_spoilt(
        "\"minors\", ",
        "\"minor\", ",
        &["part-unknown", "figure-unused"],
    );
    check_spoilt(
        "\"killed-minors\"",
        "\"killed\"",
        &["part-in-series", "four-eyes", "claim-twice"],
    );
    check_spoilt(
        "\"minors\", ",
        "\"foundation\", ",
        &["part-in-series", "figure-unused"],
    );
}

#[test]
fn req_153_and_154_the_number_that_is_used_is_fit_and_explained() {
    check_spoilt(
        "primary = \"fish\"",
        "primary = \"fisch\"",
        &["primary-unknown"],
    );
    check_spoilt(
        "why = \"It names every case.\"\n",
        "",
        &["primary-unexplained"],
    );
    check_spoilt("primary = \"fish\"\n", "", &["primary-missing"]);
    check_spoilt(
        "[[series]]\nid = \"killed\"",
        "[[series]]\nid = \"kiled\"",
        &["primary-missing", "series-unknown"],
    );
    check_spoilt("primary = \"fish\"", "primary = \"foundation\"", &[]);
    let projected = january().replace("primary = \"fish\"", "primary = \"foundation\"");
    let projected = projected.replace("status = \"reported\"", "status = \"projected\"");
    let codes: Vec<&str> = inspect(&with(&projected))
        .findings
        .iter()
        .map(|f| f.code)
        .collect();
    assert_eq!(codes, ["primary-unfit"]);
}

#[test]
fn req_160_and_162_replacing_and_taking_back_leave_a_trace() {
    check_spoilt(
        "status = \"confirmed\"",
        "status = \"retracted\"",
        &[
            "figure-retracted",
            "retraction-unexplained",
            "primary-unfit",
        ],
    );
    check_spoilt(
        "source-type = \"state_authority\"",
        "supersedes = \"minors\"",
        &["supersedes-other-series"],
    );
    let retracted = january().replacen(
        "[figure.review]",
        "[figure.retraction]\non = 2026-01-30\nreason = \"Two lists.\"\n\n[figure.review]",
        1,
    );
    let findings = inspect(&with(&retracted)).findings;
    let used = findings
        .iter()
        .find(|f| f.code == "figure-retracted")
        .unwrap();
    assert!(used.message.ends_with("stands in text/en.md"), "{used:?}");
}

#[test]
fn req_164_whoever_enters_a_number_that_is_signed_does_not_approve_it() {
    check_spoilt(
        "reviewed-by = \"Bo\"",
        "reviewed-by = \" ada\"",
        &["four-eyes"],
    );
    check_spoilt("reviewed-by = \"Bo\"", "", &["four-eyes"]);
}

#[test]
fn req_167_figures_without_a_method_page_are_not_published() {
    let mut files = with(&january());
    let rest: Files = files
        .clone()
        .into_iter()
        .filter(|(path, _)| path != "method/en.md")
        .collect();
    check_files(&rest, &["error method-missing figures.toml:1:1+1"]);
    files.insert("method/en.md", "# How\n\nWe count.\n");
    check_files(
        &files,
        &["warning method-without-contact method/en.md:1:1+1"],
    );
    files.insert("method/en.md", "We count.\n");
    check_files(&files, &["error title-missing method/en.md:1:1+1"]);
    files.insert("method/english.md", "# How\n\nWrite to a@example.org.\n");
    files.insert("method/en.md", "# How\n\nWrite to a@example.org.\n");
    let found = inspect(&files).findings;
    assert!(
        found
            .iter()
            .all(|f| f.code == "language-unknown" || f.code == "language-differs"),
        "{found:?}"
    );
}

#[test]
fn req_161_old_figures_are_found_on_a_day_and_can_be_accepted() {
    let mut files = with(&january());
    let on = |files: &Files, day: Date| -> Vec<(&str, bool)> {
        let findings = aged(files, day).into_iter();
        findings.map(|f| (f.code, f.accepted.is_some())).collect()
    };
    assert_eq!(on(&files, date(2026, 2, 6)), []);
    assert_eq!(on(&files, date(2026, 2, 7)), [("figure-stale", false)]);
    files.insert(
        "accepted.toml",
        "[[accepted]]\ncode = \"figure-stale\"\nwho = \"Ada\"\nwhen = 2026-02-07\nwhy = \"No newer count.\"\n",
    );
    assert_eq!(on(&files, date(2026, 2, 7)), [("figure-stale", true)]);
    check_files(&files, &[]);
    let due = january().replace(
        "reviewed-by = \"Bo\"",
        "reviewed-by = \"Bo\"\ndue = 2026-02-05",
    );
    assert_eq!(on(&with(&due), date(2026, 2, 6)), [("figure-stale", false)]);
}

#[test]
fn a_slip_in_a_word_or_a_key_is_found_where_it_stands() {
    let text = format!(
        "{}\n[figure.confidence]\nlevel = \"hihg\"\nreason = \"x\"\n",
        january()
    );
    let found = inspect(&with(&text)).findings;
    let word = found.iter().find(|f| f.code == "word-unknown").unwrap();
    assert_eq!(word.help.as_deref(), Some("did you mean `high`?"));
    assert_eq!(
        word.place.as_ref().unwrap().line,
        text.matches('\n').count() - 1
    );
    let text = format!("{}\n[figure.archive]\nsha256 = \"AB\"\n", january());
    assert_eq!(inspect(&with(&text)).findings[0].code, "value-malformed");
    let text = format!(
        "{}\n[figure.counting]\nkind = \"period\"\nstart = 2026-01-01\n",
        january()
    );
    assert_eq!(inspect(&with(&text)).findings[0].code, "value-missing");
}

fn mark() -> impl Strategy<Value = MarkId> {
    "[a-z]{1,6}(-[a-z0-9]{1,4}){0,2}".prop_filter_map("mark", |id| MarkId::parse(&id))
}

fn free() -> impl Strategy<Value = String> {
    "[\\p{L}0-9][\\p{L}0-9 \"\\\\'\n]{0,20}[\\p{L}0-9]"
}

fn told() -> impl Strategy<Value = Prose> {
    (free(), prop::option::of(free())).prop_map(|(original, translated)| match translated {
        Some(words) => Prose::new(original).and(crate::language("kk"), words),
        None => Prose::new(original),
    })
}

fn day() -> impl Strategy<Value = Date> {
    (2000_i16..2030, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn counting() -> impl Strategy<Value = Counting> {
    prop_oneof![
        prop::option::of(day()).prop_map(|start| Counting::Cumulative { start }),
        (day(), day()).prop_map(|(start, end)| Counting::Period { start, end }),
    ]
}

fn place() -> impl Strategy<Value = FigurePlace> {
    let level = prop::option::of(one_of(PlaceLevel::ALL));
    let precision = prop::option::of(one_of(PlacePrecision::ALL));
    (told(), level, precision).prop_map(|(label, level, precision)| FigurePlace {
        label,
        country: None,
        level,
        precision,
    })
}

/// What is known of a figure beside its number.
type Said = (
    Option<Confidence>,
    Option<CountingMethod>,
    Option<Archive>,
    Option<Breakdown>,
    Option<Retraction>,
    Review,
);

fn said() -> impl Strategy<Value = Said> {
    let confidence = (one_of(ConfidenceLevel::ALL), told())
        .prop_map(|(level, reason)| Confidence { level, reason });
    let method = told().prop_map(|note| CountingMethod {
        url: None,
        note: Some(note),
    });
    let archive = any::<[u8; 32]>().prop_map(|bytes| Archive {
        url: Some("https://archive.example/1".into()),
        sha256: Some(SnapshotDigest::from_bytes(bytes)),
    });
    let parts = prop::collection::vec(mark(), 1..3);
    let breakdown = (one_of(BreakdownMode::ALL), parts, prop::option::of(told()))
        .prop_map(|(mode, parts, note)| Breakdown { mode, parts, note });
    let retraction = (day(), told()).prop_map(|(on, reason)| Retraction { on, reason });
    let people = (prop::option::of(free()), prop::option::of(free()));
    let review =
        (people, prop::option::of(day())).prop_map(|((entered_by, reviewed_by), due)| Review {
            entered_by,
            reviewed_by,
            due,
        });
    (
        prop::option::of(confidence),
        prop::option::of(method),
        prop::option::of(archive),
        prop::option::of(breakdown),
        prop::option::of(retraction),
        review,
    )
}

fn figure() -> impl Strategy<Value = Figure> {
    let texts = (
        prop::option::of(told()),
        prop::option::of(free()),
        prop::option::of(told()),
    );
    let around = (
        prop::option::of(place()),
        prop::option::of(counting()),
        one_of(Precision::ALL),
    );
    let bounds = Bounds::new(Qualifier::Exactly, Some(9), None, None).expect("they go together");
    (mark(), texts, around, said()).prop_map(move |(series, texts, around, said)| Figure {
        place: around.0,
        counting: around.1,
        as_of_precision: around.2,
        actor: texts.0,
        independence_group: texts.1,
        series_break: texts.2,
        confidence: said.0,
        method: said.1,
        archive: said.2,
        breakdown: said.3,
        retraction: said.4,
        review: said.5,
        ..Figure::new(
            series.clone(),
            series,
            (Measure::Killed, Unit::Persons),
            bounds,
            FigureStatus::Confirmed,
        )
    })
}

fn series() -> impl Strategy<Value = Series> {
    let texts = (prop::option::of(told()), prop::option::of(told()));
    (
        mark(),
        texts,
        prop::option::of(mark()),
        any::<Option<u32>>(),
    )
        .prop_map(|(id, (title, why), primary, max_age_days)| Series {
            id,
            title,
            primary,
            why,
            max_age_days,
        })
}

#[test]
fn what_is_said_in_several_languages_needs_the_words_of_the_original() {
    let said = |keys: &str| {
        let figure = "[[figure]]\nid = \"fish\"\nseries = \"fish\"\nmeasure = \"killed\"\nunit = \"other\"\nqualifier = \"exactly\"\nvalue = 9\nstatus = \"reported\"\n";
        let mut files = right();
        files.insert(FIGURES, format!("{figure}{keys}"));
        read(&files)
    };
    let original = said("note = \"am Ufer\"\n").folder.unwrap();
    let language = original.declaration.language.clone();
    let both = format!("note.{language} = \"am Ufer\"\nnote.kk = \"жағада\"\n");
    let folder = said(&both).folder.unwrap();
    let note = folder.figures[0].note.as_ref().unwrap();
    assert_eq!(
        note.original(),
        original.figures[0].note.as_ref().unwrap().original()
    );
    assert_eq!(note.translations()[&crate::language("kk")], "жағада");
    let check = |keys: &str, code: &str| {
        let codes: Vec<&str> = said(keys).findings.iter().map(|f| f.code).collect();
        assert_eq!(codes, [code], "{keys}");
    };
    check("note.kk = \"жағада\"\n", "original-unsaid");
    check(
        &format!("{both}note.\"not a tag\" = \"x\"\n"),
        "language-unknown",
    );
    check(&format!("{both}note.KK = \"x\"\n"), "words-twice");
    check(&format!("{both}note.fa = 3\n"), "value-type");
}

proptest! {
    #[test]
    fn everything_that_is_known_of_a_figure_survives_writing(figure in figure(), series in series()) {
        let mut folder = read(&right()).folder.unwrap();
        folder.figures = vec![figure];
        folder.series = vec![series];
        prop_assert_eq!(read(&write(&folder)).folder, Some(folder));
    }
}

//! Reports with their quotations and translations, written into a folder.

use domain::name::Name;
use domain::report::{
    Quotation, Report, ReportDate, ReportDigest, ReportKind, ReportRole, ReportTranslation,
};
use domain::revision::TranslationState;
use domain::text::MarkId;
use intake::folder::{Files, inspect, read, write};
use jiff::civil::date;
use proptest::prelude::*;

use crate::folder::{check_files, right};
use crate::language;

const PATH: &str = "reports/2026-01-06-lock.en.md";

const REPORT: &str = "\
+++
title = \"At the lock\"
date = 2026-01-06
place = \"Lorne\"
kind = \"eyewitness\"
figures = [\"fish\"]
supports = [\"stop\"]

[[quotation]]
speaker = \"Anglers’ Union\"
introduction = \"The union wrote:\"
on = 2026-01-05
language = \"kk\"
source = \"Open letter to the council\"
url = \"https://anglers.example/letter\"
translator = \"Bo Lindqvist\"
omissions = 1
+++
There were {figure:fish} fish at the gate.

The union wrote:

> We saw it coming. (…) Nobody listened.
>
> We shall not wait.

That was all.
";

const GERMAN: &str = "\
+++
title = \"An der Schleuse\"
date = 2026-01-06
place = \"Lorne\"
kind = \"eyewitness\"
renders = \"original\"
translator = \"Chi\"
state = \"reviewed\"
+++
Am Tor lagen {figure:fish} Fische.
";

fn with(report: &str) -> Files {
    let mut files = right();
    files.insert(PATH, report);
    files
}

/// Replaces something in a right report and compares what is found.
fn check_spoilt(was: &str, becomes: &str, expected: &[&str]) {
    assert!(REPORT.contains(was), "no {was:?}");
    check_files(&with(&REPORT.replacen(was, becomes, 1)), expected);
}

#[test]
fn a_report_is_read_with_everything_it_says_and_written_back_byte_for_byte() {
    let outcome = inspect(&with(REPORT));
    assert_eq!(outcome.findings, []);
    let folder = outcome.folder.unwrap();
    let [report] = folder.reports.as_slice() else {
        panic!("{:?}", folder.reports)
    };
    assert_eq!(report.id.as_str(), "2026-01-06-lock");
    assert_eq!(report.kind, ReportKind::Eyewitness);
    assert!(report.is_original());
    let quotation = &report.quotations[0];
    assert_eq!(quotation.on, Some(date(2026, 1, 5)));
    let from = quotation.translated_from(&report.language).unwrap();
    assert_eq!(from.as_str(), "kk");
    assert_eq!(write(&folder).text(PATH), Some(REPORT));
}

#[test]
fn a_month_is_a_date_too() {
    let month = REPORT.replace("date = 2026-01-06", "date = \"2026-01\"");
    let folder = read(&with(&month)).folder.unwrap();
    assert!(folder.reports[0].date.is_month());
    assert_eq!(write(&folder).text(PATH), Some(month.as_str()));
    check_spoilt(
        "2026-01-06\n",
        "\"January\"\n",
        &["error value-malformed reports/2026-01-06-lock.en.md:3:8+9"],
    );
}

#[test]
fn a_report_in_two_languages_has_one_original() {
    let mut files = with(REPORT);
    files.insert("reports/2026-01-06-lock.de.md", GERMAN);
    check_files(
        &files,
        &["note translation-missing reports/2026-01-06-lock.de.md:1:1+1"],
    );
    let folder = read(&files).folder.unwrap();
    let languages: Vec<&str> = folder.reports.iter().map(|r| r.language.as_str()).collect();
    assert_eq!(languages, ["de", "en"]);
    assert_eq!(
        write(&folder).text("reports/2026-01-06-lock.de.md"),
        Some(GERMAN)
    );

    let check = |german: &str, expected: &[&str]| {
        let mut files = with(REPORT);
        files.insert("reports/2026-01-06-lock.de.md", german);
        let found: Vec<&str> = inspect(&files).findings.iter().map(|f| f.code).collect();
        assert_eq!(found, expected, "{german}");
    };
    let original = folder.reports[1].digest().to_string();
    check(
        &GERMAN.replace("\"original\"", &format!("\"{original}\"")),
        &["translation-missing"],
    );
    let other = ReportDigest::of("x").to_string();
    check(
        &GERMAN.replace("\"original\"", &format!("\"{other}\"")),
        &["report-behind", "translation-missing"],
    );
    check(
        &GERMAN.replace("\"reviewed\"", "\"draft\""),
        &["translation-draft", "translation-missing"],
    );
    let keys = "renders = \"original\"\ntranslator = \"Chi\"\nstate = \"reviewed\"\n";
    check(
        &GERMAN.replace(keys, ""),
        &["translation-missing", "report-original-twice"],
    );
    check(
        &GERMAN.replace("renders = \"original\"\n", ""),
        &[
            "translation-missing",
            "original-renders",
            "original-renders",
            "report-original-twice",
        ],
    );
    check(
        &GERMAN.replace("state = \"reviewed\"\n", ""),
        &["value-missing"],
    );

    let mut alone = right();
    alone.insert("reports/2026-01-06-lock.en.md", GERMAN);
    let found: Vec<&str> = inspect(&alone).findings.iter().map(|f| f.code).collect();
    assert_eq!(found, ["report-original-missing"]);
}

#[test]
fn what_a_report_says_is_held_against_figures_demands_and_dates() {
    let at = |code: &str, place: &str| format!("{code} {PATH}:{place}");
    check_spoilt(
        "[\"stop\"]",
        "[\"stopp\"]",
        &[&at("error demand-unknown", "7:13+7")],
    );
    check_spoilt(
        "[\"fish\"]",
        "[\"fisch\"]",
        &[&at("error figure-unknown", "1:1+1")],
    );
    check_spoilt(
        "{figure:fish} fish",
        "{figure:a b} fish",
        &[&at("error figure-mark-malformed", "19:12+8")],
    );
    check_spoilt(
        "date = 2026-01-06",
        "date = 2025-01-06",
        &[&at("warning report-date-differs", "3:8+10")],
    );
    check_spoilt(
        "kind = \"eyewitness\"",
        "kind = \"witness\"",
        &[&at("error word-unknown", "5:8+9")],
    );
    check_spoilt(
        "That was all.",
        "That was [all](http://anglers.example).",
        &[&at("warning link-insecure", "27:16+22")],
    );
}

#[test]
fn a_quotation_is_whole_in_what_is_said_of_it() {
    let at = |code: &str, place: &str| format!("{code} {PATH}:{place}");
    check_spoilt(
        "omissions = 1",
        "omissions = 0",
        &[&at("warning omissions-differ", "17:13+1")],
    );
    check_spoilt("(…) ", "", &[&at("warning omissions-differ", "17:13+1")]);
    check_spoilt(
        "speaker = \"Anglers’ Union\"\n",
        "",
        &[&at("error value-missing", "9:1+13")],
    );
    check_spoilt(
        "https://anglers.example/letter",
        "javascript:alert(1)",
        &[&at("error link-malformed", "15:7+21")],
    );
    let unsourced =
        "source = \"Open letter to the council\"\nurl = \"https://anglers.example/letter\"\n";
    check_spoilt(
        unsourced,
        "",
        &[&at("note quotation-source-missing", "10:11+16")],
    );
    let words = "> We saw it coming. (…) Nobody listened.\n>\n> We shall not wait.\n";
    check_spoilt(
        words,
        "x\n",
        &[&at("warning quotation-missing", "10:11+16")],
    );
    let run_together = "> We shall not wait.\n\nThat was all.\n\n> One more.\n";
    check_spoilt(
        "> We shall not wait.\n\nThat was all.\n",
        run_together,
        &[&at("warning quotation-unattributed", "1:1+1")],
    );
}

#[test]
fn the_name_of_a_report_is_its_address() {
    for (path, code) in [
        ("reports/2026-01-06-Lock.en.md", "report-name-malformed"),
        ("reports/2026-01-06-lock.EN.md", "report-name-malformed"),
        ("reports/2026-01-06-lock.md", "language-unknown"),
        ("reports/2026-01-06--lock.en.md", "report-name-malformed"),
    ] {
        let mut files = right();
        files.insert(path, REPORT);
        let found: Vec<&str> = inspect(&files).findings.iter().map(|f| f.code).collect();
        assert_eq!(found, [code], "{path}");
    }
}

fn words() -> impl Strategy<Value = String> {
    "[\\p{L}\"'\\\\+#= >]{1,30}".prop_filter("blank", |text| !text.trim().is_empty())
}

fn quotation() -> impl Strategy<Value = Quotation> {
    let said_in = prop::option::of(prop::sample::select(vec!["kk", "ar", "pt-BR"]));
    let known = (words(), said_in.clone(), said_in, 0_u64..9);
    let optional = || prop::option::of(words());
    (known, (optional(), optional(), optional(), optional())).prop_map(
        |((speaker, said_in, quoted_in, omissions), (introduction, source, url, translator))| {
            let tag = |tag: Option<&str>| tag.map(language);
            Quotation {
                introduction,
                on: Some(date(2026, 1, 5)),
                language: tag(said_in),
                quoted_in: tag(quoted_in),
                source,
                url,
                translator,
                omissions,
                ..Quotation::by(speaker)
            }
        },
    )
}

fn role() -> impl Strategy<Value = ReportRole> {
    let state = prop::sample::select(vec![TranslationState::Draft, TranslationState::Reviewed]);
    prop::option::of((any::<bool>(), any::<bool>(), state)).prop_map(|translation| {
        translation.map_or(ReportRole::Original, |(is_bound, is_signed, state)| {
            ReportRole::Translation(ReportTranslation {
                renders: is_bound.then(|| ReportDigest::of("x")),
                translator: is_signed.then(|| Name::parse("Chi \"C\" Li").expect("a name")),
                state,
            })
        })
    })
}

fn report() -> impl Strategy<Value = Report> {
    let dates = prop::sample::select(vec!["2026-01", "2026-01-06", "1999-12-31"]);
    let marks = || prop::collection::vec("[a-z]{1,5}(-[a-z0-9]{1,3})?", 0..3);
    let said = (
        words(),
        dates,
        prop::sample::select(ReportKind::ALL.to_vec()),
        role(),
    );
    let around = (
        any::<bool>(),
        marks(),
        marks(),
        prop::option::of("[a-z\n\"+]{0,9}[a-z]"),
    );
    let text = "[\\p{L} \"\\\\+\n#>{}-]{0,60}";
    (said, around, prop::collection::vec(quotation(), 0..3), text).prop_map(
        |(
            (title, date, kind, role),
            (is_placed, figures, supports, retracted),
            quotations,
            text,
        )| {
            let ids = |ids: Vec<String>| ids.iter().filter_map(|id| MarkId::parse(id)).collect();
            Report {
                id: MarkId::parse("2026-01-06-lock").expect("a mark"),
                language: language("pt-BR"),
                role,
                title,
                date: ReportDate::parse(date).expect("a date"),
                place: is_placed.then(|| Name::parse("Lorne \\ \"Gate\"").expect("a name")),
                kind,
                figures: ids(figures),
                supports: ids(supports),
                retracted,
                quotations,
                text: text.trim_start_matches('\n').to_owned(),
            }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_of_a_report_is_read_again_unchanged(report in report()) {
        let mut folder = read(&right()).folder.unwrap();
        folder.reports = vec![report];
        let files = write(&folder);
        let outcome = read(&files);
        prop_assert_eq!(outcome.folder, Some(folder), "{:?}", outcome.findings);
    }

    #[test]
    fn no_report_makes_the_reader_panic(text in "\\PC{0,80}", front in "[a-z=\"\\[\\]\n ]{0,60}") {
        for file in [text.clone(), format!("+++\n{front}\n+++\n{text}")] {
            let _findings = inspect(&with(&file));
        }
    }
}

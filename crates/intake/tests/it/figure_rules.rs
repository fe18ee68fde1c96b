//! What figures may not do to each other, to texts and to the calendar.

use domain::text::TextDigest;
use intake::folder::{Files, aged, inspect};
use jiff::civil::{Date, date};

use crate::figures::{check_spoilt, january, with};
use crate::folder::{check_files, right};

/// A later count of the question, with something of it replaced.
fn later(was: &str, becomes: &str) -> Files {
    let figure = "\n[[figure]]\nid = \"later\"\nseries = \"killed\"\nmeasure = \"killed\"\n\
                  unit = \"persons\"\nqualifier = \"exactly\"\nvalue = 5848\n\
                  status = \"confirmed\"\nas-of = 2026-01-26\nclaimed-by = \"HRANA\"\n\
                  supersedes = \"fish\"\n\n[figure.review]\nentered-by = \"Ada\"\nreviewed-by = \"Bo\"\n";
    assert!(figure.contains(was), "no {was:?}");
    with(&format!(
        "{}{}",
        january(),
        figure.replacen(was, becomes, 1)
    ))
}

fn check_later(was: &str, becomes: &str, expected: &[&str]) {
    let found = inspect(&later(was, becomes)).findings;
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, expected, "{becomes}: {found:#?}");
}

#[test]
fn req_155_and_160_a_count_replaces_an_older_one_of_its_source_and_never_a_rival() {
    check_later("", "", &[]);
    check_later(
        "claimed-by = \"HRANA\"",
        "claimed-by = \"Ministry\"",
        &["supersedes-other-source"],
    );
    for status in ["projected", "under_investigation", "estimated"] {
        let becomes = format!("status = \"{status}\"");
        let expected = ["supersedes-other-standing"];
        check_later("status = \"confirmed\"", &becomes, &expected);
    }
    check_later("2026-01-26", "2026-01-22", &["supersedes-later"]);
    check_later("2026-01-26", "2026-01-22\nas-of-precision = \"about\"", &[]);
    check_spoilt(
        "source-type = \"ngo\"",
        "supersedes = \"fish\"",
        &["supersedes-unknown"],
    );
    let circle = later("", "");
    let figures = circle.text("figures.toml").unwrap();
    let circle = with(&figures.replacen("source-type = \"ngo\"", "supersedes = \"later\"", 1));
    let found = inspect(&circle).findings;
    let circles = found.iter().filter(|f| f.code == "supersedes-circle");
    assert_eq!(circles.count(), 2, "{found:#?}");
}

#[test]
fn one_question_counts_one_thing_and_one_source_answers_it_once() {
    check_later(
        "unit = \"persons\"",
        "unit = \"incidents\"",
        &["series-mixed"],
    );
    check_later(
        "measure = \"killed\"",
        "measure = \"injured\"",
        &["series-mixed"],
    );
    check_later("supersedes = \"fish\"\n", "", &["claim-twice"]);
    let period = "[figure.counting]\nkind = \"period\"\nstart = 2026-01-24\nend = 2026-01-26\n";
    check_later("supersedes = \"fish\"\n", period, &[]);
}

#[test]
fn req_164_two_people_answer_for_the_rivals_and_successors_too() {
    check_later("reviewed-by = \"Bo\"\n", "", &["four-eyes"]);
    check_later(
        "reviewed-by = \"Bo\"",
        "reviewed-by = \"A.D.A.\"",
        &["four-eyes"],
    );
    check_later(
        "reviewed-by = \"Bo\"",
        "reviewed-by = \"?\"",
        &["four-eyes"],
    );
    check_spoilt("reviewed-by = \"Ada\"", "", &["four-eyes"]);
}

#[test]
fn req_153_and_159_a_text_names_counts_of_a_day_and_no_headline_does() {
    let pending = january().replacen("status = \"confirmed\"", "status = \"projected\"", 1);
    let found = inspect(&with(&pending)).findings;
    assert!(found.iter().any(|f| f.code == "figure-unfit"), "{found:#?}");
    check_spoilt("as-of = 2026-01-23\n", "", &["as-of-missing"]);
    let headline = |was: &str, becomes: &str| {
        let mut files = right();
        let text = files.text("text/en.md").unwrap().replacen(was, becomes, 1);
        files.insert("text/en.md", text);
        files
    };
    check_files(
        &headline("# Clean rivers", "# {figure:fish} fish"),
        &["error figure-in-heading text/en.md:5:3+13"],
    );
    check_files(
        &headline("There died {figure:fish} fish.", "{figure:fish} fish\n==="),
        &["error figure-in-heading text/en.md:7:1+13"],
    );
}

#[test]
fn req_159_no_day_lies_ahead_of_the_one_on_which_it_is_checked() {
    let on = |files: &Files, day: Date| -> Vec<&'static str> {
        let codes = aged(files, day).into_iter().map(|f| f.code);
        codes.filter(|code| *code != "figure-stale").collect()
    };
    let mut files = with(&january());
    assert_eq!(
        on(&files, date(2026, 1, 22)),
        Vec::<&str>::new(),
        "it is the 23rd in Tokyo"
    );
    assert_eq!(
        on(&files, date(2026, 1, 21)).len(),
        5,
        "the whole and its parts"
    );
    let forecast = january().replace("status = \"confirmed\"", "status = \"projected\"");
    assert_eq!(on(&with(&forecast), date(2026, 1, 21)), Vec::<&str>::new());
    files.insert(
        "raisings.toml",
        "[[raising]]\nid = \"a\"\non = 2027-02-01\nby = [\"Ada\"]\n[raising.where]\nkind = \"other\"\n\
         name = \"Council\"\n[raising.demands]\nstop = \"raised\"\n",
    );
    assert_eq!(on(&files, date(2026, 2, 1)), ["date-in-future"]);
}

#[test]
fn req_161_the_count_that_stands_now_is_the_one_that_grows_old() {
    let files = later("", "");
    let stale = |day| -> Vec<String> {
        let findings = aged(&files, day).into_iter();
        findings.map(|finding| finding.message).collect()
    };
    assert_eq!(stale(date(2026, 2, 9)), Vec::<String>::new());
    assert_eq!(
        stale(date(2026, 2, 10)),
        ["`later` was counted 15 days ago"]
    );
}

#[test]
fn a_translation_of_an_older_original_is_behind_and_lacks_nothing() {
    let mut files = right();
    let old = TextDigest::of(b"old");
    files.insert(
        "text/de.md",
        format!(
            "+++\nrenders = \"{old}\"\nstate = \"reviewed\"\n+++\n# Reine Flüsse\n\n\
             ## Wir fordern {{.demands}}\n\n- Halt. {{#halt}}\n"
        ),
    );
    check_files(&files, &["warning translation-behind text/de.md:2:11+66"]);
}

#[test]
fn a_demand_is_met_on_a_day_and_raised_after_it_was_published() {
    let raising = |on: &str, status: &str| {
        let mut files = right();
        files.insert(
            "raisings.toml",
            format!(
                "[[raising]]\nid = \"a\"\non = {on}\nby = [\"Ada\"]\n[raising.where]\nkind = \"other\"\n\
                 name = \"Council\"\n[raising.demands]\nstop = \"{status}\"\n"
            ),
        );
        files
    };
    check_files(
        &raising("2026-02-01", "met"),
        &["error answer-missing raisings.toml:8:1+17"],
    );
    let mut early = raising("2025-12-01", "raised");
    check_files(&early, &["warning raised-before raisings.toml:3:6+10"]);
    let declaration = early.text("declaration.toml").unwrap();
    let first = "[first-published]\nwhere = \"Herald\"\non = 2026-01-15\n";
    let declaration = format!("{declaration}\n{first}");
    early = raising("2026-01-10", "raised");
    early.insert("declaration.toml", declaration);
    check_files(&early, &["warning raised-before raisings.toml:3:6+10"]);
}

//! Texts of figures, raisings and settings that are too long, and folders with very many figures.

use std::fmt::Write as _;

use intake::folder::{Files, aged, inspect};
use jiff::civil::date;

use crate::figures::{january, with};

fn check_long(was: &str, becomes: &str, message: &str) {
    let text = january();
    assert!(text.contains(was), "no {was:?}");
    let findings = inspect(&with(&text.replacen(was, becomes, 1))).findings;
    let long: Vec<&str> = findings
        .iter()
        .filter(|finding| ["value-too-long", "value-malformed"].contains(&finding.code))
        .inspect(|finding| assert!(finding.is_error() && finding.place.is_some()))
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(long, [message]);
}

#[test]
fn every_text_of_a_figure_has_an_end() {
    let source = "claimed-by = \"HRANA\"";
    for (key, most) in [
        ("population", 300),
        ("claimed-by", 300),
        ("actor", 300),
        ("independence-group", 300),
        ("note", 4_000),
        ("series-break", 4_000),
        ("url", 2_048),
    ] {
        let text = |length: usize| format!("{key} = \"{}\"", "ö".repeat(length));
        let rest = if key == "claimed-by" {
            String::new()
        } else {
            format!("{source}\n")
        };
        let message = format!(
            "`{key}` has {} characters, at most {most} are possible",
            most + 1
        );
        check_long(source, &format!("{rest}{}", text(most + 1)), &message);
        let fits = with(&january().replacen(source, &format!("{rest}{}", text(most)), 1));
        let findings = inspect(&fits).findings;
        assert!(findings.iter().all(|f| f.code != "value-too-long"), "{key}");
    }
    check_long(
        "why = \"It names every case.\"",
        &format!("why = \"{}\"", "a".repeat(4_001)),
        "`why` has 4001 characters, at most 4000 are possible",
    );
    check_long(
        source,
        &format!("{source}\nreported-by = [{}]", "\"A\",".repeat(101)),
        "`reported-by` has 101 entries, at most 100 are possible",
    );
    check_long(
        source,
        &format!("{source}\nnote.de = \"{}\"", "a".repeat(4_001)),
        "`de` has 4001 characters, at most 4000 are possible",
    );
}

#[test]
fn an_identifier_that_is_too_long_says_how_long_it_may_be() {
    check_long(
        "id = \"foundation\"",
        &format!("id = \"{}\"", "a".repeat(65)),
        "`figure.id`: an identifier of up to 64 letters a-z, digits and inner hyphens is needed",
    );
}

/// Five thousand figures, each with as much wrong as can be, in a shape that would be compared with
/// all others if anything were. With one comparison of all pairs this test takes minutes.
fn many(figure: impl Fn(usize) -> String, mark: impl Fn(usize) -> String) -> Files {
    const MANY: usize = 5_000;
    let mut figures = String::new();
    let mut text = String::from("# T\n\n");
    for index in 0..MANY {
        write!(
            figures,
            "[[figure]]\nid = \"f{index}\"\nmeasure = \"killed\"\nunit = \"persons\"\n\
             qualifier = \"exactly\"\nvalue = 1\nstatus = \"reported\"\n{}\n\n",
            figure(index)
        )
        .expect("a string takes every text");
        writeln!(text, "more than {{figure:{}}}\n", mark(index))
            .expect("a string takes every text");
    }
    let mut files = Files::new();
    files.insert("declaration.toml", "slug = \"a\"\nlanguage = \"en\"\n");
    files.insert("text/en.md", text);
    files.insert("figures.toml", figures);
    files
}

fn count(files: &Files, code: &str) -> usize {
    let findings = inspect(files).findings;
    findings
        .iter()
        .filter(|finding| finding.code == code)
        .count()
}

#[test]
fn five_thousand_series_are_checked() {
    let files = many(|i| format!("series = \"s{i}\""), |i| format!("f{i}"));
    let findings = inspect(&files).findings;
    let count = |code: &str| findings.iter().filter(|f| f.code == code).count();
    assert_eq!(count("source-missing"), 5_000);
    assert_eq!(count("as-of-missing"), 5_000);
    assert_eq!(count("qualifier-contradicts"), 5_000);
}

#[test]
fn five_thousand_rivals_are_checked() {
    let rivals = many(
        |i| {
            format!(
                "series = \"s\"\nclaimed-by = \"C{}\"\nas-of = 2026-01-06",
                i / 2
            )
        },
        |i| format!("f{i}"),
    );
    assert_eq!(count(&rivals, "claim-twice"), 2_500);
    assert_eq!(aged(&rivals, date(2026, 9, 1)).len(), 5_000);
}

#[test]
fn a_chain_and_a_circle_of_five_thousand_are_checked() {
    let next = |i: usize| {
        format!(
            "series = \"s\"\nclaimed-by = \"C\"\nsupersedes = \"f{}\"",
            (i + 1) % 5_000
        )
    };
    let circle = many(next, |_| "f0".to_owned());
    assert_eq!(count(&circle, "supersedes-circle"), 5_000);
    let chain = many(
        |i| match i {
            0 => "series = \"s\"\nclaimed-by = \"C\"".to_owned(),
            i => format!(
                "series = \"s\"\nclaimed-by = \"C\"\nsupersedes = \"f{}\"",
                i - 1
            ),
        },
        |_| "f4999".to_owned(),
    );
    assert_eq!(count(&chain, "claim-twice"), 0);
    assert_eq!(count(&chain, "figure-unused"), 0);
}

#[test]
fn five_thousand_unknown_names_are_found() {
    let unknown = many(|i| format!("series = \"s{i}\""), |i| format!("g{i}"));
    assert_eq!(count(&unknown, "figure-unknown"), 5_000);
    assert_eq!(count(&unknown, "figure-unused"), 5_000);
}

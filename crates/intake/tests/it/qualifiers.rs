//! What stands around a mark does not say again, or otherwise, how its number is qualified.

use std::path::Path;

use intake::folder::{Files, inspect};

fn files(language: &str, sentence: &str, bounds: &str) -> Files {
    let mut files = Files::new();
    let settings = format!("slug = \"a\"\nlanguage = \"{language}\"\n");
    files.insert("declaration.toml", settings);
    files.insert(
        format!("text/{language}.md"),
        format!("# T\n\n{sentence}\n"),
    );
    files.insert(
        "figures.toml",
        format!(
            "[[figure]]\nid = \"x\"\nseries = \"x\"\nmeasure = \"killed\"\nunit = \"persons\"\n{bounds}\n\
             status = \"confirmed\"\nas-of = 2026-01-06\nclaimed-by = \"A\"\n"
        ),
    );
    files
}

const MORE: &str = "qualifier = \"more_than\"\nlower = 160";
const EXACTLY: &str = "qualifier = \"exactly\"\nvalue = 160";

/// What is found beside the mark, as code and column.
fn found(language: &str, sentence: &str, bounds: &str) -> Vec<(&'static str, usize, usize)> {
    let findings = inspect(&files(language, sentence, bounds)).findings;
    let beside = findings.iter().filter(|f| f.code.starts_with("qualifier-"));
    let places = beside.filter_map(|f| {
        let place = f.place.as_ref()?;
        Some((f.code, place.column, place.length))
    });
    places.collect()
}

#[test]
fn a_phrase_beside_a_mark_doubles_or_contradicts_it_in_nine_languages() {
    for (language, sentence, column, length) in [
        ("en", "They killed more than {figure:x} people.", 13, 9),
        ("de", "Getötet wurden mehr als {figure:x} Menschen.", 16, 8),
        ("fr", "Plus de {figure:x} morts.", 1, 7),
        ("es", "Fueron más de {figure:x} muertos.", 8, 6),
        ("ru", "Убито более {figure:x} человек.", 7, 5),
        ("kk", "{figure:x}-тан астам адам.", 16, 5),
        ("tr", "{figure:x}’tan fazla kişi.", 16, 5),
        ("ar", "قُتل أكثر من {figure:x} شخص.", 6, 7),
        ("fa", "بیش از {figure:x} نفر.", 1, 6),
    ] {
        let doubled = [("qualifier-doubled", column, length)];
        assert_eq!(found(language, sentence, MORE), doubled, "{sentence}");
        let contradicts = [("qualifier-contradicts", column, length)];
        assert_eq!(
            found(language, sentence, EXACTLY),
            contradicts,
            "{sentence}"
        );
    }
}

#[test]
fn what_is_no_qualifier_of_the_mark_is_left_alone() {
    for (language, sentence) in [
        ("en", "More than once {figure:x} people were named."),
        ("en", "Some said {figure:x}, and more than others knew."),
        ("en", "We counted between {figure:x} and {figure:x}."),
        ("de", "Mehr als genug: {figure:x} Menschen."),
        ("tr", "{figure:x} kişi, fazla değil."),
        ("ru", "Их {figure:x}. Более ничего."),
    ] {
        assert_eq!(found(language, sentence, EXACTLY), [], "{sentence}");
    }
    assert_eq!(
        found("en", "It was about\n*{figure:x}* people.", EXACTLY),
        [("qualifier-contradicts", 8, 5)]
    );
    let hundreds = "qualifier = \"hundreds\"";
    assert_eq!(
        found("en", "At least {figure:x} were there.", hundreds),
        [("qualifier-contradicts", 1, 8)]
    );
}

#[test]
fn the_finding_says_what_the_mark_shows_and_what_to_do() {
    let findings = inspect(&files("en", "About {figure:x} people.", MORE)).findings;
    let finding = findings.iter().find(|f| f.code == "qualifier-contradicts");
    let finding = finding.unwrap();
    assert_eq!(
        finding.message,
        "`About` contradicts `x`, which is shown as \"more than 160\""
    );
    assert!(finding.help.as_ref().unwrap().starts_with("delete `About`"));
}

/// The tables that pages are written with are the reviewed ones: every phrase of theirs beside a mark
/// is recognised.
#[test]
fn every_phrase_of_the_reviewed_tables_is_recognised() {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../render/messages/figures");
    let mut languages = 0;
    for entry in std::fs::read_dir(tables).unwrap() {
        let path = entry.unwrap().path();
        let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
        languages += 1;
        let table = std::fs::read_to_string(&path).unwrap();
        let phrases = table.lines().filter_map(|line| line.split_once(" = "));
        for (key, phrase) in phrases {
            let is_meant = ["at-least", "more-than", "up-to", "fewer-than", "about"];
            if !is_meant.contains(&key) {
                continue;
            }
            let mark = |number: &str| phrase.replace(number, "{figure:x}");
            let sentence = ["{ $value }", "{ $lower }", "{ $upper }"].into_iter();
            let sentence = sentence
                .map(mark)
                .find(|s| s.contains("{figure:x}"))
                .unwrap();
            let ending = if language == "tr" {
                "’tan"
            } else {
                "-тан"
            };
            let sentence = sentence.replace("{ $ending }", ending);
            let found = found(&language, &sentence, EXACTLY);
            assert_eq!(found.len(), 1, "{language} {key}: {sentence}");
        }
    }
    assert_eq!(languages, 9);
}

use proptest::prelude::*;

use super::*;

const TEXT: &str = "# Clean rivers

More than {figure:fish} fish died, {figure:fish} in one night.

## We demand {.demands}

- Stop the discharge. {#stop-discharge}
- Publish every
  measurement. {#publish}

## Afterwards

- not a demand
";

#[test]
fn one_text_has_one_digest_however_it_was_typed() {
    let typed = "\u{feff}\r\n# Cafe\u{301}  \r\n\r\nText \t\r\n\r\n\r\n";
    let text = Text::parse(typed).unwrap();
    assert_eq!(text.as_str(), "# Caf\u{e9}\n\nText\n");
    assert_eq!(text.title(), "Caf\u{e9}");
    assert_eq!(
        text.digest(),
        TextDigest::of("# Caf\u{e9}\n\nText\n".as_bytes())
    );
}

#[test]
fn a_digest_is_written_in_one_way_only() {
    let digest = TextDigest::of(b"x");
    assert_eq!(TextDigest::parse(&digest.to_string()), Ok(digest));
    assert_eq!(
        TextDigest::parse(&digest.to_string().to_uppercase()),
        Err(DigestError)
    );
    assert_eq!(TextDigest::parse("é".repeat(32).as_str()), Err(DigestError));
    assert_eq!(TextDigest::parse("00"), Err(DigestError));
}

#[test]
fn figures_and_demands_are_found_where_they_stand() {
    let outline = Text::parse(TEXT).unwrap().outline().unwrap();
    let places: Vec<Place> = outline.figures.iter().map(|mark| mark.place).collect();
    assert_eq!(
        places[0],
        Place {
            line: 3,
            column: 11,
            length: 13
        }
    );
    assert_eq!(
        places[1],
        Place {
            line: 3,
            column: 36,
            length: 13
        }
    );
    let demands: Vec<(&str, &str)> = outline
        .demands
        .iter()
        .map(|d| (d.id.as_str(), d.words.as_str()))
        .collect();
    assert_eq!(
        demands,
        [
            ("stop-discharge", "Stop the discharge."),
            ("publish", "Publish every measurement."),
        ]
    );
}

#[test]
fn every_fault_of_the_marks_is_reported_at_once() {
    let text = "# T\n\n{figure:} {figure:Bad} {figure:open\n\n## D {.demands}\n\n- no id\n- a {#x}\n- b {#x}\n\n## E {.demands}\n";
    let errors = Text::parse(text).unwrap().outline().unwrap_err();
    let lines: Vec<usize> = errors.iter().map(|error| error.place().line).collect();
    assert_eq!(lines, [3, 3, 3, 7, 9, 11]);
}

#[test]
fn an_empty_section_of_demands_is_a_fault() {
    let errors = Text::parse("# T\n\n## D {.demands}\n")
        .unwrap()
        .outline()
        .unwrap_err();
    assert!(matches!(errors[..], [OutlineError::EmptySection(_)]));
}

#[test]
fn what_could_be_read_differently_is_refused_with_its_place() {
    let errors = Text::parse("# T\n\nab\u{202e}c\u{1}\n").unwrap_err();
    assert_eq!(
        errors,
        [
            TextError::Character {
                character: '\u{202e}',
                line: 3,
                column: 3
            },
            TextError::Character {
                character: '\u{1}',
                line: 3,
                column: 5
            },
        ]
    );
    assert_eq!(Text::parse(" \n\n"), Err(vec![TextError::Empty]));
    assert_eq!(Text::parse("no title\n"), Err(vec![TextError::NoTitle]));
    let long = "a".repeat(MAX_TEXT + 1);
    assert_eq!(
        Text::parse(&long),
        Err(vec![TextError::TooLong(MAX_TEXT + 1)])
    );
}

proptest! {
    #[test]
    fn canonical_text_stays_as_it_is(input in "(?s)# .{1,200}") {
        if let Ok(text) = Text::parse(&input) {
            let again = Text::parse(text.as_str()).unwrap();
            prop_assert_eq!(&again, &text);
            prop_assert!(text.as_str().ends_with('\n') && !text.as_str().ends_with("\n\n"));
            prop_assert!(text.as_str().lines().all(|line| line.trim_end() == line));
        }
    }

    #[test]
    fn no_text_makes_the_outline_panic(input in "(?s)(\\{figure:|\\}|\\{#|- |## |\\{.demands\\}|[a-z\\n é]){0,60}") {
        if let Ok(text) = Text::parse(&format!("# T\n{input}")) {
            let _ = text.outline();
        }
    }
}

use proptest::prelude::*;

use super::*;

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn propose_in(tag: &str, text: &str) -> Vec<Repair> {
    propose(text, &language(tag), &Lexicon::none())
}

/// What stands in a text after everything likely was put in, without a dictionary.
fn repaired(tag: &str, text: &str) -> String {
    apply(text, &propose_in(tag, text), WORTH_A_LOOK).0
}

#[test]
fn common_words_are_repaired_without_a_dictionary() {
    let check = |tag: &str, text: &str, expected: &str| assert_eq!(repaired(tag, text), expected);
    check("de", "fiir alle, iiber uns", "für alle, über uns");
    check(
        "en",
        "for the riqht to strlke and the govemment",
        "for the right to strike and the government",
    );
    check(
        "fr",
        "nous exigeons la 1iberté et la solidarite",
        "nous exigeons la liberté et la solidarité",
    );
    check(
        "es",
        "la declaracion del espafiol",
        "la declaración del español",
    );
    check(
        "ru",
        "Mы тpeбуем свободы для вcех",
        "Мы требуем свободы для всех",
    );
    check(
        "tr",
        "bütün dayanisma ve özgürlük için cagrı",
        "bütün dayanışma ve özgürlük için çağrı",
    );
    check(
        "kk",
        "халык пен билік, бостандык",
        "халық пен билік, бостандық",
    );
}

#[test]
fn the_document_tells_against_itself() {
    let text = "Die Gemüsehändler kamen. Alle Gemusehandler gingen.";
    let found = propose_in("de", text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].meant.as_deref(), Some("Gemüsehändler"));
    assert!(
        found[0].reason.contains("the document has"),
        "{:?}",
        found[0]
    );
}

#[test]
fn a_word_that_is_one_is_doubted_only_where_the_document_lost_such_letters() {
    let whole = "Er machte, was die Mächte für möglich hielten, und die Behörden erklärten es.";
    assert_eq!(propose_in("de", whole), []);
}

#[test]
fn a_broken_word_keeps_its_break_where_one_part_is_whole() {
    assert_eq!(
        repaired("de", "die Bevol-\nkerung ruft"),
        "die Bevöl-\nkerung ruft"
    );
    assert_eq!(repaired("de", "die Gefuh-\nle"), "die Gefüh-\nle");
}

#[test]
fn the_threshold_decides_and_a_stale_repair_touches_nothing() {
    let text = "alles fiir alle";
    let repairs = propose_in("de", text);
    assert_eq!(apply(text, &repairs, 0.9).0, "alles für alle");
    assert_eq!(apply(text, &repairs, 1.1), (text.to_owned(), vec![]));
    assert_eq!(apply("alles ganz anders", &repairs, 0.0).1, []);
    assert_eq!(apply("alles ü", &repairs, 0.0).1, []);
}

#[test]
fn a_language_nothing_is_known_of_has_no_faults() {
    assert_eq!(propose_in("ja", "これは文です。fiir 1l0"), []);
    assert_eq!(propose_in("eo", "fiir so1idareco"), []);
}

const TAGS: [&str; 7] = ["de", "en", "es", "fr", "kk", "ru", "tr"];

/// Text that looks like scans: words of the lists with faults, marks, numbers, breaks.
fn scanned() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("fiir"),
        Just("Behorden"),
        Just("gro{Sen"),
        Just("téten"),
        Just("Uber"),
        Just("and"),
        Just("strlke"),
        Just(",,so"),
        Just("®"),
        Just("-\n"),
        Just("\n\n"),
        Just("1l0"),
        Just("ii"),
        Just("вcех"),
        Just("халык"),
        Just("cagrı"),
        Just("Gefu-\nhl"),
        Just("”"),
        Just("8.000"),
        Just("Machte"),
        Just("schiefen"),
        Just("Gemüsehändler"),
        Just("Gemusehandler"),
        Just("<<"),
    ];
    proptest::collection::vec((word, "[ .,]"), 0..30).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, end)| format!("{word}{end}"))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_but_the_proposed_places_is_touched(
        text in prop_oneof![scanned(), "\\PC{0,80}", any::<String>()],
        tag in proptest::sample::select(&TAGS[..]),
        threshold in 0.0..1.0_f64,
    ) {
        let repairs = propose_in(tag, &text);
        let (repaired, applied) = apply(&text, &repairs, threshold);
        let mut rest = repaired.as_str();
        let mut from = 0;
        for repair in &applied {
            prop_assert!(repair.confidence >= threshold && repair.confidence <= 1.0);
            prop_assert_eq!(&text[repair.span.clone()], &repair.seen);
            let kept = &text[from..repair.span.start];
            let meant = repair.meant.as_deref().unwrap();
            prop_assert_eq!(repair.seen.matches('\n').count(), meant.matches('\n').count());
            rest = rest.strip_prefix(kept).and_then(|rest| rest.strip_prefix(meant)).unwrap();
            from = repair.span.end;
        }
        prop_assert_eq!(rest, &text[from..]);
    }

    #[test]
    fn fixing_twice_is_fixing_once(
        text in prop_oneof![scanned(), any::<String>()],
        tag in proptest::sample::select(&TAGS[..]),
    ) {
        let once = fix(&text, &language(tag), &Lexicon::none(), 0.9);
        let twice = fix(&once.text, &language(tag), &Lexicon::none(), 0.9);
        prop_assert_eq!(once.text, twice.text);
        let markdown = fix_markdown(&text, &language(tag), &Lexicon::none(), 0.9);
        let again = fix_markdown(&markdown.text, &language(tag), &Lexicon::none(), 0.9);
        prop_assert_eq!(markdown.text, again.text);
    }
}

use proptest::prelude::*;

use super::*;

const TEXT: &str = "# Clean rivers

We live along the Lorne, and we have
watched it die. In
1848. it was clean.

> The water was warm.
> It smelt of almonds.
>
> Nobody came.

1. one
2. two
   goes on

## We demand {.demands}

- Stop the discharge. {#stop}
- Publish every
  reading. {#publish}

## Afterwards
We shall come {#back}.
- not a demand {#x}
";

fn kinds(text: &str) -> Vec<(ParagraphKind, &str)> {
    let found = paragraphs(text).into_iter();
    found.map(|p| (p.kind, p.source)).collect()
}

#[test]
fn a_text_falls_into_its_title_headings_paragraphs_items_and_quotations() {
    use ParagraphKind::{Heading, Item, Quotation, Text, Title};
    let expected = [
        (Title, "# Clean rivers"),
        (
            Text,
            "We live along the Lorne, and we have\nwatched it die. In\n1848. it was clean.",
        ),
        (Quotation, "> The water was warm.\n> It smelt of almonds."),
        (Quotation, "> Nobody came."),
        (Item, "1. one"),
        (Item, "2. two\n   goes on"),
        (Heading, "## We demand {.demands}"),
        (Item, "- Stop the discharge. {#stop}"),
        (Item, "- Publish every\n  reading. {#publish}"),
        (Heading, "## Afterwards"),
        (Text, "We shall come {#back}."),
        (Item, "- not a demand {#x}"),
    ];
    assert_eq!(kinds(TEXT), expected);
    let demands: Vec<_> = paragraphs(TEXT)
        .iter()
        .filter_map(|p| p.demand.as_ref().map(ToString::to_string))
        .collect();
    assert_eq!(demands, ["stop", "publish"]);
}

/// The names after a row of revisions, each aligned with the one before.
fn names(revisions: &[&str]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<ParagraphId>> = Vec::new();
    for (number, text) in revisions.iter().enumerate() {
        let now = paragraphs(text);
        let mut kept = vec![None; now.len()];
        if number > 0 {
            let before = paragraphs(revisions[number - 1]);
            for (old, new) in align_revisions(&before, &now) {
                if let (Some(old), Some(new)) = (old, new) {
                    kept[new] = Some(all[number - 1][old].clone());
                }
            }
        }
        all.push(name_paragraphs(&now, &kept));
    }
    all.into_iter()
        .map(|ids| ids.iter().map(ToString::to_string).collect())
        .collect()
}

#[test]
fn a_paragraph_keeps_its_name_through_edits_and_whatever_comes_before_it() {
    let first = "# T\n\nThe river is dying and nobody answers for it.\n\nWe asked for the readings twice.\n";
    let second = "# T, revised\n\nA word in front.\n\nThe river is dying fast and nobody answers for it.\n\nWe asked for the readings twice.\n";
    let third = "# T\n\nA word in front.\n\nWe asked for all the readings twice.\n\nThe river is dying fast and nobody answers for it.\n";
    let names = names(&[first, second, third]);
    assert_eq!(names[0][0], "p-title");
    assert_eq!(names[1][0], "p-title");
    assert_eq!(names[1][2..], names[0][1..]);
    assert!(!names[0].contains(&names[1][1]));
    assert_eq!(names[2][1], names[1][1]);
    let unique: std::collections::BTreeSet<_> = names[2].iter().collect();
    assert_eq!(unique.len(), names[2].len());
}

#[test]
fn a_demand_is_named_by_its_identifier_however_it_is_reworded() {
    let first = "# T\n\n## D {.demands}\n\n- Stop it. {#stop}\n- Pay. {#pay}\n";
    let second = "# T\n\n## D {.demands}\n\n- Compensate everybody. {#pay}\n- End every discharge at once. {#stop}\n";
    let names = names(&[first, second]);
    assert_eq!(names[0][2..], ["demand-stop", "demand-pay"]);
    assert_eq!(names[1][2..], ["demand-pay", "demand-stop"]);
}

#[test]
fn equal_paragraphs_have_different_names() {
    let names = names(&["# T\n\nAgain.\n\nAgain.\n"]);
    assert_eq!(names[0][2], format!("{}-2", names[0][1]));
}

#[track_caller]
fn check_translation(original: &str, translation: &str, expected: &[Pair]) {
    let pairs = align_translation(&paragraphs(original), &paragraphs(translation));
    assert_eq!(pairs, expected);
}

#[test]
fn a_translation_is_aligned_by_its_build() {
    let original = "# T\n\nWith {figure:a}.\n\nWithout.\n\n## D {.demands}\n\n- x {#x}\n- y {#y}\n";
    let same = "# Ü\n\nMit {figure:a}.\n\nOhne.\n\n## F {.demands}\n\n- x {#x}\n- y {#y}\n";
    let all: Vec<Pair> = (0..6).map(|at| (Some(at), Some(at))).collect();
    check_translation(original, same, &all);
    let lacks = "# Ü\n\nOhne.\n\n## F {.demands}\n\n- y {#y}\n";
    let some = [
        (Some(0), Some(0)),
        (Some(1), None),
        (Some(2), Some(1)),
        (Some(3), Some(2)),
        (Some(4), None),
        (Some(5), Some(3)),
    ];
    check_translation(original, lacks, &some);
}

#[test]
fn texts_of_many_paragraphs_are_paired_by_their_places() {
    let many = |word: &str| format!("# T\n\n{}", format!("{word}\n\n").repeat(5_000));
    let (old, new) = (many("alpha"), many("beta"));
    let pairs = align_revisions(&paragraphs(&old), &paragraphs(&new));
    assert_eq!(pairs.len(), 5_001);
    assert!(pairs.iter().all(|(a, b)| a == b));
}

fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(String::new()),
        "(- |> |>|1\\. |7\\. |## |\\* )?[ab {}#éم]{0,6}",
        Just("## D {.demands}".to_owned()),
        Just("- item {#one}".to_owned()),
    ];
    prop::collection::vec(line, 0..14).prop_map(|lines| format!("# T\n{}\n", lines.join("\n")))
}

proptest! {
    #[test]
    fn every_word_of_a_text_stands_in_one_paragraph(text in text()) {
        let found = paragraphs(&text);
        let mut end = 0;
        for paragraph in &found {
            let from = paragraph.start;
            prop_assert!(from >= end);
            let between = text[end..from].trim_matches(['\n', '>', ' ']);
            prop_assert!(between.is_empty(), "{between:?} is left out");
            end = from + paragraph.source.len();
            prop_assert_eq!(&text[from..end], paragraph.source);
        }
        prop_assert!(text[end..].trim_matches(['\n', '>', ' ']).is_empty());
    }

    #[test]
    fn an_alignment_names_each_paragraph_once_and_in_order(old in text(), new in text()) {
        let (left, right) = (paragraphs(&old), paragraphs(&new));
        for pairs in [align_revisions(&left, &right), align_translation(&left, &right)] {
            let olds: Vec<usize> = pairs.iter().filter_map(|pair| pair.0).collect();
            let news: Vec<usize> = pairs.iter().filter_map(|pair| pair.1).collect();
            prop_assert_eq!(olds, (0..left.len()).collect::<Vec<_>>());
            prop_assert_eq!(news, (0..right.len()).collect::<Vec<_>>());
        }
    }
}

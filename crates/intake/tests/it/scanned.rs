//! A scanned copy and a report, both written for these tests, with every fault that real ones have.

use intake::coverage::missing_words;
use intake::folder;
use intake::plain::import;
use intake::{Draft, DraftKind};

use crate::{codes, count, language};

const COPY: &str = include_str!("fixtures/harbour.de.txt");
const REPORT: &str = include_str!("fixtures/harbour-report.de.txt");

fn copy() -> Draft {
    import("harbour.de.txt", COPY, &language("de"))
}

fn report() -> Draft {
    import("harbour-report.de.txt", REPORT, &language("de"))
}

/// The findings of one kind: line, column, message.
fn found(draft: &Draft, code: &str) -> Vec<String> {
    draft
        .findings()
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| match &finding.place {
            Some(place) => format!("{}:{} {}", place.line, place.column, finding.message),
            None => finding.message.clone(),
        })
        .collect()
}

#[test]
fn the_text_is_unwrapped_and_its_demands_are_items() {
    let draft = copy();
    assert_eq!(draft.kind(), DraftKind::Declaration);
    let text = draft.files().text("text/de.md").unwrap();
    let expected = "\
+++
origin = \"Gemeinsame Aufkldrung, Rundbrief 88, 9. Februar 2020\"
note = \"\"\"
Dieser Aufruf wurde am 3. Februar erstmals auf der Webseite von Kaikante veroffentlicht. \
Die Initiative ging von der Kranfiihrerin Grete Malmquist aus. Wir unterstiitzen ihn. \
Die Liste der Unterzeichnenden ist abrufbar unter
\"\"\"
+++
# Solidaritat mit den Streikenden im Hafen von Nordsund

## Aufruf

Wir, Fischer:innen, Lotsen, Kocherinnen der Kantinen und Nachbarn und -gruppen am Kai, sehen seit \
dem 30. Januar mit Sorge, wie die Reederei die Gewerkschaft bekdmpft. {figure:arbeiterinnen} \
ArbeiterInnen wurden bisher entlassen, {figure:verletzt} verletzt und {figure:menschen} Menschen vom \
Lohn ausgesperrt. {figure:familien} Familien wissen nicht weiter.

Die Behorden sprechen von ,einzelnen“ Storern. Dafiir gibt es keinen Beleg; es ist der Versuch, eine \
grofSe Sache klein zu reden. Vor sieben Jahren war es in Fukushima die Betreiberin, \
die ,,keine Gefahr” sah. Am 12. Marz 2021 soll das Gericht entscheiden, sagt die Reederei®.

Der Hafen ist fiir alle da, auch wenn 30 Jahre lang nur einer verdient hat. Seine 400 Krane stehen \
still, bis verhandelt wird.

Deshalb fordern wir von Reederei, Stadt und Land:

## Wir fordern {.demands}

- Wiedereinstellung aller Entlassenen! {#wiedereinstellung-entlassenen}
- Schluss mit der Gewalt am Tor! {#schluss-gewalt-tor}
- Verhandlungen mit der gewdhlten Streikleitung, ohne Vorbedingungen und sofort! \
{#verhandlungen-gewdhlten-streikleitung-ohne}
- Lohn fiir jeden ausgefallenen Tag! {#lohn-jeden-ausgefallenen-tag}
";
    assert_eq!(text, expected);
}

#[test]
fn figures_are_drafted_with_the_bounds_they_were_said_with() {
    let draft = copy();
    let figures = draft.files().text("figures.toml").unwrap();
    let keys = [
        "id = ",
        "qualifier",
        "lower",
        "value",
        "text",
        "unit",
        "measure",
        "population",
    ];
    let lines: Vec<&str> = figures
        .lines()
        .filter(|line| keys.iter().any(|key| line.starts_with(key)))
        .collect();
    assert_eq!(
        lines.join("\n"),
        "\
id = \"arbeiterinnen\"
measure = \"other\"
unit = \"persons\"
population = \"ArbeiterInnen\"
qualifier = \"more_than\"
lower = 90
text = \"Uber 90 ArbeiterInnen\"
id = \"verletzt\"
measure = \"injured\"
unit = \"persons\"
qualifier = \"at_least\"
lower = 14
text = \"mindestens 14 verletzt\"
id = \"menschen\"
measure = \"other\"
unit = \"persons\"
population = \"Menschen\"
qualifier = \"about\"
value = 1200
text = \"rund 1.200 Menschen\"
id = \"familien\"
measure = \"other\"
unit = \"families\"
population = \"Familien\"
qualifier = \"dozens\"
text = \"Dutzende Familien\""
    );
    assert_eq!(count(&draft, "source-missing"), 4);
}

#[test]
fn what_the_copy_lost_is_found_with_its_place() {
    let draft = copy();
    let check = |code: &str, expected: &[&str]| assert_eq!(found(&draft, code), expected);
    check(
        "link-lost",
        &["8:55 an address is lost after `ist abrufbar unter`"],
    );
    check(
        "first-published-year",
        &["6:24 the day it first appeared is not whole: `3. Februar`"],
    );
    check(
        "initiator-guessed",
        &["7:68 taken for who began it: `Grete Malmquist`, as `Kranfiihrerin`"],
    );
    check(
        "supporter-unnamed",
        &["8:1 the publication is supported, but not by a name: `Wir unterstiitzen ihn.`"],
    );
    check(
        "issue-year-contradicts",
        &["4:38 the issue is dated 9. Februar 2020, but the text points to 2018 and 2021"],
    );
    check(
        "word-joined",
        &[
            "13:80 a word was broken at the line end and joined: `Gewerkschaft`",
            "32:55 a word was broken at the line end and joined: `Vorbedingungen`",
        ],
    );
    check(
        "paragraphs-joined",
        &["25:1 two paragraphs were joined: the sentence goes on after the empty line"],
    );
    check(
        "bullets-unified",
        &[
            "28:4 4 items had different bullets: 1 without a bullet, 1 with `»`, 1 with `e`, 1 with `•`",
        ],
    );
}

#[test]
fn scanning_faults_are_listed_not_repaired() {
    let draft = copy();
    let words: Vec<String> = draft
        .findings()
        .iter()
        .filter(|finding| finding.code == "scan-fault")
        .map(|finding| {
            let line = finding.place.as_ref().unwrap().line;
            let meant = finding
                .help
                .as_deref()
                .unwrap_or("")
                .replace("probably ", "");
            format!("{line} {meant}")
        })
        .collect();
    assert_eq!(
        words,
        [
            "1 `Solidarität`",
            "4 `Aufklärung`",
            "7 `veröffentlicht`",
            "7 `Kranführerin`",
            "8 `unterstützen`",
            "14 `bekämpft`",
            "14 `Über`",
            "18 `Behörden`",
            "18 `„`",
            "18 `Dafür`",
            "19 `große`",
            "20 `„`",
            "20 `“`",
            "20 `März`",
            "20 `“`",
            "22 `für`",
            "32 `gewählten`",
            "35 `für`",
        ]
    );
}

#[test]
fn a_draft_can_be_completed_and_then_published() {
    let draft = copy();
    let open: Vec<String> = folder::inspect(draft.files())
        .findings
        .into_iter()
        .filter(|finding| finding.severity == intake::finding::Severity::Error)
        .map(|finding| finding.message)
        .collect();
    assert_eq!(
        open,
        [
            "`first-published.on` is empty",
            "`controller.name` is empty",
            "`controller.contact` is empty",
            "`controller.authority` is empty",
            "`purposes.legal-basis` is empty",
            "nobody says of which day `arbeiterinnen` is",
            "nobody says of which day `verletzt` is",
            "nobody says of which day `menschen` is",
            "nobody says of which day `familien` is",
        ]
    );
    let mut files = draft.files().clone();
    let filled = files
        .text("declaration.toml")
        .unwrap()
        .replace("on = \"\"", "on = 2020-02-03")
        .replace("\"\"", "\"office@example.org\"")
        .replace(
            "authority = \"office@example.org\"",
            "authority = \"Office\"",
        )
        .replace("name = \"office@example.org\"", "name = \"Verein\"")
        .replace(
            "legal-basis = \"office@example.org\"",
            "legal-basis = \"Art. 9(2)(a) GDPR\"",
        );
    files.insert("declaration.toml", filled);
    let review = "\n[figure.review]\nentered-by = \"Dara\"\nreviewed-by = \"Ada\"\n\n";
    let figures = files.text("figures.toml").unwrap();
    let (head, rest) = figures.split_once("[[figure]]").unwrap();
    let dated = rest.split("[[figure]]").map(|figure| {
        let is_dated = figure.lines().any(|line| line.starts_with("as-of ="));
        let day = if is_dated { "" } else { "\nas-of = 2020-02-03" };
        format!("[[figure]]{day}{figure}{review}")
    });
    let figures = format!("{head}{}", dated.collect::<String>());
    files.insert("figures.toml", figures);
    files.insert(
        "method/de.md",
        "# Zahlen\n\nFragen an office@example.org.\n",
    );
    let outcome = folder::inspect(&files);
    assert!(outcome.folder.is_some());
    assert!(
        !intake::finding::any_error(&outcome.findings),
        "{:?}",
        outcome.findings
    );
}

#[test]
fn a_report_keeps_its_quotation_with_speaker_and_omissions() {
    let draft = report();
    assert_eq!(draft.kind(), DraftKind::Report);
    let path = "reports/2020-02-gestern-nacht-hat-polizei.de.md";
    let expected = "\
+++
title = \"Gestern Nacht hat die Polizei das Tor drei im Hafen\"
date = \"2020-02\"
kind = \"report\"

[[quotation]]
speaker = \"Vorstand der Hafengewerkschaft Nordsund\"
introduction = \"In einem Rundschreiben an die Mitglieder erklärt der Vorstand der Hafengewerkschaft Nordsund:\"
omissions = 2
+++
Gestern Nacht hat die Polizei das Tor drei im Hafen von Nordsund geräumt, nachdem {figure:streikende} \
Streikende es zwei Tage lang besetzt hatten. {figure:verletzt} von ihnen wurden verletzt, hieß es am \
Morgen vor dem Gewerkschaftshaus. {figure:menschen} Menschen harrten dort im Regen aus und warteten \
auf Nachricht.

In einem Rundschreiben an die Mitglieder erklärt der Vorstand der Hafengewerkschaft Nordsund:

> Wir haben niemanden bedroht. (…) Wer uns „Störer“ nennt, war nicht dabei.
>
> Unsere Verletzten heißen beim Namen. (…) Wir nennen ihn nicht.
>
> Wir bleiben am Tor!

Die Reederei war für eine Stellungnahme nicht zu erreichen.
";
    let written = draft.files().text(path);
    assert_eq!(
        written,
        Some(expected),
        "{:?}",
        draft.files().paths().collect::<Vec<_>>()
    );
    assert_eq!(found(&draft, "omission").len(), 2);
    assert_eq!(
        found(&draft, "relative-date"),
        ["1:14 `Gestern` means another day to whoever reads it later",]
    );
    assert_eq!(count(&draft, "scan-fault"), 0, "{:?}", codes(&draft));
    let checked = folder::inspect(draft.files());
    let expected = ["source-missing", "quotation-source-missing"];
    let others = checked.findings.iter();
    let others: Vec<_> = others.filter(|f| !expected.contains(&f.code)).collect();
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn no_word_is_lost() {
    assert_eq!(missing_words(COPY, &copy()), []);
    assert_eq!(missing_words(REPORT, &report()), []);
}

#[test]
fn a_lost_word_would_be_noticed() {
    let missing = missing_words(&format!("{COPY}\nKlabautermann Hafen Hafen Hafen"), &copy());
    let words: Vec<(&str, usize)> = missing.iter().map(|m| (m.word.as_str(), m.times)).collect();
    assert_eq!(words, [("Hafen", 3), ("Klabautermann", 1)]);
}

#[test]
fn other_languages_are_read_with_their_own_words() {
    let text = "Keep the ferry\n\nCircular 12, 4 May 2021\n\nThis appeal first appeared on 2 May 2021 on \
                the site of Ferrymen. It was initiated by Joan Teal.\n\nMore than 1,200 people \
                were arrested ten years ago.\n\nWe demand:\n\n1. Keep it.\n2. Pay 14 people.\n";
    let draft = import("ferry.txt", text, &language("en"));
    let body = draft.files().text("text/en.md").unwrap();
    assert!(body.contains("date = 2021-05-04"), "{body}");
    assert!(
        body.contains("{figure:people-arrested} people were arrested ten years ago."),
        "{body}"
    );
    assert!(body.contains("## We demand {.demands}\n\n- Keep it. {#keep-it}\n- Pay {figure:people} people. {#pay-14-people}"), "{body}");
    let settings = draft.files().text("declaration.toml").unwrap();
    assert!(
        settings.contains("on = 2021-05-02\nwhere = \"Ferrymen\""),
        "{settings}"
    );
    assert!(settings.contains("name = \"Joan Teal\""), "{settings}");
    assert_eq!(missing_words(text, &draft), []);
    assert_eq!(count(&draft, "issue-year-contradicts"), 0);
}

#[test]
fn a_word_that_looks_like_two_halves_is_not_taken_for_them() {
    for text in [
        "ii-\nWir:iiWir-\n",
        "Wahl-\nRecht und Wahl-\nRecht: WahlRecht\n",
    ] {
        assert_eq!(
            missing_words(text, &import("any.txt", text, &language("en"))),
            []
        );
    }
}

use super::*;
use crate::plain::lines::blocks;
use crate::plain::passage::Joiner;

fn faults(text: &str) -> Vec<String> {
    let language = domain::locale::Language::parse("de").unwrap();
    let lexicon = repair::Lexicon::none();
    let mut context = Context::new("f", &language, &lexicon);
    let document = crate::document::Document::plain(text.to_owned());
    let passages: Vec<Passage> = blocks("f", &document, &mut context.findings)
        .iter()
        .map(|block| Joiner::new("f", text).join(&block.lines))
        .collect();
    let passages: Vec<&Passage> = passages.iter().collect();
    check(&passages, Balance::EachPassage, &mut context);
    context
        .findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().map_or(0, |place| place.column);
            let help = finding.help.as_deref().unwrap_or("");
            format!("{place} {} {help}", finding.message)
        })
        .collect()
}

fn check_meant(word: &str, meant: &str) {
    let text = format!("wir {word} hier");
    let found = faults(&text);
    assert!(
        found.len() == 1 && found[0].contains(&format!("probably `{meant}`")),
        "{word}: {found:?}"
    );
}

#[test]
fn lost_and_misread_umlauts_are_found_with_what_was_meant() {
    for (word, meant) in [
        ("fiir", "für"),
        ("Uber", "Über"),
        ("uiber", "über"),
        ("Behorden", "Behörden"),
        ("Universitat", "Universität"),
        ("Aufkldrung", "Aufklärung"),
        ("bedriickend", "bedrückend"),
        ("einrdumen", "einräumen"),
        ("unterstiitzen", "unterstützen"),
        ("getétet", "getötet"),
        ("Prasident", "Präsident"),
        ("Verhaltnis", "Verhältnis"),
        ("HafenarbeiterInnenverbdnde", "HafenarbeiterInnenverbände"),
        ("erschiefen", "erschießen"),
    ] {
        check_meant(word, meant);
    }
}

#[test]
fn a_sharp_s_is_found_in_its_disguises() {
    check_meant("GrofSstadt", "Großstadt");
    check_meant("gro{Sen", "großen");
    check_meant("mafRvoll", "maßvoll");
    check_meant("UnverhaltnismalSig", "Unverhältnismäßig");
}

#[test]
fn right_words_are_left_alone() {
    let right = "Die Wahlen und der Kampf um Druck, Zahlen und Forderungen waren schon im Grunde ein \
                 Zitat der Initiative; assoziierte Cafés in Hamburg und Sudan, eine Meditation über \
                 Solidarität, der Buchdrucker, GmbH, DemonstrantInnen, hinter Ruinen, mit Luise, wurde \
                 gedruckt, konnte fordern, musste fort, Hollander, Gesundheit, Bildrahmen und Hendrik.";
    let found: Vec<String> = faults(right)
        .into_iter()
        .filter(|f| !f.contains("Hollander"))
        .collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_document_tells_against_itself() {
    let found = faults("Die Gemüsehändler kamen.\n\nAlle Gemusehandler gingen.");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("probably `Gemüsehändler`"), "{found:?}");
}

#[test]
fn misread_quotation_marks_are_found() {
    let found = faults("Er rief ,,halt“ und ,weiter” und ,, noch einmal® dazu.");
    let columns: Vec<&str> = found.iter().map(|f| f.split(' ').next().unwrap()).collect();
    assert_eq!(columns, ["9", "21", "28", "34", "48", "0"], "{found:?}");
    assert!(faults("Er rief „halt“ und ging, so schnell er konnte.").is_empty());
    assert_eq!(faults("Er rief „halt und ging.").len(), 1);
}

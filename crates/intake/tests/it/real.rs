//! Two real documents, where they lie beside the checkout. They are input only: no sentence of
//! theirs stands here.

use std::path::PathBuf;

use intake::coverage::missing_words;
use intake::folder::{Files, inspect};
use intake::{Draft, DraftKind, import_bytes};

use crate::{codes, count, language};

/// A document of `../shared/samples`; where it is absent, that is said aloud and the test ends.
#[expect(
    clippy::print_stdout,
    reason = "a test that had nothing to look at must not pass in silence"
)]
fn sample(name: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    let found = std::fs::read(folder.join(name)).ok();
    if found.is_none() {
        println!("SKIPPED: ../shared/samples/{name} is not beside this checkout");
    }
    found
}

/// The draft of a sample, of which no word is lost.
fn imported(name: &str) -> Option<Draft> {
    let bytes = sample(name)?;
    let draft = import_bytes(name, &bytes, &language("de"), None);
    let source = String::from_utf8_lossy(&bytes);
    assert_eq!(missing_words(&source, &draft), []);
    Some(draft)
}

/// The values of one key in a TOML file, in order.
fn values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    text.lines()
        .filter_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))
        .map(|value| value.trim_matches('"'))
        .collect()
}

#[test]
fn the_circulated_copy_becomes_a_declaration() {
    let Some(draft) = imported("declaration-circulated-copy.de.txt") else {
        return;
    };
    assert_eq!(draft.kind(), DraftKind::Declaration);
    let text = draft.files().text("text/de.md").unwrap();
    let (front, body) = text.split_once("+++\n# ").unwrap();
    assert!(values(front, "origin")[0].contains("Infomail 1175, 14. Januar 2021"));
    assert!(front.contains("Paul Murphy") && front.contains("RISE"));
    let (title, body) = body.split_once('\n').unwrap();
    assert!(title.ends_with("in Kasachstan"), "{title}");
    let (paragraphs, demands) = body.split_once("{.demands}\n").unwrap();
    assert_eq!(paragraphs.matches("\n\n").count(), 8);
    assert!(
        paragraphs.contains(" und -organisationen,"),
        "a real hyphen was lost"
    );
    let items: Vec<&str> = demands.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(items.len(), 8);
    assert!(
        items
            .iter()
            .all(|item| item.starts_with("- ") && item.ends_with('}'))
    );
    assert!(
        items[4].contains("Massen mit der brutalen"),
        "a continuation line was lost"
    );

    let figures = draft.files().text("figures.toml").unwrap();
    assert_eq!(
        values(figures, "id"),
        ["demonstrantinnen-getotet", "verhaftet", "soldatinnen"]
    );
    assert_eq!(
        values(figures, "qualifier"),
        ["more_than", "more_than", "exactly"]
    );
    assert_eq!(values(figures, "lower"), ["160", "8000"]);
    assert_eq!(values(figures, "value"), ["3000"]);
    assert_eq!(values(figures, "measure"), ["killed", "detained", "other"]);
    for id in values(figures, "id") {
        assert!(paragraphs.contains(&format!("{{figure:{id}}}")), "{id}");
    }
    assert_eq!(count(&draft, "source-missing"), 3);
    assert_eq!(figures.matches("# Source missing").count(), 3);
}

#[test]
fn what_the_circulated_copy_lost_is_found() {
    let Some(draft) = imported("declaration-circulated-copy.de.txt") else {
        return;
    };
    let at = |code: &str| -> Vec<usize> {
        let found = codes(&draft)
            .into_iter()
            .filter(|(found, _)| *found == code);
        found.map(|(_, line)| line).collect()
    };
    assert_eq!(at("issue-year-contradicts"), [4]);
    assert_eq!(at("first-published-year"), [6]);
    assert_eq!(at("initiator-guessed"), [8]);
    assert_eq!(at("supporter-unnamed"), [8]);
    assert_eq!(at("link-lost"), [9]);
    assert_eq!(at("bullets-unified"), [50]);
    assert_eq!(count(&draft, "lines-joined"), 1);
    assert_eq!(count(&draft, "quotes-mixed"), 1);
    let message = |code: &str| draft.findings().iter().find(|f| f.code == code).unwrap();
    assert!(
        message("issue-year-contradicts")
            .message
            .ends_with("points to 2022")
    );
    for sign in ["6 with `»`", "1 with `e`", "1 without a bullet"] {
        assert!(message("bullets-unified").message.contains(sign));
    }
    let faults: Vec<String> = draft
        .findings()
        .iter()
        .filter(|finding| finding.code == "scan-fault")
        .filter_map(|finding| Some(finding.help.clone()?.replace("probably ", "")))
        .collect();
    for meant in [
        "`für`",
        "`Über`",
        "`töten`",
        "`Gefühl`",
        "`Präsident`",
        "`Behörden`",
        "`großen`",
        "`äußeren`",
        "`„`",
        "`“`",
        "`Solidaritätserklärung`",
        "`Verhältnismäßigkeit`",
        "`Großindustrie`",
        "`erdrückenden`",
        "`einräumen`",
        "`unabhängigen`",
        "`ÖlarbeiterInnen`",
    ] {
        assert!(faults.iter().any(|fault| fault == meant), "{meant}");
    }
    assert!(faults.len() >= 50, "{}", faults.len());
}

#[test]
fn the_report_becomes_a_report_with_its_quotation() {
    let Some(draft) = imported("report-with-quoted-statement.de.txt") else {
        return;
    };
    assert_eq!(draft.kind(), DraftKind::Report);
    let (path, bytes) = draft
        .files()
        .iter()
        .find(|(path, _)| path.starts_with("reports/"))
        .unwrap();
    assert!(
        path.starts_with("reports/2022-01-") && path.ends_with(".de.md"),
        "{path}"
    );
    let text = std::str::from_utf8(bytes).unwrap();
    assert_eq!(values(text, "date"), ["2022-01"]);
    assert_eq!(
        values(text, "speaker"),
        ["Sekretariat des Zentralkomitees der RKRP"]
    );
    assert_eq!(values(text, "omissions"), ["8"]);
    assert_eq!(
        text.lines().filter(|line| line.starts_with("> ")).count(),
        9
    );
    assert_eq!(text.matches("(…)").count(), 8);
    assert!(!text.contains("(...)"));
    let after = text.rsplit_once("\n> ").unwrap().1;
    assert_eq!(
        after.matches("\n\n").count(),
        1,
        "the closing is the publisher's own"
    );

    let figures = draft.files().text("figures.toml").unwrap();
    assert_eq!(
        values(figures, "id"),
        [
            "menschen-verletzt",
            "menschen-krankenhaeuser",
            "intensivstation",
            "menschen-getoetet"
        ]
    );
    assert_eq!(
        values(figures, "qualifier"),
        ["more_than", "at_least", "more_than", "dozens"]
    );
    assert_eq!(values(figures, "lower"), ["1000", "400", "60"]);
    assert_eq!(count(&draft, "omission"), 8);
    assert_eq!(count(&draft, "relative-date"), 2);
    assert_eq!(count(&draft, "scan-fault"), 0);
    let checked = inspect(draft.files());
    let expected = ["source-missing", "quotation-source-missing"];
    let others = checked.findings.iter();
    let others: Vec<_> = others.filter(|f| !expected.contains(&f.code)).collect();
    assert!(others.is_empty(), "{others:#?}");
}

/// The numbers that are found bare in a text.
fn bare(text: &str) -> Vec<String> {
    let mut files = Files::new();
    files.insert("declaration.toml", "slug = \"a\"\nlanguage = \"de\"\n");
    files.insert("text/de.md", format!("# T\n\n{text}\n"));
    bare_in(&files)
}

fn bare_in(files: &Files) -> Vec<String> {
    let findings = inspect(files).findings.into_iter();
    let bare = findings.filter(|finding| finding.code == "bare-number");
    let said = bare.map(|finding| finding.message.split('`').nth(1).map(str::to_owned));
    said.flatten().collect()
}

#[test]
fn bare_numbers_of_real_documents_are_those_of_victims_and_imports_have_none() {
    for (name, expected) in [
        (
            "declaration-circulated-copy.de.txt",
            &["Uber 160", "mehr als 8.000"][..],
        ),
        (
            "report-with-quoted-statement.de.txt",
            &["mehr als 1000", "Dutzende"],
        ),
    ] {
        let Some(bytes) = sample(name) else { return };
        let text = String::from_utf8_lossy(&bytes).replace('\u{feff}', "");
        assert_eq!(bare(&text), expected, "{name}");
        let draft = import_bytes(name, &bytes, &language("de"), None);
        assert_eq!(bare_in(draft.files()), Vec::<String>::new(), "{name}");
    }
}

//! What is found before a declaration is published, and what of it a person may accept.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use intake::finding;
use intake::folder::{DECLARATION, Files, SAFETY, inspect, read};

const SETTINGS: &str = "slug = \"bus\"\nlanguage = \"de\"\naddressees = [\"Rat\"]\n\n[[initiators]]\nname = \"Ada\"\n\
    kind = \"person\"\n\n[controller]\nname = \"Verein\"\ncontact = \"a@example.org\"\nauthority = \"Amt\"\n\n\
    [[purposes]]\nid = \"count\"\nlegal-basis = \"Art. 9\"\n";
const TEXT: &str = "+++\ndate = 2026-01-02\n+++\n# Bus\n\nText.\n\n## Wir fordern {.demands}\n\n- Bleibt. {#bleibt}\n";

fn files(settings: &str, text: &str) -> Files {
    let mut files = Files::new();
    files.insert(DECLARATION, settings);
    files.insert("text/de.md", text);
    files
}

/// What is found in a folder that was right until something in it was replaced.
fn check(was: &str, becomes: &str, expected: &[&str]) {
    assert!(SETTINGS.contains(was) || TEXT.contains(was), "{was}");
    let files = files(
        &SETTINGS.replacen(was, becomes, 1),
        &TEXT.replacen(was, becomes, 1),
    );
    check_files(&files, expected);
}

fn check_files(files: &Files, expected: &[&str]) {
    let findings = inspect(files).findings;
    let found: Vec<String> = findings
        .iter()
        .map(|finding| {
            let line = finding.place.as_ref().map_or(0, |place| place.line);
            format!("{} {} {line}", finding.word(), finding.code)
        })
        .collect();
    assert_eq!(found, expected, "{findings:#?}");
}

#[test]
fn a_right_folder_passes() {
    check("Text", "Text", &[]);
}

#[test]
fn each_rule_of_the_settings_finds_its_fault() {
    check(
        "addressees = [\"Rat\"]",
        "",
        &["warning addressee-missing 10"],
    );
    check(
        "name = \"Verein\"",
        "name = \"N.N.\"",
        &["error controller-unnamed 10"],
    );
    check(
        "a@example.org",
        "am Bahnhof",
        &["warning controller-unreachable 11"],
    );
    check("Art. 9", "Art. 6", &["warning legal-basis-incomplete 16"]);
    check(
        "language = \"de\"",
        "language = \"de\"\ncloses = 2025-12-31",
        &["warning dates-contradict 3"],
    );
    check(
        "\n[controller]",
        "\n[first-published]\non = 2025-01-01\nwhere = \"Blatt\"\n[controller]",
        &["warning dates-contradict 10"],
    );
}

#[test]
fn each_rule_of_the_text_finds_its_fault() {
    check(
        "Text.",
        "> Ohne ihn gehe ich zu Fuß.",
        &["warning quotation-unattributed 6"],
    );
    check("Text.", "Sie sagt:\n\n> Ohne ihn gehe ich zu Fuß.", &[]);
    check("Text.", "> Ohne ihn gehe ich zu Fuß.\n> — Ada", &[]);
    check(
        "Text.",
        "Für FahrerInnen und alle Fahrer:innen.",
        &["warning inclusive-mixed 6"],
    );
    check(
        "Text.",
        "Die Liste findet sich unter und sonst nirgends.",
        &["warning link-lost 6"],
    );
    check(
        "Text.",
        "Die Liste findet sich unter [dort](https://example.org).",
        &[],
    );
    check(
        "Text.",
        "[x](https://localhost/a)",
        &["warning link-dead 6"],
    );
    check(
        "Text.",
        "[x](https://example.org/…)",
        &["warning link-dead 6"],
    );
    check("Text.", &"Wort ".repeat(2000), &["note reading-long 4"]);
    check(
        "date = 2026-01-02",
        "date = 2021-01-14\norigin = \"Infomail 7, 14. Januar 2021\"",
        &[],
    );
    check(
        "+++\n# Bus\n\nText.",
        "origin = \"Infomail 7, 14. Januar 2021\"\n+++\n# Bus\n\nAm 3. Mai 2022 fuhr er noch.",
        &["warning issue-year-contradicts 3"],
    );
}

#[test]
fn translations_that_nobody_sees_are_hints() {
    let mut files = files(SETTINGS, TEXT);
    files.insert(
        "text/en.md",
        "+++\ndate = 2025-01-02\nrenders = \"original\"\nstate = \"draft\"\n+++\n# Bus\n\nText.\n\n## We ask {.demands}\n\n- Keep. {#bleibt}\n",
    );
    files.insert(
        "reports/2026-01-02-a.tr.md",
        "+++\ntitle = \"A\"\ndate = \"2026-01-02\"\nkind = \"report\"\n+++\nMetin.\n",
    );
    check_files(
        &files,
        &[
            "note translation-missing 1",
            "warning dates-contradict 2",
            "note translation-draft 4",
        ],
    );
}

const ACCEPTED: &str = "[[accepted]]\ncode = \"link-lost\"\nfile = \"text/de.md\"\nquote = \"unter und\"\n\
    who = \"Dara\"\nwhen = 2026-01-03\nwhy = \"The page is gone.\"\n";

#[test]
fn what_a_person_accepts_in_writing_is_shown_as_accepted() {
    let text = TEXT.replace("Text.", "Die Liste findet sich unter und sonst nirgends.");
    let mut files = files(SETTINGS, &text);
    files.insert("accepted.toml", ACCEPTED);
    check_files(&files, &["accepted link-lost 6"]);
    let findings = inspect(&files).findings;
    let said = finding::render(&findings, &files, false);
    assert!(
        said.contains("= accepted by Dara on 2026-01-03: The page is gone."),
        "{said}"
    );
    assert_eq!(finding::summary(&findings), "1 accepted");
    let wire = finding::to_json(&findings);
    assert_eq!(wire[0].accepted.as_ref().unwrap().instead_of, "warning");
    assert_eq!(read(&files).folder.unwrap().acceptances.len(), 1);

    let other = ACCEPTED.replace("unter und", "somewhere else");
    files.insert("accepted.toml", other);
    check_files(
        &files,
        &["warning acceptance-stale 1", "warning link-lost 6"],
    );
    files.insert("accepted.toml", ACCEPTED.replace("who = \"Dara\"\n", ""));
    check_files(&files, &["error value-missing 1", "warning link-lost 6"]);
}

#[test]
fn nobody_accepts_away_what_guards_those_who_sign() {
    for (was, becomes, code) in [
        ("name = \"Verein\"", "name = \"N.N.\"", "controller-unnamed"),
        ("id = \"count\"", "id = \"infomail\"", "count-missing"),
        ("Text.", "[x](javascript:alert)", "link-malformed"),
    ] {
        let mut files = files(&SETTINGS.replace(was, becomes), &TEXT.replace(was, becomes));
        files.insert(
            "accepted.toml",
            format!(
                "[[accepted]]\ncode = \"{code}\"\nwho = \"D\"\nwhen = 2026-01-03\nwhy = \"w\"\n"
            ),
        );
        let findings = inspect(&files).findings;
        assert!(SAFETY.contains(&code));
        assert!(
            findings.iter().any(|f| f.code == "acceptance-refused"),
            "{code}"
        );
        assert!(
            findings.iter().any(|f| f.code == code && f.is_error()),
            "{code}"
        );
    }
}

/// The codes that the sources of the crate give findings: what follows the functions that make one,
/// and the arms of the functions that name one.
fn codes_in(folder: &Path, codes: &mut BTreeSet<String>) {
    const BEFORE: [&str; 6] = [
        "Finding::error(",
        "Finding::warning(",
        "Finding::note(",
        "say(",
        "const CODE: &str =",
        "=>",
    ];
    for entry in fs::read_dir(folder).expect("the sources can be read") {
        let path = entry.expect("the sources can be read").path();
        if path.is_dir() {
            codes_in(&path, codes);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            let source = fs::read_to_string(&path).expect("the sources can be read");
            let source = source
                .split("#[cfg(test)]")
                .next()
                .expect("the sources can be read")
                .to_owned();
            let parts: Vec<&str> = source.split('"').collect();
            for (index, part) in parts.iter().enumerate().skip(1) {
                let before = parts[index - 1].trim_end();
                let makes = BEFORE.iter().any(|end| before.ends_with(end))
                    || (before.ends_with(',') && before.contains("reader.error("));
                let is_code =
                    part.contains('-') && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                if makes && is_code {
                    codes.insert((*part).to_owned());
                }
            }
        }
    }
}

#[test]
fn every_code_is_documented_with_its_reason_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("../../docs/preflight.md")).unwrap();
    let documented: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(code, _)| code.to_owned())
        .collect();
    let mut used = BTreeSet::new();
    let sources = [root.join("src"), root.join("../app/src/publish")];
    for source in &sources {
        codes_in(source, &mut used);
    }
    let undocumented: Vec<&String> = used.difference(&documented).collect();
    assert!(
        undocumented.is_empty(),
        "not in docs/preflight.md: {undocumented:?}"
    );
    let sources = sources.map(|source| all_sources(&source)).concat();
    for code in &documented {
        assert!(
            sources.contains(&format!("\"{code}\"")),
            "docs/preflight.md names `{code}`, which nothing emits"
        );
    }
    for code in SAFETY {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| `{code}`")));
        assert!(
            row.is_some_and(|row| row.contains("guards signers")),
            "{code}"
        );
    }
}

fn all_sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder)
        .expect("the sources can be read")
        .map(|entry| entry.expect("the sources can be read").path());
    entries
        .map(|path| {
            if path.is_dir() {
                all_sources(&path)
            } else {
                fs::read_to_string(path).unwrap_or_default()
            }
        })
        .collect()
}

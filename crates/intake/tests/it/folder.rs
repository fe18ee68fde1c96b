//! A right folder, spoilt in one thing at a time.

use domain::text::TextDigest;
use intake::folder::{DECLARATION, FIGURES, Files, inspect};

/// A folder that is right in everything, for tests that spoil one thing.
pub(crate) fn right() -> Files {
    let mut files = Files::new();
    files.insert(
        DECLARATION,
        "slug = \"clean-rivers\"\nlanguage = \"en\"\naddressees = [\"Council\"]\n[[initiators]]\nname = \"Ada\"\nkind = \"person\"\n\n\
         [controller]\nname = \"Club\"\ncontact = \"a@example.org\"\nauthority = \"Office\"\n\n\
         [[purposes]]\nid = \"count\"\nlegal-basis = \"Art. 9(2)(a)\"\n",
    );
    files.insert(
        "text/en.md",
        "+++\ndate = 2026-01-02\n+++\n\n# Clean rivers\n\nThere died {figure:fish} fish.\n\n\
         ## We demand {.demands}\n\n- Stop it. {#stop}\n",
    );
    files.insert(
        FIGURES,
        "[[figure]]\nid = \"fish\"\nseries = \"fish\"\nmeasure = \"other\"\nunit = \"other\"\n\
         qualifier = \"about\"\nvalue = 9\nstatus = \"reported\"\nclaimed-by = \"Club\"\nas-of = 2026-01-01\n\n\
         [figure.review]\nentered-by = \"Ada\"\nreviewed-by = \"Bo\"\n",
    );
    files.insert(
        "method/en.md",
        "# How we count\n\nThe club counts. Corrections: a@example.org\n",
    );
    files
}

/// Replaces something in one file of a right folder and compares what is found:
/// `severity code file:line:column+length`.
fn check_spoilt(path: &str, was: &str, becomes: &str, expected: &[&str]) {
    let mut files = right();
    let text = files.text(path).unwrap_or("").to_owned();
    assert!(text.contains(was), "{path} does not hold {was:?}");
    files.insert(path, text.replacen(was, becomes, 1));
    check_files(&files, expected);
}

/// Compares what is found in a folder: `severity code file:line:column+length`.
pub(crate) fn check_files(files: &Files, expected: &[&str]) {
    let findings = inspect(files).findings;
    let found: Vec<String> = findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().map_or(String::new(), |place| {
                format!(
                    " {}:{}:{}+{}",
                    place.file, place.line, place.column, place.length
                )
            });
            format!("{} {}{place}", finding.severity.word(), finding.code)
        })
        .collect();
    assert_eq!(found, expected, "{findings:#?}");
}

#[test]
fn a_right_folder_has_no_findings() {
    check_files(&right(), &[]);
}

#[test]
fn every_fault_of_the_settings_has_its_place() {
    let check = |was, becomes, expected: &[&str]| check_spoilt(DECLARATION, was, becomes, expected);
    check(
        "slug =",
        "slgu =",
        &[
            "error value-missing declaration.toml:1:1+1",
            "warning key-unknown declaration.toml:1:1+4",
        ],
    );
    check(
        "\"Club\"",
        "\"\"",
        &["error value-missing declaration.toml:9:8+2"],
    );
    check(
        "contact = \"a@example.org\"\nauthority = \"Office\"\n",
        "",
        &[
            "error value-missing declaration.toml:8:1+12",
            "error value-missing declaration.toml:8:1+12",
        ],
    );
    check(
        "\"person\"",
        "\"persom\"",
        &["error word-unknown declaration.toml:6:8+8"],
    );
    check(
        "id = \"count\"",
        "id = \"publish\"",
        &["error count-missing declaration.toml:13:1+12"],
    );
    check(
        "id = \"count\"\nlegal-basis = \"Art. 9(2)(a)\"\n",
        "id = \"count\"\nlegal-basis = \"Art. 9\"\n[[purposes]]\nid = \"contact\"\nlegal-basis = \"x\"\n",
        &["error recipients-missing declaration.toml:1:1+1"],
    );
    check(
        "[controller]",
        "[organisers]\nrecipients = [\"age1abc\"]\n[controller]",
        &["error recipient-malformed declaration.toml:9:15+9"],
    );
}

#[test]
fn values_that_cannot_be_are_refused() {
    let check = |was, becomes, expected: &[&str]| check_spoilt(DECLARATION, was, becomes, expected);
    check(
        "slug = \"clean-rivers\"",
        "slug = \"Clean Rivers\"\ncloses = \"soon\"",
        &[
            "error value-malformed declaration.toml:1:8+14",
            "error value-type declaration.toml:2:10+6",
        ],
    );
    check(
        "[controller]",
        "[retention]\npending-days = 31\n[controller]",
        &["error value-bounds declaration.toml:9:16+2"],
    );
    check(
        "[controller]",
        "[first-published]\non = \"\"\nwhere = \"X\"\nurl = \"javascript:x\"\n[controller]",
        &["error value-missing declaration.toml:9:6+2"],
    );
    check(
        "\"Ada\"",
        "\"A\u{202e}da\"",
        &["error character-refused declaration.toml:5:8+6"],
    );
}

#[test]
fn malformed_toml_is_found_where_it_is() {
    check_spoilt(
        DECLARATION,
        "language = \"en\"",
        "language = \"en",
        &["error toml-malformed declaration.toml:2:15+1"],
    );
}

#[test]
fn marks_and_figures_are_held_against_each_other() {
    check_spoilt(
        "text/en.md",
        "{figure:fish}",
        "{figure:fihs}",
        &[
            "warning figure-unused figures.toml:2:6+6",
            "error figure-unknown text/en.md:7:12+13",
        ],
    );
    check_spoilt(
        "text/en.md",
        "{figure:fish}",
        "{figure:}",
        &[
            "warning figure-unused figures.toml:2:6+6",
            "error figure-mark-malformed text/en.md:7:12+8",
        ],
    );
    check_spoilt(
        FIGURES,
        "claimed-by = \"Club\"",
        "published = 2026-01-02\nretrieved = 2026-01-01",
        &[
            "warning source-missing figures.toml:2:6+6",
            "error dates-out-of-order figures.toml:11:9+10",
        ],
    );
    check_spoilt(
        FIGURES,
        "value = 9",
        "lower = 9",
        &[
            "error bounds-wrong figures.toml:6:13+7",
            "error bounds-wrong figures.toml:6:13+7",
        ],
    );
    check_spoilt(
        FIGURES,
        "claimed-by",
        "supersedes = \"frogs\"\nurl = \"http://x.example\"\nclaimed-by",
        &[
            "error supersedes-unknown figures.toml:9:14+7",
            "warning link-insecure figures.toml:10:7+18",
        ],
    );
}

#[test]
fn texts_are_checked_where_they_stand() {
    let check =
        |was, becomes, expected: &[&str]| check_spoilt("text/en.md", was, becomes, expected);
    check(
        "# Clean rivers",
        "Clean rivers",
        &["error title-missing text/en.md:5:1+1"],
    );
    check(
        " {#stop}",
        "",
        &["error demand-without-id text/en.md:11:1+10"],
    );
    check(
        " {.demands}",
        "",
        &["warning demands-missing text/en.md:5:1+1"],
    );
    check(
        "Stop it.",
        "[Stop](http://x.example) [it](javascript:y).",
        &[
            "warning link-insecure text/en.md:11:10+16",
            "error link-malformed text/en.md:11:33+12",
        ],
    );
    check(
        "There died",
        "On 3 March 2026 police killed 14 people, and there died",
        &["warning bare-number text/en.md:7:31+2"],
    );
    check(
        "+++\n\n#",
        "\n#",
        &["error front-matter-open text/en.md:1:1+1"],
    );
}

#[test]
fn a_translation_says_what_it_lacks_and_how_far_it_is() {
    let mut files = right();
    let translation = |front: &str, text: &str| {
        let mut files = right();
        files.insert("text/de.md", format!("+++\n{front}+++\n{text}"));
        files
    };
    let whole =
        "# Reine Flüsse\n\n{figure:fish} Fische.\n\n## Wir fordern {.demands}\n\n- Halt. {#stop}\n";
    let current = "renders = \"original\"\nstate = \"reviewed\"\n";
    check_files(&translation(current, whole), &[]);
    check_files(
        &translation(
            current,
            "# Reine Flüsse\n\n## Wir fordern {.demands}\n\n- Halt. {#halt}\n",
        ),
        &[
            "error translation-lacks-figure text/de.md:5:1+1",
            "error translation-lacks-demand text/de.md:5:1+1",
            "error translation-adds-demand text/de.md:9:1+15",
        ],
    );
    let draft = "renders = \"original\"\nstate = \"draft\"\n";
    check_files(
        &translation(draft, &whole.replace("{figure:fish} ", "")),
        &[
            "note translation-draft text/de.md:3:9+7",
            "warning translation-lacks-figure text/de.md:5:1+1",
        ],
    );
    let old = format!(
        "renders = \"{}\"\nstate = \"reviewed\"\n",
        TextDigest::of(b"old")
    );
    check_files(
        &translation(&old, whole),
        &["warning translation-behind text/de.md:2:11+66"],
    );
    check_files(
        &translation("", whole),
        &[
            "error value-missing text/de.md:2:1+1",
            "error value-missing text/de.md:2:1+1",
        ],
    );
    files.insert("text/EN.md", "# Twice\n");
    let codes: Vec<&str> = inspect(&files).findings.iter().map(|f| f.code).collect();
    assert!(codes.contains(&"language-twice"), "{codes:?}");
}

#[test]
fn what_is_no_declaration_folder_says_so() {
    check_files(&Files::new(), &["error declaration-missing"]);
    let mut files = right();
    files.insert("figure.toml", "");
    files.insert("notes/x", "");
    check_files(
        &files,
        &[
            "warning file-unknown figure.toml:1:1+1",
            "warning file-unknown notes/x:1:1+1",
        ],
    );
    let mut files = right();
    files.insert("README.md", "x");
    files.insert("text/en.md", [b'#', b' ', 0xff]);
    check_files(&files, &["error encoding-wrong text/en.md:1:1+1"]);
}

#[test]
fn a_folder_may_hold_only_reports() {
    let mut files = Files::new();
    files.insert(
        "reports/2022-01-harbour.en.md",
        "+++\ntitle = \"T\"\ndate = \"2022-01\"\nkind = \"report\"\n+++\nText.\n",
    );
    let outcome = inspect(&files);
    assert_eq!((outcome.folder, outcome.findings), (None, vec![]));
    files.insert("reports/2022-01-harbour.en.md", "Text {figure:x}.\n");
    check_files(
        &files,
        &[
            "error value-missing reports/2022-01-harbour.en.md:1:1+1",
            "error value-missing reports/2022-01-harbour.en.md:1:1+1",
            "error value-missing reports/2022-01-harbour.en.md:1:1+1",
        ],
    );
}

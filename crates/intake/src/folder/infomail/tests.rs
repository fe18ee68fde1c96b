use std::collections::BTreeMap;

use domain::declaration::Controller;
use domain::infomail::{Audience, IssueText, ListWording};
use domain::name::Name;
use domain::text::Text;
use jiff::civil::Date;
use proptest::prelude::*;

use super::*;

const SETTINGS: &str = "slug = \"rivers\"
language = \"en\"
organisation = \"River Watch\"
legal-basis = \"Art. 6(1)(a) GDPR\"

[controller]
name = \"River Watch\"
contact = \"privacy@example.org\"
authority = \"Data Protection Authority\"

[[wording]]
language = \"en\"
title = \"River news\"
description = \"What happens at the river.\"
";
const ONE: &str = "date = 2026-11-02\nabout = [\"clean-rivers\"]\n";
const TWO: &str = "date = 2026-11-12\ncorrects = 1\n";
const TEXT: &str = "+++\npreheader = \"Fish\"\n+++\n# It begins\n\n{figure:fish} fish died.\n";

/// One declaration with one figure, and another that has a figure of the same name.
struct Beside;

impl Declarations for Beside {
    fn figures(&self, slug: &Slug) -> Option<BTreeSet<MarkId>> {
        let figures: BTreeMap<&str, &[&str]> = [
            ("clean-rivers", &["fish"][..]),
            ("clean-lakes", &["fish", "birds"]),
        ]
        .into();
        let marks = figures.get(slug.as_str())?;
        Some(marks.iter().filter_map(|id| MarkId::parse(id)).collect())
    }
}

fn files(pairs: &[(&str, &str)]) -> Files {
    let pairs = pairs.iter();
    pairs
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

fn whole() -> Files {
    files(&[
        (LIST, SETTINGS),
        ("issues/0001/issue.toml", ONE),
        ("issues/0001/en.md", TEXT),
        ("issues/0002/issue.toml", TWO),
        ("issues/0002/en.md", "# We were wrong\n\nIt was more.\n"),
    ])
}

/// The codes found, with their files.
fn check(files: &Files, expected: &[&str]) {
    let outcome = inspect(files, Some(&Beside));
    let found: Vec<String> = outcome
        .findings
        .iter()
        .map(|finding| {
            let file = finding.place.as_ref().map_or("", |place| &place.file);
            format!("{} {} {file}", finding.severity.word(), finding.code)
        })
        .collect();
    assert_eq!(
        found,
        expected,
        "{}",
        finding::render(&outcome.findings, files, false)
    );
}

fn changed(path: &str, was: &str, becomes: &str) -> Files {
    let mut files = whole();
    let text = files
        .text(path)
        .expect("the file is there")
        .replace(was, becomes);
    assert_ne!(files.text(path), Some(text.as_str()), "{was}");
    files.insert(path, text);
    files
}

#[test]
fn a_list_with_two_issues_is_read_whole() {
    check(&whole(), &[]);
    let folder = read(&whole()).folder.unwrap();
    assert_eq!(folder.issues.len(), 2);
    assert_eq!(folder.issues[0].texts[0].title(), "It begins");
    assert_eq!(folder.issues[0].texts[0].preheader.as_deref(), Some("Fish"));
    assert_eq!(folder.issues[1].corrects, IssueNumber::new(1));
    assert_eq!(folder.list.pause_at_complaints, 10);
}

#[test]
fn an_issue_bears_no_earlier_day_than_the_one_before_it() {
    let same = changed("issues/0002/issue.toml", "2026-11-12", "2026-11-02");
    check(&same, &[]);
    let earlier = changed("issues/0002/issue.toml", "2026-11-12", "2026-11-01");
    check(&earlier, &["error issue-date issues/0002/issue.toml"]);
}

#[test]
fn a_gap_between_numbers_needs_a_reason() {
    let mut files = files(&[
        (LIST, SETTINGS),
        ("issues/1175/issue.toml", ONE),
        ("issues/1175/en.md", TEXT),
    ]);
    check(&files, &["error issue-gap issues/1175/issue.toml"]);
    files.insert(
        "issues/1175/issue.toml",
        format!("{ONE}gap = \"Those before went out by hand.\"\n"),
    );
    check(&files, &[]);
    let needless = changed("issues/0002/issue.toml", "corrects = 1", "gap = \"none\"");
    check(
        &needless,
        &["warning issue-gap-needless issues/0002/issue.toml"],
    );
}

#[test]
fn a_correction_names_an_earlier_issue() {
    for number in ["2", "3"] {
        let files = changed("issues/0002/issue.toml", "= 1", &format!("= {number}"));
        check(&files, &["error issue-corrects issues/0002/issue.toml"]);
    }
    let files = changed("issues/0002/issue.toml", "= 1", "= 0");
    check(&files, &["error value-bounds issues/0002/issue.toml"]);
}

#[test]
fn a_figure_belongs_to_one_declaration_that_the_issue_is_about() {
    let unknown = changed("issues/0001/en.md", "fish}", "birds}");
    check(&unknown, &["error figure-unknown issues/0001/en.md"]);
    let both = changed(
        "issues/0001/issue.toml",
        "rivers\"",
        "rivers\", \"clean-lakes\"",
    );
    check(&both, &["error figure-ambiguous issues/0001/en.md"]);
    assert_eq!(
        inspect(&unknown, None).findings,
        vec![],
        "alone, nobody can know"
    );
}

#[test]
fn what_is_named_must_be_there() {
    let about = changed("issues/0001/issue.toml", "rivers", "seas");
    check(
        &about,
        &[
            "error figure-unknown issues/0001/en.md",
            "error declaration-unknown issues/0001/issue.toml",
        ],
    );
    let audience =
        "date = 2026-11-12\n[audience]\nlanguages = [\"en\", \"xx\"]\nsigned = [\"seas\"]";
    let audience = changed("issues/0002/issue.toml", TWO.trim_end(), audience);
    check(
        &audience,
        &[
            "warning audience-language issues/0002/issue.toml",
            "error declaration-unknown issues/0002/issue.toml",
        ],
    );
}

#[test]
fn a_list_speaks_its_own_language() {
    let files = changed(LIST, "language = \"en\"\norg", "language = \"de\"\norg");
    check(
        &files,
        &[
            "warning issue-language-missing issues/0001/issue.toml",
            "warning issue-language-missing issues/0002/issue.toml",
            "error list-wording-missing list.toml",
        ],
    );
}

#[test]
fn every_fault_is_found_at_once_and_in_its_place() {
    let files = files(&[
        (
            LIST,
            "slug = \"Rivers\"\nlanguage = \"en\"\npause-at-complaints = 300\n",
        ),
        ("issues/0001/issue.toml", "date = \"soon\"\nabuot = []\n"),
        ("issues/0002/en.md", "no title\n"),
        ("issues/three/en.md", "# Three\n"),
        ("notes.txt", ""),
    ]);
    let found = inspect(&files, None).findings;
    let codes: BTreeSet<&str> = found.iter().map(|finding| finding.code).collect();
    let expected = [
        "file-unknown",
        "issue-missing",
        "key-unknown",
        "value-bounds",
        "value-malformed",
        "value-missing",
        "value-type",
    ];
    assert_eq!(codes, expected.into(), "{found:#?}");
    assert_eq!(read(&Files::new()).findings[0].code, "list-missing");
}

fn name() -> impl Strategy<Value = Name> {
    "[\\p{L}][\\p{L}\\p{N} \"'\\\\#=-]{0,20}"
        .prop_filter_map("no name", |text| Name::parse(&text).ok())
}

fn free() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\\p{L}\"'\\\\+#= \n]{1,40}".prop_map(String::from),
        Just("a\n+++\nb".to_owned()),
        Just("x\n\n".to_owned()),
    ]
    .prop_filter("blank", |text| !text.trim().is_empty())
}

fn slug() -> impl Strategy<Value = Slug> {
    "[a-z]{1,9}(-[a-z0-9]{1,5})?".prop_map(|text| Slug::parse(&text).unwrap())
}

fn day() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn languages() -> impl Strategy<Value = Vec<Language>> {
    let all = ["ar", "de", "en", "pt-BR", "ru"].map(|tag| Language::parse(tag).unwrap());
    prop::sample::subsequence(all.to_vec(), 0..=5)
}

fn list() -> impl Strategy<Value = List> {
    let controller = (name(), free(), name()).prop_map(|(name, contact, authority)| Controller {
        name,
        contact,
        authority,
    });
    let words = (languages(), name(), free());
    (slug(), (name(), name()), controller, words, 1_u32..=30).prop_map(
        |(slug, (organisation, legal_basis), controller, (mut languages, title, words), pause)| {
            let own = Language::parse("kk").unwrap();
            languages.insert(0, own.clone());
            List {
                slug,
                language: own,
                organisation,
                controller,
                legal_basis,
                wordings: languages
                    .into_iter()
                    .map(|language| ListWording {
                        language,
                        title: title.clone(),
                        description: words.clone(),
                    })
                    .collect(),
                pause_at_complaints: pause,
            }
        },
    )
}

fn issue() -> impl Strategy<Value = Issue> {
    let text = ("[\\p{L}]{1,9}", "[\\p{L} \"\\\\+\n#>{}-]{0,60}")
        .prop_filter_map("text", |(title, body)| {
            Text::parse(&format!("# {title}\n\n{body}")).ok()
        });
    let texts = (
        languages(),
        text,
        prop::option::of(free()),
        prop::option::of(name()),
    )
        .prop_map(|(languages, text, preheader, translator)| {
            let text = |language| IssueText {
                language,
                preheader: preheader.clone(),
                translator: translator.clone(),
                text: text.clone(),
            };
            languages.into_iter().map(text).collect::<Vec<_>>()
        });
    let audience = (languages(), prop::collection::vec(slug(), 0..3))
        .prop_map(|(languages, signed)| Audience { languages, signed });
    let corrects = prop::option::of((1_u32..99_999).prop_map(|n| IssueNumber::new(n).unwrap()));
    let around = (day(), prop::collection::vec(slug(), 0..3), corrects);
    (
        1_u32..99_999,
        around,
        prop::option::of(free()),
        audience,
        texts,
    )
        .prop_map(
            |(number, (date, about, corrects), gap, audience, texts)| Issue {
                number: IssueNumber::new(number).unwrap(),
                date,
                about,
                corrects,
                gap,
                audience,
                texts,
            },
        )
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_unchanged(
        list in list(),
        issues in prop::collection::vec(issue(), 0..4),
    ) {
        let numbered: BTreeMap<IssueNumber, Issue> =
            issues.into_iter().map(|issue| (issue.number, issue)).collect();
        let mut issues: Vec<Issue> = numbered.into_values().collect();
        issues.sort_by_key(|issue| issue.number);
        let folder = ListFolder { list, issues };
        let files = write(&folder);
        let outcome = read(&files);
        prop_assert_eq!(outcome.findings, vec![]);
        prop_assert_eq!(outcome.folder.as_ref(), Some(&folder));
        prop_assert_eq!(write(&folder), files);
    }

    #[test]
    fn no_folder_makes_the_reader_panic(
        settings in "(?s)([a-z\\[\\]\"=\\\\#+-]|slug|\\[\\[wording\\]\\]\n|\n|.){0,80}",
        issue in "(?s)(date = 2026-11-1|about = |corrects = |\\[audience\\]\n|\"|\n|.){0,60}",
        text in "(?s)(\\+\\+\\+\n|# |\\{figure:|preheader = |.){0,60}",
        path in "issues/[0-9a]{1,5}/[a-z.]{1,9}",
    ) {
        let mut files = Files::new();
        files.insert(LIST, settings);
        files.insert("issues/0007/issue.toml", issue);
        files.insert("issues/0007/de.md", text.clone());
        files.insert(path, text);
        let outcome = inspect(&files, Some(&Beside));
        let _ = finding::render(&outcome.findings, &files, true);
    }
}

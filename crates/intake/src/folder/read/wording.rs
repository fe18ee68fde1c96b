//! `text/LANG.md`.

use std::ops::Range;

use domain::locale::Language;
use domain::revision::{Changes, Renders, Role, Translation, TranslationState, Wording};
use domain::text::{Text, TextDigest, TextError};

use super::front::split;
use super::section::{Reader, Section};
use crate::finding::{Finding, Place};
use crate::source::Source;

const STATES: [(&str, TranslationState); 2] = [
    ("reviewed", TranslationState::Reviewed),
    ("draft", TranslationState::Draft),
];
const TRANSLATION_KEYS: [&str; 4] = ["renders", "translator", "reviewed-by", "state"];

/// Reads one text. `original` is the language of the original, where that could be read.
pub(super) fn read(
    path: &str,
    file: &str,
    original: Option<&Language>,
    findings: &mut Vec<Finding>,
) -> Option<Wording> {
    let language = language(path, findings);
    let parts = split(file);
    if parts.is_open {
        findings.push(open_front_matter(path));
        return None;
    }
    let mut reader = Reader::new(path, file, &parts.front);
    let document = reader.parse(&file[parts.front.clone()]);
    let mut top = Section::top(&document);
    let is_original = match (original, &language) {
        (Some(original), Some(language)) => original == language,
        // Without the language of the original a text is taken for what its front matter makes it.
        _ => top.get("renders").is_none(),
    };
    let role = if is_original {
        refuse_translation_keys(&mut top, &mut reader);
        Some(Role::Original)
    } else {
        translation(&mut top, &mut reader).map(Role::Translation)
    };
    let date = top.day("date", &mut reader);
    let origin = top.plain("origin", &mut reader);
    let note = top.paragraphs("note", &mut reader);
    let changes = changes(&mut top, &mut reader);
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    let text = read_text(path, file, &parts.body, findings);
    Some(Wording {
        language: language?,
        role: role?,
        date,
        origin,
        note,
        changes,
        text: text?,
    })
}

/// What a revision changes. That a change is material is nothing without the words that say what it is:
/// signers decide by them.
fn changes(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Changes> {
    let words = top.paragraphs("changes", reader);
    let material = top.truth("material", reader).unwrap_or(false);
    if words.is_none()
        && material
        && let Some(value) = top.get("material")
    {
        let finding = Finding::error("changes-unsaid", "a material change that nobody describes");
        let advice = "write `changes = \"…\"`: what is new, for those who signed the text before";
        reader.find(&value.span(), finding.help(advice));
    }
    words.map(|words| Changes { words, material })
}

pub(super) fn open_front_matter(path: &str) -> Finding {
    let finding = Finding::error("front-matter-open", "the front matter is never closed");
    let advice = "a line `+++` stands before and after it";
    finding.at(Place::beginning(path)).help(advice)
}

fn language(path: &str, findings: &mut Vec<Finding>) -> Option<Language> {
    let tag = path.trim_start_matches("text/").trim_end_matches(".md");
    match Language::parse(tag) {
        Ok(language) => Some(language),
        Err(error) => {
            let finding = Finding::error("language-unknown", error.to_string());
            let advice = "the name of the file is the language of the text: `text/de.md`";
            findings.push(finding.at(Place::beginning(path)).help(advice));
            None
        }
    }
}

fn refuse_translation_keys(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) {
    for key in TRANSLATION_KEYS {
        if let Some(value) = top.get(key) {
            let message = format!("`{key}` stands in the original, which translates nothing");
            reader.error(&value.span(), "original-renders", message);
        }
    }
}

fn translation(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Translation> {
    let renders = top.parsed("renders", reader, |text| match text {
        "original" => Ok(Renders::Current),
        digest => TextDigest::parse(digest)
            .map(Renders::Digest)
            .map_err(|_| "either `original` or the digest of an original's text"),
    });
    let renders = top.needed("renders", renders, reader, "write `renders = \"original\"`");
    let translator = top.name("translator", reader);
    let reviewer = top.name("reviewed-by", reader);
    let state = top.word("state", reader, &STATES);
    let state = top.needed(
        "state",
        state,
        reader,
        "`reviewed` if a second speaker has read it, else `draft`",
    );
    Some(Translation {
        renders: renders?,
        translator,
        reviewer,
        state: state?,
    })
}

/// Reads a text; `body` is its part of the file.
pub(super) fn read_text(
    path: &str,
    file: &str,
    body: &Range<usize>,
    findings: &mut Vec<Finding>,
) -> Option<Text> {
    let start = body.start;
    let body = &file[body.clone()];
    let source = Source::new(path, file);
    let errors = match Text::parse(body) {
        Ok(text) => return Some(text),
        Err(errors) => errors,
    };
    let first = start + body.len() - body.trim_start_matches('\n').len();
    let start = source.place(&(first..first + 1));
    for error in errors {
        let (code, place, advice) = match error {
            TextError::Empty => (
                "text-empty",
                start.clone(),
                "the text stands after the front matter",
            ),
            TextError::TooLong(_) => ("text-too-long", start.clone(), "shorten it"),
            TextError::NoTitle => (
                "title-missing",
                start.clone(),
                "begin the text with `# ` and its title",
            ),
            TextError::Character { line, column, .. } => {
                let place = Place {
                    line: start.line + line - 1,
                    column,
                    length: 1,
                    ..start.clone()
                };
                (
                    "character-refused",
                    place,
                    "delete it; it cannot be seen, but it can mislead",
                )
            }
        };
        findings.push(
            Finding::error(code, error.to_string())
                .at(place)
                .help(advice),
        );
    }
    None
}

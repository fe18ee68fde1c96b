//! `text/LANG.md`.

use domain::locale::Language;
use domain::revision::{Renders, Role, Translation, TranslationState, Wording};
use domain::text::{Text, TextDigest, TextError};

use super::front::{Split, split};
use super::section::{Reader, Section};
use crate::finding::{Finding, Place};
use crate::source::Source;

const STATES: [(&str, TranslationState); 2] = [
    ("reviewed", TranslationState::Reviewed),
    ("draft", TranslationState::Draft),
];
const TRANSLATION_KEYS: [&str; 3] = ["renders", "translator", "state"];

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
        let finding = Finding::error("front-matter-open", "the front matter is never closed");
        let advice = "a line `+++` stands before and after it";
        findings.push(finding.at(Place::beginning(path)).help(advice));
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
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    let text = text(path, file, &parts, findings);
    Some(Wording {
        language: language?,
        role: role?,
        date,
        origin,
        note,
        text: text?,
    })
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
        state: state?,
    })
}

fn text(path: &str, file: &str, parts: &Split, findings: &mut Vec<Finding>) -> Option<Text> {
    let body = &file[parts.body.clone()];
    let source = Source::new(path, file);
    let errors = match Text::parse(body) {
        Ok(text) => return Some(text),
        Err(errors) => errors,
    };
    let first = parts.body.start + body.len() - body.trim_start_matches('\n').len();
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

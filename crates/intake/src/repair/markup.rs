//! Faults in the texts of a declaration folder: Markdown with marks, which are left alone.

use std::ops::Range;

use domain::locale::Language;

use super::{Fixed, Lexicon, ROUNDS, Repair, apply, propose};
use crate::folder::Files;

/// The faults of one file of a folder.
#[derive(Clone, PartialEq, Debug)]
pub struct InFile {
    /// Its path in the folder.
    pub path: String,
    /// Its language.
    pub language: Language,
    /// What was found, in the order of the places.
    pub repairs: Vec<Repair>,
}

/// Finds probable faults in the texts and reports of a folder, each judged by the lexicon of its
/// language; a lexicon is asked for once per file. Front matter is not read, except the note in it;
/// marks, identifiers, link targets and code are left alone.
///
/// # Errors
/// Those of `lexicon`.
pub fn propose_in_folder<E>(
    files: &Files,
    mut lexicon: impl FnMut(&Language) -> Result<Lexicon, E>,
) -> Result<Vec<InFile>, E> {
    let mut found = Vec::new();
    for (path, language) in files.paths().filter_map(with_language) {
        let Some(text) = files.text(path) else {
            continue;
        };
        let lexicon = lexicon(&language)?;
        found.push(InFile {
            path: path.to_owned(),
            repairs: propose_in_markdown(text, &language, &lexicon),
            language,
        });
    }
    Ok(found)
}

/// Finds probable faults in one Markdown text of a folder, as [`propose_in_folder`].
#[must_use]
pub fn propose_in_markdown(text: &str, language: &Language, lexicon: &Lexicon) -> Vec<Repair> {
    propose(&masked(text), language, lexicon)
}

/// Repairs one Markdown text of a folder, as [`super::fix`].
#[must_use]
pub fn fix_markdown(text: &str, language: &Language, lexicon: &Lexicon, threshold: f64) -> Fixed {
    let propose = |text: &str| propose_in_markdown(text, language, lexicon);
    until_nothing_is_left(text, threshold, propose)
}

/// Proposes and applies until nothing is applied.
pub(super) fn until_nothing_is_left(
    text: &str,
    threshold: f64,
    propose: impl Fn(&str) -> Vec<Repair>,
) -> Fixed {
    let mut fixed = Fixed {
        text: text.to_owned(),
        applied: Vec::new(),
    };
    for _ in 0..ROUNDS {
        let (text, applied) = apply(&fixed.text, &propose(&fixed.text), threshold);
        if applied.is_empty() {
            break;
        }
        fixed.text = text;
        fixed.applied.extend(applied);
    }
    fixed
}

/// The language in the name of a text (`text/de.md`) or a report (`reports/2022-01-x.de.md`).
fn with_language(path: &str) -> Option<(&str, Language)> {
    let name = path.strip_suffix(".md")?;
    let tag = match name.strip_prefix("text/") {
        Some(tag) => tag,
        None => name.strip_prefix("reports/")?.rsplit_once('.')?.1,
    };
    Some((path, Language::parse(tag).ok()?))
}

/// The text with everything blank that is not prose; each byte keeps its place, each line its end.
fn masked(text: &str) -> String {
    let mut hidden = front_matter(text);
    let body = hidden.iter().map(|span| span.end).max().unwrap_or(0);
    hidden.extend(marks(text, body));
    let mut masked = text.as_bytes().to_vec();
    for span in hidden {
        for byte in &mut masked[span] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    // Whole characters only were made blank, so this is text again; lossy all the same, since
    // nothing here may stop a check.
    String::from_utf8_lossy(&masked).into_owned()
}

/// The front matter, without the note in it.
fn front_matter(text: &str) -> Vec<Range<usize>> {
    const FENCE: &str = "+++\n";
    let Some(rest) = text.strip_prefix(FENCE) else {
        return Vec::new();
    };
    let Some(end) = rest.find("\n+++") else {
        return Vec::new();
    };
    let end = FENCE.len() + end + FENCE.len();
    let front = &text[..end];
    let note = front.find("note = \"\"\"\n").and_then(|at| {
        let start = at + "note = \"\"\"\n".len();
        let length = front[start..].find("\"\"\"")?;
        Some(start..start + length)
    });
    match note {
        Some(note) => vec![0..note.start, note.end..end],
        None => std::iter::once(0..end).collect(),
    }
}

/// Marks (`{figure:killed}`, `{#free-unions}`), link targets and code from a byte on.
fn marks(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut at = from;
    while let Some(found) = text[at..].find(['{', '(', '`']) {
        let start = at + found;
        at = start + 1;
        let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let close = match &text[start..at] {
            "{" if !text[..start].ends_with(char::is_alphabetic) => '}',
            "(" if text[..start].ends_with(']') => ')',
            "`" => '`',
            _ => continue,
        };
        if let Some(length) = text[at..line].find(close) {
            at += length + 1;
            marks.push(start..at);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "+++\ndate = 2020-01-01\norigin = \"fiir fiir\"\nnote = \"\"\"\nein Wort fiir \
                        alle\n\"\"\"\n+++\n# Titel fiir uns\n\n{figure:fiir} Leute, [fiir](fiir/fiir) `fiir`\n\n\
                        ## Wir {.demands}\n\n- gro{Sen Mut fiir {#fiir}\n";

    #[test]
    fn only_prose_is_read_in_a_markdown_text() {
        let masked = masked(TEXT);
        assert_eq!(masked.len(), TEXT.len());
        assert_eq!(masked.matches("fiir").count(), 4, "{masked}");
        assert!(masked.contains("gro{Sen"));
        assert_eq!(masked.lines().count(), TEXT.lines().count());
    }

    #[test]
    fn marks_survive_a_repair() {
        let language = Language::parse("de").unwrap();
        let fixed = fix_markdown(TEXT, &language, &Lexicon::none(), 0.9);
        let expected = TEXT
            .replace("Wort fiir", "Wort für")
            .replace("Titel fiir", "Titel für")
            .replace("[fiir]", "[für]")
            .replace("Mut fiir", "Mut für")
            .replace("gro{Sen", "großen");
        assert_eq!(fixed.text, expected);
    }

    #[test]
    fn texts_and_reports_have_their_language_in_their_name() {
        let check = |path: &str, expected: Option<&str>| {
            let found = with_language(path);
            assert_eq!(found.as_ref().map(|(_, l)| l.as_str()), expected, "{path}");
        };
        check("text/de.md", Some("de"));
        check("text/pt-BR.md", Some("pt-BR"));
        check("reports/2022-01-quay.tr.md", Some("tr"));
        check("figures.toml", None);
        check("text/readme.toml", None);
        check("reports/plain.md", None);
    }
}

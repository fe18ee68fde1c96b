//! One word per concept: what the glossary forbids appears in no name, comment or document.
//!
//! The glossary is the authority. A word in back ticks in the column `never` of its table is refused
//! here; the words without back ticks have other, honest uses and are left to reviewers.

use std::collections::BTreeSet;

use super::allow::AllowList;
use super::rust_text::{Kind, pieces};
use super::{Fault, Tree};

const GLOSSARY: &str = "docs/glossary.md";
/// The number of words that are still wrong somewhere.
const CEILING: usize = 0;

/// A forbidden word, its lower-case parts, and the word to use instead.
struct Forbidden {
    word: String,
    parts: Vec<String>,
    instead: String,
}

/// Finds forbidden words. The allow-list has lines `path: word`.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let Some(glossary) = tree.text(GLOSSARY) else {
        return vec![Fault::in_file(GLOSSARY, "the glossary is missing")];
    };
    let forbidden = forbidden_words(glossary);
    if forbidden.is_empty() {
        let what = "no table with a last column `never` and words in back ticks";
        return vec![Fault::in_file(GLOSSARY, what)];
    }
    let mut list = AllowList::read(tree, "words.txt");
    let mut faults = Vec::new();
    for (path, text) in tree.all() {
        for (line, name) in names_in(path, text) {
            let parts = parts_of(name);
            let refused = forbidden
                .iter()
                .filter(|one| contains(&parts, &one.parts))
                .filter(|one| !list.allows(&format!("{path}: {}", one.word)));
            let found: Vec<Fault> = refused
                .map(|one| {
                    let what = format!("`{name}`: the glossary says {} instead", one.instead);
                    Fault::at(path, line, what)
                })
                .collect();
            faults.extend(found);
        }
    }
    faults.extend(list.faults(CEILING));
    faults
}

fn forbidden_words(glossary: &str) -> Vec<Forbidden> {
    let mut forbidden = Vec::new();
    let rows = glossary
        .lines()
        .skip_while(|line| !line.starts_with('|') || !line.contains("| never |"));
    for row in rows.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let (Some(never), Some(instead)) = (cells.last(), cells.get(1)) else {
            continue;
        };
        for word in never.split('`').skip(1).step_by(2) {
            forbidden.push(Forbidden {
                word: word.to_owned(),
                parts: parts_of(word),
                instead: (*instead).to_owned(),
            });
        }
    }
    forbidden
}

/// Every name and word of a document, or of the code and comments of a Rust file, once per line.
fn names_in<'a>(path: &str, text: &'a str) -> BTreeSet<(usize, &'a str)> {
    // Samples are declarations: what they say is their authors' affair.
    let is_document = path.ends_with(".md") && path != GLOSSARY && !path.starts_with("samples/");
    let texts: Vec<(usize, &str)> = if path.ends_with(".rs") {
        let pieces = pieces(text).into_iter();
        pieces
            .filter(|piece| piece.kind != Kind::Literal)
            .map(|piece| (piece.line, piece.text))
            .collect()
    } else if is_document {
        vec![(1, text)]
    } else {
        Vec::new()
    };
    let mut names = BTreeSet::new();
    for (start, text) in texts {
        for (offset, line) in text.lines().enumerate() {
            let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            names.extend(
                words
                    .filter(|word| !word.is_empty())
                    .map(|word| (start + offset, word)),
            );
        }
    }
    names
}

/// The lower-case parts of a name in any case style.
fn parts_of(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if c == '_' || (c.is_uppercase() && was_lower) {
            parts.push(String::new());
        }
        was_lower = c.is_lowercase();
        if let Some(part) = parts.last_mut().filter(|_| c != '_') {
            part.extend(c.to_lowercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether the parts of a name hold the parts of a word side by side, singular or plural.
fn contains(name: &[String], word: &[String]) -> bool {
    let is_same = |(part, wanted): (&String, &String)| {
        part == wanted || part.strip_suffix('s') == Some(wanted)
    };
    name.windows(word.len())
        .any(|window| window.iter().zip(word).all(is_same))
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    const GLOSSARY: (&str, &str) = (
        "docs/glossary.md",
        "| concept | word | never |\n| --- | --- | --- |\n\
         | what people sign | `Declaration` | `petition`, letter |\n\
         | how one appears | `Listing` | `is_public` |\n",
    );

    #[test]
    fn forbidden_words_are_found_as_parts_of_names() {
        let source = "struct OldPetitions;\nfn f(user_is_public: bool) {}\n// A petition.\n\
                      let letter = \"petition\"; // is public, competition";
        check(
            faults,
            &[GLOSSARY, ("a.rs", source), ("b.md", "Our Petition.")],
            &[
                "a.rs:1: `OldPetitions`: the glossary says `Declaration`",
                "a.rs:2: `user_is_public`: the glossary says `Listing`",
                "a.rs:3: `petition`",
                "b.md:1: `Petition`",
            ],
        );
    }

    #[test]
    fn a_glossary_that_forbids_nothing_is_itself_at_fault() {
        check(faults, &[], &["docs/glossary.md: the glossary is missing"]);
        check(
            faults,
            &[("docs/glossary.md", "words")],
            &["docs/glossary.md: no table"],
        );
    }

    #[test]
    fn an_exception_beyond_the_ceiling_is_refused() {
        check(
            faults,
            &[
                GLOSSARY,
                ("a.rs", "struct Petition;"),
                ("xtask/allow/words.txt", "a.rs: petition\n"),
            ],
            &["xtask/allow/words.txt: 1 entries where 0"],
        );
    }
}

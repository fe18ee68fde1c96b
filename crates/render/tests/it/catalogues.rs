//! The messages against the templates and code that use them, and the catalogues against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use render::words::Words;

/// Messages that are rightly the same in German: names of things, and messages that are an argument alone.
const SAME_IN_GERMAN: [&str; 6] = [
    "confirm-name",
    "declaration-window",
    "mailbox-mail-window",
    "manage-name",
    "sign-purpose-infomail",
    "site-window",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every message of a language, with its arguments.
pub fn defined(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for file in files(&root().join("messages").join(language), "ftl") {
        let flow = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let source = fs::read_to_string(&file).unwrap();
        let resource = fluent_syntax::parser::parse(source)
            .unwrap_or_else(|(_, errors)| panic!("{file:?}: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let key = message.id.name;
            assert!(
                key.starts_with(&format!("{flow}-")),
                "{key} stands in {file:?}"
            );
            let mut arguments = BTreeSet::new();
            pattern(
                &message.value.expect("every message has a text"),
                &mut arguments,
            );
            assert!(
                messages.insert(key.clone(), arguments).is_none(),
                "{key} stands twice"
            );
        }
    }
    messages
}

fn pattern(pattern: &Pattern<String>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => variable(inline, arguments),
            Expression::Select { selector, variants } => {
                variable(selector, arguments);
                variants
                    .iter()
                    .for_each(|variant| self::pattern(&variant.value, arguments));
            }
        }
    }
}

fn variable(inline: &InlineExpression<String>, arguments: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        arguments.insert(id.name.clone());
    }
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Everything that templates and code say between double quotes, and what they pass to the functions that take keys.
fn quoted() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut all, mut keys) = (BTreeSet::new(), BTreeSet::new());
    let sources = [("templates", "html"), ("templates", "txt"), ("src", "rs")];
    for (folder, ending) in sources {
        for file in files(&root().join(folder), ending) {
            let text = fs::read_to_string(file).unwrap();
            let text = text.split("mod tests {").next().unwrap();
            let mut pieces = text.split('"');
            let mut before = pieces.next().unwrap();
            for piece in pieces {
                all.insert(piece.to_owned());
                if [".t(", ".say(", ".window("]
                    .iter()
                    .any(|call| before.ends_with(call))
                {
                    keys.insert(piece.to_owned());
                }
                before = piece;
            }
        }
    }
    (all, keys)
}

#[test]
fn every_message_that_is_used_is_defined_and_every_one_defined_is_used() {
    let defined = defined("en");
    let (quoted, keys) = quoted();
    let missing: Vec<_> = keys
        .iter()
        .filter(|key| !defined.contains_key(*key))
        .collect();
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");
    let unused: Vec<_> = defined
        .keys()
        .filter(|key| !quoted.contains(*key))
        .collect();
    assert!(unused.is_empty(), "used nowhere: {unused:?}");
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    let english = defined("en");
    for words in Words::all() {
        assert_eq!(defined(words.lang()), english, "in {}", words.lang());
    }
}

#[test]
fn german_is_not_left_in_english() {
    let (english, german) = (sources("en"), sources("de"));
    let same: Vec<_> = english
        .iter()
        .filter(|(key, text)| german.get(*key) == Some(text))
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(same, SAME_IN_GERMAN);
}

/// The source of every message, from its key to the next.
fn sources(language: &str) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    for file in files(&root().join("messages").join(language), "ftl") {
        let mut key = String::new();
        for line in fs::read_to_string(file)
            .unwrap()
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let starts = line.chars().next().is_some_and(char::is_alphabetic);
            let text = match line.split_once(" =") {
                Some((name, text)) if starts => {
                    name.clone_into(&mut key);
                    text
                }
                _ => line,
            };
            if !key.is_empty() {
                messages
                    .entry(key.clone())
                    .or_insert_with(String::new)
                    .push_str(text.trim());
            }
        }
    }
    messages
}

#[test]
fn german_addresses_nobody_with_a_bare_masculine() {
    for (key, text) in sources("de") {
        for word in [
            "Unterzeichner ",
            "Unterzeichner.",
            "Bürger ",
            "Nutzer ",
            "Benutzer",
        ] {
            assert!(!text.contains(word), "{key}: {text}");
        }
    }
}

#[test]
fn typography_is_that_of_each_language() {
    for (language, wrong) in [("en", ["„", "...", " - "]), ("de", ["“%", "...", " - "])] {
        for (key, text) in sources(language) {
            assert!(
                !text.contains('\'') && wrong.iter().all(|mark| !text.contains(mark)),
                "{language} {key}: {text}"
            );
        }
    }
}

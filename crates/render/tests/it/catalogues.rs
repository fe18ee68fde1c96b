//! The messages against the templates and code that use them, and the catalogues against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use render::words::Words;

/// Messages that are an argument alone, the mark between two of them, or the name of a thing: the same everywhere.
const SAME_EVERYWHERE: [&str; 5] = [
    "declaration-window",
    "infomail-window",
    "mailbox-mail-window",
    "sign-purpose-infomail",
    "site-window",
];

/// Messages that are rightly the same as in English in one language, whose word it is too.
const SAME_IN: &[(&str, &[&str])] = &[
    ("de", &["confirm-name", "manage-name", "site-moment"]),
    (
        "fr",
        &[
            "declaration-count",
            "declaration-signatures",
            "declaration-source",
            "log-kind-organisation",
            "raisings-kind-organisation",
            "sign-purpose-contact",
            "signatories-class-organisations",
            "signatories-organisation",
            "site-moment",
        ],
    ),
    ("es", &["site-moment", "site-window-failed"]),
    ("ru", &["site-moment"]),
    ("kk", &["site-moment"]),
    ("tr", &["site-moment"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every message of a language, with its arguments.
pub fn defined(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let messages = parsed(language).into_iter();
    messages
        .map(|(key, text)| (key, arguments(&text)))
        .collect()
}

/// Every message of a language, with its text.
pub fn parsed(language: &str) -> BTreeMap<String, Pattern<String>> {
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
            let value = message.value.expect("every message has a text");
            assert!(
                messages.insert(key.clone(), value).is_none(),
                "{key} stands twice"
            );
        }
    }
    messages
}

/// The arguments that a text shows or chooses by.
fn arguments(text: &Pattern<String>) -> BTreeSet<String> {
    let mut found = shown(text);
    for element in &text.elements {
        if let PatternElement::Placeable {
            expression: Expression::Select { selector, .. },
        } = element
        {
            variable(selector, &mut found);
        }
    }
    found
}

/// The arguments that a text shows in one of its forms; a word that never changes need not choose by a number.
fn shown(text: &Pattern<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for element in &text.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => variable(inline, &mut found),
            Expression::Select { variants, .. } => {
                found.extend(variants.iter().flat_map(|variant| shown(&variant.value)));
            }
        }
    }
    found
}

fn variable(inline: &InlineExpression<String>, found: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        found.insert(id.name.clone());
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
fn every_language_has_the_same_messages_and_says_what_english_says_of_its_arguments() {
    let english = parsed("en");
    for words in Words::all() {
        let own = parsed(words.lang());
        let names = |messages: &BTreeMap<_, _>| messages.keys().cloned().collect::<Vec<String>>();
        assert_eq!(names(&own), names(&english), "in {}", words.lang());
        for (key, text) in &english {
            let (used, in_english) = (arguments(&own[key]), arguments(text));
            assert!(
                used.is_subset(&in_english),
                "{} {key}: {used:?}",
                words.lang()
            );
            let told = shown(text);
            assert!(told.is_subset(&used), "{} {key}: {told:?}", words.lang());
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    let english = sources("en");
    for words in Words::all().iter().skip(1) {
        let own = sources(words.lang());
        let same: BTreeSet<_> = english
            .iter()
            .filter(|(key, text)| own.get(*key) == Some(text))
            .map(|(key, _)| key.as_str())
            .collect();
        let allowed = SAME_IN.iter().filter(|(tag, _)| *tag == words.lang());
        let allowed = allowed.flat_map(|(_, keys)| keys.iter().copied());
        let expected: BTreeSet<_> = allowed.chain(SAME_EVERYWHERE).collect();
        assert_eq!(same, expected, "in {}", words.lang());
    }
}

/// The source of every message, from its key to the next.
pub fn sources(language: &str) -> BTreeMap<String, String> {
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

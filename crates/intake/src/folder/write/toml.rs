//! Canonical TOML: basic strings, one key a line, an empty line before each table.

use std::fmt::Display;

use domain::locale::Language;
use domain::multilingual::{Multilingual, Prose};
use domain::name::Name;

/// Lists longer than this are written with one entry a line.
const LINE: usize = 100;

/// A TOML document being written.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// The language of the original, in a document with words in several.
    original: Option<Language>,
}

impl Writer {
    /// A document with words that may be said in several languages, that of the original among them.
    pub(super) fn told_in(original: &Language) -> Self {
        Self {
            text: String::new(),
            original: Some(original.clone()),
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn table(&mut self, name: &str) {
        self.head(&format!("[{name}]"));
    }

    pub(super) fn entry(&mut self, name: &str) {
        self.head(&format!("[[{name}]]"));
    }

    fn head(&mut self, head: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(head);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn bare(&mut self, key: &str, value: impl Display) {
        self.line(&format!("{key} = {value}"));
    }

    pub(super) fn maybe_bare(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.bare(key, value);
        }
    }

    pub(super) fn string(&mut self, key: &str, value: &str) {
        self.bare(key, string(value));
    }

    pub(super) fn maybe(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.string(key, value);
        }
    }

    pub(super) fn strings(&mut self, key: &str, values: &[&str]) {
        self.list(key, values.iter().map(|value| string(value)).collect());
    }

    fn list(&mut self, key: &str, quoted: Vec<String>) {
        let short = format!("{key} = [{}]", quoted.join(", "));
        if short.chars().count() <= LINE {
            self.line(&short);
            return;
        }
        self.line(&format!("{key} = ["));
        for value in quoted {
            self.line(&format!("    {value},"));
        }
        self.line("]");
    }

    /// A text, in each language in which it is said.
    pub(super) fn prose(&mut self, key: &str, prose: &Prose) {
        for (key, words) in self.by_language(key, prose) {
            self.string(&key, words);
        }
    }

    pub(super) fn maybe_prose(&mut self, key: &str, prose: Option<&Prose>) {
        if let Some(prose) = prose {
            self.prose(key, prose);
        }
    }

    /// The same for a text that may have several lines.
    pub(super) fn prose_note(&mut self, key: &str, prose: Option<&Prose>) {
        let Some(prose) = prose else { return };
        for (key, words) in self.by_language(key, prose) {
            self.note(&key, words);
        }
    }

    pub(super) fn multilingual_name(&mut self, key: &str, name: &Multilingual<Name>) {
        for (key, words) in self.by_language(key, name) {
            self.string(&key, words.as_str());
        }
    }

    pub(super) fn multilingual_names(&mut self, key: &str, names: &[Multilingual<Name>]) {
        let one = |name: &Multilingual<Name>| {
            if name.translations().is_empty() {
                return string(name.original().as_str());
            }
            let pairs = self.by_language("", name).into_iter();
            let pairs = pairs.map(|(key, words)| format!("{key} = {}", string(words.as_str())));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        };
        let names = names.iter().map(one).collect();
        self.list(key, names);
    }

    /// What is said with its key in each language, that of the original first; the key alone where
    /// nobody translated it.
    fn by_language<'p, T>(&self, key: &str, said: &'p Multilingual<T>) -> Vec<(String, &'p T)> {
        let name = |language: &Language| match key {
            "" => language.to_string(),
            _ => format!("{key}.{language}"),
        };
        match &self.original {
            Some(original) if !said.translations().is_empty() => {
                let others = said.translations().iter();
                let others = others.map(|(language, words)| (name(language), words));
                std::iter::once((name(original), said.original()))
                    .chain(others)
                    .collect()
            }
            _ => vec![(key.to_owned(), said.original())],
        }
    }

    /// A text that may have several lines; see [`Writer::paragraphs`] for why a line feed is added.
    pub(super) fn note(&mut self, key: &str, value: &str) {
        if value.contains('\n') {
            self.paragraphs(key, value);
        } else {
            self.string(key, value);
        }
    }

    /// A text on lines of its own. The line feed before the closing quotation marks is not part of
    /// the value: reading takes exactly one away.
    pub(super) fn paragraphs(&mut self, key: &str, value: &str) {
        // A line of the text that looks like the end of front matter would end it.
        if value.lines().any(|line| line.trim_end() == "+++") {
            self.string(key, &format!("{value}\n"));
            return;
        }
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            escape(c, &mut escaped);
        }
        // Two quotation marks in a row are plain; a third would end the value.
        let escaped = escaped.replace("\"\"\"", "\"\"\\\"");
        self.line(&format!("{key} = \"\"\"\n{escaped}\n\"\"\""));
    }
}

/// A basic string with its quotation marks.
pub(crate) fn string(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for c in value.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            c => escape(c, &mut quoted),
        }
    }
    quoted.push('"');
    quoted
}

/// Escapes what no string may hold as it is, and what nobody would see.
fn escape(c: char, out: &mut String) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        '\n' => out.push('\n'),
        c if c.is_control() || ('\u{200b}'..='\u{200f}').contains(&c) || c == '\u{feff}' => {
            out.push_str(&format!("\\u{:04X}", u32::from(c)));
        }
        c => out.push(c),
    }
}

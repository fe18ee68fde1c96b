//! Values that may be said in several languages: a plain text in the language of the original, or a
//! table of texts by language (`note.de = "…"`).

use std::collections::BTreeMap;
use std::fmt::Display;

use domain::locale::Language;
use domain::multilingual::{Multilingual, Prose};
use domain::name::Name;
use toml::Spanned;
use toml::de::DeValue;

use super::section::{Reader, Section};
use super::value::parse_name;
use crate::finding::Finding;

type Value<'t> = Spanned<DeValue<'t>>;

/// How one of the texts is read.
type Parse<'p, T> = &'p dyn Fn(&str) -> Result<T, String>;

impl<'d, 't> Section<'d, 't> {
    /// A text that is kept as it is.
    pub(super) fn prose(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Prose> {
        let value = self.get(key)?;
        self.multilingual(key, value, reader, &|text| Ok(text.to_owned()))
    }

    /// A text of several lines: the line feed before its closing quotation marks is not part of it.
    pub(super) fn prose_paragraphs(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Option<Prose> {
        let value = self.get(key)?;
        self.multilingual(key, value, reader, &|text| {
            Ok(text.strip_suffix('\n').unwrap_or(text).to_owned())
        })
    }

    /// A name.
    pub(super) fn multilingual_name(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Option<Multilingual<Name>> {
        let value = self.get(key)?;
        self.multilingual(key, value, reader, &parse_name)
    }

    /// A list of names.
    pub(super) fn multilingual_names(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Vec<Multilingual<Name>> {
        self.get(key).map_or_else(Vec::new, |value| {
            self.multilingual_names_in(key, value, reader)
        })
    }

    pub(super) fn multilingual_names_in(
        &self,
        key: &str,
        value: &'d Value<'t>,
        reader: &mut Reader<'_>,
    ) -> Vec<Multilingual<Name>> {
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong_type(key, "a list of texts", value, reader);
            return Vec::new();
        };
        let names = array.iter();
        names
            .filter_map(|entry| self.multilingual(key, entry, reader, &parse_name))
            .collect()
    }

    fn multilingual<T>(
        &self,
        key: &str,
        value: &'d Value<'t>,
        reader: &mut Reader<'_>,
        parse: Parse<'_, T>,
    ) -> Option<Multilingual<T>> {
        let DeValue::Table(table) = value.get_ref() else {
            return self.one(key, value, reader, parse).map(Multilingual::new);
        };
        let mut said: BTreeMap<Language, T> = BTreeMap::new();
        for (tag, value) in table {
            let Some(language) = language(tag, reader) else {
                continue;
            };
            let path = format!("{key}.{language}");
            if let Some(words) = self.one(&path, value, reader, parse)
                && said.insert(language, words).is_some()
            {
                let message = format!("`{}` is said twice", self.path(&path));
                reader.error(&tag.span(), "words-twice", message);
            }
        }
        self.settle(key, value, said, reader)
    }

    /// The words of the original apart from the others. They cannot be left out: the log holds them.
    fn settle<T>(
        &self,
        key: &str,
        value: &'d Value<'t>,
        mut said: BTreeMap<Language, T>,
        reader: &mut Reader<'_>,
    ) -> Option<Multilingual<T>> {
        // Which file is the original is not known where `declaration.toml` cannot be read; then that is found.
        let original = reader.original.clone();
        let original = original.or_else(|| said.keys().next().cloned());
        let words = original.as_ref().and_then(|language| said.remove(language));
        if words.is_none() {
            let language = original.as_ref().map_or("…", Language::as_str);
            let message = format!(
                "`{}` is not said in the language of the original",
                self.path(key)
            );
            let finding = Finding::error("original-unsaid", message);
            let help = format!("add `{key}.{language} = \"…\"`: the log holds these words");
            reader.find(&value.span(), finding.help(help));
        }
        let words = Multilingual::new(words?);
        Some(
            said.into_iter()
                .fold(words, |words, (language, text)| words.and(language, text)),
        )
    }

    /// A text in one language; an empty one counts as left out.
    fn one<T>(
        &self,
        key: &str,
        value: &'d Value<'t>,
        reader: &mut Reader<'_>,
        parse: Parse<'_, T>,
    ) -> Option<T> {
        let text = self.text_in(key, value, reader)?;
        if text.trim().is_empty() {
            return None;
        }
        let refused = |error: &dyn Display| format!("`{}`: {error}", self.path(key));
        parse(text)
            .map_err(|error| reader.error(&value.span(), "value-malformed", refused(&error)))
            .ok()
    }
}

fn language(tag: &Spanned<toml::de::DeString<'_>>, reader: &mut Reader<'_>) -> Option<Language> {
    Language::parse(tag.get_ref())
        .map_err(|error| {
            let finding = Finding::error("language-unknown", error.to_string());
            let help = "each of its keys is the language of the words beside it: `de = \"…\"`";
            reader.find(&tag.span(), finding.help(help));
        })
        .ok()
}

//! The values a section may hold: texts, names, days, numbers, words of a vocabulary.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;

use domain::multilingual::Multilingual;
use domain::name::Name;
use domain::text::{MarkId, may_stand};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::section::{Reader, Section};
use crate::finding::Finding;
use crate::fold::nearest;

impl<'d, 't> Section<'d, 't> {
    /// A text with its place; an empty one counts as left out.
    pub(super) fn text(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Option<(&'d str, Range<usize>)> {
        let value = self.get(key)?;
        let text = self.text_in(key, value, reader)?;
        (!text.trim().is_empty()).then(|| (text, value.span()))
    }

    pub(super) fn text_in(
        &self,
        key: &str,
        value: &'d Spanned<DeValue<'t>>,
        reader: &mut Reader<'_>,
    ) -> Option<&'d str> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(key, "a text in quotation marks", value, reader);
            return None;
        };
        let refused = text.chars().find(|c| !may_stand(*c) && *c != '\n');
        if let Some(c) = refused {
            let path = self.path(key);
            let message = format!("`{path}` holds the character U+{:04X}", u32::from(c));
            let finding = Finding::error("character-refused", message)
                .help("control characters and characters that turn the direction cannot be shown");
            reader.find(&value.span(), finding);
            return None;
        }
        Some(text)
    }

    /// A text of several lines: the line feed before its closing quotation marks is not part of it.
    pub(super) fn paragraphs(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Option<String> {
        let (text, _) = self.text(key, reader)?;
        Some(text.strip_suffix('\n').unwrap_or(text).to_owned())
    }

    /// A text that is kept as it is.
    pub(super) fn plain(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<String> {
        self.text(key, reader).map(|(text, _)| text.to_owned())
    }

    /// Something parsed from a text.
    pub(super) fn parsed<T, E: Display>(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let (text, span) = self.text(key, reader)?;
        match parse(text) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let message = format!("`{}`: {error}", self.path(key));
                reader.error(&span, "value-malformed", message);
                None
            }
        }
    }

    /// A name.
    pub(super) fn name(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Name> {
        self.parsed(key, reader, parse_name)
    }

    /// The name of a figure, demand or raising.
    pub(super) fn mark_id(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<MarkId> {
        self.parsed(key, reader, parse_mark_id)
    }

    /// A list of such names.
    pub(super) fn mark_ids(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Vec<MarkId> {
        let mut ids = Vec::new();
        for (text, span) in self.texts(key, reader) {
            match parse_mark_id(text) {
                Ok(id) => ids.push(id),
                Err(error) => {
                    let message = format!("`{}`: {error}", self.path(key));
                    reader.error(&span, "value-malformed", message);
                }
            }
        }
        ids
    }

    /// A word of a vocabulary.
    pub(super) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let (text, span) = self.text(key, reader)?;
        self.word_in(key, (text, &span), reader, words)
    }

    /// For each name among the keys of this table, a word of a vocabulary; what does not read is
    /// found and left out.
    pub(super) fn words_by_name<T: Copy>(
        &mut self,
        reader: &mut Reader<'_>,
        words: &[(&'static str, T)],
    ) -> BTreeMap<MarkId, T> {
        let mut read = BTreeMap::new();
        for (key, value) in self.pairs() {
            let name = key.get_ref().as_ref();
            let id = parse_mark_id(name).map_err(|error| {
                let message = format!("`{}`: {error}", self.path(name));
                reader.error(&key.span(), "value-malformed", message);
            });
            let word = self.text_in(name, value, reader);
            let word =
                word.and_then(|text| self.word_in(name, (text, &value.span()), reader, words));
            if let (Ok(id), Some(word)) = (id, word) {
                read.insert(id, word);
            }
        }
        read
    }

    fn word_in<T: Copy>(
        &self,
        key: &str,
        (text, span): (&str, &Range<usize>),
        reader: &mut Reader<'_>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        if let Some((_, entry)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*entry);
        }
        let known = words.iter().map(|(word, _)| *word);
        let advice = match nearest(text, known.clone()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("one of: {}", known.collect::<Vec<_>>().join(", ")),
        };
        let message = format!("`{}` cannot be `{text}`", self.path(key));
        reader.find(span, Finding::error("word-unknown", message).help(advice));
        None
    }

    /// A list of texts with their places.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Vec<(&'d str, Range<usize>)> {
        self.get(key)
            .map_or_else(Vec::new, |value| self.texts_in(key, value, reader))
    }

    fn texts_in(
        &self,
        key: &str,
        value: &'d Spanned<DeValue<'t>>,
        reader: &mut Reader<'_>,
    ) -> Vec<(&'d str, Range<usize>)> {
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong_type(key, "a list of texts", value, reader);
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|entry| Some((self.text_in(key, entry, reader)?, entry.span())))
            .collect()
    }

    /// A list of names.
    pub(super) fn names(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Vec<Name> {
        self.get(key)
            .map_or_else(Vec::new, |value| self.names_in(key, value, reader))
    }

    /// For each identifier among the keys of this table, a list of names.
    pub(super) fn names_by_id(
        &mut self,
        reader: &mut Reader<'_>,
    ) -> BTreeMap<MarkId, Vec<Multilingual<Name>>> {
        let mut read = BTreeMap::new();
        for (key, value) in self.pairs() {
            let id = key.get_ref().as_ref();
            let names = self.multilingual_names_in(id, value, reader);
            match parse_mark_id(id) {
                Ok(id) => {
                    read.insert(id, names);
                }
                Err(error) => {
                    let message = format!("`{}`: {error}", self.path(id));
                    reader.error(&key.span(), "value-malformed", message);
                }
            }
        }
        read
    }

    fn names_in(
        &self,
        key: &str,
        value: &'d Spanned<DeValue<'t>>,
        reader: &mut Reader<'_>,
    ) -> Vec<Name> {
        let mut names = Vec::new();
        for (text, span) in self.texts_in(key, value, reader) {
            match parse_name(text) {
                Ok(name) => names.push(name),
                Err(error) => {
                    let message = format!("`{}`: {error}", self.path(key));
                    reader.error(&span, "value-malformed", message);
                }
            }
        }
        names
    }

    /// A day, written without quotation marks.
    pub(super) fn day(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Date> {
        let value = self.get(key)?;
        let day = match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => return None,
            DeValue::Datetime(moment) if moment.time.is_none() => moment.date.and_then(|date| {
                let year = i16::try_from(date.year).ok()?;
                Date::new(
                    year,
                    i8::try_from(date.month).ok()?,
                    i8::try_from(date.day).ok()?,
                )
                .ok()
            }),
            _ => None,
        };
        if day.is_none() {
            let message = format!("`{}` takes a day", self.path(key));
            let finding = Finding::error("value-type", message)
                .help("year-month-day without quotation marks, such as 2026-01-06");
            reader.find(&value.span(), finding);
        }
        day
    }

    /// A whole number from 0.
    pub(super) fn number(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<u64> {
        let value = self.get(key)?;
        if let DeValue::Integer(integer) = value.get_ref()
            && let Ok(number) = u64::from_str_radix(integer.as_str(), integer.radix())
        {
            return Some(number);
        }
        self.wrong_type(key, "a whole number from 0", value, reader);
        None
    }

    /// `true` or `false`.
    pub(super) fn truth(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<bool> {
        let value = self.get(key)?;
        if let DeValue::Boolean(truth) = value.get_ref() {
            return Some(*truth);
        }
        self.wrong_type(key, "`true` or `false`", value, reader);
        None
    }

    /// Says that something needed is missing or empty, once, and passes it on. A value that was
    /// refused has its own finding already.
    pub(super) fn needed<T>(
        &mut self,
        key: &'static str,
        value: Option<T>,
        reader: &mut Reader<'_>,
        why: &str,
    ) -> Option<T> {
        if value.is_none() {
            let found = self.get(key).map(|value| (value.span(), value.get_ref()));
            let message = match &found {
                None => format!("`{}` is missing", self.path(key)),
                Some((_, DeValue::String(text))) if text.trim().is_empty() => {
                    format!("`{}` is empty", self.path(key))
                }
                Some(_) => return None,
            };
            let span = found.map_or_else(|| self.span.clone(), |(span, _)| span);
            reader.find(&span, Finding::error("value-missing", message).help(why));
        }
        value
    }
}

pub(super) fn parse_name(text: &str) -> Result<Name, String> {
    Name::parse(text).map_err(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        all.join("; ")
    })
}

fn parse_mark_id(text: &str) -> Result<MarkId, &'static str> {
    MarkId::parse(text)
        .ok_or("an identifier of up to 64 letters a-z, digits and inner hyphens is needed")
}

/// A vocabulary as [`Section::word`] takes it.
pub(super) fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|entry| (word(*entry), *entry)).collect()
}

/// Left out is whole; begun but unreadable is not.
#[expect(
    clippy::option_option,
    reason = "a table may be absent, present, or present and unreadable"
)]
pub(super) fn whole<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}

//! A TOML table read key by key: what is there is parsed, what is not known is found.

use std::ops::Range;

use domain::locale::Language;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::finding::Finding;
use crate::fold::nearest;
use crate::source::Source;

/// A TOML text and what was found in it.
pub(in crate::folder) struct Reader<'t> {
    source: Source<'t>,
    /// Where the TOML begins in the file.
    base: usize,
    /// The language of the original, as far as it is known.
    pub(super) original: Option<Language>,
    pub(in crate::folder) findings: Vec<Finding>,
}

impl<'t> Reader<'t> {
    /// A reader for the part of a file that is TOML.
    pub(in crate::folder) fn new(file: &str, text: &'t str, toml: &Range<usize>) -> Self {
        Self {
            source: Source::new(file, text),
            base: toml.start,
            original: None,
            findings: Vec::new(),
        }
    }

    /// The same for a file with words that are said in the language of the original, at least.
    pub(super) fn told_in(mut self, original: Option<&Language>) -> Self {
        self.original = original.cloned();
        self
    }

    /// Parses the TOML; its faults become findings, what could be read is answered.
    pub(in crate::folder) fn parse(&mut self, toml: &'t str) -> Spanned<DeTable<'t>> {
        let (table, errors) = DeTable::parse_recoverable(toml);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().replace('\n', ", ");
            self.find(&span, Finding::error("toml-malformed", message));
        }
        table
    }

    /// Adds a finding at a span of the TOML.
    pub(in crate::folder) fn find(&mut self, span: &Range<usize>, finding: Finding) {
        let span = span.start + self.base..span.end + self.base;
        let place = self.source.place(&span);
        self.findings.push(finding.at(place));
    }

    pub(super) fn error(&mut self, span: &Range<usize>, code: &'static str, message: String) {
        self.find(span, Finding::error(code, message));
    }
}

/// One table, with the keys that were asked for.
pub(super) struct Section<'d, 't> {
    table: &'d DeTable<'t>,
    /// How people name it: `controller`, or nothing for the top.
    name: &'static str,
    /// Where it stands, for what is missing in it.
    pub(super) span: Range<usize>,
    asked: Vec<&'static str>,
}

impl<'d, 't> Section<'d, 't> {
    pub(super) fn top(table: &'d Spanned<DeTable<'t>>) -> Self {
        Self {
            table: table.get_ref(),
            name: "",
            span: 0..1,
            asked: Vec::new(),
        }
    }

    fn within(table: &'d DeTable<'t>, name: &'static str, span: Range<usize>) -> Self {
        Self {
            table,
            name,
            span,
            asked: Vec::new(),
        }
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'d Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table
            .iter()
            .find(|(found, _)| found.get_ref() == key)
            .map(|(_, value)| value)
    }

    /// Every key with its value, for a table whose keys are not fixed.
    pub(super) fn pairs(
        &self,
    ) -> impl Iterator<Item = (&'d Spanned<DeString<'t>>, &'d Spanned<DeValue<'t>>)> + use<'d, 't>
    {
        self.table.iter()
    }

    /// How people name a key of this table.
    pub(super) fn path(&self, key: &str) -> String {
        if self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        }
    }

    /// A table inside this one.
    pub(super) fn table(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Option<Section<'d, 't>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Self::within(table, key, value.span())),
            _ => {
                self.wrong_type(key, "a table", value, reader);
                None
            }
        }
    }

    /// The tables of an array of tables.
    pub(super) fn tables(
        &mut self,
        key: &'static str,
        reader: &mut Reader<'_>,
    ) -> Vec<Section<'d, 't>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            let wanted = format!("tables, each under `[[{key}]]`");
            self.wrong_type(key, &wanted, value, reader);
            return Vec::new();
        };
        let mut sections = Vec::new();
        for entry in array {
            match entry.get_ref() {
                DeValue::Table(table) => {
                    sections.push(Self::within(table, key, entry.span()));
                }
                _ => self.wrong_type(key, "tables", entry, reader),
            }
        }
        sections
    }

    pub(super) fn wrong_type(
        &self,
        key: &str,
        wanted: &str,
        found: &Spanned<DeValue<'_>>,
        reader: &mut Reader<'_>,
    ) {
        let path = self.path(key);
        let kind = found.get_ref().type_str();
        let message = format!("`{path}` takes {wanted}, this is of type {kind}");
        reader.error(&found.span(), "value-type", message);
    }

    /// Says which keys nobody asked for, with what was probably meant.
    pub(super) fn finish(self, reader: &mut Reader<'_>) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let finding = Finding::warning(
                "key-unknown",
                format!("`{}` has no meaning", self.path(name)),
            );
            let advice = match nearest(name, self.asked.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("known here: {}", self.asked.join(", ")),
            };
            reader.find(&key.span(), finding.help(advice));
        }
    }
}

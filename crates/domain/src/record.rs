//! Canonical records: what the log holds the digest of, for everything that is data and not a text.
//!
//! UTF-8, NFC; the first line names the kind, then comes one line `key value` for each field that is
//! present, in an order that the kind fixes for ever; a backslash or line feed inside a value is
//! written `\\` and `\n`; each line ends in a line feed.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::multilingual::Prose;

/// A canonical record being written.
pub(crate) struct Record(String);

impl Record {
    /// Begins a record with the line that names its kind.
    pub(crate) fn begin(kind: &str) -> Self {
        Self(format!("{kind}\n"))
    }

    /// Adds a field.
    pub(crate) fn put(&mut self, key: &str, value: &str) {
        let value: String = value.nfc().collect();
        let value = value.replace('\\', "\\\\").replace('\n', "\\n");
        self.0.push_str(key);
        self.0.push(' ');
        self.0.push_str(&value);
        self.0.push('\n');
    }

    /// Adds a field where there is a value.
    pub(crate) fn maybe(&mut self, key: &str, value: Option<impl fmt::Display>) {
        if let Some(value) = value {
            self.put(key, &value.to_string());
        }
    }

    /// Adds what is said of a field in the language of the original, where anything is.
    pub(crate) fn prose(&mut self, key: &str, prose: Option<&Prose>) {
        self.maybe(key, prose.map(Prose::original));
    }

    /// The whole record.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

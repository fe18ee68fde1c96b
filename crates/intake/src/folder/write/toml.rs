//! Canonical TOML: basic strings, one key a line, an empty line before each table.

use std::fmt::Display;

/// Lists longer than this are written with one entry a line.
const LINE: usize = 100;

/// A TOML document being written.
#[derive(Default)]
pub(super) struct Writer(String);

impl Writer {
    pub(super) fn finish(self) -> String {
        self.0
    }

    pub(super) fn table(&mut self, name: &str) {
        self.head(&format!("[{name}]"));
    }

    pub(super) fn entry(&mut self, name: &str) {
        self.head(&format!("[[{name}]]"));
    }

    fn head(&mut self, head: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(head);
    }

    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
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
        let quoted: Vec<String> = values.iter().map(|value| string(value)).collect();
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

//! One message with its arguments, before it is decided where it will stand.

use std::borrow::Cow;
use std::fmt;

use askama::filters::HtmlSafe;
use fluent_bundle::FluentArgs;
use jiff::civil::Date;

use super::Words;
use crate::html;
use crate::spoken::{self, Spoken, Syntax};

/// A message and its arguments.
///
/// Shown in a template it is HTML: escaped, with every argument in its own `<bdi>`. In an attribute, a title or a
/// subject use [`Sentence::plain`]; in the text of a mail use [`Sentence::isolated`].
pub struct Sentence<'w> {
    words: &'w Words,
    key: &'static str,
    arguments: FluentArgs<'w>,
    /// The arguments whose language is known, in the order of their marks.
    spoken: Vec<Spoken>,
}

impl<'w> Sentence<'w> {
    pub(super) fn new(words: &'w Words, key: &'static str) -> Self {
        Self {
            words,
            key,
            arguments: FluentArgs::new(),
            spoken: Vec::new(),
        }
    }

    /// A whole number: the message may choose its plural form by it.
    #[must_use]
    pub fn number(mut self, name: &'static str, number: u64) -> Self {
        self.arguments.set(name, number);
        self
    }

    /// Somebody's words. Characters that would steer the direction of the sentence are left out.
    #[must_use]
    pub fn text(mut self, name: &'static str, text: &str) -> Self {
        self.arguments.set(name, html::without_bidi_controls(text));
        self
    }

    /// The same, said in a language that is known.
    #[must_use]
    pub fn spoken(mut self, name: &'static str, words: &Spoken) -> Self {
        let marked = spoken::marked(self.spoken.len(), &words.words);
        self.arguments.set(name, marked);
        self.spoken.push(words.clone());
        self
    }

    /// A date, written out.
    #[must_use]
    pub fn date(mut self, name: &'static str, date: &Date) -> Self {
        self.arguments.set(name, self.words.date(*date));
        self
    }

    /// Somebody's words, several of them, as one list.
    #[must_use]
    pub fn list<S: AsRef<str>>(mut self, name: &'static str, items: &[S]) -> Self {
        self.arguments.set(name, self.words.list(items));
        self
    }

    /// The sentence without isolation marks.
    #[must_use]
    pub fn plain(&self) -> String {
        html::without_isolates(&self.isolated())
    }

    /// The sentence with isolation marks around every argument.
    #[must_use]
    pub fn isolated(&self) -> String {
        spoken::unmarked(&self.marked(), &self.spoken)
    }

    /// The sentence as markup of a document in XML.
    pub(crate) fn xml(&self) -> String {
        spoken::markup(&self.marked(), &self.spoken, Syntax::Xml)
    }

    fn marked(&self) -> Cow<'_, str> {
        self.words
            .catalogue
            .message(self.key, Some(&self.arguments))
    }
}

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&spoken::markup(&self.marked(), &self.spoken, Syntax::Html))
    }
}

impl HtmlSafe for Sentence<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Sentence<'static> {
        Words::for_language("en")
            .say("sign-window")
            .text("title", title)
    }

    #[test]
    fn a_title_is_escaped_and_stands_in_an_element_of_its_own() {
        assert_eq!(titled("<b>").to_string(), "Sign: <bdi>&lt;b&gt;</bdi>");
    }

    #[test]
    fn a_title_cannot_turn_the_sentence_around() {
        assert_eq!(
            titled("a\u{202E}b\u{2069}").isolated(),
            "Sign: \u{2068}ab\u{2069}"
        );
        assert_eq!(titled("a").plain(), "Sign: a");
    }
}

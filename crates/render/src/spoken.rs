//! Words in a language of their own, which may be another than that of what stands around them.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::html::{Html, escaped_with_bdi, isolated, push_escaped, without_bidi_controls};
use crate::words::{Words, direction};

/// Somebody's words and the language they are in.
///
/// Shown in a template they are an element that says language and direction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// As said.
    pub words: String,
    /// BCP 47 tag.
    pub language: String,
}

impl Spoken {
    /// Words in a language, which is named by its BCP 47 tag.
    #[must_use]
    pub fn new(words: impl Into<String>, language: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            language: language.into(),
        }
    }

    /// `ltr` or `rtl`.
    pub(crate) fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}

impl fmt::Display for Spoken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = String::with_capacity(self.words.len());
        push_escaped(&mut words, &without_bidi_controls(&self.words));
        let attributes = Syntax::Html.attributes(self);
        write!(out, "<span {attributes}>{words}</span>")
    }
}

impl HtmlSafe for Spoken {}

/// What the markup is for. XML has another name for the language of an element (XML 1.0, section 2.12).
#[derive(Clone, Copy, Debug)]
pub(crate) enum Syntax {
    Html,
    Xml,
}

impl Syntax {
    fn attributes(self, spoken: &Spoken) -> String {
        let mut tag = String::new();
        push_escaped(&mut tag, &spoken.language);
        let dir = spoken.dir();
        match self {
            Self::Html => format!("lang=\"{tag}\" dir=\"{dir}\""),
            Self::Xml => format!("xml:lang=\"{tag}\" lang=\"{tag}\" dir=\"{dir}\""),
        }
    }
}

/// The first of the private characters that stand before words whose language is known, until they are
/// an element: the order in which a sentence names them is the affair of its translators.
const FIRST_PLACE: u32 = 0xE000;
/// How many there are.
const PLACES: usize = 0x1900;

/// The words with the mark of their place, to be put into a sentence.
pub(crate) fn marked(place: usize, words: &str) -> String {
    let mut marked = String::with_capacity(words.len() + 3);
    marked.extend(mark(place));
    marked.push_str(&without_bidi_controls(words));
    marked
}

fn mark(place: usize) -> Option<char> {
    let offset = u32::try_from(place).ok().filter(|_| place < PLACES)?;
    char::from_u32(FIRST_PLACE + offset)
}

/// Escapes a sentence whose isolated stretches begin with marks, and says the language of each.
pub(crate) fn markup(sentence: &str, spoken: &[Spoken], syntax: Syntax) -> String {
    let mut out = escaped_with_bdi(sentence);
    for (place, one) in spoken.iter().enumerate() {
        let Some(mark) = mark(place) else { break };
        let element = format!("<bdi {}>", syntax.attributes(one));
        out = out.replacen(&format!("<bdi>{mark}"), &element, 1);
    }
    out
}

/// A sentence without the marks of places.
pub(crate) fn unmarked(sentence: &str, spoken: &[Spoken]) -> String {
    let mut out = sentence.to_owned();
    for place in 0..spoken.len() {
        let Some(mark) = mark(place) else { break };
        out = out.replacen(mark, "", 1);
    }
    out
}

/// `items` as a list that reads like a sentence; nothing where there are none.
pub(crate) fn list(words: &Words, items: &[Spoken]) -> Option<Html> {
    let marked: Vec<String> = items
        .iter()
        .enumerate()
        .map(|(place, item)| marked(place, &item.words))
        .collect();
    let list = || markup(&words.list(&marked), items, Syntax::Html);
    (!items.is_empty()).then(|| Html::trusted(list()))
}

/// Parts of a line that stand beside each other, each in a language of its own.
pub(crate) fn beside(parts: &[Spoken], syntax: Syntax) -> String {
    let marked: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(place, part)| isolated_mark(place, part))
        .collect();
    markup(&marked.join(" · "), parts, syntax)
}

fn isolated_mark(place: usize, part: &Spoken) -> String {
    isolated(&marked(place, &part.words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_their_language_and_cannot_leave_their_element() {
        let said = Spoken::new("<b>\u{202E}\"نهر\"", "ar");
        assert_eq!(
            said.to_string(),
            "<span lang=\"ar\" dir=\"rtl\">&lt;b&gt;&quot;نهر&quot;</span>"
        );
    }

    #[test]
    fn each_name_of_a_list_says_its_own_language() {
        let names = [Spoken::new("Stadtrat", "de"), Spoken::new("المجلس", "ar")];
        let list = list(Words::for_language("en"), &names).unwrap();
        assert_eq!(
            list.as_str(),
            "<bdi lang=\"de\" dir=\"ltr\">Stadtrat</bdi> and <bdi lang=\"ar\" dir=\"rtl\">المجلس</bdi>"
        );
    }

    #[test]
    fn a_sentence_names_the_language_of_what_it_quotes_wherever_its_translators_put_it() {
        for language in ["en", "kk", "ar"] {
            let words = Words::for_language(language);
            let place = Spoken::new("Кент", "kk");
            let near = words.say("series-place-near").spoken("place", &place);
            let html = near.to_string();
            assert!(
                html.contains("<bdi lang=\"kk\" dir=\"ltr\">Кент</bdi>"),
                "{html}"
            );
            assert!(near.plain().contains("Кент"));
            assert!(!near.plain().contains('\u{E000}'));
        }
    }
}

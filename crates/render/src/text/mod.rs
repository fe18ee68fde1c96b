//! The text of a declaration as HTML.
//!
//! The subset of Markdown that texts use: a title, headings, paragraphs, lists, quotations, emphasis and links to
//! `http`, `https` and `mailto`; with two marks of our own, `{figure:ID}` where a figure stands and
//! `## Heading {.demands}` over a list whose items end in `{#ID}`. Anything else is shown as the characters it is
//! made of, never interpreted and never dropped: it may be part of what somebody signed.

mod marks;
mod sentence;
mod writer;

use pulldown_cmark::{Options, Parser, TextMergeStream};

use crate::figure;
use crate::html::Html;
use writer::Writer;

/// A text ready to be put into a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The title, without markup; empty where the text has none.
    pub title: String,
    /// Everything after the title.
    pub html: Html,
}

/// How a figure reads inside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureWords {
    inside: String,
    first: String,
}

impl FigureWords {
    /// The words `phrase`, such as "more than 160", in a text in `language` (BCP 47), by whose rules they are
    /// capitalised where a sentence begins with them.
    #[must_use]
    pub fn new(phrase: &str, language: &str) -> Self {
        Self {
            inside: phrase.to_owned(),
            first: figure::capitalised(phrase, language),
        }
    }

    pub(crate) fn at(&self, starts_sentence: bool) -> &str {
        if starts_sentence {
            &self.first
        } else {
            &self.inside
        }
    }
}

/// Renders the canonical text `markdown`.
///
/// `figures` knows the words of each figure; a mark it does not know is shown as it is written, so that the gap can
/// be seen. A known one becomes a link to `#figure-ID`. Demands become list items with the id `demand-ID`.
#[must_use]
pub fn to_html(markdown: &str, figures: &dyn Fn(&str) -> Option<FigureWords>) -> Body {
    let events = TextMergeStream::new(Parser::new_ext(markdown, Options::empty()));
    let mut writer = Writer::new(figures);
    for event in events {
        writer.event(event);
    }
    writer.finish()
}

#[cfg(test)]
mod tests;

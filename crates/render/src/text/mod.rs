//! The text of a declaration as HTML.
//!
//! The subset of Markdown that texts use: a title, headings, paragraphs, lists, quotations, emphasis and links to
//! `http`, `https` and `mailto`; with two marks of our own, `{figure:ID}` where a figure stands and
//! `## Heading {.demands}` over a list whose items end in `{#ID}`. Anything else is shown as the characters it is
//! made of, never interpreted and never dropped: it may be part of what somebody signed.

mod marks;
mod paragraph;
mod plain;
mod quotation;
mod sentence;
mod writer;

use pulldown_cmark::{Options, Parser, TextMergeWithOffset};

use crate::figure;
use crate::html::{Html, push_escaped};
use crate::words::Words;
use writer::Writer;

pub use paragraph::paragraph_words;
pub use plain::to_text;

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
    /// What stands behind it without being part of the text.
    behind: Option<Html>,
}

impl Body {
    /// The same for a place without its figures, such as a mail: their links lead to the page at `address`,
    /// which has them.
    #[must_use]
    pub fn away_from(&self, address: &str) -> Html {
        let mut link = String::from(" href=\"");
        push_escaped(&mut link, address);
        // Words of the text cannot hold this: their quotation marks are escaped.
        let moved = self.html.as_str().replace(" href=\"#", &format!("{link}#"));
        Html::trusted(moved)
    }
}

impl FigureWords {
    /// The words `phrase`, such as "more than 160", in a text in `language` (BCP 47), by whose rules they are
    /// capitalised where a sentence begins with them.
    #[must_use]
    pub fn new(phrase: &str, language: &str) -> Self {
        Self {
            inside: phrase.to_owned(),
            first: figure::capitalised(phrase, language),
            behind: None,
        }
    }

    /// The same with a visible word behind it that says that the figure was taken back (REQ-162). It stands outside
    /// the words that are signed, and only where text is shown as HTML.
    #[must_use]
    pub fn taken_back(mut self, words: &Words) -> Self {
        let mut mark = String::from(" <span class=\"warn\" lang=\"");
        push_escaped(&mut mark, words.lang());
        mark.push_str("\" dir=\"");
        mark.push_str(words.dir());
        mark.push_str("\">(");
        push_escaped(&mut mark, &words.t("declaration-status-retracted"));
        mark.push_str(")</span>");
        self.behind = Some(Html::trusted(mark));
        self
    }

    pub(crate) fn at(&self, starts_sentence: bool) -> &str {
        if starts_sentence {
            &self.first
        } else {
            &self.inside
        }
    }
}

/// What stands around a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// BCP 47 tag of the language its words stand in.
    pub language: String,
    /// Where the whole statement can be read.
    pub cite: Option<String>,
    /// Who speaks, and what else is known of it.
    pub caption: Html,
    /// What the mark of an omission means, for whoever asks.
    pub omitted: String,
}

/// Renders a text that quotes others: its outermost block quotes get these frames, in their order. A report has its
/// title elsewhere, so that every heading in it is one of a part.
#[must_use]
pub fn to_html_quoting(
    markdown: &str,
    figures: &dyn Fn(&str) -> Option<FigureWords>,
    frames: &[Frame],
) -> Html {
    written(markdown, Writer::new(figures).quoting(frames)).html
}

/// Renders the canonical text `markdown`.
///
/// `figures` knows the words of each figure; a mark it does not know is shown as it is written, so that the gap can
/// be seen. A known one becomes a link to `#figure-ID`. Demands become list items with the id `demand-ID`.
#[must_use]
pub fn to_html(markdown: &str, figures: &dyn Fn(&str) -> Option<FigureWords>) -> Body {
    to_anchored_html(markdown, figures, &[])
}

/// Where a paragraph begins, so that links can lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The first byte of the paragraph in the text.
    pub start: usize,
    /// Its name: letters, digits and hyphens.
    pub id: String,
    /// Whether it is marked as one that has yet to follow its original.
    pub behind: bool,
}

/// Renders a text as [`to_html`] does, and gives the first element of each paragraph its name. `anchors` are in the
/// order of the text. A demand keeps `demand-ID`, which is its name too.
#[must_use]
pub fn to_anchored_html(
    markdown: &str,
    figures: &dyn Fn(&str) -> Option<FigureWords>,
    anchors: &[Anchor],
) -> Body {
    written(markdown, Writer::new(figures).naming(anchors))
}

fn written(markdown: &str, mut writer: Writer<'_>) -> Body {
    let parser = Parser::new_ext(markdown, Options::empty());
    for (event, place) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        writer.event(event, place.start);
    }
    writer.finish()
}

#[cfg(test)]
mod tests;

//! Markdown events in, plain text out: for the text part of mails, which says what the HTML says.

use pulldown_cmark::{
    Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use super::FigureWords;
use super::marks::{self, Piece};
use super::sentence::Place;

/// Renders the canonical text `markdown` as plain text without its title.
///
/// Paragraphs are single lines with an empty line between them; items begin with a hyphen or their number,
/// quotations with `>`, and the address of a link stands behind its words in angle brackets (RFC 3986,
/// appendix C). Figures are as in [`super::to_html`].
#[must_use]
pub fn to_text(markdown: &str, figures: &dyn Fn(&str) -> Option<FigureWords>) -> String {
    let events = TextMergeStream::new(Parser::new_ext(markdown, Options::empty()));
    let mut writer = Writer {
        figures,
        out: String::new(),
        line: String::new(),
        around: Vec::new(),
        links: Vec::new(),
        has_title: false,
        in_heading: false,
        demands_open: false,
        gap: None,
        place: Place::Start,
    };
    for event in events {
        writer.event(event);
    }
    writer.end_line();
    writer.out
}

/// What a line stands in.
enum Around {
    Quotation,
    /// A list with the number of its next item, or without numbers.
    List(Option<u64>),
    /// An item: its marker until that is written, then as much space.
    Item {
        marker: String,
        written: bool,
    },
}

struct Writer<'f> {
    figures: &'f dyn Fn(&str) -> Option<FigureWords>,
    out: String,
    line: String,
    around: Vec<Around>,
    /// For each open link its address and where its words begin in the line.
    links: Vec<(String, usize)>,
    has_title: bool,
    in_heading: bool,
    demands_open: bool,
    /// Whether an empty line comes before the next one, and in how many quotations it was left.
    gap: Option<usize>,
    place: Place,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.line.push('\n'),
            Event::Rule => {
                self.gap = Some(self.quotations());
                self.line.push_str("* * *");
                self.end_block();
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Image { .. } => return,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let is_mail = link_type == LinkType::Email;
                let scheme = if is_mail { "mailto:" } else { "" };
                self.links
                    .push((format!("{scheme}{dest_url}"), self.line.len()));
                return;
            }
            _ => {}
        }
        self.end_line();
        self.place = Place::Start;
        match tag {
            Tag::Heading { .. } => self.in_heading = true,
            Tag::BlockQuote(_) => self.around.push(Around::Quotation),
            Tag::List(first) => self.around.push(Around::List(first)),
            Tag::Item => self.item(),
            _ => {}
        }
    }

    fn item(&mut self) {
        let marker = match self.around.last_mut() {
            Some(Around::List(Some(number))) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.around.push(Around::Item {
            marker,
            written: false,
        });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_block(),
            TagEnd::Item => {
                self.end_line();
                self.around.pop();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.end_block();
                self.around.pop();
            }
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    /// The first heading of the first level is the title, as in [`super::to_html`].
    fn end_heading(&mut self, level: HeadingLevel) {
        self.in_heading = false;
        let is_title = level == HeadingLevel::H1 && !self.has_title && self.out.is_empty();
        if is_title {
            self.has_title = true;
            self.line.clear();
            return;
        }
        let flagged = marks::demands_heading(&self.line).map(str::to_owned);
        self.demands_open = flagged.is_some();
        if let Some(words) = flagged {
            self.line = words;
        }
        self.gap = Some(self.quotations());
        self.end_block();
    }

    fn end_link(&mut self) {
        let Some((address, from)) = self.links.pop() else {
            return;
        };
        let words = self.line.get(from..).unwrap_or_default();
        let is_its_own = words == address || address.strip_prefix("mailto:") == Some(words);
        if !is_its_own && !self.in_heading && is_safe(&address) {
            self.line.push_str(&format!(" <{address}>"));
        }
    }

    fn text(&mut self, text: &str) {
        let demand = self.demands_open.then(|| marks::demand(text)).flatten();
        let text = demand.map_or(text, |(words, _)| words);
        for piece in marks::pieces(text) {
            match piece {
                Piece::Words(words) => self.words(words),
                Piece::Figure { id, source } => match (self.figures)(id) {
                    Some(words) => {
                        self.line.push_str(words.at(self.place == Place::Start));
                        self.place = Place::Inside;
                    }
                    None => self.words(source),
                },
            }
        }
    }

    fn words(&mut self, words: &str) {
        self.place = self.place.after(words);
        self.line.push_str(words);
    }

    fn end_block(&mut self) {
        self.end_line();
        self.gap = Some(self.quotations());
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        let gap = self.gap.take().filter(|_| !self.out.is_empty());
        if let Some(quotations) = gap {
            // Of two quotations that meet here, only the outer ones go on through the empty line.
            let through = vec![">"; quotations.min(self.quotations())];
            self.out.push_str(&through.join(" "));
            self.out.push('\n');
        }
        for part in line.trim_end().split('\n') {
            let prefix = self.prefix();
            self.out.push_str(&prefix);
            self.out.push_str(part.trim());
            self.out.push('\n');
        }
    }

    /// What stands before the next line; a marker only once.
    fn prefix(&mut self) -> String {
        let mut prefix = String::new();
        for around in &mut self.around {
            match around {
                Around::Quotation => prefix.push_str("> "),
                Around::List(_) => {}
                Around::Item { marker, written } if *written => {
                    prefix.extend(marker.chars().map(|_| ' '));
                }
                Around::Item { marker, written } => {
                    *written = true;
                    prefix.push_str(marker);
                }
            }
        }
        prefix
    }

    fn quotations(&self) -> usize {
        let is_quotation = |around: &&Around| matches!(around, Around::Quotation);
        self.around.iter().filter(is_quotation).count()
    }
}

/// Whether a link is let through, as in the HTML.
fn is_safe(address: &str) -> bool {
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        let figures = |id: &str| (id == "fish").then(|| FigureWords::new("more than 160", "en"));
        assert_eq!(to_text(markdown, &figures), expected, "{markdown}");
    }

    #[test]
    fn a_text_reads_without_its_markup() {
        check(
            "# Title\n\n{figure:fish} fish *died*,\nand {figure:fish} birds.\n\n## What now\n\nRead [the list](https://a.example/x).\n",
            "More than 160 fish died, and more than 160 birds.\n\nWhat now\n\nRead the list <https://a.example/x>.\n",
        );
    }

    #[test]
    fn lists_and_quotations_keep_their_shape() {
        check(
            "- one\n- two\n  - inner\n\n1. first\n2. second\n\n> said\n>\n> twice\n",
            "- one\n- two\n  - inner\n\n1. first\n2. second\n\n> said\n>\n> twice\n",
        );
    }

    #[test]
    fn marks_of_demands_are_not_shown() {
        check(
            "# T\n\n## We demand {.demands}\n\n- Open it! {#open}\n",
            "We demand\n\n- Open it!\n",
        );
    }

    #[test]
    fn addresses_are_said_once_and_only_where_they_lead_somewhere() {
        check(
            "<https://a.example> <b@c.example> [x](javascript:y)",
            "https://a.example b@c.example x\n",
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_writer(text in "(#{0,3}|[-*>]|[0-9]\\.)? ?(\\PC{0,8}(\\[a\\]\\(b\\)|\\n|\\*|\\{figure:fish\\})?){0,8}") {
            let written = to_text(&text, &|_| None);
            proptest::prop_assert!(written.is_empty() || written.ends_with('\n'));
        }
    }
}

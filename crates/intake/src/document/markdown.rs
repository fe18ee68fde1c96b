//! Markdown (CommonMark 0.31, with tables and footnotes).

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::build::Builder;
use super::{Document, Format, MarkKind, ReadError, Role};
use crate::finding::{Finding, Place};

/// How deep quotations and lists may lie in each other.
const MAX_DEPTH: usize = 64;

struct Walk {
    builder: Builder,
    /// For each open list whether it is numbered.
    lists: Vec<bool>,
    note: Option<String>,
    cells: usize,
    front: Option<String>,
    in_front: bool,
    depth: usize,
}

/// Reads a text.
pub(super) fn read(name: &str, text: &str) -> Result<Document, ReadError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut walk = Walk {
        builder: Builder::new(Format::Markdown),
        lists: Vec::new(),
        note: None,
        cells: 0,
        front: None,
        in_front: false,
        depth: 0,
    };
    for event in Parser::new_ext(text, options) {
        if walk.depth > MAX_DEPTH {
            let what = format!("more than {MAX_DEPTH} lists and quotations lie in each other");
            let format = Format::Markdown;
            return Err(ReadError::Overwhelming { format, what });
        }
        walk.event(event);
    }
    if let Some(front) = walk.front.take() {
        let words = front.split_whitespace().collect::<Vec<_>>().join(" ");
        let finding = Finding::warning(
            "front-matter-left-out",
            format!("the lines of settings above the text were left out: `{words}`"),
        );
        let help =
            "add to the folder what belongs to the text: date, note, where it first appeared";
        walk.builder
            .find(finding.at(Place::beginning(name)).help(help));
    }
    Ok(walk.builder.finish())
}

impl Walk {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.words(&text),
            Event::FootnoteReference(label) => self.builder.reference(label.to_string()),
            Event::SoftBreak => self.builder.words(" "),
            Event::HardBreak => self.builder.line_break(),
            Event::Rule => self.builder.close(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn words(&mut self, text: &str) {
        match &mut self.front {
            Some(front) if self.in_front => front.push_str(text),
            _ => self.builder.words(text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => self.paragraph(),
            Tag::Heading { level, .. } => self.builder.open(Role::Heading(level as u8)),
            Tag::BlockQuote(_) => {
                self.depth += 1;
                self.builder.quote();
            }
            Tag::List(first) => {
                self.depth += 1;
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let is_ordered = self.lists.last().copied().unwrap_or(false);
                self.builder.open(Role::Item { depth, is_ordered });
            }
            Tag::FootnoteDefinition(label) => {
                self.note = Some(label.to_string());
            }
            Tag::TableHead | Tag::TableRow => {
                self.builder.open(Role::Row);
                self.cells = 0;
            }
            Tag::TableCell => {
                self.cells += 1;
                if self.cells > 1 {
                    self.builder.words(" | ");
                }
            }
            Tag::Emphasis => self.builder.start(MarkKind::Emphasis),
            Tag::Strong => self.builder.start(MarkKind::Strong),
            Tag::Link {
                link_type,
                dest_url,
                ..
            }
            | Tag::Image {
                link_type,
                dest_url,
                ..
            } => {
                self.builder
                    .start(MarkKind::Link(target(link_type, &dest_url)));
            }
            Tag::MetadataBlock(_) => {
                self.front = Some(String::new());
                self.in_front = true;
            }
            _ => {}
        }
    }

    /// The first paragraph of an item is the item; a second one goes on in it.
    fn paragraph(&mut self) {
        if let Some(label) = &self.note {
            self.builder.open(Role::Footnote(label.clone()));
        } else if self.lists.is_empty() {
            self.builder.open(Role::Paragraph);
        } else if self.builder.has_words() {
            self.builder.line_break();
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.lists.is_empty() => self.builder.close(),
            TagEnd::CodeBlock | TagEnd::HtmlBlock if self.lists.is_empty() => self.builder.close(),
            TagEnd::Heading(_) | TagEnd::Item => self.builder.close(),
            TagEnd::BlockQuote(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.builder.unquote();
            }
            TagEnd::List(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.lists.pop();
                self.builder.close();
            }
            TagEnd::FootnoteDefinition => {
                self.builder.close();
                self.note = None;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.builder.close();
            }
            TagEnd::Emphasis => self.builder.end(&MarkKind::Emphasis),
            TagEnd::Strong => self.builder.end(&MarkKind::Strong),
            TagEnd::Link | TagEnd::Image => self.builder.end(&MarkKind::Link(String::new())),
            TagEnd::MetadataBlock(_) => self.in_front = false,
            _ => {}
        }
    }
}

fn target(link_type: LinkType, url: &CowStr<'_>) -> String {
    match link_type {
        LinkType::Email => format!("mailto:{url}"),
        _ => url.to_string(),
    }
}

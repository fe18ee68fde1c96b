//! Markdown events in, our few elements out.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::marks::{self, Piece};
use super::sentence::Place;
use super::{Anchor, Body, FigureWords, Frame, quotation};
use crate::html::{Html, push_escaped};

/// Writes one text.
pub(super) struct Writer<'f> {
    figures: &'f dyn Fn(&str) -> Option<FigureWords>,
    title: Option<String>,
    /// The finished elements; an open heading or demand is collected on top until its marks are known.
    out: String,
    heading: Option<Heading>,
    demand: Option<Demand>,
    demands_open: bool,
    /// How many lists and quotations are open: a demand is an item of the outermost list only.
    depth: usize,
    /// What each open link has to be closed with; nothing for a link that was not let through.
    links: Vec<&'static str>,
    place: Place,
    /// The frames of the quotations that are still to come.
    frames: std::slice::Iter<'f, Frame>,
    /// The frame of the quotation that is open.
    frame: Option<&'f Frame>,
    /// The names of paragraphs.
    anchors: &'f [Anchor],
    /// How many anchors have been passed: each stands on one element, the first of its paragraph.
    anchored: usize,
}

#[derive(Default)]
struct Demand {
    id: Option<String>,
    behind: bool,
    html: String,
}

#[derive(Default)]
struct Heading {
    attributes: String,
    words: String,
}

impl<'f> Writer<'f> {
    pub(super) fn new(figures: &'f dyn Fn(&str) -> Option<FigureWords>) -> Self {
        Self {
            figures,
            title: None,
            out: String::new(),
            heading: None,
            demand: None,
            demands_open: false,
            depth: 0,
            links: Vec::new(),
            place: Place::Start,
            frames: [].iter(),
            frame: None,
            anchors: &[],
            anchored: 0,
        }
    }

    /// For a text whose paragraphs have names.
    pub(super) fn naming(mut self, anchors: &'f [Anchor]) -> Self {
        self.anchors = anchors;
        self
    }

    /// For a text whose title stands elsewhere, and whose quotations have frames.
    pub(super) fn quoting(mut self, frames: &'f [Frame]) -> Self {
        self.frames = frames.iter();
        self.title = Some(String::new());
        self
    }

    /// Writes what stands at `offset` of the text.
    pub(super) fn event(&mut self, event: Event<'_>, offset: usize) {
        match event {
            Event::Start(tag) => self.start(tag, offset),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::SoftBreak => self.space("\n"),
            Event::HardBreak => self.space("<br>\n"),
            Event::Rule => self.tag("<hr>\n"),
            Event::TaskListMarker(_) => {}
        }
    }

    pub(super) fn finish(mut self) -> Body {
        self.close_demands();
        Body {
            title: self.title.unwrap_or_default(),
            html: Html::trusted(self.out),
        }
    }

    fn start(&mut self, tag: Tag<'_>, offset: usize) {
        let inline = matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
        );
        if !inline {
            self.place = Place::Start;
        }
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                let attributes = self.attributes(offset);
                self.tag(&format!("<p{attributes}>"));
            }
            Tag::Heading { .. } => {
                let attributes = self.attributes(offset);
                self.heading = Some(Heading {
                    attributes,
                    ..Heading::default()
                });
            }
            Tag::BlockQuote(_) => self.open_quotation(offset),
            Tag::List(None) => self.nest("<ul>\n"),
            Tag::List(Some(_)) => self.nest("<ol>\n"),
            Tag::Item if self.is_demand() => {
                let behind = self.named(offset).is_some_and(|anchor| anchor.behind);
                self.demand = Some(Demand {
                    behind,
                    ..Demand::default()
                });
            }
            Tag::Item => {
                let attributes = self.attributes(offset);
                self.tag(&format!("<li{attributes}>"));
            }
            Tag::Emphasis => self.inline("<em>"),
            Tag::Strong => self.inline("<strong>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.tag("</p>\n"),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(_) => self.close_quotation(),
            TagEnd::List(false) => self.unnest("</ul>\n"),
            TagEnd::List(true) => self.unnest("</ol>\n"),
            TagEnd::Item if self.depth == 1 && self.demand.is_some() => self.end_demand(),
            TagEnd::Item => self.tag("</li>\n"),
            TagEnd::Emphasis => self.inline("</em>"),
            TagEnd::Strong => self.inline("</strong>"),
            TagEnd::Link => {
                let closing = self.links.pop().unwrap_or_default();
                self.inline(closing);
            }
            _ => {}
        }
    }

    /// The anchor of the paragraph at an offset, where nothing of that paragraph was written yet.
    fn named(&mut self, offset: usize) -> Option<&'f Anchor> {
        let begun = self
            .anchors
            .partition_point(|anchor| anchor.start <= offset);
        let unwritten = begun > self.anchored;
        self.anchored = self.anchored.max(begun);
        self.anchors
            .get(begun.checked_sub(1)?)
            .filter(|_| unwritten)
    }

    /// What stands in the opening tag of a paragraph's first element.
    fn attributes(&mut self, offset: usize) -> String {
        self.named(offset).map_or_else(String::new, |anchor| {
            format!(" id=\"{}\"{}", anchor.id, class(anchor.behind))
        })
    }

    fn is_demand(&self) -> bool {
        self.demands_open && self.depth == 1
    }

    fn nest(&mut self, opening: &str) {
        self.tag(opening);
        self.depth += 1;
    }

    fn unnest(&mut self, closing: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.tag(closing);
    }

    fn open_quotation(&mut self, offset: usize) {
        if self.depth == 0 {
            self.frame = self.frames.next();
        }
        let opening = match self.frame {
            Some(frame) if self.depth == 0 => quotation::opening(frame),
            _ => format!("<blockquote{}>\n", self.attributes(offset)),
        };
        self.nest(&opening);
    }

    fn close_quotation(&mut self) {
        self.unnest("</blockquote>\n");
        if self.depth == 0
            && let Some(frame) = self.frame.take()
        {
            self.tag(&quotation::closing(frame));
        }
    }

    fn end_demand(&mut self) {
        let Demand { id, behind, html } = self.demand.take().unwrap_or_default();
        let id = id
            .map(|id| format!(" id=\"demand-{id}\""))
            .unwrap_or_default();
        let class = class(behind);
        self.tag(&format!("<li{id}{class}>{}</li>\n", html.trim_end()));
    }

    /// The first heading of the first level is the title; other headings start at the second level, because the
    /// page has one `<h1>`.
    fn end_heading(&mut self, level: HeadingLevel) {
        let Some(Heading {
            attributes,
            words: heading,
        }) = self.heading.take()
        else {
            return;
        };
        let outermost = self.depth == 0;
        if level == HeadingLevel::H1 && self.title.is_none() && self.out.is_empty() {
            self.title = Some(heading);
            return;
        }
        let (words, flagged) = match marks::demands_heading(&heading) {
            Some(words) if outermost => (words, true),
            _ => (heading.as_str(), false),
        };
        let element = if level <= HeadingLevel::H2 {
            "h2"
        } else {
            "h3"
        };
        if outermost && (element == "h2" || flagged) {
            self.close_demands();
        }
        if flagged {
            self.out.push_str("<section class=\"demands\">\n");
            self.demands_open = true;
        }
        let mut markup = format!("<{element}{attributes}>");
        push_escaped(&mut markup, words);
        self.tag(&format!("{markup}</{element}>\n"));
    }

    fn close_demands(&mut self) {
        if std::mem::take(&mut self.demands_open) {
            self.out.push_str("</section>\n");
        }
    }

    fn link(&mut self, link_type: LinkType, target: &str) {
        let target = match link_type {
            LinkType::Email => format!("mailto:{target}"),
            _ => target.to_owned(),
        };
        let nested = self.links.iter().any(|closing| !closing.is_empty());
        if nested || !is_safe(&target) || self.heading.is_some() {
            self.links.push("");
            return;
        }
        let mut markup = String::from("<a href=\"");
        push_escaped(&mut markup, &target);
        markup.push_str("\">");
        self.inline(&markup);
        self.links.push("</a>");
    }

    fn text(&mut self, text: &str) {
        let mut text = text;
        if let Some(demand) = &mut self.demand
            && let Some((words, id)) = marks::demand(text)
        {
            demand.id.get_or_insert_with(|| id.to_owned());
            text = words;
        }
        for piece in marks::pieces(text) {
            match piece {
                Piece::Words(words) => self.words(words),
                Piece::Figure { id, source } => self.figure(id, source),
            }
        }
    }

    fn words(&mut self, words: &str) {
        self.place = self.place.after(words);
        match &mut self.heading {
            Some(heading) => heading.words.push_str(words),
            None => match self.frame {
                Some(frame) => quotation::push_words(self.target(), words, frame),
                None => push_escaped(self.target(), words),
            },
        }
    }

    fn figure(&mut self, id: &str, source: &str) {
        let Some(words) = (self.figures)(id) else {
            return self.words(source);
        };
        let said = words.at(self.place == Place::Start).to_owned();
        let linked = self.heading.is_none() && self.links.iter().all(|closing| closing.is_empty());
        if linked {
            self.inline(&format!("<a class=\"figure\" href=\"#figure-{id}\">"));
        }
        self.words(&said);
        if linked {
            self.inline("</a>");
        }
        if let Some(behind) = &words.behind {
            self.inline(behind.as_str());
        }
        self.place = Place::Inside;
    }

    /// A tag inside a line: headings have none, since the title is also the title of the window and of mails.
    fn inline(&mut self, markup: &str) {
        if self.heading.is_none() {
            self.target().push_str(markup);
        }
    }

    fn space(&mut self, markup: &str) {
        self.place = self.place.after(" ");
        match &mut self.heading {
            Some(heading) => heading.words.push(' '),
            None => self.target().push_str(markup),
        }
    }

    fn tag(&mut self, markup: &str) {
        self.target().push_str(markup);
    }

    fn target(&mut self) -> &mut String {
        match &mut self.demand {
            Some(demand) => &mut demand.html,
            None => &mut self.out,
        }
    }
}

/// The class of what has yet to follow its original.
const fn class(behind: bool) -> &'static str {
    if behind { " class=\"behind\"" } else { "" }
}

/// Whether a link leads to a page or a mailbox and not to a script.
fn is_safe(target: &str) -> bool {
    let scheme = target
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

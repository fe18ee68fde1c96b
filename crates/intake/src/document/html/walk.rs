//! A cleaned page as paragraphs.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::tokenizer::{TagKind, Token as Read, TokenSink, TokenSinkResult};

use super::{characters, tokenise};
use crate::document::build::Builder;
use crate::document::{Document, Format, MarkKind, Role};
use crate::finding::{Finding, Place};

/// The longest label of a footnote: `[12]`, `***`.
const MAX_LABEL: usize = 6;

/// A part of a cleaned page; every element that is not void has its end.
pub(super) enum Token {
    Start(Tag),
    End(String),
    Text(String),
}

/// The beginning of an element.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) role: Option<String>,
    href: Option<String>,
    id: Option<String>,
}

impl Tag {
    pub(super) fn is_void(&self) -> bool {
        matches!(self.name.as_str(), "br" | "hr")
    }
}

struct Collect(RefCell<Vec<Token>>);

impl TokenSink for Collect {
    type Handle = ();

    fn process_token(&self, token: Read, _: u64) -> TokenSinkResult<()> {
        let mut tokens = self.0.borrow_mut();
        if let Some(text) = characters(&token) {
            tokens.push(Token::Text(text.to_string()));
        } else if let Read::TagToken(tag) = token {
            let name = tag.name.to_string();
            let mut attributes: BTreeMap<String, String> = tag
                .attrs
                .iter()
                .map(|attribute| {
                    (
                        attribute.name.local.to_string(),
                        attribute.value.to_string(),
                    )
                })
                .collect();
            tokens.push(match tag.kind {
                TagKind::EndTag => Token::End(name),
                TagKind::StartTag => Token::Start(Tag {
                    name,
                    role: attributes.remove("role"),
                    href: attributes.remove("href"),
                    id: attributes.remove("id"),
                }),
            });
        }
        TokenSinkResult::Continue
    }
}

/// The tokens of a cleaned page.
pub(super) fn tokens(page: &str) -> Vec<Token> {
    tokenise(page, Collect(RefCell::default())).0.into_inner()
}

/// Where the footnotes of a page are: the token at which each identifier stands.
struct Anchors(BTreeMap<String, usize>);

impl Anchors {
    fn of(tokens: &[Token]) -> Self {
        let ids = tokens
            .iter()
            .enumerate()
            .filter_map(|(index, token)| match token {
                Token::Start(tag) => Some((tag.id.clone()?, index)),
                _ => None,
            });
        Self(ids.collect())
    }

    /// What a link inside the page is, if it is part of a footnote: a reference to one that stands
    /// later, or the way back from one.
    fn link(&self, href: &str, words: &str, at: usize) -> Option<NoteLink> {
        let target = href.strip_prefix('#')?;
        let words = words.trim();
        let is_label = !words.is_empty()
            && words.chars().count() <= MAX_LABEL
            && !words.contains(|c: char| {
                c.is_alphabetic() && c.is_lowercase() && words.chars().count() > 2
            });
        let stands = *self.0.get(target)?;
        match (is_label, stands > at) {
            (true, true) => Some(NoteLink::Reference(target.to_owned())),
            (true, false) => Some(NoteLink::Back),
            _ => None,
        }
    }
}

enum NoteLink {
    Reference(String),
    Back,
}

struct Walk {
    builder: Builder,
    /// For each open list whether it is numbered.
    lists: Vec<bool>,
    /// For each open element the footnote it is, if it is one.
    notes: Vec<Option<String>>,
    references: BTreeSet<String>,
    /// How many cells the open row has; nothing outside of rows.
    cells: Option<usize>,
    /// For each open table whether its rows are rows and not a frame for text.
    tables: Vec<bool>,
}

/// Reads the tokens of a text. `left_out` and `title` become findings.
pub(super) fn read(name: &str, tokens: &[Token], left_out: &[String], title: &str) -> Document {
    let anchors = Anchors::of(tokens);
    let mut walk = Walk {
        builder: Builder::new(Format::Html),
        lists: Vec::new(),
        notes: Vec::new(),
        references: references(tokens, &anchors),
        cells: None,
        tables: Vec::new(),
    };
    let mut index = 0;
    while index < tokens.len() {
        index = walk.token(tokens, index, &anchors);
    }
    walk.builder.close();
    for words in left_out {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("a part of the page around the text was left out: `{words}`");
        let finding = Finding::note("page-frame-left-out", message);
        walk.builder.find(finding.at(Place::beginning(name)));
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if !title.is_empty() {
        let message = format!("the page is called `{title}`");
        let finding = Finding::note("page-title", message);
        walk.builder.find(finding.at(Place::beginning(name)));
    }
    walk.builder.finish()
}

/// The identifiers that references to footnotes lead to.
fn references(tokens: &[Token], anchors: &Anchors) -> BTreeSet<String> {
    let links = tokens.iter().enumerate().filter_map(|(index, token)| {
        let Token::Start(Tag {
            href: Some(href), ..
        }) = token
        else {
            return None;
        };
        match anchors.link(href, &inner_words(tokens, index), index)? {
            NoteLink::Reference(target) => Some(target),
            NoteLink::Back => None,
        }
    });
    links.collect()
}

/// The words inside a link.
fn inner_words(tokens: &[Token], start: usize) -> String {
    tokens[start + 1..]
        .iter()
        .take_while(|token| !matches!(token, Token::End(name) if name == "a"))
        .take(16)
        .filter_map(|token| match token {
            Token::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

impl Walk {
    /// Takes one token, or a whole link that is part of a footnote; answers the next one.
    fn token(&mut self, tokens: &[Token], index: usize, anchors: &Anchors) -> usize {
        match &tokens[index] {
            Token::Text(text) => self.builder.words(text),
            Token::End(name) => self.end(name),
            Token::Start(tag) => {
                if let Some(href) = tag.href.as_ref().filter(|_| tag.name == "a") {
                    let words = inner_words(tokens, index);
                    if let Some(link) = anchors.link(href, &words, index) {
                        if let NoteLink::Reference(label) = link {
                            self.builder.reference(label);
                        }
                        let length = tokens[index..]
                            .iter()
                            .position(|token| matches!(token, Token::End(name) if name == "a"));
                        return index + length.unwrap_or(0) + 1;
                    }
                }
                self.start(tag, &tokens[index + 1..]);
            }
        }
        index + 1
    }

    fn start(&mut self, tag: &Tag, rest: &[Token]) {
        let is_note = tag.id.as_ref().filter(|id| self.references.contains(*id));
        if !tag.is_void() {
            self.notes.push(is_note.cloned());
        }
        let name = tag.name.as_str();
        match name {
            "br" if self.cells.is_some() => self.builder.words(" "),
            "br" => self.builder.line_break(),
            "a" => self
                .builder
                .start(MarkKind::Link(tag.href.clone().unwrap_or_default())),
            "b" | "strong" => self.builder.start(MarkKind::Strong),
            "i" | "em" | "cite" => self.builder.start(MarkKind::Emphasis),
            "q" => self.builder.words("\u{201c}"),
            "sup" | "body" => {}
            "ul" | "ol" => {
                self.lists.push(name == "ol");
                self.builder.close();
            }
            "table" => {
                self.builder.close();
                self.tables.push(is_data(rest));
            }
            "tr" if self.in_table() => {
                self.builder.open(Role::Row);
                self.cells = Some(0);
            }
            "td" | "th" if self.cells.is_some() => {
                let cells = self.cells.map_or(1, |cells| cells + 1);
                self.cells = Some(cells);
                if cells > 1 {
                    self.builder.words(" | ");
                }
            }
            "blockquote" => self.builder.quote(),
            _ if self.cells.is_some() => self.builder.words(" "),
            _ => self.block(name),
        }
    }

    /// An element that begins a paragraph.
    fn block(&mut self, name: &str) {
        let note = self.notes.iter().rev().flatten().next();
        if let Some(label) = note {
            if !self.builder.is_open() || self.builder.has_words() {
                self.builder.open(Role::Footnote(label.clone()));
            }
        } else if let Some(level) = heading(name) {
            self.builder.open(Role::Heading(level));
        } else if name == "li" {
            let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
            let is_ordered = self.lists.last().copied().unwrap_or(false);
            self.builder.open(Role::Item { depth, is_ordered });
        } else if self.lists.is_empty() || !self.builder.is_open() {
            self.builder.open(Role::Paragraph);
        } else if self.builder.has_words() {
            // A second paragraph of one item.
            self.builder.line_break();
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "a" => self.builder.end(&MarkKind::Link(String::new())),
            "b" | "strong" => self.builder.end(&MarkKind::Strong),
            "i" | "em" | "cite" => self.builder.end(&MarkKind::Emphasis),
            "q" => self.builder.words("\u{201d}"),
            "sup" | "body" => {}
            "ul" | "ol" => {
                self.lists.pop();
                self.builder.close();
            }
            "blockquote" => self.builder.unquote(),
            "table" => {
                self.tables.pop();
                self.builder.close();
            }
            "tr" if self.in_table() => {
                self.cells = None;
                self.builder.close();
            }
            "li" => self.builder.close(),
            _ if self.cells.is_some() => self.builder.words(" "),
            _ if self.lists.is_empty() => self.builder.close(),
            _ => {}
        }
        self.notes.pop();
    }

    fn in_table(&self) -> bool {
        self.tables == [true]
    }
}

/// Whether a table holds data: rows of several cells, and nothing in them that makes paragraphs.
/// Old pages and mails use tables to place their text.
fn is_data(rest: &[Token]) -> bool {
    let mut cells = 0;
    let mut most = 0;
    for token in rest {
        match token {
            Token::Start(tag) => match tag.name.as_str() {
                "tr" => cells = 0,
                "td" | "th" => cells += 1,
                "table" | "ul" | "ol" | "blockquote" | "article" | "section" => return false,
                name if heading(name).is_some() => return false,
                _ => {}
            },
            Token::End(name) if name == "table" => break,
            _ => {}
        }
        most = most.max(cells);
    }
    most > 1
}

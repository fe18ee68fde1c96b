//! Footnotes: a source where they name one, a numbered note at the end of the text otherwise.

use std::ops::Range;

use super::Context;
use super::lines::{Block, Line};
use super::markdown;
use super::passage::{Joiner, Passage};
use crate::document::{MarkKind, Role};
use crate::finding::{Finding, Place};

/// One footnote.
struct Note {
    label: String,
    lines: Vec<Line>,
    references: usize,
    /// Whether it went into the source of a figure.
    is_source: bool,
}

/// The footnotes of a document, in the order in which the text refers to them.
#[derive(Default)]
pub(super) struct Footnotes(Vec<Note>);

/// What a footnote says of the source of a figure.
pub(super) struct Source {
    pub(super) url: String,
    /// Its words without the address, if it has any.
    pub(super) words: Option<String>,
    /// The number by which the text refers to it.
    pub(super) number: usize,
}

/// Takes the footnotes out of the blocks.
pub(super) fn take(blocks: &mut Vec<Block>, context: &mut Context<'_>) {
    let mut notes: Vec<Note> = Vec::new();
    for block in std::mem::take(blocks) {
        let Some(Role::Footnote(label)) = &block.role else {
            blocks.push(block);
            continue;
        };
        match notes.iter_mut().find(|note| note.label == *label) {
            Some(note) => note.lines.extend(block.lines),
            None => notes.push(Note {
                label: label.clone(),
                lines: block.lines,
                references: 0,
                is_source: false,
            }),
        }
    }
    let mut order = Vec::new();
    let marks = blocks
        .iter()
        .flat_map(|block| &block.lines)
        .flat_map(|line| &line.marks);
    for mark in marks {
        let MarkKind::Reference(label) = &mark.kind else {
            continue;
        };
        if let Some(index) = notes.iter().position(|note| note.label == *label) {
            notes[index].references += 1;
            order.push(index);
        }
    }
    let rank = |index: usize| order.iter().position(|first| *first == index);
    let mut ranked: Vec<(Option<usize>, Note)> = notes
        .into_iter()
        .enumerate()
        .map(|(index, note)| (rank(index), note))
        .collect();
    ranked.sort_by_key(|(rank, _)| rank.unwrap_or(usize::MAX));
    context.footnotes = Footnotes(ranked.into_iter().map(|(_, note)| note).collect());
}

impl Footnotes {
    /// The number of a footnote that is shown as a note; nothing for sources and for references to
    /// nothing.
    pub(super) fn shown(&self, label: &str) -> Option<usize> {
        let index = self.0.iter().position(|note| note.label == label)?;
        (!self.0[index].is_source).then_some(index + 1)
    }

    /// Makes a footnote the source of a figure, if it names one address and is referred to once.
    pub(super) fn become_source(&mut self, label: &str) -> Option<Source> {
        let index = self.0.iter().position(|note| note.label == label)?;
        let note = &mut self.0[index];
        let (url, words) = only_address(&note.lines)?;
        if note.references != 1 {
            return None;
        }
        note.is_source = true;
        Some(Source {
            url,
            words: Some(words).filter(|words| words.contains(char::is_alphanumeric)),
            number: index + 1,
        })
    }
}

/// The one address in some lines, and the words beside it.
fn only_address(lines: &[Line]) -> Option<(String, String)> {
    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let text = text.join(" ");
    let mut addresses: Vec<String> = Vec::new();
    let mut words = text.clone();
    for word in text.split_whitespace().filter_map(address) {
        words = words.replacen(&word, "", 1);
        addresses.push(word);
    }
    // One that stands there twice is words, too.
    if addresses.len() > 1 {
        return None;
    }
    for mark in lines.iter().flat_map(|line| &line.marks) {
        if let MarkKind::Link(target) = &mark.kind
            && target.starts_with("http")
        {
            addresses.push(target.clone());
        }
    }
    addresses.sort_unstable();
    addresses.dedup_by(|a, b| a.trim_end_matches('/') == b.trim_end_matches('/'));
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match addresses.as_slice() {
        [only] => Some((
            only.clone(),
            words
                .trim_end_matches([',', ':', ';', '.', '(', ')', ' ', '–', '-'])
                .to_owned(),
        )),
        _ => None,
    }
}

fn address(word: &str) -> Option<String> {
    let word = word.trim_start_matches(['(', '<', '[', '„', '“', '"']);
    let word = word.trim_end_matches(['.', ',', ';', ':', ')', '>', ']', '“', '”', '"', '!', '?']);
    let is_address = word.starts_with("https://") || word.starts_with("http://");
    is_address.then(|| word.to_owned())
}

/// The sentence in which, or behind which, a reference stands.
pub(super) fn sentence(text: &str, at: usize) -> Range<usize> {
    let before =
        text[..at].trim_end_matches(['.', '!', '?', ' ', '“', '”', '"', '»', ')', ',', ';']);
    let start = before
        .rfind(['.', '!', '?'])
        .into_iter()
        .chain(before.rfind('\n'))
        .filter(|stop| text[*stop..].starts_with(['!', '?']) || ends_sentence(text, *stop))
        .max()
        .map_or(0, |stop| stop + 1);
    start..at
}

/// A full stop inside a number or behind one is not an end.
fn ends_sentence(text: &str, stop: usize) -> bool {
    let is_number = text[..stop].ends_with(|c: char| c.is_ascii_digit());
    !is_number && text[stop + 1..].starts_with(' ')
}

/// The footnotes that are shown as notes, as Markdown paragraphs for the end of the text.
pub(super) fn notes(joiner: &mut Joiner, context: &mut Context<'_>) -> Vec<String> {
    let shown: Vec<(usize, Passage)> = context
        .footnotes
        .0
        .iter()
        .enumerate()
        .filter(|(_, note)| !note.is_source)
        .map(|(index, note)| (index + 1, joiner.join(&note.lines)))
        .collect();
    let Some((_, first)) = shown.first() else {
        return Vec::new();
    };
    let place: Place = first.head(context.file);
    let message = format!(
        "{} footnotes stand as numbered notes at the end of the text",
        shown.len()
    );
    context.findings.push(
        Finding::note("footnotes-kept", message)
            .at(place)
            .help("where one names the source of a figure, move it to `figures.toml`"),
    );
    let write = |(number, passage): &(usize, Passage)| {
        let words = markdown::inline(&passage.text, &passage.marks(), &[]);
        format!("\\[{number}] {words}")
    };
    shown.iter().map(write).collect()
}

//! A passage: lines joined to running text that still knows where each letter stood.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lines::{Line, within};
use crate::document::Mark;
use crate::finding::{Finding, Place};
use crate::words::token::tokens;

/// Running text from one or more lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Passage {
    /// The text on one line.
    pub(super) text: String,
    /// The lines it was made from, each with the byte of the text at which it begins and the byte
    /// of the line that stands there.
    parts: Vec<(usize, usize, Line)>,
}

impl Passage {
    /// The place of a span; one that runs over a line end is cut there.
    pub(super) fn place(&self, file: &str, span: &Range<usize>) -> Place {
        let index = self.parts.partition_point(|(at, ..)| *at <= span.start);
        let Some((at, from, line)) = index.checked_sub(1).and_then(|i| self.parts.get(i)) else {
            return Place::beginning(file);
        };
        let next = self
            .parts
            .get(index)
            .map_or(self.text.len(), |(at, ..)| *at);
        let end = span.end.clamp(span.start, next);
        let length = self
            .text
            .get(span.start..end)
            .map_or(1, |part| part.trim_end().chars().count());
        Place {
            file: file.to_owned(),
            line: line.number,
            column: line.column(span.start - at + from),
            length: length.max(1),
        }
    }

    /// The markup of the passage, in its bytes.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (index, (at, from, line)) in self.parts.iter().enumerate() {
            let next = self.parts.get(index + 1);
            let length = next.map_or(self.text.len(), |(next, ..)| *next) - at;
            let inside = within(&line.marks, *from, (from + length).min(line.text.len()));
            marks.extend(inside.into_iter().map(|mark| Mark {
                span: mark.span.start + at..(mark.span.end + at).min(self.text.len()),
                kind: mark.kind,
            }));
        }
        marks
    }

    /// The place of some words of the passage, or of its first line where they are not in it.
    pub(super) fn place_of(&self, file: &str, words: &str) -> Place {
        match self.text.find(words).filter(|_| !words.is_empty()) {
            Some(at) => self.place(file, &(at..at + words.len())),
            None => self.head(file),
        }
    }

    /// The place of the whole first line.
    pub(super) fn head(&self, file: &str) -> Place {
        self.place(file, &(0..self.text.len()))
    }

    /// The part of the passage in a span, as a passage of its own.
    pub(super) fn cut(&self, span: &Range<usize>) -> Self {
        let text = self.text[span.clone()].to_owned();
        let mut parts = Vec::new();
        for (index, (at, from, line)) in self.parts.iter().enumerate() {
            let next = self
                .parts
                .get(index + 1)
                .map_or(self.text.len() + 1, |(at, ..)| *at);
            if next <= span.start || *at > span.end {
                continue;
            }
            let skipped = span.start.saturating_sub(*at);
            parts.push((at.saturating_sub(span.start), from + skipped, line.clone()));
        }
        Self { text, parts }
    }
}

/// Joins lines to passages and tells what it did.
pub(super) struct Joiner {
    file: String,
    /// Words written with a hyphen inside a line: they keep it when broken there.
    hyphenated: BTreeSet<String>,
    /// Words that were broken at a line end, as they were joined.
    words: Vec<(String, Place)>,
    lines: usize,
    passages: usize,
}

/// What stands at the end of a line.
enum End {
    /// A word: a space follows.
    Word,
    /// A broken word: nothing follows, the hyphen falls away.
    Broken,
    /// A hyphen that belongs to the word.
    Hyphen,
}

impl Joiner {
    pub(super) fn new(file: &str, document: &str) -> Self {
        let hyphenated = tokens(document)
            .into_iter()
            .map(|token| token.folded)
            .filter(|word| word.contains('-'))
            .collect();
        Self {
            file: file.to_owned(),
            hyphenated,
            words: Vec::new(),
            lines: 0,
            passages: 0,
        }
    }

    /// One passage from lines.
    pub(super) fn join(&mut self, lines: &[Line]) -> Passage {
        let mut passage = Passage::default();
        for (index, line) in lines.iter().enumerate() {
            passage.parts.push((passage.text.len(), 0, line.clone()));
            passage.text.push_str(&line.text);
            let Some(next) = lines.get(index + 1) else {
                break;
            };
            match self.end(&line.text, &next.text) {
                End::Word => passage.text.push(' '),
                End::Hyphen => {}
                End::Broken => {
                    passage.text.pop();
                    self.remember(line, next);
                }
            }
        }
        if lines.len() > 1 {
            self.lines += lines.len();
            self.passages += 1;
        }
        passage
    }

    fn end(&self, line: &str, next: &str) -> End {
        let Some(before) = line.strip_suffix(['-', '\u{ad}', '¬', '‐']) else {
            return End::Word;
        };
        let first = next.chars().next().unwrap_or(' ');
        let is_soft = !line.ends_with(['-', '‐']);
        if !before.ends_with(char::is_alphanumeric) {
            return End::Word;
        }
        if is_soft {
            return End::Broken;
        }
        let follower = next.split_whitespace().next().unwrap_or("");
        // "Kriegs- und Friedenszeiten": the hyphen stands for the rest of a compound.
        if ["und", "oder", "bzw.", "and", "or", "et", "y", "и"].contains(&follower) {
            return End::Word;
        }
        let head = before.rsplit(' ').next().unwrap_or("");
        let tail = follower.trim_end_matches(|c: char| !c.is_alphanumeric());
        let whole = crate::fold::fold(&format!("{head}-{tail}"));
        if first.is_lowercase() && !self.hyphenated.contains(&whole) {
            End::Broken
        } else {
            End::Hyphen
        }
    }

    fn remember(&mut self, line: &Line, next: &Line) {
        let head = line.text.rsplit(' ').next().unwrap_or("");
        let head = &head[..head.len() - head.chars().next_back().map_or(0, char::len_utf8)];
        let tail = next.text.split(' ').next().unwrap_or("");
        let place = Place {
            file: self.file.clone(),
            line: line.number,
            column: line
                .column(line.text.len())
                .saturating_sub(head.chars().count() + 1)
                .max(1),
            length: head.chars().count() + 1,
        };
        self.words.push((format!("{head}{tail}"), place));
    }

    /// What was joined.
    pub(super) fn findings(self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.passages > 0 {
            let message = format!(
                "{} lines were joined to {} paragraphs and items",
                self.lines, self.passages
            );
            findings.push(Finding::note("lines-joined", message));
        }
        for (word, place) in self.words {
            let message = format!("a word was broken at the line end and joined: `{word}`");
            findings.push(Finding::note("word-joined", message).at(place));
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::lines::blocks;

    fn joined(text: &str) -> (Passage, Vec<Finding>) {
        let mut findings = Vec::new();
        let document = crate::document::Document::plain(text.to_owned());
        let lines: Vec<Line> = blocks("f", &document, &mut findings)
            .into_iter()
            .flat_map(|block| block.lines)
            .collect();
        let mut joiner = Joiner::new("f", text);
        let passage = joiner.join(&lines);
        (passage, joiner.findings())
    }

    #[test]
    fn broken_words_are_joined_and_real_hyphens_kept() {
        let check = |text: &str, expected: &str| assert_eq!(joined(text).0.text, expected);
        check("die Gewerk-\nschaft ruft", "die Gewerkschaft ruft");
        check("Arbeits-\nund Pausenzeiten", "Arbeits- und Pausenzeiten");
        check("Initiativen\nund -gruppen", "Initiativen und -gruppen");
        check("das Fahrer-\nHaus", "das Fahrer-Haus");
        check(
            "ein well-known case, a well-\nknown one",
            "ein well-known case, a well-known one",
        );
        check("weich\u{ad}\ner", "weicher");
        check("Hilfe -\nauch hier", "Hilfe - auch hier");
    }

    #[test]
    fn a_place_in_running_text_is_the_place_in_its_line() {
        let (passage, findings) = joined("eins zwei\n  drei vier-\nfach fünf");
        assert_eq!(passage.text, "eins zwei drei vierfach fünf");
        let place = |word: &str| {
            let at = passage.text.find(word).unwrap();
            let place = passage.place("f", &(at..at + word.len()));
            (place.line, place.column, place.length)
        };
        assert_eq!(place("zwei"), (1, 6, 4));
        assert_eq!(place("drei"), (2, 3, 4));
        assert_eq!(place("vierfach"), (2, 8, 4));
        assert_eq!(place("fünf"), (3, 6, 4));
        let half = passage.cut(&(10..passage.text.len()));
        assert_eq!(half.text, "drei vierfach fünf");
        let at = half.text.find("fünf").unwrap();
        assert_eq!(half.place("f", &(at..at + 5)).column, 6);
        assert!(findings.iter().any(|f| f.message.contains("`vierfach`")));
    }
}

//! A statement quoted over several paragraphs, with its speaker and what was left out of it.

use std::ops::Range;

use super::Context;
use super::lines::Block;
use super::passage::Passage;
use crate::finding::Finding;
use crate::words::token::tokens;

/// Opening marks and what closes them.
const PAIRS: [(char, &[char]); 5] = [
    ('„', &['“', '”']),
    ('“', &['”']),
    ('«', &['»']),
    ('»', &['«']),
    ('"', &['"']),
];
/// How much of an introduction is kept with the quotation.
const MAX_SPEAKER: usize = 160;

/// A quotation among paragraphs.
pub(super) struct Quoted {
    /// The paragraphs it spans, by index.
    pub(super) paragraphs: Range<usize>,
    /// The byte in the last of them where its closing mark stands.
    pub(super) close: usize,
    /// The closing mark's length.
    pub(super) close_length: usize,
    /// The opening mark's length.
    pub(super) open_length: usize,
    /// Who speaks, from the paragraph before.
    pub(super) speaker: String,
}

/// The quotation that begins in the paragraph at `index`: the paragraph before ends in a colon and
/// this one begins with an opening mark that is closed in it or later, at the end of a paragraph.
pub(super) fn at(
    paragraphs: &[Passage],
    index: usize,
    context: &mut Context<'_>,
) -> Option<Quoted> {
    let introduction = paragraphs.get(index.checked_sub(1)?)?;
    let first = paragraphs.get(index)?.text.chars().next()?;
    let (open, closers) = PAIRS.iter().find(|(open, _)| *open == first)?;
    if !introduction.text.ends_with(':') {
        return None;
    }
    let end = paragraphs
        .iter()
        .enumerate()
        .skip(index)
        .find_map(|(at, paragraph)| Some((at, closing(&paragraph.text, closers)?)));
    let Some((last, (close, close_length))) = end else {
        let message = format!("the quotation that `{open}` opens is never closed");
        let place = paragraphs[index].place(context.file, &(0..open.len_utf8()));
        context.findings.push(
            Finding::warning("quotation-open", message)
                .at(place)
                .help("say where it ends by making its paragraphs a block quote (`> `)"),
        );
        return None;
    };
    Some(Quoted {
        paragraphs: index..last + 1,
        close,
        close_length,
        open_length: open.len_utf8(),
        speaker: speaker(&introduction.text, context),
    })
}

/// The quotation that the format of the document says begins at `index`: all that stands in it.
pub(super) fn given(
    paragraphs: &[Passage],
    blocks: &[Block],
    index: usize,
    context: &Context<'_>,
) -> Option<Quoted> {
    let count = blocks[index..]
        .iter()
        .take_while(|block| block.is_quoted)
        .count();
    let introduction = index
        .checked_sub(1)
        .map(|before| paragraphs[before].text.as_str());
    let last = paragraphs
        .get((index + count).checked_sub(1)?)
        .filter(|_| count > 0)?;
    Some(Quoted {
        paragraphs: index..index + count,
        close: last.text.len(),
        close_length: 0,
        open_length: 0,
        speaker: introduction.map_or_else(String::new, |text| speaker(text, context)),
    })
}

/// The closing mark that ends a paragraph; a full stop may follow it. Marks inside are inner
/// quotations, which a text closes before its outer one.
fn closing(text: &str, closers: &[char]) -> Option<(usize, usize)> {
    let trimmed = text.trim_end_matches(['.', ' ', '!', '?']);
    let last = trimmed
        .chars()
        .next_back()
        .filter(|c| closers.contains(c))?;
    let at = trimmed.len() - last.len_utf8();
    // An inner quotation at the very end was opened in this paragraph.
    let opened = text[..at]
        .chars()
        .skip(1)
        .filter(|c| matches!(c, '„' | '«'))
        .count();
    let closed = text[..at].chars().filter(|c| closers.contains(c)).count();
    (opened <= closed).then_some((at, last.len_utf8()))
}

/// Whoever the sentence before the colon names after its verb of speaking, or before it.
fn speaker(introduction: &str, context: &Context<'_>) -> String {
    let sentence = introduction
        .rsplit(". ")
        .next()
        .unwrap_or(introduction)
        .trim_end_matches(':');
    let tokens = tokens(sentence);
    let words = context.words;
    let verb = tokens
        .iter()
        .rposition(|token| words.has_any(&token.folded, words.speaking));
    let named = match verb {
        Some(verb) if verb + 1 < tokens.len() => &sentence[tokens[verb + 1].span.start..],
        Some(verb) if verb > 0 => &sentence[..tokens[verb - 1].span.end],
        _ => sentence,
    };
    let articles = [
        "das ", "der ", "die ", "the ", "le ", "la ", "el ", "Das ", "Der ", "Die ", "The ",
    ];
    let named = articles
        .iter()
        .find_map(|article| named.strip_prefix(article))
        .unwrap_or(named);
    named.trim().chars().take(MAX_SPEAKER).collect()
}

/// Signs for something left out of a quotation, as people write them.
const OMISSIONS: [&str; 6] = ["(…)", "(...)", "[…]", "[...]", "(. . .)", "(....)"];

/// Says where each mark of something left out stands, and how many there are.
pub(super) fn omissions(passage: &Passage, context: &mut Context<'_>) -> u64 {
    let mut count = 0;
    for (start, _) in passage.text.match_indices(['(', '[']) {
        let rest = &passage.text[start..];
        if let Some(mark) = OMISSIONS.iter().find(|mark| rest.starts_with(**mark)) {
            let place = passage.place(context.file, &(start..start + mark.len()));
            let message = format!("`{mark}` marks something left out");
            context
                .findings
                .push(Finding::note("omission", message).at(place));
            count += 1;
        }
    }
    count
}

/// Brings every such mark in Markdown to the form `(…)`; escaping has put a backslash before
/// square brackets.
pub(super) fn unify(markdown: &str) -> String {
    OMISSIONS.iter().fold(markdown.to_owned(), |text, mark| {
        let escaped = mark.replace('[', "\\[");
        text.replace(&escaped, "(…)")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_ends_with_its_paragraph() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(
                closing(text, &['“', '”']).map(|(at, _)| at),
                expected,
                "{text}"
            );
        };
        check("„Ganz kurz.“", Some(13));
        check("Er sagte „so“ und ging.", None);
        check("wie in „Zeile“", None);
        check("und Schluss!“.", Some(12));
    }

    #[test]
    fn the_speaker_stands_after_the_verb_or_before_it() {
        let check = |language: &str, text: &str, expected: &str| {
            let language = domain::locale::Language::parse(language).unwrap();
            let lexicon = crate::repair::Lexicon::none();
            assert_eq!(
                speaker(text, &Context::new("f", &language, &lexicon)),
                expected
            );
        };
        check(
            "de",
            "Alles ruhig. In einem Brief schreibt das Hafenkomitee Süd:",
            "Hafenkomitee Süd",
        );
        check("en", "The harbour committee writes:", "harbour committee");
    }
}

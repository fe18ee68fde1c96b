//! The head of a copy: title, the line that names the newsletter issue, the note.

use super::Context;
use super::dates::{WrittenDate, dates};
use super::lines::{Block, Line};
use super::passage::{Joiner, Passage};
use crate::document::Role;
use crate::finding::Finding;
use crate::words::NEWSLETTERS;
use crate::words::token::tokens;

/// The longest line of a title; a longer one is running text.
const MAX_TITLE_LINE: usize = 100;
/// The most lines of a title.
const MAX_TITLE_LINES: usize = 4;
/// How many blocks from the top may belong to the head.
const HEAD: usize = 4;
/// How many words of a text serve as its title where it has none.
const GUESSED_WORDS: usize = 10;

/// The line that names the newsletter issue.
pub(super) struct Origin {
    pub(super) passage: Passage,
    pub(super) date: WrittenDate,
}

/// What the head of a copy says.
pub(super) struct Head {
    pub(super) title: String,
    /// The title as it stands in the document; nothing where it was guessed.
    pub(super) title_passage: Option<Passage>,
    pub(super) origin: Option<Origin>,
    pub(super) note: Option<Passage>,
}

/// Takes the head off the blocks.
pub(super) fn take(
    blocks: &mut Vec<Block>,
    joiner: &mut Joiner,
    context: &mut Context<'_>,
) -> Head {
    let origin = take_origin(blocks, joiner, context);
    let title_passage = take_title(blocks).map(|lines| joiner.join(&lines));
    let note = take_note(blocks, joiner, context);
    let title = match &title_passage {
        Some(passage) => passage.text.clone(),
        None => guessed_title(blocks, context),
    };
    Head {
        title,
        title_passage,
        origin,
        note,
    }
}

fn take_origin(
    blocks: &mut Vec<Block>,
    joiner: &mut Joiner,
    context: &Context<'_>,
) -> Option<Origin> {
    let index = blocks
        .iter()
        .take(HEAD)
        .position(|block| block.lines.len() <= 2 && origin_date(block, context).is_some())?;
    let date = origin_date(&blocks[index], context)?;
    let passage = joiner.join(&blocks.remove(index).lines);
    Some(Origin { passage, date })
}

impl Origin {
    /// An origin that stands apart from the text it belongs to; nothing where it has no date.
    pub(super) fn of(line: Line, joiner: &mut Joiner, context: &Context<'_>) -> Option<Self> {
        let block = Block {
            lines: vec![line],
            ..Block::default()
        };
        let date = origin_date(&block, context)?;
        let passage = joiner.join(&block.lines);
        Some(Self { passage, date })
    }
}

/// The date of a line that names a newsletter, a number and a day.
fn origin_date(block: &Block, context: &Context<'_>) -> Option<WrittenDate> {
    let text: Vec<&str> = block.lines.iter().map(|line| line.text.as_str()).collect();
    let text = text.join(" ");
    if text.chars().count() > 2 * MAX_TITLE_LINE {
        return None;
    }
    let tokens = tokens(&text);
    let names_issue = tokens.windows(2).any(|pair| {
        NEWSLETTERS.contains(&pair[0].folded.as_str())
            && (pair[1].is_digits() || ["nr", "no", "n"].contains(&pair[1].folded.as_str()))
    });
    let date = dates(&text, &tokens, context.words)
        .into_iter()
        .find(|date| date.year.is_some());
    date.filter(|_| names_issue)
}

/// A heading that the format of the document has near its beginning, or else lines that look like a
/// title.
fn take_title(blocks: &mut Vec<Block>) -> Option<Vec<Line>> {
    let is_heading = |block: &Block| matches!(block.role, Some(Role::Heading(_)));
    if let Some(index) = blocks.iter().take(HEAD).position(is_heading) {
        return (blocks.len() > 1).then(|| blocks.remove(index).lines);
    }
    let block = blocks.first()?;
    let may_be = matches!(block.role, None | Some(Role::Paragraph)) && !block.is_quoted;
    let first = &block.lines;
    let is_title = may_be
        && blocks.len() > 1
        && first.len() <= MAX_TITLE_LINES
        && first.iter().all(|line| line.length() <= MAX_TITLE_LINE)
        && !first.last()?.text.ends_with(['.', ':', ',', ';'])
        && first[0].text.chars().any(char::is_alphabetic);
    is_title.then(|| blocks.remove(0).lines)
}

/// The first words of the text, which stay where they are.
fn guessed_title(blocks: &[Block], context: &mut Context<'_>) -> String {
    let Some(line) = blocks.first().and_then(|block| block.lines.first()) else {
        return context.file.to_owned();
    };
    let title = first_words(&line.text);
    if !title.contains(char::is_alphanumeric) {
        return context.file.to_owned();
    }
    let place = crate::finding::Place {
        file: context.file.to_owned(),
        line: line.number,
        column: line.column(0),
        length: title.chars().count().max(1),
    };
    context.findings.push(
        Finding::warning(
            "title-guessed",
            "no title stands above the text; its first words serve",
        )
        .at(place)
        .help("write a title"),
    );
    title
}

/// The first words of a text, as a title.
pub(super) fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(GUESSED_WORDS).collect();
    let title = words.join(" ");
    let title: String = title.chars().take(MAX_TITLE_LINE).collect();
    title.trim_end_matches([',', ';', ':', '.']).to_owned()
}

fn take_note(
    blocks: &mut Vec<Block>,
    joiner: &mut Joiner,
    context: &Context<'_>,
) -> Option<Passage> {
    let index = blocks
        .iter()
        .take(2)
        .position(|block| is_note(block, context))?;
    // A note that is all there is would leave no text.
    (blocks.len() > 1).then(|| joiner.join(&blocks.remove(index).lines))
}

/// A note says at least two of: where it appeared first, who began it, who supports it, where the
/// signatories are listed.
fn is_note(block: &Block, context: &Context<'_>) -> bool {
    if matches!(
        block.role,
        Some(Role::Heading(_) | Role::Item { .. } | Role::Row)
    ) {
        return false;
    }
    let folded: Vec<String> = block
        .lines
        .iter()
        .flat_map(|line| tokens(&line.text))
        .map(|token| token.folded)
        .collect();
    let note = &context.words.note;
    let said = [note.first, note.initiative, note.support, note.list]
        .iter()
        .filter(|stems| folded.iter().any(|word| context.words.has_any(word, stems)))
        .count();
    said >= 2
}

//! A mark stands for qualifier and number, so the text around it does not qualify the number again
//! (REQ-152).

use domain::figure::{Bounds, Figure, Qualifier};
use domain::text::MarkId;

use super::super::blocks::{Block, blocks};
use super::super::locate::Lines;
use crate::finding::Finding;
use crate::numbers::phrase_at;
use crate::words::Words;
use crate::words::counting::{Counting, Phrase};
use crate::words::token::tokens;

const OPEN: &str = "{figure:";
/// No phrase of any language is longer than this many bytes.
const REACH: usize = 96;

/// Checks every mark of one text.
pub(in super::super) fn check<'f>(
    text: &str,
    language: &str,
    figure_of: &dyn Fn(&MarkId) -> Option<&'f Figure>,
    lines: &Lines,
    findings: &mut Vec<Finding>,
) {
    let counting = Words::of(language).counting;
    for block in blocks(text) {
        for (at, _) in block.text.match_indices(OPEN) {
            let inside = at + OPEN.len();
            let Some(length) = block.text[inside..].find('}') else {
                continue;
            };
            let end = inside + length + 1;
            let id = MarkId::parse(&block.text[inside..end - 1]);
            let Some(figure) = id.and_then(|id| figure_of(&id)) else {
                continue;
            };
            let before = phrase_before(&block, at, counting);
            let said = before.or_else(|| phrase_behind(&block, end, counting));
            if let Some((span, qualifier)) = said
                && !is_half_of_a_pair(&block, end, qualifier, figure)
            {
                let finding = doubled(&block.text[span.clone()], qualifier, figure);
                findings.push(finding.at(block.place(lines, &span)));
            }
        }
    }
}

type Found = (std::ops::Range<usize>, Qualifier);

/// The phrase that ends where the mark begins.
fn phrase_before(block: &Block<'_>, mark: usize, counting: &Counting) -> Option<Found> {
    let from = floor(block.text, mark.saturating_sub(REACH));
    let text = &block.text[from..mark];
    let tokens = tokens(text);
    let last = tokens.last()?;
    if !is_blank(&text[last.span.end..]) {
        return None;
    }
    let open = [counting.between.0];
    let between = (!open[0].is_empty() && last.folded == open[0])
        .then(|| (last.span.clone(), Qualifier::Between));
    let phrases = counting.before.iter();
    let mut fitting = phrases.filter_map(|(phrase, qualifier): &Phrase| {
        let first = tokens.len().checked_sub(phrase.len())?;
        let words = &tokens[first..];
        let is_one = words
            .windows(2)
            .all(|pair| is_blank(&text[pair[0].span.end..pair[1].span.start]));
        let is_here = is_one && phrase.iter().zip(words).all(|(w, t)| *w == t.folded);
        is_here.then(|| (words[0].span.start..last.span.end, *qualifier))
    });
    let (span, qualifier) = fitting.next().or(between)?;
    Some((span.start + from..span.end + from, qualifier))
}

/// The phrase that follows the mark, behind the ending that the number takes.
fn phrase_behind(block: &Block<'_>, end: usize, counting: &Counting) -> Option<Found> {
    let until = floor(block.text, (end + REACH).min(block.text.len()));
    let text = block.text.get(end..until)?;
    let tokens = tokens(text);
    let first = tokens.first()?;
    let is_ending = counting.endings.contains(&first.folded.as_str())
        && matches!(&text[..first.span.start], "'" | "’" | "-" | "" | "\u{2011}");
    let at = usize::from(is_ending);
    let (phrase, qualifier) = phrase_at(&tokens, at, counting.after)?;
    let last = at + phrase.len() - 1;
    let begins = if is_ending { tokens[0].span.end } else { 0 };
    let is_beside = is_blank(&text[begins..tokens[at].span.start])
        && (at..last).all(|i| is_blank(&text[tokens[i].span.end..tokens[i + 1].span.start]));
    is_beside.then(|| {
        let span = tokens[at].span.start + end..tokens[last].span.end + end;
        (span, qualifier)
    })
}

/// "between {figure:a} and {figure:b}" is a sentence about two counts.
fn is_half_of_a_pair(block: &Block<'_>, end: usize, said: Qualifier, figure: &Figure) -> bool {
    let others = block.text[end..].contains(OPEN);
    said == Qualifier::Between
        && figure.bounds.qualifier() == Qualifier::Exactly
        && (others || block.text.matches(OPEN).count() > 1)
}

fn doubled(phrase: &str, said: Qualifier, figure: &Figure) -> Finding {
    let id = &figure.id;
    let shown = shown(&figure.bounds);
    let phrase = phrase.replace('\n', " ");
    if said == figure.bounds.qualifier() {
        let message = format!("`{phrase}` beside `{id}`, which is shown as \"{shown}\"");
        return Finding::warning("qualifier-doubled", message).help(format!(
            "delete `{phrase}`: the mark says it in the words of the language (REQ-152)"
        ));
    }
    let message = format!("`{phrase}` contradicts `{id}`, which is shown as \"{shown}\"");
    Finding::warning("qualifier-contradicts", message).help(format!(
        "delete `{phrase}`; if the source said so, correct `qualifier` in `figures.toml`, or add a \
         figure that says it (REQ-152)"
    ))
}

/// How a number is qualified, in the language of findings.
fn shown(bounds: &Bounds) -> String {
    use Qualifier as Q;
    let number = |number: Option<u64>| number.map_or_else(String::new, |n| n.to_string());
    let (value, lower, upper) = (
        number(bounds.value()),
        number(bounds.lower()),
        number(bounds.upper()),
    );
    match bounds.qualifier() {
        Q::Exactly => value,
        Q::AtLeast => format!("at least {lower}"),
        Q::MoreThan => format!("more than {lower}"),
        Q::UpTo => format!("up to {upper}"),
        Q::FewerThan => format!("fewer than {upper}"),
        Q::About => format!("about {value}"),
        Q::Between => format!("between {lower} and {upper}"),
        word @ (Q::Tens | Q::Dozens | Q::Hundreds | Q::Thousands) => word.word().to_owned(),
        Q::UnknownNumber => "an unknown number".to_owned(),
    }
}

fn is_blank(gap: &str) -> bool {
    gap.chars()
        .all(|c| c.is_whitespace() || matches!(c, '*' | '_' | '>'))
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

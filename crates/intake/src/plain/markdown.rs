//! Plain words, and the markup they had, as Markdown that says the same.

use std::ops::Range;

use super::links;
use crate::document::{Mark, MarkKind};

/// The Markdown of a text with its marks. `replaced` are parts in whose place something else stands,
/// in order and apart from each other; markup that begins or ends inside of one is moved around it.
pub(super) fn inline(text: &str, marks: &[Mark], replaced: &[(Range<usize>, String)]) -> String {
    let spans = nested(text, marks, replaced);
    let mut edges: Vec<usize> = spans
        .iter()
        .flat_map(|m| [m.span.start, m.span.end])
        .collect();
    edges.extend(replaced.iter().flat_map(|(span, _)| [span.start, span.end]));
    edges.push(text.len());
    edges.sort_unstable();
    edges.dedup();
    let mut markdown = String::with_capacity(text.len());
    let mut replaced = replaced.iter().peekable();
    let mut at = 0;
    for edge in edges {
        if at < edge {
            markdown.push_str(&escape(&text[at..edge]));
            at = edge;
        }
        let closing = spans.iter().rev().filter(|mark| mark.span.end == edge);
        closing.for_each(|mark| markdown.push_str(&close(&mark.kind)));
        let opening = spans.iter().filter(|mark| mark.span.start == edge);
        opening.for_each(|mark| markdown.push_str(open(&mark.kind)));
        while let Some((span, words)) = replaced.next_if(|(span, _)| span.start <= edge) {
            markdown.push_str(words);
            at = at.max(span.end);
        }
    }
    markdown
}

const fn open(kind: &MarkKind) -> &'static str {
    match kind {
        MarkKind::Link(_) => "[",
        MarkKind::Strong => "**",
        MarkKind::Emphasis => "*",
        MarkKind::Reference(_) => "",
    }
}

fn close(kind: &MarkKind) -> String {
    match kind {
        MarkKind::Link(target) => format!("]({})", links::written(target)),
        kind => open(kind).to_owned(),
    }
}

/// The marks brought into an order in which each lies whole inside those before it: links around
/// strong emphasis around emphasis, none touching another of its kind.
fn nested(text: &str, marks: &[Mark], replaced: &[(Range<usize>, String)]) -> Vec<Mark> {
    let mut kinds: Vec<MarkKind> = marks.iter().map(|mark| mark.kind.clone()).collect();
    kinds.sort();
    kinds.dedup();
    let mut done: Vec<Mark> = Vec::new();
    for kind in kinds {
        if matches!(kind, MarkKind::Reference(_)) {
            continue;
        }
        let same = marks.iter().filter(|mark| mark.kind == kind);
        let moved = same.map(|mark| around(mark.span.clone(), replaced));
        for span in merged(text, moved.collect()) {
            // An outer mark that ends inside cuts it in two.
            let mut cuts: Vec<usize> = done
                .iter()
                .flat_map(|outer| [outer.span.start, outer.span.end])
                .filter(|cut| span.start < *cut && *cut < span.end)
                .filter(|cut| {
                    done.iter()
                        .any(|outer| outer.span.start == *cut || outer.span.end == *cut)
                })
                .collect();
            cuts.sort_unstable();
            cuts.push(span.end);
            let mut from = span.start;
            for cut in cuts {
                let span = trimmed(text, from..cut);
                let overlaps = |outer: &Mark| {
                    matches!((&outer.kind, &kind), (MarkKind::Link(_), MarkKind::Link(_)))
                        && outer.span.start < span.end
                        && span.start < outer.span.end
                };
                if stands(text, &span, &kind) && !done.iter().any(overlaps) {
                    done.push(Mark {
                        span: span.clone(),
                        kind: kind.clone(),
                    });
                }
                from = cut;
            }
        }
    }
    done.sort_by_key(|mark| {
        (
            mark.span.start,
            usize::MAX - mark.span.end,
            mark.kind.clone(),
        )
    });
    done
}

/// A span moved so that it begins and ends outside of what is replaced.
fn around(span: Range<usize>, replaced: &[(Range<usize>, String)]) -> Range<usize> {
    let inside = |byte: usize| {
        replaced
            .iter()
            .map(|(part, _)| part)
            .find(|part| part.start < byte && byte < part.end)
    };
    let start = inside(span.start).map_or(span.start, |part| part.start);
    let end = inside(span.end).map_or(span.end, |part| part.end);
    start..end
}

/// Spans in order; those that touch, or have only white space between, are one.
fn merged(text: &str, mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.retain(|span| span.start < span.end);
    spans.sort_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last)
                if span.start <= last.end || text[last.end..span.start].trim().is_empty() =>
            {
                last.end = last.end.max(span.end);
            }
            _ => merged.push(span),
        }
    }
    merged
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let inner = &text[span.clone()];
    let start = span.start + inner.len() - inner.trim_start().len();
    start..(start + inner.trim().len()).max(start)
}

/// Whether Markdown would read the signs as markup: emphasis between a letter and a sign is not
/// (CommonMark section 6.2).
fn stands(text: &str, span: &Range<usize>, kind: &MarkKind) -> bool {
    if span.is_empty() {
        return false;
    }
    if matches!(kind, MarkKind::Link(_)) {
        return true;
    }
    let inner = &text[span.clone()];
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = is_word(text[..span.start].chars().next_back());
    let after = is_word(text[span.end..].chars().next());
    (!before || is_word(inner.chars().next())) && (!after || is_word(inner.chars().next_back()))
}

/// Escapes what Markdown, or our marks, would read as something else.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        match c {
            '\\' | '*' | '`' | '[' | '<' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '&' if rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '#') => {
                escaped.push_str("\\&");
            }
            // The reader of marks looks for these exact characters.
            '{' if rest.starts_with("{figure:")
                || rest.starts_with("{.")
                || rest.starts_with("{#") =>
            {
                escaped.push_str("\\{\\");
            }
            ':' if text[..at].ends_with("{figure") => escaped.push_str("\\:"),
            c => escaped.push(c),
        }
    }
    escaped.replace("\\{\\figure", "\\{figure")
}

/// Escapes what the beginning of a paragraph would mean: headings, quotes, lists, rules.
pub(super) fn escape_start(paragraph: &str) -> String {
    let digits = paragraph.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && paragraph[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &paragraph[..digits], &paragraph[digits..]);
    }
    if paragraph.starts_with(['#', '>', '+', '-', '=', '~', '|']) {
        return format!("\\{paragraph}");
    }
    paragraph.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(span: Range<usize>, kind: MarkKind) -> Mark {
        Mark { span, kind }
    }

    #[test]
    fn markup_is_written_where_it_was_and_never_crosses_itself() {
        use MarkKind::{Emphasis, Link, Strong};
        let link = || Link("https://example.org/(a)".to_owned());
        let check = |text: &str, marks: &[Mark], expected: &str| {
            assert_eq!(inline(text, marks, &[]), expected);
        };
        check("a bold word", &[mark(2..7, Strong)], "a **bold** word");
        check(
            "ab cd",
            &[mark(0..2, Strong), mark(2..5, Strong)],
            "**ab cd**",
        );
        check(
            "ab cd",
            &[mark(0..5, Strong), mark(3..5, Emphasis)],
            "**ab *cd***",
        );
        check(
            "ab cd ef",
            &[mark(3..8, link()), mark(0..5, Strong)],
            "**ab** [**cd** ef](https://example.org/%28a%29)",
        );
        check("x(y)z", &[mark(1..4, Strong)], "x(y)z");
        check("  ", &[mark(0..2, Strong)], "  ");
    }

    #[test]
    fn what_is_replaced_keeps_its_markup_around_it() {
        let replaced = [
            (5..13, "{figure:n}".to_owned()),
            (17..17, "\\[1]".to_owned()),
        ];
        let marks = [mark(10..17, MarkKind::Strong)];
        assert_eq!(
            inline(
                "died: more than dogs.",
                &[],
                &[(6..15, "{figure:n}".to_owned())]
            ),
            "died: {figure:n} dogs."
        );
        assert_eq!(
            inline("died over 160 men.", &marks, &replaced),
            "died **{figure:n} men**\\[1]."
        );
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escape("a*b [c](d) <e> &amp; R&D"),
            "a\\*b \\[c](d) \\<e> \\&amp; R\\&D"
        );
        assert_eq!(escape("& so"), "& so");
        assert_eq!(escape_start("12. Januar"), "12\\. Januar");
        assert_eq!(escape_start("- und"), "\\- und");
        assert_eq!(escape_start("Wir"), "Wir");
    }

    #[test]
    fn marks_in_a_source_are_not_our_marks() {
        for source in ["{figure:killed}", "x {#id}", "T {.demands}"] {
            let text = format!(
                "# T\n\n{}\n\n## D {{.demands}}\n\n- a {{#a}}\n",
                escape(source)
            );
            let outline = domain::text::Text::parse(&text).unwrap().outline().unwrap();
            assert!(outline.figures.is_empty(), "{source}");
        }
    }
}

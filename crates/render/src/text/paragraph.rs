//! One paragraph as words, for comparing.

use domain::text::{Paragraph, ParagraphKind};

use super::{FigureWords, plain};

/// The words of one paragraph on a single line, without the marks of headings, items and quotations: what a person
/// compares. The address of a link stands behind its words in angle brackets, since a link that leads elsewhere is
/// a change; figures are as in [`super::to_html`].
#[must_use]
pub fn paragraph_words(
    paragraph: &Paragraph<'_>,
    figures: &dyn Fn(&str) -> Option<FigureWords>,
) -> String {
    let bare = match paragraph.kind {
        ParagraphKind::Title | ParagraphKind::Heading => heading(paragraph.source).to_owned(),
        ParagraphKind::Item => item(paragraph),
        ParagraphKind::Quotation => quotation(paragraph.source),
        ParagraphKind::Text => paragraph.source.to_owned(),
    };
    let text = plain::to_text(&bare, figures);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn heading(source: &str) -> &str {
    let words = source.trim_start().trim_start_matches('#').trim();
    words
        .strip_suffix("{.demands}")
        .map_or(words, str::trim_end)
}

/// Without what its list writes in front of it, and without its identifier if it is a demand.
fn item(paragraph: &Paragraph<'_>) -> String {
    let words = paragraph.source.trim_start();
    let mark = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = mark
        .strip_prefix(['-', '*', '+', '.', ')'])
        .unwrap_or(words)
        .trim_start();
    let end = paragraph
        .demand
        .as_ref()
        .and_then(|_| words.rfind("{#"))
        .unwrap_or(words.len());
    words[..end].trim_end().to_owned()
}

fn quotation(source: &str) -> String {
    let lines = source.lines().map(|line| {
        let line = line.trim_start();
        line.strip_prefix('>').unwrap_or(line).trim_start()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use domain::text::paragraphs;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let text = format!("# Title\n\n{text}");
        let figures = |id: &str| (id == "fish").then(|| FigureWords::new("more than 8,000", "en"));
        let words: Vec<String> = paragraphs(&text)
            .iter()
            .skip(1)
            .map(|paragraph| paragraph_words(paragraph, &figures))
            .collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn a_paragraph_reads_without_its_marks() {
        check("## After *all*\n", &["After all"]);
        check(
            "{figure:fish} fish\ndied. {figure:lost}\n",
            &["More than 8,000 fish died. {figure:lost}"],
        );
        check("> It *smelt*\n> of almonds.\n", &["It smelt of almonds."]);
        check("1. one\n2) two\n", &["one", "two"]);
        check(
            "## D {.demands}\n\n- Stop **it**. {#stop}\n",
            &["D", "Stop it."],
        );
    }

    #[test]
    fn where_a_link_leads_is_part_of_the_words() {
        check(
            "See [the register](https://register.example/a).\n",
            &["See the register <https://register.example/a>."],
        );
    }
}

//! Plain words as Markdown that says the same.

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

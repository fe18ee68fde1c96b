//! Quotation marks that do not fit each other.

use super::Fault;
use crate::finding::Finding;

/// A passage that opens what it does not close, or the other way round. What looks like an opening
/// mark counts as one, however it was read.
pub(super) fn unbalanced(text: &str) -> Option<Fault> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| characters.get(index).map_or(' ', |(_, c)| *c);
    let mut open: Vec<usize> = Vec::new();
    for (index, (_, c)) in characters.iter().enumerate() {
        let before = if index == 0 { ' ' } else { at(index - 1) };
        let begins = before.is_whitespace() || matches!(before, '(' | '[' | '-' | '–');
        let is_second_comma = *c == ',' && before == ',';
        let is_lonely_comma = *c == ',' && begins && at(index + 1) != ',';
        let is_mark = matches!(c, '“' | '”' | '"') && begins;
        let opens = *c == '„' || is_second_comma || is_lonely_comma || is_mark;
        if opens {
            open.push(index);
        } else if matches!(c, '“' | '”' | '"' | '®') && open.pop().is_none() {
            return Some(lonely(
                &characters,
                index,
                "closes a quotation that nothing opens",
            ));
        }
    }
    open.first()
        .map(|index| lonely(&characters, *index, "opens a quotation that nothing closes"))
}

fn lonely(characters: &[(usize, char)], index: usize, what: &str) -> Fault {
    let (start, c) = characters[index];
    Fault {
        message: format!("`{c}` {what} in this paragraph"),
        span: start..start + c.len_utf8(),
    }
}

/// More than one kind of closing mark in one document.
pub(super) fn mixture<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Finding> {
    let mut counts = [('“', 0), ('”', 0), ('"', 0), ('®', 0)];
    for text in texts {
        for c in text.chars() {
            if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| *mark == c) {
                *count += 1;
            }
        }
    }
    let kinds: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(mark, count)| format!("{count} `{mark}`"))
        .collect();
    (kinds.len() > 1).then(|| {
        let message = format!("quotation marks are mixed: {}", kinds.join(", "));
        Finding::warning("quotes-mixed", message).help("German has „ to open and “ to close")
    })
}

//! The text of a page, and the page around it.

use super::walk::Token;

/// Elements that stand around a text.
const FRAMES: [&str; 4] = ["nav", "aside", "footer", "form"];
/// The same as roles (WAI-ARIA 1.2 section 5.3.4).
const ROLES: [&str; 6] = [
    "navigation",
    "complementary",
    "contentinfo",
    "search",
    "banner",
    "form",
];

/// Splits the tokens of a page into those of its text and the words of what stands around it, one
/// entry for each part. A page that marks its text with `main`, or with one `article`, is believed;
/// otherwise everything counts that no element says is around it.
pub(super) fn split(tokens: Vec<Token>) -> (Vec<Token>, Vec<String>) {
    let text = ["main", "article"]
        .iter()
        .find_map(|name| only(&tokens, name))
        .unwrap_or(0..tokens.len());
    let mut kept = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    let mut depth = 0_usize;
    let mut was_inside = true;
    for (index, token) in tokens.into_iter().enumerate() {
        let is_outside = !text.contains(&index);
        match &token {
            Token::Start(tag) if depth > 0 || is_frame(&tag.name, tag.role.as_deref()) => {
                depth += usize::from(!tag.is_void());
                if depth == 1 {
                    left_out.push(String::new());
                }
            }
            _ => {}
        }
        if depth == 0 && !is_outside {
            was_inside = true;
            kept.push(token);
            continue;
        }
        if was_inside && depth == 0 {
            left_out.push(String::new());
        }
        was_inside = false;
        let words = left_out.last_mut();
        match (token, words) {
            (Token::Text(text), Some(words)) => words.push_str(&text),
            (Token::End(_), Some(words)) => {
                words.push(' ');
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    left_out.retain(|words| words.contains(char::is_alphanumeric));
    (kept, left_out)
}

fn is_frame(name: &str, role: Option<&str>) -> bool {
    FRAMES.contains(&name) || role.is_some_and(|role| ROLES.contains(&role))
}

/// The tokens of the only element with a name or role, if there is just one.
fn only(tokens: &[Token], name: &str) -> Option<std::ops::Range<usize>> {
    let mut starts = tokens.iter().enumerate().filter(|(_, token)| {
        matches!(token, Token::Start(tag) if tag.name == name || tag.role.as_deref() == Some(name))
    });
    let (start, opening) = starts.next()?;
    if starts.next().is_some() {
        return None;
    }
    let Token::Start(opening) = opening else {
        return None;
    };
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        match token {
            Token::Start(tag) if tag.name == opening.name => depth += 1,
            Token::End(name) if *name == opening.name => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(start..index + 1);
        }
    }
    None
}

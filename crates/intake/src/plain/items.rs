//! Lists: items behind bullets of many shapes, and the one that lost its bullet.

use super::lines::Line;

/// What stood before an item.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Bullet {
    /// A sign, a number or a letter, as it stood there.
    Sign(String),
    /// Indentation alone.
    Indent,
}

/// How sure a bullet is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Strength {
    /// Nothing else begins a line like this.
    Strong,
    /// A dash or asterisk: also found inside running text.
    Plain,
    /// A letter that a scan may have made of a bullet, or a number: only beside other items.
    Weak,
}

/// A bullet at the beginning of a line and the byte after it where the words begin.
pub(super) struct Found {
    pub(super) bullet: Bullet,
    pub(super) strength: Strength,
    pub(super) words: usize,
}

/// The bullet a line begins with, if any.
pub(super) fn bullet(line: &Line) -> Option<Found> {
    let (sign, rest) = line.text.split_once(' ')?;
    let words = line.text.len() - rest.trim_start().len();
    let first = line.text[words..].chars().next()?;
    let strength = match sign {
        "»" | "•" | "▪" | "·" | "‣" | "●" | "○" | "◦" | "■" | "□" | "►" | "▶" | "➢" | "✓" => {
            Strength::Strong
        }
        "-" | "*" | "–" | "—" | "+" => Strength::Plain,
        "e" | "o" | "¢" | "«" | "°" | "©" | "®" | "¤" | "#" | ">" if !first.is_lowercase() => {
            Strength::Weak
        }
        sign if is_numbering(sign) => Strength::Weak,
        _ => return None,
    };
    Some(Found {
        bullet: Bullet::Sign(sign.to_owned()),
        strength,
        words,
    })
}

/// `1.`, `2)`, `(3)`, `a)`.
fn is_numbering(sign: &str) -> bool {
    let inner = sign.trim_start_matches('(');
    let Some(inner) = inner.strip_suffix(['.', ')']) else {
        return false;
    };
    let is_number = (1..=2).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    let is_letter =
        sign.ends_with(')') && inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
    is_number || is_letter
}

/// Whether a numbering is the first of its kind.
pub(super) fn is_first_number(bullet: &Bullet) -> bool {
    matches!(bullet, Bullet::Sign(sign) if ["1.", "1)", "(1)", "a)", "(a)"].contains(&sign.as_str()))
}

/// "6 with `»`, 1 with `e`, 1 without a bullet".
pub(super) fn count_bullets<'b>(bullets: impl Iterator<Item = &'b Bullet>) -> String {
    let mut counts: Vec<(&Bullet, usize)> = Vec::new();
    for bullet in bullets {
        match counts.iter_mut().find(|(known, _)| *known == bullet) {
            Some((_, count)) => *count += 1,
            None => counts.push((bullet, 1)),
        }
    }
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(bullet, count)| match bullet {
            Bullet::Sign(sign) => format!("{count} with `{sign}`"),
            Bullet::Indent => format!("{count} without a bullet"),
        })
        .collect();
    parts.join(", ")
}

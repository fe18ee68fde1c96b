//! Rust source cut into code, comments and string literals, as far as the rules need it.
//!
//! Not a parser: it knows where strings and comments begin and end and nothing else.
//! That is enough to look for SQL in strings, names in code and notes in comments without
//! mistaking one for the other, and it cannot fail.

/// What a piece of source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Code,
    Comment,
    /// The inside of a string literal, escapes as written.
    Literal,
}

/// A piece of source that lies on one or more lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub kind: Kind,
    /// The line on which the piece begins, counted from 1.
    pub line: usize,
    pub text: &'a str,
}

/// Cuts `source` into pieces in their order.
pub fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut cutter = Cutter {
        source,
        code_start: 0,
        position: 0,
        pieces: Vec::new(),
    };
    cutter.run();
    cutter.pieces
}

struct Cutter<'a> {
    source: &'a str,
    /// Where the code that is not yet a piece begins.
    code_start: usize,
    position: usize,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Cutter<'a> {
    fn run(&mut self) {
        while self.position < self.source.len() {
            let rest = &self.source[self.position..];
            if rest.starts_with("//") {
                let length = rest.find('\n').unwrap_or(rest.len());
                self.cut(Kind::Comment, 0, length, 0);
            } else if rest.starts_with("/*") {
                self.cut(Kind::Comment, 0, block_comment_length(rest), 0);
            } else if let Some(hashes) = self.raw_string_hashes(rest) {
                let ending = format!("\"{}", "#".repeat(hashes));
                let opening = hashes + 2;
                let inside = &rest[opening..];
                let length = inside.find(&ending).unwrap_or(inside.len());
                self.cut(Kind::Literal, opening, length, ending.len());
            } else if let Some(inside) = rest.strip_prefix('"') {
                self.cut(Kind::Literal, 1, string_length(inside), 1);
            } else {
                self.position += code_length(rest);
            }
        }
        self.push(Kind::Code, self.code_start, self.source.len());
    }

    /// Takes a comment or literal: what opens it, its text, what closes it.
    fn cut(&mut self, kind: Kind, opening: usize, length: usize, closing: usize) {
        let start = self.position + opening;
        let end = start + length;
        self.push(Kind::Code, self.code_start, self.position);
        self.push(kind, start, end);
        self.position = (end + closing).min(self.source.len());
        self.code_start = self.position;
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        if start < end {
            let line = 1 + self.source[..start].matches('\n').count();
            let text = &self.source[start..end];
            self.pieces.push(Piece { kind, line, text });
        }
    }

    /// The number of `#` when a raw string begins here; `r#name` and the `r` that ends a name are none.
    fn raw_string_hashes(&self, rest: &str) -> Option<usize> {
        let after = rest.strip_prefix('r')?;
        let hashes = after.len() - after.trim_start_matches('#').len();
        let before = self.source[..self.position].chars().next_back();
        let in_a_name = before.is_some_and(|c| (c.is_alphanumeric() && c != 'b') || c == '_');
        (after[hashes..].starts_with('"') && !in_a_name).then_some(hashes)
    }
}

fn block_comment_length(rest: &str) -> usize {
    let (mut depth, mut position) = (0_usize, 0);
    while position < rest.len() {
        let here = &rest[position..];
        if here.starts_with("/*") {
            depth += 1;
            position += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            position += 2;
            if depth == 0 {
                return position;
            }
        } else {
            position += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn string_length(inside: &str) -> usize {
    let mut escaped = false;
    for (position, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return position,
            _ => {}
        }
    }
    inside.len()
}

/// One character, or a whole character literal, so that `'"'` opens no string.
fn code_length(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    let first = rest.chars().next().map_or(1, char::len_utf8);
    if !rest.starts_with('\'') {
        return first;
    }
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some((escaped, c))) => {
            let after = escaped + c.len_utf8();
            rest[after..]
                .find('\'')
                .map_or(first, |end| after + end + 1)
        }
        (Some(_), Some((end, '\''))) => end + 1,
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, pieces};

    fn check(source: &str, kind: Kind, expected: &[(usize, &str)]) {
        let found: Vec<(usize, &str)> = pieces(source)
            .iter()
            .filter(|piece| piece.kind == kind)
            .map(|piece| (piece.line, piece.text))
            .collect();
        assert_eq!(found, expected, "in {source:?}");
    }

    #[test]
    fn strings_are_found_in_every_form() {
        check(
            "let a = \"x // y\";\nlet b = r#\"say \"no\"\"#; b\"z\"; br\"w\"; \"q\\\"r\"",
            Kind::Literal,
            &[
                (1, "x // y"),
                (2, "say \"no\""),
                (2, "z"),
                (2, "w"),
                (2, "q\\\"r"),
            ],
        );
    }

    #[test]
    fn comments_nest_and_quotes_in_them_open_nothing() {
        check(
            "/* one /* \"two\" */ */ code // it's \"three\n'\"' + '\\'' + \"four\"",
            Kind::Comment,
            &[(1, "/* one /* \"two\" */ */"), (1, "// it's \"three")],
        );
    }

    #[test]
    fn lifetimes_and_raw_names_are_code() {
        check(
            "fn f<'a>(r#type: &'a str, bar: u8) {}",
            Kind::Code,
            &[(1, "fn f<'a>(r#type: &'a str, bar: u8) {}")],
        );
    }

    #[test]
    fn unfinished_source_ends_with_the_file() {
        for source in [
            "\"open",
            "r##\"open\"#",
            "/* open",
            "'",
            "'\\",
            "r",
            "\"é\\",
        ] {
            let _ = pieces(source);
        }
    }
}

//! Whether a page can be taken apart in time that grows with its length alone.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};

use super::{characters, tokenise};
use crate::document::{Format, ReadError};

/// How many elements may be open at once: browsers stop at 512.
const MAX_OPEN: usize = 512;
/// The most tags. Parsing takes time with the product of tags and depth: at both bounds some
/// seconds.
const MAX_TAGS: usize = 400_000;

/// Elements that close by themselves when the next one begins, or have no inside.
const UNCOUNTED: [&str; 30] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
    "optgroup", "rt", "rp", "path", "use",
];

#[derive(Default)]
struct Count {
    open: HashMap<String, usize>,
    depth: usize,
    deepest: usize,
    tags: usize,
    title: String,
    in_title: bool,
}

struct Sink(RefCell<Count>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut count = self.0.borrow_mut();
        if let (Some(text), true) = (characters(&token), count.in_title) {
            count.title.push_str(text);
        }
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        count.tags += 1;
        let name: &str = &tag.name;
        if tag.kind == TagKind::EndTag {
            count.in_title &= name != "title";
            if let Some(open) = count.open.get_mut(name).filter(|open| **open > 0) {
                *open -= 1;
                count.depth -= 1;
            }
            return TokenSinkResult::Continue;
        }
        if !UNCOUNTED.contains(&name) && !tag.self_closing {
            *count.open.entry(name.to_owned()).or_default() += 1;
            count.depth += 1;
            count.deepest = count.deepest.max(count.depth);
        }
        match name {
            "title" if count.title.is_empty() => {
                count.in_title = true;
                TokenSinkResult::RawData(RawKind::Rcdata)
            }
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Checks a page and answers the title in its head, which is not a part of its text.
pub(super) fn check(page: &str) -> Result<String, ReadError> {
    let count = tokenise(page, Sink(RefCell::default())).0.into_inner();
    let what = if count.deepest > MAX_OPEN {
        format!("more than {MAX_OPEN} of its elements lie in each other")
    } else if count.tags > MAX_TAGS {
        format!("it has {} tags, at most {MAX_TAGS} are taken", count.tags)
    } else {
        return Ok(count.title);
    };
    let format = Format::Html;
    Err(ReadError::Overwhelming { format, what })
}

//! A quotation with its frame: whose words these are, and where something is left out.

use domain::report::OMISSION_MARKS;

use super::Frame;
use crate::html::push_escaped;
use crate::words::direction;

/// What stands in front of its words.
pub(super) fn opening(frame: &Frame) -> String {
    let mut out = String::from("<figure class=\"quotation\"><blockquote lang=\"");
    push_escaped(&mut out, &frame.language);
    out.push_str(&format!("\" dir=\"{}\"", direction(&frame.language)));
    if let Some(url) = &frame.cite {
        out.push_str(" cite=\"");
        push_escaped(&mut out, url);
        out.push('"');
    }
    out.push_str(">\n");
    out
}

/// What stands behind them.
pub(super) fn closing(frame: &Frame) -> String {
    format!("<figcaption>{}</figcaption></figure>\n", frame.caption)
}

/// Words of somebody quoted; each mark of an omission says what it is.
pub(super) fn push_words(out: &mut String, words: &str, frame: &Frame) {
    let mut rest = words;
    while let Some((at, mark)) = next_mark(rest) {
        push_escaped(out, &rest[..at]);
        out.push_str("<abbr class=\"omission\" title=\"");
        push_escaped(out, &frame.omitted);
        out.push_str(&format!("\">{mark}</abbr>"));
        rest = &rest[at + mark.len()..];
    }
    push_escaped(out, rest);
}

fn next_mark(words: &str) -> Option<(usize, &'static str)> {
    let found = OMISSION_MARKS
        .iter()
        .filter_map(|mark| Some((words.find(mark)?, *mark)));
    found.min_by_key(|(at, _)| *at)
}

//! Cleaning a page: nothing but text and its structure is left.

use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

/// Elements that are kept; of all others their content alone is.
const KEPT: [&str; 45] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "caption",
    "cite",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "section",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements that go with everything in them: none of it is text of the page.
const GONE: [&str; 10] = [
    "script", "style", "noscript", "template", "svg", "math", "object", "iframe", "title",
    "datalist",
];

/// A page without anything that acts, hides or draws. Relative addresses are kept, so that it can
/// be said that they lead nowhere.
pub(super) fn clean(page: &str) -> String {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(KEPT))
        .clean_content_tags(HashSet::from(GONE))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .generic_attributes(HashSet::from(["id", "role"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder.clean(page).to_string()
}

//! Reads our own markup back. It knows the little HTML that the templates use and refuses everything else.

use std::collections::HashMap;

/// An element's start tag, or a run of text.
#[derive(Debug)]
pub enum Node {
    /// A start tag with its attributes; nesting was checked when it was read.
    Open(Tag),
    /// Text between tags, still escaped.
    Text(String),
}

/// A start tag.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: HashMap<String, String>,
    /// The names of the elements around it, outermost first.
    pub inside: Vec<String>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

const VOID: [&str; 7] = ["meta", "link", "input", "br", "hr", "!doctype", "img"];

/// Reads a document. Panics, saying where, if an element is not closed in order or an attribute stands twice.
pub fn read(html: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        if !text.is_empty() {
            nodes.push(Node::Text(text.to_owned()));
        }
        let (tag, after) = after
            .split_once('>')
            .unwrap_or_else(|| panic!("a tag is not closed: {after}"));
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(
                open.pop().as_deref(),
                Some(name),
                "closed out of order, before: {after:.80}"
            );
            continue;
        }
        // Only pictures have elements that close themselves.
        let closes_itself = tag.ends_with('/') && open.iter().any(|name| name == "svg");
        let tag = start_tag(tag.trim_end_matches('/'), &open);
        if !VOID.contains(&tag.name.as_str()) && !closes_itself {
            open.push(tag.name.clone());
        }
        nodes.push(Node::Open(tag));
    }
    assert!(open.is_empty(), "left open: {open:?}");
    nodes
}

pub fn tags(html: &str) -> Vec<Tag> {
    let tag = |node| match node {
        Node::Open(tag) => Some(tag),
        Node::Text(_) => None,
    };
    read(html).into_iter().filter_map(tag).collect()
}

/// The words a person reads, one space apart: no tags, no head.
pub fn words(html: &str) -> String {
    let body = html.split_once("<body>").map_or(html, |(_, body)| body);
    let text: String = read(
        &format!("<body>{}", body.split("</body>").next().unwrap_or(body)).replace("<body>", ""),
    )
    .iter()
    .map(|node| match node {
        Node::Text(text) => text.as_str(),
        Node::Open(tag) if matches!(tag.name.as_str(), "bdi" | "a" | "strong" | "em" | "code") => {
            ""
        }
        Node::Open(_) => " ",
    })
    .collect();
    let plain = text
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"");
    let plain = plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#60;", "<")
        .replace("&#62;", ">");
    plain
        .replace("&amp;", "&")
        .replace("&#38;", "&")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn start_tag(tag: &str, open: &[String]) -> Tag {
    let (name, mut rest) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
    let mut attributes = HashMap::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted
                .split_once('"')
                .unwrap_or_else(|| panic!("a value is not closed: <{tag}>")),
            None => ("", after),
        };
        let twice = attributes.insert(attribute.to_owned(), value.to_owned());
        assert!(twice.is_none(), "{attribute} stands twice in <{tag}>");
        rest = after;
    }
    Tag {
        name: name.to_ascii_lowercase(),
        attributes,
        inside: open.to_vec(),
    }
}

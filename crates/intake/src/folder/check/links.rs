//! Links: whether a browser may follow them, and over a protected connection.

use super::locate::Lines;
use crate::finding::Finding;

/// What is wrong with an address, if anything.
pub(super) fn fault(url: &str) -> Option<Finding> {
    if let Some(reason) = dead(url) {
        let message = format!("`{url}` leads nowhere: {reason}");
        let help = "copy the whole address from the page itself";
        return Some(Finding::warning("link-dead", message).help(help));
    }
    let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
    match scheme.to_ascii_lowercase().as_str() {
        "https" | "mailto" if !rest.is_empty() => None,
        "http" => {
            let message = format!("`{url}` is not protected on its way");
            Some(
                Finding::warning("link-insecure", message)
                    .help("use `https://` if the site answers there"),
            )
        }
        _ => {
            let message = format!("`{url}` is no web address");
            Some(Finding::error("link-malformed", message).help("begin it with `https://`"))
        }
    }
}

/// Why an address cannot lead anywhere, if that can be seen from it.
fn dead(url: &str) -> Option<&'static str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    if url.contains('…') || url.ends_with("..") {
        return Some("it was cut short");
    }
    if url.contains(char::is_whitespace) {
        return Some("there is a space in it");
    }
    if host == "localhost" || !host.contains('.') || host.ends_with(".local") {
        return Some("there is no site of this name outside of one network");
    }
    let is_private = ["10.", "127.", "192.168."]
        .iter()
        .any(|net| host.starts_with(net));
    (is_private && host.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
        .then_some("the address belongs to a network at home or at work")
}

/// Checks the links of a text: `[words](address)`.
pub(super) fn check(text: &str, lines: &Lines, findings: &mut Vec<Finding>) {
    for (index, line) in text.lines().enumerate() {
        for (at, opening) in line.match_indices("](") {
            let start = at + opening.len();
            let Some(length) = line[start..].find(')') else {
                continue;
            };
            let span = start..start + length;
            let found = fault(line[span.clone()].trim());
            findings.extend(found.map(|f| f.at(lines.span(index + 1, line, &span))));
        }
    }
}

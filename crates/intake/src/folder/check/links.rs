//! Links: whether a browser may follow them, and over a protected connection.

use super::locate::Lines;
use crate::finding::Finding;

/// What is wrong with an address, if anything.
pub(super) fn fault(url: &str) -> Option<Finding> {
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

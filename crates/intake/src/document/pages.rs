//! The pages of a document.

use crate::finding::{Finding, Place};
use crate::folder::Files;

/// The line of the text on which each page begins, from 1; empty where there are no pages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pages(Vec<usize>);

impl Pages {
    /// Pages by their first lines, in order.
    pub(super) const fn new(first_lines: Vec<usize>) -> Self {
        Self(first_lines)
    }

    /// How many pages there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.0.len()
    }

    /// The page of a line and the line on it; nothing where there are no pages.
    fn of(&self, line: usize) -> Option<(usize, usize)> {
        let page = self.0.partition_point(|first| *first <= line);
        let first = self.0.get(page.checked_sub(1)?)?;
        Some((page, line - first + 1))
    }

    /// A line as people find it: `line 12`, or `page 2, line 5`.
    #[must_use]
    pub fn say(&self, line: usize) -> String {
        match self.of(line) {
            Some((page, line)) => format!("page {page}, line {line}"),
            None => format!("line {line}"),
        }
    }

    /// Puts findings in a document onto its pages: the place names the page as a file.
    pub(crate) fn place(&self, name: &str, findings: &mut [Finding]) {
        let places = findings
            .iter_mut()
            .filter_map(|finding| finding.place.as_mut())
            .filter(|place| place.file == name);
        for place in places {
            if let Some((page, line)) = self.of(place.line) {
                *place = Place {
                    file: page_name(name, page),
                    line,
                    ..place.clone()
                };
            }
        }
    }

    /// The text as files, one for each page.
    pub(crate) fn files(&self, name: &str, text: &str) -> Files {
        if self.0.is_empty() {
            return [(name.to_owned(), text.into())].into_iter().collect();
        }
        let lines: Vec<&str> = text.split('\n').collect();
        let ends = self.0.iter().skip(1).map(|first| first - 1);
        let ends = ends.chain([lines.len()]);
        let pages = self.0.iter().zip(ends).enumerate();
        pages
            .map(|(index, (first, end))| {
                let page = lines.get(first - 1..end).unwrap_or_default().join("\n");
                (page_name(name, index + 1), page.into_bytes())
            })
            .collect()
    }
}

/// The name under which a page is shown.
fn page_name(name: &str, page: usize) -> String {
    format!("{name}, page {page}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_by_its_page() {
        let pages = Pages::new(vec![1, 4]);
        assert_eq!(pages.say(3), "page 1, line 3");
        assert_eq!(pages.say(5), "page 2, line 2");
        assert_eq!(Pages::default().say(5), "line 5");
        let files = pages.files("a.pdf", "1\n2\n3\n4\n5\n");
        assert_eq!(files.text("a.pdf, page 1"), Some("1\n2\n3"));
        assert_eq!(files.text("a.pdf, page 2"), Some("4\n5\n"));
    }
}

//! `method/LANG.md`: how the figures are chosen (REQ-167).

use domain::locale::Language;
use domain::text::Text;

use super::wording::read_text;
use crate::finding::{Finding, Place};
use crate::folder::MethodPage;

/// Where the pages lie.
const FOLDER: &str = "method/";

/// Whether a file is such a page.
pub(super) fn is_method(path: &str) -> bool {
    super::is_markdown_in(path, FOLDER)
}

/// Reads one page: a text with a title, without front matter.
pub(super) fn read(path: &str, file: &str, findings: &mut Vec<Finding>) -> Option<MethodPage> {
    let tag = path.trim_start_matches(FOLDER).trim_end_matches(".md");
    let language = Language::parse(tag).map_err(|error| {
        let finding = Finding::error("language-unknown", error.to_string());
        let advice = "the name of the file is the language of the page: `method/de.md`";
        findings.push(finding.at(Place::beginning(path)).help(advice));
    });
    let text: Option<Text> = read_text(path, file, &(0..file.len()), findings);
    Some(MethodPage {
        language: language.ok()?,
        text: text?,
    })
}

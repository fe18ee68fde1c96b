//! What is said of series and of how figures are chosen, against what was said before. None of it is in
//! the log, and whoever linked to a page or cited it saw other words: it does not change silently.

use domain::figure::Series;
use domain::text::MarkId;
use intake::finding::{Finding, Place};
use intake::folder::{FIGURES, Folder, MethodPage};

use crate::declarations::Published;

/// How much of a changed line a message quotes, in characters.
const QUOTED: usize = 80;

/// Questions, choices, reasons and pages on the method that read otherwise now (REQ-154, REQ-160).
pub(super) fn findings(folder: &Folder, before: Option<&Published>) -> Vec<Finding> {
    let Some(before) = before else {
        return Vec::new();
    };
    let series = before.series.iter().flat_map(|was| {
        let is = folder.series.iter().find(|one| one.id == was.id);
        said_otherwise(was, is)
    });
    let methods = before.methods.iter().filter_map(|was| {
        let mut pages = folder.methods.iter();
        method_changed(was, pages.find(|page| page.language == was.language))
    });
    series.chain(methods).collect()
}

fn said_otherwise(was: &Series, is: Option<&Series>) -> Vec<Finding> {
    let fields = [
        (
            "question",
            was.title.as_deref(),
            is.and_then(|is| is.title.as_deref()),
        ),
        (
            "primary",
            was.primary.as_ref().map(MarkId::as_str),
            is.and_then(|is| is.primary.as_ref()).map(MarkId::as_str),
        ),
        (
            "reason",
            was.why.as_deref(),
            is.and_then(|is| is.why.as_deref()),
        ),
    ];
    let changed = fields.into_iter().filter(|(_, old, new)| old != new);
    changed
        .map(|(field, old, new)| {
            let (old, new) = (quoted(old), quoted(new));
            let message = format!(
                "the {field} of the series `{}` was published as {old} and is {new} now",
                was.id
            );
            Finding::warning("series-changed", message)
                .at(Some(Place::beginning(FIGURES)))
                .help("say in `why` what changed and since when: nothing else on the page tells")
        })
        .collect()
}

fn method_changed(was: &MethodPage, is: Option<&MethodPage>) -> Option<Finding> {
    let old = was.text.as_str();
    let new = is.map_or("", |is| is.text.as_str());
    if old == new {
        return None;
    }
    let path = format!("method/{}.md", was.language);
    let (old, new) = first_difference(old, new);
    let message = format!(
        "how figures are chosen was published otherwise: {} is {} now",
        quoted(old),
        quoted(new)
    );
    let finding = Finding::warning("method-changed", message).at(Some(Place::beginning(&path)));
    Some(finding.help("figures chosen before were chosen by the former words: say on the page what changed, and when"))
}

/// The first lines that differ; nothing on the side that ended.
fn first_difference<'t>(old: &'t str, new: &'t str) -> (Option<&'t str>, Option<&'t str>) {
    let said = |line: &&str| !line.is_empty();
    let (mut old, mut new) = (old.lines().filter(said), new.lines().filter(said));
    loop {
        let pair = (old.next(), new.next());
        if pair.0 != pair.1 || pair.0.is_none() {
            return pair;
        }
    }
}

fn quoted(words: Option<&str>) -> String {
    let Some(words) = words else {
        return "nothing".to_owned();
    };
    let mut short: String = words.chars().take(QUOTED).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    format!("`{short}`")
}

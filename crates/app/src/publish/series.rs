//! What is said of series and of how figures are chosen, against what was said before. None of it is in
//! the log, and whoever linked to a page or cited it saw other words: it does not change silently.

use domain::figure::{Figure, Series};
use domain::multilingual::Prose;
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
    let figures = before.figures.iter().flat_map(|(was, _)| {
        let is = folder.figures.iter().find(|one| one.id == was.id);
        is.map(|is| retold(was, is)).unwrap_or_default()
    });
    series.chain(methods).chain(figures).collect()
}

fn said_otherwise(was: &Series, is: Option<&Series>) -> Vec<Finding> {
    let primary = |series: &Series| series.primary.as_ref().map(MarkId::to_string);
    let mut fields = vec![("primary".to_owned(), primary(was), is.and_then(primary))];
    let title = is.and_then(|is| is.title.as_ref());
    fields.extend(told("question", was.title.as_ref(), title));
    let why = is.and_then(|is| is.why.as_ref());
    fields.extend(told("reason", was.why.as_ref(), why));
    let changed = fields.into_iter().filter(|(_, old, new)| old != new);
    changed
        .map(|(field, old, new)| {
            let (old, new) = (quoted(old.as_deref()), quoted(new.as_deref()));
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

/// Something said before and now.
type Told = (String, Option<String>, Option<String>);

/// What was said of a field and what is said now: in the language of the original, and in each other in
/// which it was said before. A translation that is new changes nothing.
fn told(field: &str, was: Option<&Prose>, is: Option<&Prose>) -> Vec<Told> {
    let original = |prose: &Prose| prose.original().clone();
    let mut told = vec![(field.to_owned(), was.map(original), is.map(original))];
    for (language, words) in was.map(Prose::translations).into_iter().flatten() {
        let now = is.and_then(|is| is.translations().get(language)).cloned();
        told.push((format!("{field} in `{language}`"), Some(words.clone()), now));
    }
    told
}

/// Words around a published figure that are told otherwise in another language than that of the original.
/// The log does not hold them, so that they can be added and corrected; it holds those of the original,
/// and what they say is the affair of `figure-changed`.
fn retold(was: &Figure, is: &Figure) -> Vec<Finding> {
    let now = is.prose();
    let mut findings = Vec::new();
    for (field, prose) in was.prose() {
        let now = now.iter().find(|(name, _)| *name == field);
        for (language, words) in prose.translations() {
            let new = now.and_then(|(_, is)| is.translations().get(language));
            if new != Some(words) {
                let (old, new) = (quoted(Some(words)), quoted(new.map(String::as_str)));
                let message = format!(
                    "`{field}` of `{}` was published in `{language}` as {old} and is {new} now",
                    was.id
                );
                let finding = Finding::warning("words-retold", message)
                    .at(Some(Place::beginning(FIGURES)))
                    .help("right for a better translation; whatever else is known better is a new figure");
                findings.push(finding);
            }
        }
    }
    findings
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

//! A list and its issues for consistency.

use std::collections::BTreeSet;

use domain::infomail::{Issue, IssueNumber, IssueText, List, MAX_DESCRIPTION};
use domain::locale::Language;
use domain::slug::Slug;
use domain::text::MarkId;

use super::locate::{self, Indexed, Lines, Step};
use super::wordings::faulty_mark;
use super::{entry, links};
use crate::finding::{Finding, Place};
use crate::folder::Files;
use crate::folder::infomail::{Declarations, LIST, issue_path, text_path};
use crate::folder::read::infomail::Parts;

/// Mail programs cut a longer line beside the subject.
const MAX_PREHEADER: usize = 150;
/// A longer subject is cut on a phone, and folded by servers.
const MAX_TITLE: usize = 120;

/// Everything that is not consistent.
pub(in crate::folder) fn check(
    parts: &Parts,
    files: &Files,
    declarations: Option<&dyn Declarations>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let files = &Indexed::new(files);
    if let Some(list) = &parts.list {
        wordings(list, files, &mut findings);
    }
    let mut before: Option<&Issue> = None;
    for issue in &parts.issues {
        let checked = Checked {
            issue,
            files,
            list: parts.list.as_ref(),
            declarations,
        };
        checked.number(before, &parts.issues, &mut findings);
        checked.names(&mut findings);
        checked.texts(&mut findings);
        before = Some(issue);
    }
    findings
}

fn wordings(list: &List, files: &Indexed<'_>, findings: &mut Vec<Finding>) {
    if !list.languages().any(|language| *language == list.language) {
        let message = format!(
            "the list has no words in its own language `{}`",
            list.language
        );
        findings.push(
            Finding::error("list-wording-missing", message)
                .at(locate::value(files, LIST, &[Step::Key("language")]))
                .help("add `[[wording]]` with `language`, `title` and `description`"),
        );
    }
    let mut seen = BTreeSet::new();
    for wording in &list.wordings {
        if !seen.insert(&wording.language) {
            let message = format!("two wordings are in `{}`", wording.language);
            findings.push(
                Finding::error("language-twice", message).at(entry(files, LIST, "wording", 0)),
            );
        }
        let length = wording.description.chars().count();
        if length > MAX_DESCRIPTION {
            let message = format!(
                "the description in `{}` has {length} characters, at most {MAX_DESCRIPTION} fit",
                wording.language
            );
            findings
                .push(Finding::error("description-too-long", message).at(Place::beginning(LIST)));
        }
    }
}

/// One issue with what it is checked against.
struct Checked<'c> {
    issue: &'c Issue,
    files: &'c Indexed<'c>,
    list: Option<&'c List>,
    declarations: Option<&'c dyn Declarations>,
}

impl Checked<'_> {
    fn at(&self, path: &[Step<'_>]) -> Option<Place> {
        locate::value(self.files, &issue_path(self.issue.number), path)
    }

    /// REQ-86: numbers go up by one, and where they do not, somebody says why.
    fn number(&self, before: Option<&Issue>, all: &[Issue], findings: &mut Vec<Finding>) {
        let (number, gap) = (self.issue.number, &self.issue.gap);
        let follows = number.follows(before.map(|issue| issue.number));
        if !follows && gap.is_none() {
            let expected = before.map_or(1, |issue| issue.number.get() + 1);
            let message = format!("issue {number} comes where {expected} would follow");
            findings.push(
                Finding::error("issue-gap", message)
                    .at(self.at(&[Step::Key("date")]))
                    .help("say why the numbers between are missing: `gap = \"…\"`"),
            );
        }
        if follows && gap.is_some() {
            let message = format!("no number is missing before issue {number}");
            findings.push(
                Finding::warning("issue-gap-needless", message).at(self.at(&[Step::Key("gap")])),
            );
        }
        if let Some(earlier) = before.filter(|earlier| earlier.date > self.issue.date) {
            let message = format!(
                "issue {number} bears an earlier day than issue {}",
                earlier.number
            );
            findings.push(Finding::error("issue-date", message).at(self.at(&[Step::Key("date")])));
        }
        let is_earlier = |corrected: IssueNumber| {
            corrected < number && all.iter().any(|issue| issue.number == corrected)
        };
        if let Some(corrected) = self.issue.corrects.filter(|number| !is_earlier(*number)) {
            let message = format!("there is no earlier issue {corrected} to correct");
            findings.push(
                Finding::error("issue-corrects", message).at(self.at(&[Step::Key("corrects")])),
            );
        }
    }

    /// Declarations and languages that are named.
    fn names(&self, findings: &mut Vec<Finding>) {
        let audience = &self.issue.audience;
        let named = [
            (&self.issue.about, vec![Step::Key("about")]),
            (
                &audience.signed,
                vec![Step::Key("audience"), Step::Key("signed")],
            ),
        ];
        for (slugs, path) in named {
            for (index, slug) in slugs.iter().enumerate() {
                let known = self
                    .declarations
                    .is_none_or(|known| known.figures(slug).is_some());
                if !known {
                    let path = [&path[..], &[Step::Entry(index)]].concat();
                    let message = format!("no declaration is called `{slug}`");
                    findings
                        .push(Finding::error("declaration-unknown", message).at(self.at(&path)));
                }
            }
        }
        let offered = |language: &Language| {
            self.list
                .is_none_or(|list| list.languages().any(|own| own == language))
        };
        for (index, language) in audience.languages.iter().enumerate() {
            if !offered(language) {
                let path = [
                    Step::Key("audience"),
                    Step::Key("languages"),
                    Step::Entry(index),
                ];
                let message = format!("nobody can subscribe to the list in `{language}`");
                findings.push(Finding::warning("audience-language", message).at(self.at(&path)));
            }
        }
    }

    fn texts(&self, findings: &mut Vec<Finding>) {
        let number = self.issue.number;
        if self.issue.texts.is_empty() {
            let message = format!("issue {number} has no text");
            findings.push(
                Finding::error("issue-text-missing", message)
                    .at(self.at(&[Step::Key("date")]))
                    .help(format!("write it into `issues/{}/en.md`", number.folder())),
            );
        }
        if let Some(list) = self.list.filter(|_| !self.issue.texts.is_empty())
            && self.issue.text_in(&list.language).is_none()
        {
            let message = format!("issue {number} has no text in `{}`", list.language);
            findings.push(
                Finding::warning("issue-language-missing", message)
                    .at(self.at(&[Step::Key("date")]))
                    .help("whoever reads none of its languages gets the first of them"),
            );
        }
        for text in &self.issue.texts {
            let path = text_path(number, &text.language);
            let lines = Lines::of_file(self.files, &path);
            self.subject(text, &path, findings);
            self.figures(text, &lines, findings);
            links::check(text.text.as_str(), &lines, findings);
        }
    }

    fn subject(&self, text: &IssueText, path: &str, findings: &mut Vec<Finding>) {
        let length = text.title().chars().count();
        if length > MAX_TITLE {
            let message = format!("the title has {length} characters");
            findings.push(
                Finding::warning("title-too-long", message)
                    .at(Place::beginning(path))
                    .help(format!(
                        "it is the subject of a mail: keep it under {MAX_TITLE}"
                    )),
            );
        }
        let length = text
            .preheader
            .as_ref()
            .map_or(0, |line| line.chars().count());
        if length > MAX_PREHEADER {
            let message = format!("the preheader has {length} characters");
            let place = locate::value(self.files, path, &[Step::Key("preheader")]);
            findings.push(
                Finding::warning("preheader-too-long", message)
                    .at(place)
                    .help(format!("mail programs show {MAX_PREHEADER} at most")),
            );
        }
    }

    /// Each mark names a figure of exactly one of the declarations that the issue is about.
    fn figures(&self, text: &IssueText, lines: &Lines, findings: &mut Vec<Finding>) {
        let outline = match text.text.outline() {
            Ok(outline) => outline,
            Err(errors) => {
                findings.extend(errors.iter().map(|error| faulty_mark(error, lines)));
                return;
            }
        };
        let Some(declarations) = self.declarations else {
            return;
        };
        for mark in &outline.figures {
            let bearers = self.bearers(declarations, &mark.id);
            let finding = match bearers[..] {
                [_] => continue,
                [] => Finding::error(
                    "figure-unknown",
                    format!("no figure is called `{}`", mark.id),
                )
                .help("figures are those of the declarations in `about`"),
                _ => Finding::error(
                    "figure-ambiguous",
                    format!("several declarations have a figure called `{}`", mark.id),
                )
                .help("name one of them in `about`, or write the number out"),
            };
            findings.push(finding.at(lines.place(mark.place)));
        }
    }

    fn bearers(&self, declarations: &dyn Declarations, figure: &MarkId) -> Vec<&Slug> {
        let about = self.issue.about.iter();
        let bears = |slug: &&Slug| {
            declarations
                .figures(slug)
                .is_some_and(|figures| figures.contains(figure))
        };
        about.filter(bears).collect()
    }
}

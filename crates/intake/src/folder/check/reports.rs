//! Reports against their translations, the demands they support, and the statements they quote.

use std::collections::BTreeMap;

use domain::report::{Report, omissions};
use domain::text::MarkId;

use super::Subject;
use super::demands;
use super::locate::{self, Lines, Step};
use super::quotations::quotes;
use crate::finding::{Finding, Place};
use crate::folder::report_path;

/// Checks the reports.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    languages(subject, findings);
    let known = demands::known(subject);
    for report in subject.reports {
        let file = report_path(&report.id, &report.language);
        let at = |path: &[Step<'_>]| locate::value(&subject.files, &file, path);
        for (index, id) in report.supports.iter().enumerate() {
            let place = at(&[Step::Key("supports"), Step::Entry(index)]);
            let unknown = known.as_ref().and_then(|known| demands::unknown(id, known));
            findings.extend(unknown.map(|finding| finding.at(place)));
        }
        if !report
            .id
            .as_str()
            .starts_with(&report.date.to_string()[..7])
        {
            let message = format!("its name does not begin with its date, {}", report.date);
            let finding =
                Finding::warning("report-date-differs", message).at(at(&[Step::Key("date")]));
            findings.push(finding.help("one of the two is wrong, or was copied from elsewhere"));
        }
        let lines = Lines::of_file(&subject.files, &file);
        super::links::check(&report.text, &lines, findings);
        super::numbers::check(&report.text, report.language.primary(), &lines, findings);
        let figure_of = |id: &MarkId| subject.figure(id).map(|(_, figure)| figure);
        let language = report.language.primary();
        super::figures::check_qualifiers(&report.text, language, &figure_of, &lines, findings);
        marks(report, &lines, findings);
        quoted(report, &at, findings);
    }
}

/// Of the reports of one name, one is the original and the others render it.
fn languages(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut by_id: BTreeMap<&MarkId, Vec<&Report>> = BTreeMap::new();
    for report in subject.reports {
        by_id.entry(&report.id).or_default().push(report);
    }
    for (id, reports) in by_id {
        let place = |report: &Report| Place::beginning(&report_path(id, &report.language));
        let mut originals = reports.iter().filter(|report| report.is_original());
        let Some(original) = originals.next() else {
            let message = format!("every report called `{id}` is a translation");
            let finding = Finding::error("report-original-missing", message);
            let finding = finding.at(reports.first().map(|report| place(report)));
            findings.push(finding.help("leave out `renders` in the one it was written in"));
            continue;
        };
        for other in originals {
            let message = format!("two reports called `{id}` are originals");
            let finding = Finding::error("report-original-twice", message).at(place(other));
            findings.push(finding.help("write `renders = \"original\"` into its translations"));
        }
        for report in &reports {
            if report.is_behind(original) {
                let message = "it renders what the original does not say any more";
                let finding = Finding::warning("report-behind", message).at(place(report));
                let digest = original.digest();
                findings.push(finding.help(format!("the original is `{digest}` now")));
            }
            if report.is_draft() {
                let message = format!(
                    "the report in `{}` is a draft, which nobody will see",
                    report.language
                );
                let finding = Finding::note("translation-draft", message).at(place(report));
                let advice = "let a second speaker read it and write `state = \"reviewed\"`";
                findings.push(finding.help(advice));
            }
        }
    }
}

fn marks(report: &Report, lines: &Lines, findings: &mut Vec<Finding>) {
    const OPEN: &str = "{figure:";
    for (index, line) in report.text.lines().enumerate() {
        for (start, _) in line.match_indices(OPEN) {
            let rest = &line[start + OPEN.len()..];
            let id = rest.split_once('}').and_then(|(id, _)| MarkId::parse(id));
            if id.is_none() {
                let message = "`{figure:…}` needs an identifier of a-z, 0-9 and hyphens";
                let place = lines.span(index + 1, line, &(start..start + OPEN.len()));
                findings.push(Finding::error("figure-mark-malformed", message).at(place));
            }
        }
    }
}

type At<'a> = dyn Fn(&[Step<'_>]) -> Option<Place> + 'a;

/// Whether each quotation stands in the text, with as many gaps as it is said to have, and whether
/// the whole of it can be found.
fn quoted(report: &Report, at: &At<'_>, findings: &mut Vec<Finding>) {
    let lines: Vec<&str> = report.text.lines().collect();
    let quotes = quotes(&lines);
    for (index, quotation) in report.quotations.iter().enumerate() {
        let place = |key| at(&[Step::Key("quotation"), Step::Entry(index), Step::Key(key)]);
        let Some(quote) = quotes.get(index) else {
            let message = "its words stand nowhere in the report";
            let finding = Finding::warning("quotation-missing", message).at(place("speaker"));
            let advice = "put `> ` before each of its lines; the first table belongs to the first";
            findings.push(finding.help(advice));
            continue;
        };
        let marked = omissions(&lines[quote.clone()].join("\n"));
        if marked != quotation.omissions {
            let said = quotation.omissions;
            let message =
                format!("{said} omissions are named, and {marked} are marked in its words");
            let finding = Finding::warning("omissions-differ", message).at(place("omissions"));
            let advice =
                "write `(…)` wherever something was left out, and never run extracts together";
            findings.push(finding.help(advice));
        }
        if quotation.source.is_none() && quotation.url.is_none() {
            let message = "nobody can find the whole of this statement";
            let finding = Finding::note("quotation-source-missing", message).at(place("speaker"));
            let advice =
                "add `source` and `url`; if it was translated, `language` and `translator`";
            findings.push(finding.help(advice));
        }
        let fault = quotation.url.as_deref().and_then(super::links::fault);
        findings.extend(fault.map(|finding| finding.at(place("url"))));
    }
}

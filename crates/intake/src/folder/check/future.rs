//! Nothing is said of a day that has not come (REQ-159).

use domain::figure::{Figure, FigureStatus, Precision};
use jiff::civil::Date;

use super::Subject;
use super::locate::{self, Step};
use crate::finding::Finding;
use crate::folder::{FIGURES, RAISINGS, report_path};

/// Finds days that lie in the future on a day of UTC.
pub(super) fn check(subject: &Subject<'_>, today: Date, findings: &mut Vec<Finding>) {
    // East of Greenwich the next day has begun while it is still today in UTC.
    let last = today.tomorrow().unwrap_or(today);
    let mut report = |day: Option<Date>, file: &str, path: &[Step<'_>]| {
        if let Some(day) = day.filter(|day| *day > last) {
            let finding = Finding::error("date-in-future", format!("{day} has not come yet"));
            let place = locate::value(&subject.files, file, path);
            findings.push(finding.at(place).help("most often a year is mistyped"));
        }
    };
    for (index, figure) in subject.figures.iter().enumerate() {
        let retracted = figure.retraction.as_ref().map(|retraction| retraction.on);
        for (day, keys) in [
            (counted(figure), &["as-of"][..]),
            (figure.published, &["published"]),
            (figure.retrieved, &["retrieved"]),
            (retracted, &["retraction", "on"]),
        ] {
            report(day, FIGURES, &path("figure", index, keys));
        }
    }
    for (index, raising) in subject.raisings.iter().enumerate() {
        let answered = raising.answer.as_ref().map(|answer| answer.on);
        report(Some(raising.on), RAISINGS, &path("raising", index, &["on"]));
        report(
            answered,
            RAISINGS,
            &path("raising", index, &["answer", "on"]),
        );
    }
    for one in subject.reports {
        let file = report_path(&one.id, &one.language);
        report(Some(one.date.first()), &file, &[Step::Key("date")]);
    }
}

/// The first day that a count may refer to; a forecast may speak of days to come.
fn counted(figure: &Figure) -> Option<Date> {
    let day = figure
        .as_of
        .filter(|_| figure.status != FigureStatus::Projected)?;
    Some(match figure.as_of_precision {
        Precision::Month => day.first_of_month(),
        Precision::Day | Precision::About => day,
    })
}

fn path<'a>(table: &'a str, index: usize, keys: &[&'a str]) -> Vec<Step<'a>> {
    let mut path = vec![Step::Key(table), Step::Entry(index)];
    path.extend(keys.iter().map(|key| Step::Key(key)));
    path
}

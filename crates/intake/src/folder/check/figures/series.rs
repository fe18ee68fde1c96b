//! Series: the claim that the texts use, why, and who answers for it (REQ-153, REQ-154, REQ-164).

use std::collections::{BTreeMap, BTreeSet};

use domain::figure::{Claims, Counting, Family, Figure, Series, SourceKey};
use domain::text::MarkId;

use super::super::locate::{self, Step};
use super::{Subject, Uses, signed};
use crate::finding::{Finding, Place};
use crate::fold::nearest;
use crate::folder::FIGURES;

/// Checks every series that is described, and every one that a text uses.
pub(super) fn check(subject: &Subject<'_>, uses: &Uses, findings: &mut Vec<Finding>) {
    let signed = signed(subject);
    let answers = Claims::by_series(subject.figures);
    for (index, series) in subject.series.iter().enumerate() {
        let at = |key| {
            let path = [Step::Key("series"), Step::Entry(index), Step::Key(key)];
            locate::value(&subject.files, FIGURES, &path)
        };
        match answers.get(&series.id) {
            Some(claims) => described(series, claims, &at, findings),
            None => findings.push(unanswered(subject, series).at(at("id"))),
        }
    }
    undecided(subject, &signed, &answers, findings);
    mixed(subject, findings);
    unlinked(subject, &answers, findings);
    if subject.declaration.is_some() {
        four_eyes(subject, uses, &answers, findings);
    }
}

/// The claims of each series.
type Answers<'s> = BTreeMap<&'s MarkId, Claims<'s>>;

fn unanswered(subject: &Subject<'_>, series: &Series) -> Finding {
    let message = format!("no figure belongs to the series `{}`", series.id);
    let known = subject.figures.iter().map(|figure| figure.series.as_str());
    Finding::warning("series-unknown", message).help(match nearest(series.id.as_str(), known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "figures name it as their `series`".to_owned(),
    })
}

fn described(
    series: &Series,
    claims: &Claims<'_>,
    at: &dyn Fn(&'static str) -> Option<Place>,
    findings: &mut Vec<Finding>,
) {
    let Some(primary) = &series.primary else {
        return;
    };
    match claims.all().iter().find(|figure| &figure.id == primary) {
        None => {
            let message = format!("`{primary}` is no figure of the series `{}`", series.id);
            let known = claims.all().iter().map(|figure| figure.id.as_str());
            let advice = match nearest(primary.as_str(), known.clone()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("one of: {}", known.collect::<Vec<_>>().join(", ")),
            };
            findings.push(
                Finding::error("primary-unknown", message)
                    .at(at("primary"))
                    .help(advice),
            );
        }
        Some(figure) if !figure.can_be_primary() => {
            let message = format!(
                "`{primary}` is {} and cannot be the number that is used",
                figure.standing().word().replace('_', " ")
            );
            findings.push(
                Finding::error("primary-unfit", message)
                    .at(at("primary"))
                    .help("pending cases and forecasts are shown apart (REQ-153)"),
            );
        }
        Some(_) => {}
    }
    if series.why.is_none() && claims.current().len() > 1 {
        let message = format!("nobody says why `{primary}` is used and not its rivals");
        findings.push(
            Finding::error("primary-unexplained", message)
                .at(at("primary"))
                .help("add `why`; it is shown beside the claims (REQ-154)"),
        );
    }
}

/// A series with rival claims of which nobody says which one is used.
fn undecided(
    subject: &Subject<'_>,
    signed: &BTreeSet<MarkId>,
    answers: &Answers<'_>,
    findings: &mut Vec<Finding>,
) {
    let described: BTreeMap<&MarkId, &Series> = subject.series.iter().map(|s| (&s.id, s)).collect();
    let used = subject
        .figures
        .iter()
        .filter(|figure| signed.contains(&figure.id));
    let used: BTreeSet<&MarkId> = used.map(|figure| &figure.series).collect();
    for id in used {
        let is_decided = described
            .get(id)
            .is_some_and(|series| series.primary.is_some());
        let rivals = answers.get(id).map(Claims::current).unwrap_or_default();
        if is_decided || rivals.len() < 2 {
            continue;
        }
        let names: Vec<String> = rivals.iter().map(|f| format!("`{}`", f.id)).collect();
        let message = format!("{} answer the same question", names.join(", "));
        let help = format!(
            "say which one the texts use: `[[series]]` with `id = \"{id}\"`, `primary` and `why` (REQ-154)"
        );
        findings.push(
            Finding::error("primary-missing", message)
                .at(place_of(subject, rivals[0]))
                .help(help),
        );
    }
}

/// Whoever compares the claims of a series compares like with like (REQ-158).
fn mixed(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&MarkId, &Figure> = BTreeMap::new();
    for figure in subject.figures {
        let before = *first.entry(&figure.series).or_insert(figure);
        let counted = |figure: &Figure| (figure.measure, figure.unit);
        if counted(figure) == counted(before) {
            continue;
        }
        let words = |figure: &Figure| {
            let (measure, unit) = counted(figure);
            format!("{} ({})", measure.word(), unit.word())
        };
        let message = format!(
            "`{}` counts {}, and `{}` of the same series {}",
            figure.id,
            words(figure),
            before.id,
            words(before)
        );
        findings.push(
            Finding::error("series-mixed", message)
                .at(place_of(subject, figure))
                .help("answers to one question count the same; give it a `series` of its own"),
        );
    }
}

/// Two counts of one source that both stand: it is said twice, or one of them is not true any more.
fn unlinked(subject: &Subject<'_>, answers: &Answers<'_>, findings: &mut Vec<Finding>) {
    let is_total = |figure: &Figure| !matches!(figure.counting, Some(Counting::Period { .. }));
    let stands = |figure: &Figure| {
        answers
            .get(&figure.series)
            .is_some_and(|c| c.stands(figure))
    };
    let totals = subject.figures.iter().filter(|figure| is_total(figure));
    let mut first: BTreeMap<(&MarkId, Family, SourceKey), (usize, &Figure)> = BTreeMap::new();
    for (order, figure) in totals.filter(|figure| stands(figure)).enumerate() {
        let keys = figure.source_keys();
        let of = |key: SourceKey| (&figure.series, figure.status.family(), key);
        let twins = keys.iter().filter_map(|key| first.get(&of(key.clone())));
        if let Some((_, twin)) = twins.min_by_key(|(order, _)| *order) {
            let message = format!(
                "`{}` and `{}` are two counts of one source, and both stand",
                twin.id, figure.id
            );
            findings.push(
                Finding::warning("claim-twice", message)
                    .at(place_of(subject, figure))
                    .help("let the later one supersede the earlier, say which `period` each counts, or give one a `series` of its own"),
            );
        }
        for key in keys {
            first.entry(of(key)).or_insert((order, figure));
        }
    }
}

/// Two people answer for every number that people sign or read in a report, and for whatever stands
/// beside it as an answer to the same question.
fn four_eyes(
    subject: &Subject<'_>,
    uses: &Uses,
    answers: &Answers<'_>,
    findings: &mut Vec<Finding>,
) {
    let named = subject
        .series
        .iter()
        .filter_map(|series| series.primary.as_ref());
    let used: BTreeSet<&MarkId> = uses.keys().chain(named).collect();
    let series: BTreeSet<&MarkId> = subject
        .figures
        .iter()
        .filter(|figure| used.contains(&figure.id))
        .map(|figure| &figure.series)
        .collect();
    let is_shown = |figure: &Figure| {
        let stands = || {
            answers
                .get(&figure.series)
                .is_some_and(|c| c.stands(figure))
        };
        used.contains(&figure.id) || series.contains(&figure.series) && stands()
    };
    for figure in subject.figures.iter().filter(|figure| is_shown(figure)) {
        if figure.review.has_four_eyes() {
            continue;
        }
        let message = format!(
            "nobody but who entered it compared `{}` with its source",
            figure.id
        );
        findings.push(
            Finding::error("four-eyes", message)
                .at(place_of(subject, figure))
                .help("add `[figure.review]` with `entered-by` and `reviewed-by`, two people (REQ-164)"),
        );
    }
}

fn place_of(subject: &Subject<'_>, figure: &Figure) -> Option<Place> {
    let (index, _) = subject.figure(&figure.id)?;
    let path = [Step::Key("figure"), Step::Entry(index), Step::Key("id")];
    locate::value(&subject.files, FIGURES, &path)
}

//! Reports as they are published: which languages each has, and when it came and changed.

use domain::locale::Language;
use domain::report::{Report, ReportDigest};
use domain::text::MarkId;
use intake::folder::report_path;
use jiff::Timestamp;
use store::FileTimes;

use crate::declarations::Published;

/// A report in one language, as published.
#[derive(Debug, Clone)]
pub struct PublishedReport {
    /// The report.
    pub report: Report,
    /// The digest of what it says.
    pub digest: ReportDigest,
    /// When it was first published.
    pub added: Timestamp,
    /// When its file last changed.
    pub changed: Timestamp,
}

/// The reports of a folder that may be shown, with their moments; the moment of the declaration where
/// nothing else is known.
pub(crate) fn shown(
    reports: Vec<Report>,
    times: &[FileTimes],
    created: Timestamp,
) -> Vec<PublishedReport> {
    let shown = reports.into_iter().filter(|report| !report.is_draft());
    shown
        .map(|report| {
            let path = report_path(&report.id, &report.language);
            let known = times.iter().find(|file| file.path == path);
            PublishedReport {
                digest: report.digest(),
                added: known.map_or(created, |file| file.added),
                changed: known.map_or(created, |file| file.changed),
                report,
            }
        })
        .collect()
}

impl Published {
    /// A report in every language it is shown in, the original first, then by language.
    #[must_use]
    pub fn report_languages(&self, id: &str) -> Vec<&PublishedReport> {
        let mut found: Vec<&PublishedReport> = self
            .reports
            .iter()
            .filter(|published| published.report.id.as_str() == id)
            .collect();
        found.sort_by_key(|published| !published.report.is_original());
        found
    }

    /// A report in one language.
    #[must_use]
    pub fn report(&self, id: &str, language: &Language) -> Option<&PublishedReport> {
        self.report_languages(id)
            .into_iter()
            .find(|published| &published.report.language == language)
    }

    /// The original that a report renders; nothing where it is the original, or where that is not
    /// shown.
    #[must_use]
    pub fn original_of(&self, report: &Report) -> Option<&PublishedReport> {
        let first = self.report_languages(report.id.as_str()).into_iter().next();
        first.filter(|first| first.report.is_original() && !report.is_original())
    }

    /// Every report once, in this language where it has it and else in its own, the one of the latest
    /// date first.
    #[must_use]
    pub fn reports_in(&self, language: &Language) -> Vec<&PublishedReport> {
        let mut ids: Vec<&MarkId> = self.reports.iter().map(|one| &one.report.id).collect();
        ids.dedup();
        let mut chosen: Vec<&PublishedReport> = ids
            .into_iter()
            .filter_map(|id| {
                let languages = self.report_languages(id.as_str());
                let own = languages
                    .iter()
                    .find(|one| &one.report.language == language);
                own.or(languages.first()).copied()
            })
            .collect();
        chosen.sort_by(|a, b| {
            let order = |one: &PublishedReport| (one.report.date, one.report.id.clone());
            order(b).cmp(&order(a))
        });
        chosen
    }

    /// The reports that support a demand by name, as [`Published::reports_in`] orders them. What was
    /// retracted supports nothing.
    #[must_use]
    pub fn reports_for(&self, demand: &MarkId, language: &Language) -> Vec<&PublishedReport> {
        let all = self.reports_in(language).into_iter();
        all.filter(|one| one.report.retracted.is_none() && one.report.supports.contains(demand))
            .collect()
    }
}

//! From published reports to what pages show of them.

use std::sync::Arc;

use app::declarations::Published;
use app::reports::PublishedReport;
use app::site::Site;
use domain::locale::Language;
use domain::report::{Quotation, ReportRole};
use domain::text::MarkId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use render::layout::{Alternate, Layout};
use render::page::report::{
    QuotationNote, Report, ReportRendering, ReportWording, Supported, frames,
};
use render::page::reports::ReportNote;
use render::text::to_html_quoting;
use render::urls;
use render::words::Words;

use crate::error::PageError;
use crate::raisings;
use crate::reading::{Reading, published};
use crate::view;

/// A report in one of its languages, and the text of the declaration that suits whoever reads it.
pub(super) struct ReportReading {
    declaration: Reading,
    /// The place of the report among those that are published.
    index: usize,
}

impl ReportReading {
    /// The report at an address; name and language must be written as the links write them.
    pub(super) async fn at(
        site: &Site,
        (slug, tag, id): (String, String, String),
    ) -> Result<Self, PageError> {
        let published = published(site, &slug).await?;
        let index = published
            .reports
            .iter()
            .position(|one| one.report.id.as_str() == id && one.report.language.as_str() == tag);
        Ok(Self {
            index: index.ok_or(PageError::NotFound)?,
            declaration: Reading::suiting(Arc::clone(&published), &[tag])?,
        })
    }

    /// The report.
    pub(super) fn shown(&self) -> &PublishedReport {
        &self.published().reports[self.index]
    }

    fn published(&self) -> &Published {
        &self.declaration.published
    }

    fn tag(&self) -> &str {
        self.shown().report.language.as_str()
    }
}

/// The page of a report.
pub(super) fn page(site: &Site, reading: &ReportReading) -> Report {
    let declaration = &reading.declaration;
    let report = &reading.shown().report;
    let layout = layout(site, reading);
    let quotations: Vec<QuotationNote> = report
        .quotations
        .iter()
        .map(|said| quotation(said, &report.language))
        .collect();
    let body = to_html_quoting(
        &report.text,
        &|id| view::figure_words(reading.published(), id, reading.tag()),
        &frames(layout.words, &quotations),
    );
    Report {
        page: layout,
        slug: declaration.slug().to_owned(),
        declaration: Supported {
            language: declaration.tag().to_owned(),
            title: declaration.title().to_owned(),
        },
        id: report.id.to_string(),
        title: report.title.clone(),
        date: report.date,
        place: report.place.as_ref().map(|place| place.as_str().to_owned()),
        kind: report.kind,
        wording: wording(reading),
        retracted: report.retracted.clone(),
        body,
        figures: view::notes_of(
            reading.published(),
            &report.used_figures(),
            &reading.shown().report.language,
            site.today(),
        ),
        supports: supported(reading),
    }
}

fn layout(site: &Site, reading: &ReportReading) -> Layout {
    let (slug, here) = (reading.declaration.slug(), reading.tag());
    let id = reading.shown().report.id.as_str();
    let path = |language: &str| urls::report(slug, language, id);
    let languages = reading.published().report_languages(id);
    let default = languages
        .first()
        .map(|first| first.report.language.as_str());
    let alternates = languages.iter().map(|one| {
        let language = one.report.language.to_string();
        Alternate {
            path: path(&language),
            current: language == here,
            language,
        }
    });
    view::layout(site, Words::for_language(here))
        .copied(reading.declaration.copy(&path(here)))
        .in_languages(alternates.collect(), path(default.unwrap_or(here)))
        .indexed_at(path(here))
}

fn wording(reading: &ReportReading) -> ReportWording {
    let shown = reading.shown();
    let original = reading.published().original_of(&shown.report);
    let (added, changed) = (day(shown.added), day(shown.changed));
    ReportWording {
        language: reading.tag().to_owned(),
        digest: shown.digest.to_string(),
        added,
        changed: (changed != added).then_some(changed),
        translation: match &shown.report.role {
            ReportRole::Original => None,
            ReportRole::Translation(translation) => Some(ReportRendering {
                original: original.map(|original| original.report.language.to_string()),
                translator: translation
                    .translator
                    .as_ref()
                    .map(|name| name.as_str().to_owned()),
                behind: original.is_some_and(|original| shown.report.is_behind(&original.report)),
            }),
        },
    }
}

fn day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

fn quotation(said: &Quotation, report: &Language) -> QuotationNote {
    QuotationNote {
        speaker: said.speaker.clone(),
        on: said.on,
        language: said.words_in(report).to_string(),
        translated_from: said.translated_from(report).map(ToString::to_string),
        translator: said.translator.clone(),
        source: said.source.clone(),
        url: said.url.clone(),
        omissions: said.omissions,
    }
}

/// The demands that a report supports, in the words of the text that suits its reader; one that no
/// such text ever made is left out.
fn supported(reading: &ReportReading) -> Vec<(String, String)> {
    let language = &reading.declaration.revision().language;
    let supports = reading.shown().report.supports.iter();
    supports
        .filter_map(|id| {
            let (_, words) = raisings::made_in(reading.published(), language, id)?;
            Some((id.to_string(), words))
        })
        .collect()
}

/// The reports of a declaration, as the page of one of its texts lists them.
pub(crate) fn listed(reading: &Reading) -> Vec<ReportNote> {
    let language = &reading.revision().language;
    let reports = reading.published.reports_in(language).into_iter();
    reports.map(|report| note(report, language)).collect()
}

/// The reports that support a demand.
pub(crate) fn supporting(reading: &Reading, demand: &MarkId) -> Vec<ReportNote> {
    let language = &reading.revision().language;
    let reports = reading.published.reports_for(demand, language).into_iter();
    reports.map(|report| note(report, language)).collect()
}

fn note(published: &PublishedReport, language: &Language) -> ReportNote {
    let report = &published.report;
    ReportNote {
        id: report.id.to_string(),
        language: report.language.to_string(),
        is_elsewhere: &report.language != language,
        title: report.title.clone(),
        date: report.date,
        place: report.place.as_ref().map(|place| place.as_str().to_owned()),
        kind: report.kind,
        is_retracted: report.retracted.is_some(),
    }
}

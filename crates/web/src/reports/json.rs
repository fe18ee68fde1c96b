//! Reports as data, their fields named one by one (REQ-56).

use app::declarations::Published;
use app::reports::PublishedReport;
use domain::locale::Language;
use domain::name::Name;
use domain::report::{Quotation, Report, ReportRole};
use domain::text::MarkId;
use render::urls;
use serde::Serialize;

/// All reports, by name and then by language.
#[derive(Serialize)]
pub(super) struct ReportsJson<'p> {
    reports: Vec<ReportJson<'p>>,
}

/// A report in one language.
#[derive(Serialize)]
struct ReportJson<'p> {
    id: &'p str,
    language: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<TranslationJson<'p>>,
    title: &'p str,
    /// A day or a month.
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'p str>,
    kind: &'static str,
    /// The figures it uses, those in its text first.
    figures: Vec<String>,
    /// The demands it supports.
    supports: Vec<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted: Option<&'p str>,
    quotations: Vec<QuotationJson<'p>>,
    /// Markdown with figure marks.
    text: &'p str,
    /// SHA-256 of the record.
    digest: String,
    added: String,
    changed: String,
    path: String,
    record: String,
}

/// What a translated report renders.
#[derive(Serialize)]
struct TranslationJson<'p> {
    /// The digest of the original it renders; absent where it renders the original as it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    renders: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translator: Option<&'p str>,
}

/// A statement of somebody else.
#[derive(Serialize)]
struct QuotationJson<'p> {
    speaker: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    /// The language it was made in.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'p str>,
    /// The language its words stand in here.
    quoted_in: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translator: Option<&'p str>,
    omissions: u64,
}

/// Everything about the reports of a declaration.
pub(super) fn all(published: &Published) -> ReportsJson<'_> {
    let slug = published.declaration.slug.as_str();
    let reports = published.reports.iter();
    ReportsJson {
        reports: reports.map(|published| one(slug, published)).collect(),
    }
}

fn one<'p>(slug: &str, published: &'p PublishedReport) -> ReportJson<'p> {
    let report = &published.report;
    let (language, id) = (report.language.as_str(), report.id.as_str());
    ReportJson {
        id,
        language,
        translation: translation(&report.role),
        title: &report.title,
        date: report.date.to_string(),
        place: report.place.as_ref().map(Name::as_str),
        kind: report.kind.word(),
        figures: report
            .used_figures()
            .iter()
            .map(MarkId::to_string)
            .collect(),
        supports: report.supports.iter().map(MarkId::as_str).collect(),
        retracted: report.retracted.as_deref(),
        quotations: report
            .quotations
            .iter()
            .map(|said| quotation(said, report))
            .collect(),
        text: &report.text,
        digest: published.digest.to_string(),
        added: published.added.to_string(),
        changed: published.changed.to_string(),
        path: urls::report(slug, language, id),
        record: urls::report_record(slug, language, id),
    }
}

fn translation(role: &ReportRole) -> Option<TranslationJson<'_>> {
    let ReportRole::Translation(translation) = role else {
        return None;
    };
    Some(TranslationJson {
        renders: translation.renders.map(|digest| digest.to_string()),
        translator: translation.translator.as_ref().map(Name::as_str),
    })
}

fn quotation<'p>(quotation: &'p Quotation, report: &'p Report) -> QuotationJson<'p> {
    QuotationJson {
        speaker: &quotation.speaker,
        on: quotation.on.map(|day| day.to_string()),
        language: quotation.language.as_ref().map(Language::as_str),
        quoted_in: quotation.words_in(&report.language).as_str(),
        source: quotation.source.as_deref(),
        url: quotation.url.as_deref(),
        translator: quotation.translator.as_deref(),
        omissions: quotation.omissions,
    }
}

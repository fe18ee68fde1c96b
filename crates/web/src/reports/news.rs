//! The feed of all news: what came of the demands, the reports, the figures.

use app::reports::PublishedReport;
use app::site::Site;
use domain::text::MarkId;
use render::feed::{Entry, Feed, ReportEntry, Subject};
use render::spoken::Spoken;

use crate::error::PageError;
use crate::raisings::{self, feed};
use crate::reading::Reading;
use crate::series;

/// The feed in the language of a reading.
pub(super) async fn feed(site: &Site, reading: &Reading) -> Result<Feed, PageError> {
    let mut entries = feed::entries(site, reading).await?;
    let language = &reading.revision().language;
    let reports = reading.published.reports_in(language).into_iter();
    entries.extend(reports.map(|report| Entry::Report(entry(reading, report))));
    entries.extend(series::news(site, reading).await?);
    Ok(feed::of(site, reading, Subject::News, entries))
}

fn entry(reading: &Reading, published: &PublishedReport) -> ReportEntry {
    let report = &published.report;
    let quotations = report.quotations.iter();
    let mut speakers: Vec<String> = quotations.map(|q| q.speaker.clone()).collect();
    speakers.dedup();
    let words = |id: &MarkId| {
        let made = raisings::made_in(&reading.published, &reading.revision().language, id);
        made.map(|(_, words)| Spoken::new(words, reading.tag()))
    };
    ReportEntry {
        id: report.id.to_string(),
        language: report.language.to_string(),
        title: report.title.clone(),
        date: report.date,
        kind: report.kind,
        speakers,
        demands: report.supports.iter().filter_map(words).collect(),
        retracted: report
            .retracted
            .as_ref()
            .map(|why| Spoken::new(why, report.language.as_str())),
        published: published.added,
        updated: published.changed,
    }
}

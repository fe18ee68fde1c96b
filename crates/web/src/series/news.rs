//! Figures in the feed: new ones, and those that were taken back (REQ-122, REQ-162).

use std::collections::BTreeSet;

use app::site::Site;
use domain::figure::Figure;
use domain::text::MarkId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use render::feed::{Entry, FigureEntry};
use render::spoken::Spoken;

use crate::error::PageError;
use crate::reading::Reading;
use crate::view::Told;

/// The figures as entries; parts of others are told with them.
pub(crate) async fn news(site: &Site, reading: &Reading) -> Result<Vec<Entry>, PageError> {
    let published = &reading.published;
    let days = site.figure_days(published).await?;
    let figures = || published.figures.iter().map(|(figure, _)| figure);
    let breakdowns = figures().filter_map(|figure| figure.breakdown.as_ref());
    let parts: BTreeSet<&MarkId> = breakdowns.flat_map(|one| &one.parts).collect();
    let told = Told {
        published,
        language: &reading.revision().language,
        today: site.today(),
    };
    let mut entries = Vec::new();
    for figure in figures().filter(|figure| !parts.contains(&figure.id)) {
        if let Some(days) = days.get(figure.id.as_str()) {
            entries.push(Entry::Figure(Box::new(FigureEntry {
                claim: told.claim(figure),
                series: figure.series.to_string(),
                asked: asked(told, figure),
                published: midnight(days.first)?,
                updated: midnight(days.newest)?,
            })));
        }
    }
    Ok(entries)
}

fn asked(told: Told<'_>, figure: &Figure) -> Option<Spoken> {
    let series = told.published.series(&figure.series);
    let title = series.and_then(|series| series.title.as_ref());
    told.maybe_spoken(title.or(figure.population.as_ref()))
}

/// The first moment of a day of the log.
fn midnight(day: Date) -> Result<Timestamp, PageError> {
    let begun = day.to_zoned(TimeZone::UTC).map_err(PageError::broken)?;
    Ok(begun.timestamp())
}

//! The feed of what came of the demands.

use app::site::Site;
use domain::multilingual::Prose;
use domain::raising::Raising;
use domain::text::MarkId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use render::feed::{Entry, Feed, RaisingEntry, Subject};
use render::spoken::Spoken;

use super::view;
use crate::error::PageError;
use crate::reading::Reading;

/// The feed in the language of a reading.
pub(super) async fn feed(site: &Site, reading: &Reading) -> Result<Feed, PageError> {
    let entries = entries(site, reading).await?;
    Ok(of(site, reading, Subject::Raisings, entries))
}

/// A feed of these entries, the one that changed last first; of two on one moment the later written.
pub(crate) fn of(
    site: &Site,
    reading: &Reading,
    subject: Subject,
    mut entries: Vec<Entry>,
) -> Feed {
    entries.reverse();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated()));
    let begun = reading.published.created;
    Feed {
        subject,
        words: reading.words(),
        base_url: site.settings.base_url.clone(),
        site: site.settings.name.clone(),
        slug: reading.slug().to_owned(),
        language: reading.tag().to_owned(),
        title: reading.title().to_owned(),
        updated: entries.first().map_or(begun, Entry::updated),
        entries,
    }
}

/// The raisings as entries, in the order of the folder.
pub(crate) async fn entries(site: &Site, reading: &Reading) -> Result<Vec<Entry>, PageError> {
    let mut entries = Vec::new();
    for raising in &reading.published.raisings {
        let entry = entry(site, reading, raising).await?;
        entries.extend(entry.map(Entry::Raising));
    }
    Ok(entries)
}

/// A raising as far as the log knows it; one that no text of this language tells of is left out.
async fn entry(
    site: &Site,
    reading: &Reading,
    raising: &Raising,
) -> Result<Option<RaisingEntry>, PageError> {
    let Some(days) = site.record_days(&reading.published, raising).await? else {
        return Ok(None);
    };
    let published = &reading.published;
    let wanted = &reading.revision().language;
    let spoken = |prose: &Prose| crate::view::spoken(published, prose, wanted);
    let words = |id: &MarkId| {
        let made = view::made_in(published, wanted, id);
        made.map(|(_, words)| Spoken::new(words, reading.tag()))
    };
    let known = raising.demands.iter();
    let known = known.filter_map(|(id, status)| Some((id, words(id)?, *status)));
    let known: Vec<_> = known.collect();
    let Some((first, ..)) = known.first() else {
        return Ok(None);
    };
    Ok(Some(RaisingEntry {
        id: raising.id.to_string(),
        demand: first.to_string(),
        venue: crate::view::spoken(published, &raising.venue.name, wanted),
        on: raising.on,
        document: view::source(published, raising, wanted),
        answer: raising
            .answer
            .as_ref()
            .map(|answer| (answer.on, spoken(&answer.text))),
        retracted: raising.retracted.as_ref().map(spoken),
        published: midnight(days.first)?,
        updated: midnight(days.newest)?,
        demands: known
            .into_iter()
            .map(|(_, words, status)| (words, status))
            .collect(),
    }))
}

/// The first moment of a day of the log.
fn midnight(day: Date) -> Result<Timestamp, PageError> {
    let begun = day.to_zoned(TimeZone::UTC).map_err(PageError::broken)?;
    Ok(begun.timestamp())
}

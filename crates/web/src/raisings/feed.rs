//! The feed of what came of the demands.

use app::site::Site;
use domain::raising::Raising;
use domain::text::MarkId;
use jiff::tz::TimeZone;
use render::feed::{Entry, Feed};

use super::view;
use crate::error::PageError;
use crate::reading::Reading;

/// The feed in the language of a reading.
pub(super) async fn feed(site: &Site, reading: &Reading) -> Result<Feed, PageError> {
    let published = &reading.published;
    let mut entries = Vec::new();
    for raising in &published.raisings {
        entries.extend(entry(site, reading, raising).await?);
    }
    entries.reverse();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    let begun = published.created.to_zoned(TimeZone::UTC).date();
    Ok(Feed {
        words: reading.words(),
        base_url: site.settings.base_url.clone(),
        site: site.settings.name.clone(),
        slug: reading.slug().to_owned(),
        language: reading.tag().to_owned(),
        title: reading.title().to_owned(),
        updated: entries.first().map_or(begun, |entry| entry.updated),
        entries,
    })
}

/// A raising as far as the log knows it; one that no text of this language tells of is left out.
async fn entry(
    site: &Site,
    reading: &Reading,
    raising: &Raising,
) -> Result<Option<Entry>, PageError> {
    let Some(days) = site.record_days(&reading.published, raising).await? else {
        return Ok(None);
    };
    let words = |id: &MarkId| {
        let language = &reading.revision().language;
        view::made_in(&reading.published, language, id).map(|(_, words)| words)
    };
    let known = raising.demands.iter();
    let known = known.filter_map(|(id, status)| Some((id, words(id)?, *status)));
    let known: Vec<_> = known.collect();
    let Some((first, ..)) = known.first() else {
        return Ok(None);
    };
    Ok(Some(Entry {
        id: raising.id.to_string(),
        demand: first.to_string(),
        venue: raising.venue.name.as_str().to_owned(),
        on: raising.on,
        document: view::source(raising),
        answer: raising
            .answer
            .as_ref()
            .map(|answer| (answer.on, answer.text.clone())),
        retracted: raising.retracted.clone(),
        published: days.first,
        updated: days.newest,
        demands: known
            .into_iter()
            .map(|(_, words, status)| (words, status))
            .collect(),
    }))
}

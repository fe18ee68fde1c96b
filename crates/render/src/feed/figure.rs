//! A figure in a feed (REQ-122, REQ-162).

use jiff::Timestamp;

use super::{Feed, element, element_in, link, moment};
use crate::page::figures::Claim;
use crate::urls;

/// A figure in a feed.
#[derive(Clone, Debug)]
pub struct FigureEntry {
    /// Its number, its source, and whether it was taken back.
    pub claim: Claim,
    /// The series it belongs to.
    pub series: String,
    /// What is asked or counted, in the words of the organisers.
    pub asked: Option<String>,
    /// When it was first published.
    pub published: Timestamp,
    /// When it was taken back, or else first published.
    pub updated: Timestamp,
}

/// Writes what stands in the element `entry`.
pub(super) fn write(out: &mut String, feed: &Feed, entry: &FigureEntry) {
    let claim = &entry.claim;
    let page = feed.absolute(&urls::series(&feed.slug, &claim.language, &entry.series));
    let place = format!("{page}#figure-{}", claim.id);
    element(out, "id", &place);
    let title = match &entry.asked {
        Some(asked) => format!("{asked} · {}", claim.phrase),
        None => claim.phrase.clone(),
    };
    let language = entry
        .asked
        .as_ref()
        .map_or(&claim.language, |_| &claim.told_in);
    element_in(out, "title", language, &title);
    moment(out, "published", entry.published);
    moment(out, "updated", entry.updated);
    link(out, "alternate", &place);
    element(out, "content", &content(feed, claim));
}

fn content(feed: &Feed, claim: &Claim) -> String {
    let words = feed.words;
    let mut lines = Vec::new();
    if let Some((day, why)) = &claim.retracted {
        let said = words.say("series-retracted").date("day", day);
        lines.push(said.plain());
        lines.push(why.clone());
    }
    let claimant = claim.claimed_by.as_deref();
    let claimant = claimant.map_or_else(
        || words.t("declaration-source-missing").into(),
        str::to_owned,
    );
    let said = match &claim.as_of {
        Some((day, _)) => words.say("series-feed-counted").date("day", day),
        None => words.say("series-feed-undated"),
    };
    lines.push(said.text("claimant", &claimant).plain());
    lines.join("\n")
}

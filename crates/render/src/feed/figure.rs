//! A figure in a feed (REQ-122, REQ-162).

use domain::figure::FigureStatus;
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
    let mut title = match &entry.asked {
        Some(asked) => format!("{asked} · {}", claim.phrase),
        None => claim.phrase.clone(),
    };
    if claim.status.is_apart() || claim.status == FigureStatus::Retracted {
        title.push_str(" · ");
        title.push_str(&feed.words.t(claim.status_key()));
    }
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
    let counted = [claim.measure_key(), claim.unit_key()];
    let counted = counted.into_iter().flatten();
    let counted = counted.map(|key| words.t(key).into_owned());
    let counted: Vec<String> = counted.chain(claim.population.clone()).collect();
    lines.push(counted.join(" · "));
    lines.push(words.t(claim.status_key()).into_owned());
    let claimant = claim.plain_chain(words);
    let claimant = claimant.unwrap_or_else(|| words.t("declaration-source-missing").into_owned());
    let said = match claim.plain_day(words) {
        Some(day) => words.say("series-feed-counted").text("day", &day),
        None => words.say("series-feed-undated"),
    };
    lines.push(said.text("claimant", &claimant).plain());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

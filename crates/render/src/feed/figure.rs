//! A figure in a feed (REQ-122, REQ-162).

use domain::figure::FigureStatus;
use jiff::Timestamp;

use super::{Feed, content, element, element_in, link, moment};
use crate::page::figures::Claim;
use crate::spoken::{Spoken, Syntax, beside};
use crate::urls;

/// A figure in a feed.
#[derive(Clone, Debug)]
pub struct FigureEntry {
    /// Its number, its source, and whether it was taken back.
    pub claim: Claim,
    /// The series it belongs to.
    pub series: String,
    /// What is asked or counted, in the words of the organisers.
    pub asked: Option<Spoken>,
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
    let title = title(feed, entry);
    element_in(out, "title", &title.language, &title.words);
    moment(out, "published", entry.published);
    moment(out, "updated", entry.updated);
    link(out, "alternate", &place);
    content(out, feed.words, &lines(feed, claim));
}

/// A title has one language: what would be in another than the question stands in the content alone.
fn title(feed: &Feed, entry: &FigureEntry) -> Spoken {
    let claim = &entry.claim;
    let mut parts = Vec::from_iter(entry.asked.clone());
    parts.push(Spoken::new(&claim.phrase, &claim.language));
    if claim.status.is_apart() || claim.status == FigureStatus::Retracted {
        let status = feed.words.t(claim.status_key());
        parts.push(Spoken::new(status, feed.words.lang()));
    }
    let language = parts[0].language.clone();
    let same = parts.iter().filter(|part| part.language == language);
    let words: Vec<&str> = same.map(|part| part.words.as_str()).collect();
    Spoken::new(words.join(" · "), language)
}

fn lines(feed: &Feed, claim: &Claim) -> Vec<String> {
    let words = feed.words;
    let ours = |key: &'static str| Spoken::new(words.t(key), words.lang());
    let mut lines = Vec::new();
    if let Some((day, why)) = &claim.retracted {
        lines.push(words.say("series-retracted").date("day", day).xml());
        lines.push(beside(std::slice::from_ref(why), Syntax::Xml));
    }
    let mut counted = vec![Spoken::new(&claim.phrase, &claim.language)];
    counted.extend(claim.measure_key().map(ours));
    counted.extend(claim.unit_key().map(ours));
    counted.extend(claim.population.clone());
    lines.push(beside(&counted, Syntax::Xml));
    lines.push(beside(&[ours(claim.status_key())], Syntax::Xml));
    let claimant = claim.plain_chain(words);
    let claimant = claimant.unwrap_or_else(|| words.t("declaration-source-missing").into_owned());
    let said = match claim.plain_day(words) {
        Some(day) => words.say("series-feed-counted").text("day", &day),
        None => words.say("series-feed-undated"),
    };
    lines.push(said.text("claimant", &claimant).xml());
    lines
}

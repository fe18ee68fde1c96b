//! What changed from one text to another.

use app::declarations::Published;
use app::revisions::ChangedParagraph;
use app::site::Site;
use domain::text::Paragraph;
use render::page::revisions::Said;
use render::page::revisions::changes::{ChangedText, Changes, Compared, KeptText, Stretch};
use render::urls;
use store::RevisionRow;

use super::compare::{is_coarse, is_heading, words};
use crate::reading::Reading;
use crate::view;

/// The page; nothing where an address names no two texts.
pub(super) fn page(site: &Site, reading: &Reading, names: (&str, &str)) -> Option<Changes> {
    let published = &reading.published;
    let named = |name| published.named(&reading.revision().language, name).ok()?;
    let (from, to) = (named(names.0)?, named(names.1)?);
    if from.leaf == to.leaf {
        return None;
    }
    let numbers = (u64::from(from.number), u64::from(to.number));
    let path = urls::changes(reading.slug(), reading.tag(), numbers);
    let paragraphs = published.changes(from, to, &site.comparisons);
    let (stretches, coarse) = stretches(site, reading, &paragraphs);
    Some(Changes {
        page: view::layout(site, reading.words())
            .copied(reading.copy(&path))
            .indexed_at(path),
        slug: reading.slug().to_owned(),
        title: app::declarations::title_of(&to.text).to_owned(),
        language: reading.tag().to_owned(),
        said: said_between(published, from, to),
        stretches,
        coarse,
        from: compared(from),
        to: compared(to),
    })
}

fn compared(revision: &RevisionRow) -> Compared {
    Compared {
        number: u64::from(revision.number),
        digest: revision.digest.to_string(),
    }
}

/// What was said of a change forwards; of one read backwards nobody said anything.
fn said_between(published: &Published, from: &RevisionRow, to: &RevisionRow) -> Vec<Said> {
    let between = published.history(&to.language);
    let between = between.filter(|r| r.number > from.number && r.number <= to.number);
    let found = between.filter_map(|revision| {
        let changes = published.wording(revision)?.changes?;
        Some(said(&changes.words, revision.language.as_str()))
    });
    found.collect()
}

/// Words of those who changed a text, parted into paragraphs.
pub(crate) fn said(words: &str, language: &str) -> Said {
    let paragraphs = words.split("\n\n").map(str::trim);
    Said {
        words: paragraphs
            .filter(|paragraph| !paragraph.is_empty())
            .map(str::to_owned)
            .collect(),
        language: language.to_owned(),
    }
}

/// The text in stretches, and whether some of it is compared more coarsely than by words.
fn stretches(
    site: &Site,
    reading: &Reading,
    paragraphs: &[ChangedParagraph<'_>],
) -> (Vec<Stretch>, bool) {
    let say = |paragraph: &Paragraph<'_>| words(&reading.published, paragraph, reading.tag());
    let said = |part: &Option<Paragraph<'_>>| part.as_ref().map(say).unwrap_or_default();
    let changed = paragraphs.iter().filter(|one| one.is_changed());
    let wordings: Vec<(String, String)> = changed
        .map(|one| (said(&one.old), said(&one.new)))
        .collect();
    let changes = site.comparisons.changes(&wordings);
    let mut edited = changes.iter();
    let mut stretches = Vec::new();
    for one in paragraphs {
        let id = one.id.to_string();
        let heading = one.new.iter().chain(&one.old).any(is_heading);
        if !one.is_changed() {
            let kept = KeptText {
                id,
                heading,
                words: said(&one.new),
            };
            match stretches.last_mut() {
                Some(Stretch::Kept(run)) => run.push(kept),
                _ => stretches.push(Stretch::Kept(vec![kept])),
            }
            continue;
        }
        let pieces = edited.next().map(|changes| changes.pieces.clone());
        stretches.push(Stretch::Changed(ChangedText {
            id,
            heading,
            pieces: pieces.unwrap_or_default(),
        }));
    }
    (stretches, is_coarse(&changes))
}

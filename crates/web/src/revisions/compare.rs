//! A translation beside its original, and the short list of what is behind.

use app::declarations::Published;
use app::revisions::{Compared, Fate};
use app::site::Site;
use domain::text::{Change, Changes, Grain, Paragraph, ParagraphKind, Piece};
use render::page::declaration::BehindParagraph;
use render::page::revisions::compare::{Compare, ComparedPair, Standing};
use render::text::paragraph_words;
use render::urls;

use crate::reading::Reading;
use crate::view;

/// The page; nothing for an original.
pub(super) fn page(site: &Site, reading: &Reading) -> Option<Compare> {
    let published = &reading.published;
    let comparison = published.comparison(reading.revision(), &site.comparisons)?;
    let original = comparison.original.language.to_string();
    let voices = Voices {
        published,
        original: &original,
        translation: reading.tag(),
    };
    let wordings: Vec<(String, String)> = comparison
        .paragraphs
        .iter()
        .filter_map(|one| voices.edited(one))
        .collect();
    let changes = site.comparisons.changes(&wordings);
    let mut edited = changes.iter();
    let behind = comparison.paragraphs.iter().filter(|one| one.is_behind());
    let path = urls::compare(reading.slug(), reading.tag());
    Some(Compare {
        page: view::layout(site, reading.words())
            .copied(reading.copy(&path))
            .indexed_at(path),
        slug: reading.slug().to_owned(),
        title: reading.title().to_owned(),
        language: reading.tag().to_owned(),
        rendered: u64::from(comparison.rendered.number),
        newest: u64::from(comparison.original.number),
        behind: behind.count() as u64,
        pairs: comparison
            .paragraphs
            .iter()
            .map(|one| voices.pair(one, &mut edited))
            .collect(),
        original,
        coarse: is_coarse(&changes),
    })
}

/// The paragraphs of a translation that have yet to follow its original, by their first words.
pub(crate) fn behind(site: &Site, reading: &Reading) -> Vec<BehindParagraph> {
    let published = &reading.published;
    if !published.is_behind(reading.revision()) {
        return Vec::new();
    }
    let Some(comparison) = published.comparison(reading.revision(), &site.comparisons) else {
        return Vec::new();
    };
    let original = comparison.original.language.to_string();
    let shown = |one: &Compared<'_>| {
        let (paragraph, language) = match (&one.translation, &one.original) {
            (Some(own), _) => (own, reading.tag()),
            (None, found) => (found.as_ref().or(one.rendered.as_ref())?, original.as_str()),
        };
        Some(BehindParagraph {
            id: one.id.to_string(),
            words: beginning(&words(published, paragraph, language)),
            language: language.to_owned(),
        })
    };
    let behind = comparison.paragraphs.iter().filter(|one| one.is_behind());
    behind.filter_map(shown).collect()
}

/// Enough words to know a paragraph by.
const WORDS: usize = 9;

fn beginning(words: &str) -> String {
    let mut some: Vec<&str> = words.split(' ').take(WORDS + 1).collect();
    if some.len() > WORDS {
        some.truncate(WORDS);
        return format!("{}…", some.join(" "));
    }
    some.join(" ")
}

/// The words of a paragraph with its figures said in its language.
pub(super) fn words(published: &Published, paragraph: &Paragraph<'_>, language: &str) -> String {
    paragraph_words(paragraph, &|id| view::figure_words(published, id, language))
}

pub(super) fn is_heading(paragraph: &Paragraph<'_>) -> bool {
    matches!(
        paragraph.kind,
        ParagraphKind::Title | ParagraphKind::Heading
    )
}

/// The two languages of a page, with what says the figures in them.
struct Voices<'a> {
    published: &'a Published,
    original: &'a str,
    translation: &'a str,
}

impl Voices<'_> {
    fn original(&self, paragraph: &Paragraph<'_>) -> String {
        words(self.published, paragraph, self.original)
    }

    /// What was translated and what stands there now, of a paragraph that has both.
    fn edited(&self, one: &Compared<'_>) -> Option<(String, String)> {
        let (was, is) = (one.rendered.as_ref()?, one.original.as_ref()?);
        Some((self.original(was), self.original(is)))
    }

    /// The paragraph as it is shown; `edited` has the changes of those that were edited, in their order.
    fn pair<'c>(
        &self,
        one: &Compared<'_>,
        edited: &mut impl Iterator<Item = &'c Changes>,
    ) -> ComparedPair {
        let any = [&one.translation, &one.original, &one.rendered];
        let translation = |own: &Paragraph<'_>| words(self.published, own, self.translation);
        ComparedPair {
            id: one.id.to_string(),
            heading: any.into_iter().flatten().any(is_heading),
            standing: standing(one),
            original: match (&one.rendered, &one.original) {
                (Some(_), Some(_)) => edited
                    .next()
                    .map(|changes| changes.pieces.clone())
                    .unwrap_or_default(),
                (None, Some(is)) => whole(Change::Added, self.original(is)),
                (Some(was), None) => whole(Change::Removed, self.original(was)),
                (None, None) => Vec::new(),
            },
            translation: one.translation.as_ref().map(translation),
        }
    }
}

/// Whether any of it could not be compared word by word.
pub(super) fn is_coarse(changes: &[Changes]) -> bool {
    changes.iter().any(|one| one.grain != Grain::Words)
}

fn whole(change: Change, words: String) -> Vec<Piece> {
    vec![Piece { change, words }]
}

fn standing(one: &Compared<'_>) -> Standing {
    match one.fate {
        Fate::Same if one.translation.is_none() => Standing::Missing,
        Fate::Same => Standing::Same,
        Fate::Changed => Standing::Changed,
        Fate::New => Standing::New,
        Fate::Gone => Standing::Gone,
        Fate::Own => Standing::Own,
    }
}

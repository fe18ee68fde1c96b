//! A translation beside its original, and the short list of what is behind.

use app::declarations::Published;
use app::revisions::{Compared, Fate};
use app::site::Site;
use domain::text::{Change, Paragraph, ParagraphKind, Piece, word_diff};
use render::page::declaration::BehindParagraph;
use render::page::revisions::compare::{Compare, ComparedPair, Standing};
use render::text::paragraph_words;
use render::urls;

use crate::reading::Reading;
use crate::view;

/// The page; nothing for an original.
pub(super) fn page(site: &Site, reading: &Reading) -> Option<Compare> {
    let published = &reading.published;
    let comparison = published.comparison(reading.revision())?;
    let original = comparison.original.language.to_string();
    let voices = Voices {
        published,
        original: &original,
        translation: reading.tag(),
    };
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
            .map(|one| voices.pair(one))
            .collect(),
        original,
    })
}

/// The paragraphs of a translation that have yet to follow its original, by their first words.
pub(crate) fn behind(reading: &Reading) -> Vec<BehindParagraph> {
    let published = &reading.published;
    if !published.is_behind(reading.revision()) {
        return Vec::new();
    }
    let Some(comparison) = published.comparison(reading.revision()) else {
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
    fn pair(&self, one: &Compared<'_>) -> ComparedPair {
        let any = [&one.translation, &one.original, &one.rendered];
        let original = |paragraph: &Paragraph<'_>| words(self.published, paragraph, self.original);
        let translation = |own: &Paragraph<'_>| words(self.published, own, self.translation);
        ComparedPair {
            id: one.id.to_string(),
            heading: any.into_iter().flatten().any(is_heading),
            standing: standing(one),
            original: match (&one.rendered, &one.original) {
                (Some(was), Some(is)) => word_diff(&original(was), &original(is)),
                (None, Some(is)) => whole(Change::Added, original(is)),
                (Some(was), None) => whole(Change::Removed, original(was)),
                (None, None) => Vec::new(),
            },
            translation: one.translation.as_ref().map(translation),
        }
    }
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

//! The text of a revision, and which wording it is.

use app::declarations::Published;
use domain::name::Name;
use domain::revision::{Role, Translation};
use domain::text::paragraphs;
use render::figure;
use render::page::declaration::{BehindParagraph, Rendering, Wording};
use render::text::{Anchor, Body, FigureWords, to_anchored_html};
use render::words::Words;

use crate::error::PageError;
use crate::reading::Reading;

/// The text as HTML, with the words of its figures in its own language. Each paragraph has its name, and
/// those in `behind` are marked.
pub(crate) fn body(reading: &Reading, behind: &[BehindParagraph]) -> Body {
    let language = reading.tag();
    let revision = reading.revision();
    let names = reading.published.paragraphs.at(revision.leaf).iter();
    let anchors: Vec<Anchor> = paragraphs(&revision.text)
        .iter()
        .zip(names)
        .map(|(paragraph, id)| Anchor {
            start: paragraph.start,
            id: id.to_string(),
            behind: behind.iter().any(|one| one.id == id.as_str()),
        })
        .collect();
    let figures = |id: &str| figure_words(&reading.published, id, language);
    to_anchored_html(&revision.text, &figures, &anchors)
}

/// The words of a figure in a text.
pub(crate) fn figure_words(published: &Published, id: &str, language: &str) -> Option<FigureWords> {
    let figure = published.figure(id)?;
    let phrase = figure::phrase(&figure.bounds, language)?;
    let words = FigureWords::new(&phrase, language);
    Some(if figure.is_retracted() {
        words.taken_back(Words::for_language(language))
    } else {
        words
    })
}

/// Which wording a page shows.
pub(crate) fn wording(reading: &Reading) -> Result<Wording, PageError> {
    let revision = reading.revision();
    Ok(Wording {
        language: reading.tag().to_owned(),
        revision: u64::from(revision.number),
        digest: revision.digest.to_string(),
        published: Some(super::day(revision.day)?),
        before: revision
            .number
            .checked_sub(1)
            .filter(|n| *n > 0)
            .map(u64::from),
        translation: rendering(reading),
    })
}

/// What a translation renders, and who translated and read it.
fn rendering(reading: &Reading) -> Option<Rendering> {
    let (published, revision) = (&reading.published, reading.revision());
    if revision.renders == revision.leaf {
        return None;
    }
    let original = published.revision_at(revision.renders)?;
    let wording = published.wording(revision);
    let of = |who: fn(&Translation) -> Option<&Name>| match &wording.as_ref()?.role {
        Role::Translation(translation) => who(translation).map(|name| name.as_str().to_owned()),
        Role::Original => None,
    };
    Some(Rendering {
        original: original.language.to_string(),
        translator: of(|translation| translation.translator.as_ref()),
        reviewer: of(|translation| translation.reviewer.as_ref()),
        behind: published.is_behind(revision),
    })
}

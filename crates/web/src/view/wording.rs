//! The text of a revision, and which wording it is.

use domain::revision::Role;
use render::figure;
use render::page::declaration::{Rendering, Wording};
use render::text::{Body, FigureWords, to_html};

use crate::error::PageError;
use crate::reading::Reading;

/// The text as HTML, with the words of its figures in its own language.
pub(crate) fn body(reading: &Reading) -> Body {
    let language = reading.tag();
    to_html(&reading.revision().text, &|id| {
        let figure = reading.published.figure(id)?;
        Some(FigureWords::new(
            &figure::phrase(&figure.bounds, language)?,
            language,
        ))
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
        translation: rendering(reading),
    })
}

/// What a translation renders. Who translated is known while the folder still holds this wording.
fn rendering(reading: &Reading) -> Option<Rendering> {
    let (published, revision) = (&reading.published, reading.revision());
    if revision.renders == revision.leaf {
        return None;
    }
    let original = published.revision_at(revision.renders)?;
    let translator = published
        .wording_of(revision)
        .and_then(|wording| match &wording.role {
            Role::Translation(translation) => translation.translator.as_ref(),
            Role::Original => None,
        });
    Some(Rendering {
        original: original.language.to_string(),
        translator: translator.map(|name| name.as_str().to_owned()),
        behind: published.is_behind(revision),
    })
}

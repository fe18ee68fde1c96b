//! One exact text, for ever at the same address.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::text::TextDigest;
use render::page::text::Text;
use render::urls;
use store::RevisionRow;

use crate::Shared;
use crate::error::PageError;
use crate::reading::{Reading, published};
use crate::{respond, view};

/// `/d/{slug}/text/{digest}`
pub(crate) async fn show(
    State(site): State<Shared>,
    Path((slug, digest)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let digest = TextDigest::parse(&digest).map_err(|_| PageError::NotFound)?;
    let published = published(&site, &slug).await?;
    let leaf = published
        .revision_with(digest)
        .ok_or(PageError::NotFound)?
        .leaf;
    let reading = Reading::at_leaf(published, leaf)?;
    let signed = site.count(&reading.published).await?.of_revision(leaf);
    let html = render::page::html(&page(&site, &reading, signed)?);
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

fn page(site: &Shared, reading: &Reading, signed: u64) -> Result<Text, PageError> {
    let body = view::body(reading);
    let revision = reading.revision();
    let neighbour = |fits: &dyn Fn(&RevisionRow) -> bool| {
        let mut same = reading
            .published
            .revisions
            .iter()
            .filter(|r| r.language == revision.language);
        same.find(|other| fits(other))
            .map(|other| other.digest.to_string())
    };
    let digest = revision.digest.to_string();
    let path = urls::text(reading.slug(), &digest);
    Ok(Text {
        page: view::layout(site, reading.words())
            .copied(reading.copy(&path))
            .indexed_at(path),
        slug: reading.slug().to_owned(),
        title: body.title,
        body: body.html,
        wording: view::wording(reading)?,
        figures: view::notes(reading),
        signed,
        predecessor: neighbour(&|other| other.number + 1 == revision.number),
        successor: neighbour(&|other| other.number == revision.number + 1),
    })
}

//! Station 10: the public list, as a page and as data.

mod json;
mod query;

use app::declarations::Published;
use app::signatories::Count;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use render::page::signatories::{Signatories, TextCount};
use render::urls;

use crate::Shared;
use crate::error::PageError;
use crate::layers::open_to_programs;
use crate::reading::{Reading, published};
use crate::{respond, view};

use query::Asked;

/// How many names stand on a page: well below the limit of REQ-112, so that a page stays light.
const PAGE: u32 = 100;

/// Names are not for search engines; this binds only the polite ones (REQ-125).
const ROBOTS: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-robots-tag"),
    HeaderValue::from_static("noindex, noarchive"),
);

/// `/d/{slug}/{lang}/signatories`
pub(crate) async fn show(
    State(site): State<Shared>,
    reading: Reading,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let asked = Asked::parse(query.as_deref().unwrap_or_default())?.of(&reading.published)?;
    let listed = asked.query(reading.words().lang(), PAGE);
    let (moment, found) = site.list(&reading.published, &listed).await?;
    let languages = reading.published.languages();
    let page = Signatories {
        page: view::layout_in_languages(&site, &reading, urls::signatories),
        slug: reading.slug().to_owned(),
        title: reading.title().to_owned(),
        language: reading.tag().to_owned(),
        counts: view::counts(&moment.count),
        texts: texts(&reading.published, &moment.count),
        filter: asked.filter(),
        languages: languages
            .iter()
            .map(|revision| revision.language.to_string())
            .collect(),
        rows: view::rows(&reading.published, found.rows)?,
        after: found.next.map(|cursor| cursor.to_string()),
        pages: asked.pages((&reading.published, &moment.count), PAGE),
    };
    let html = render::page::html(&page);
    let response = respond::kept_as_it_is(&headers, respond::HTML, html);
    Ok(([ROBOTS], response).into_response())
}

/// How many signed each text, in the order of publication.
fn texts(published: &Published, count: &Count) -> Vec<TextCount> {
    let revisions = published.revisions.iter();
    let counted = revisions.map(|revision| TextCount {
        leaf: revision.leaf,
        language: revision.language.to_string(),
        number: u64::from(revision.number),
        signed: count.of_revision(revision.leaf),
    });
    counted.collect()
}

/// `/d/{slug}/signatories.json`: the same fields as on the page, each with its opening.
pub(crate) async fn list(
    State(site): State<Shared>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let asked = Asked::parse(query.as_deref().unwrap_or_default())?;
    let published = published(&site, &slug).await?;
    let asked = asked.of(&published)?;
    let listed = asked.query(&site.settings.language, PAGE);
    let (_, found) = site.list(&published, &listed).await?;
    let body = json::page(&site, &published, found).await?;
    let mut response = respond::kept_as_it_is(&headers, respond::JSON, body);
    open_to_programs(&mut response);
    Ok(([ROBOTS], response).into_response())
}

//! A series of figures: its page, the same as data, and the page on how figures are chosen.

mod csv;
mod detail;
mod json;
mod news;
mod view;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use domain::text::MarkId;

use crate::Shared;
use crate::error::PageError;
use crate::reading::{Reading, published};
use crate::respond;

pub(crate) use news::news;

const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8; header=present");

/// `/d/{slug}/{lang}/series/{id}`
pub(crate) async fn show(
    State(site): State<Shared>,
    Path((slug, tag, id)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let reading = Reading::in_language(&site, &slug, &tag).await?;
    let id = name(&id)?;
    let begun = site.series_begun(&reading.published, &id).await?;
    let page = view::series(&site, &reading, &id, begun).ok_or(PageError::NotFound)?;
    let html = render::page::html(&page);
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

/// `/d/{slug}/{lang}/method`
pub(crate) async fn method(
    State(site): State<Shared>,
    reading: Reading,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let page = view::method(&site, &reading).ok_or(PageError::NotFound)?;
    let html = render::page::html(&page);
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

/// `/d/{slug}/series/{id}.json`, `.csv` and `.hxl.csv` (REQ-119, REQ-166).
pub(crate) async fn data(
    State(site): State<Shared>,
    Path((slug, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let (id, ending) = file.split_once('.').ok_or(PageError::NotFound)?;
    let id = name(id)?;
    let published = published(&site, &slug).await?;
    let claims = published.claims(&id);
    if claims.is_empty() {
        return Err(PageError::NotFound);
    }
    let (media_type, body) = match ending {
        "json" => {
            let begun = site.series_begun(&published, &id).await?;
            let all = json::all(&published, &id, &claims, begun);
            let body = serde_json::to_vec(&all).map_err(PageError::broken)?;
            (respond::JSON, body)
        }
        "csv" => (CSV, csv::table(&published, &claims, false).into_bytes()),
        "hxl.csv" => (CSV, csv::table(&published, &claims, true).into_bytes()),
        _ => return Err(PageError::NotFound),
    };
    Ok(respond::for_programs(&headers, media_type, body))
}

/// A name as the links write it, so that one page has one address.
fn name(id: &str) -> Result<MarkId, PageError> {
    let parsed = MarkId::parse(id).filter(|parsed| parsed.as_str() == id);
    parsed.ok_or(PageError::NotFound)
}

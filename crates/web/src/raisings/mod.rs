//! What came of the demands: a page for each demand, a feed, and the same as data.

pub(crate) mod feed;
mod json;
mod view;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use domain::text::MarkId;

use crate::Shared;
use crate::error::PageError;
use crate::reading::{Reading, published};
use crate::respond;

pub(crate) use view::{made_in, raised};

pub(crate) const ATOM: HeaderValue =
    HeaderValue::from_static("application/atom+xml; charset=utf-8");

/// `/d/{slug}/{lang}/demand/{id}`: under the same address for ever, also when a later text no longer
/// makes the demand.
pub(crate) async fn demand(
    State(site): State<Shared>,
    Path((slug, tag, id)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let reading = Reading::in_language(&site, &slug, &tag).await?;
    let id = MarkId::parse(&id).filter(|parsed| parsed.as_str() == id);
    let id = id.ok_or(PageError::NotFound)?;
    let page = view::demand(&site, &reading, &id).ok_or(PageError::NotFound)?;
    let html = render::page::html(&page);
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

/// `/d/{slug}/{lang}/raisings.atom` (REQ-122).
pub(crate) async fn atom(
    State(site): State<Shared>,
    reading: Reading,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let xml = feed::feed(&site, &reading).await?.xml();
    Ok(respond::for_programs(&headers, ATOM, xml))
}

/// `/d/{slug}/raisings.json` (REQ-119).
pub(crate) async fn json(
    State(site): State<Shared>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let published = published(&site, &slug).await?;
    let body = serde_json::to_vec(&json::all(&published)).map_err(PageError::broken)?;
    Ok(respond::for_programs(&headers, respond::JSON, body))
}

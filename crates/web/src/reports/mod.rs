//! Reports: a page for each in each of its languages, the record its digest is computed of, the same
//! as data, and the feed of all news.

mod json;
mod news;
mod view;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::report::canonical_record;

use crate::Shared;
use crate::error::PageError;
use crate::raisings::ATOM;
use crate::reading::{Reading, published};
use crate::respond;
use view::ReportReading;

pub(crate) use view::{listed, supporting};

/// `/d/{slug}/{lang}/report/{id}`: in the language of the report, also where the declaration has none.
pub(crate) async fn show(
    State(site): State<Shared>,
    Path(address): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let reading = ReportReading::at(&site, address).await?;
    let html = render::page::html(&view::page(&site, &reading));
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

/// `/d/{slug}/{lang}/report/{id}/record`
pub(crate) async fn record(
    State(site): State<Shared>,
    Path(address): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let reading = ReportReading::at(&site, address).await?;
    let record = canonical_record(&reading.shown().report);
    Ok(respond::for_programs(&headers, respond::TEXT, record))
}

/// `/d/{slug}/reports.json` (REQ-119)
pub(crate) async fn data(
    State(site): State<Shared>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let published = published(&site, &slug).await?;
    let body = serde_json::to_vec(&json::all(&published)).map_err(PageError::broken)?;
    Ok(respond::for_programs(&headers, respond::JSON, body))
}

/// `/d/{slug}/{lang}/news.atom` (REQ-122)
pub(crate) async fn atom(
    State(site): State<Shared>,
    reading: Reading,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let xml = news::feed(&site, &reading).await?.xml();
    Ok(respond::for_programs(&headers, ATOM, xml))
}

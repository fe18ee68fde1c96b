//! Texts beside each other: a translation beside its original, and one text beside the one before.

mod changes;
mod compare;
mod signed;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::Shared;
use crate::error::PageError;
use crate::reading::Reading;
use crate::respond;

pub(crate) use changes::said;
pub(crate) use compare::behind;
pub(crate) use signed::{newer_text, signed_text};

/// `/d/{slug}/{lang}/compare`: there is nothing to compare an original with.
pub(crate) async fn compare(
    State(site): State<Shared>,
    reading: Reading,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let page = compare::page(&site, &reading).ok_or(PageError::NotFound)?;
    let html = render::page::html(&page);
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

/// `/d/{slug}/{lang}/changes/{from}/{to}`: the texts by their numbers, or by the first digits of their
/// digests.
pub(crate) async fn changes(
    State(site): State<Shared>,
    Path((slug, tag, from, to)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let reading = Reading::in_language(&site, &slug, &tag).await?;
    let page = changes::page(&site, &reading, (&from, &to)).ok_or(PageError::NotFound)?;
    let html = render::page::html(&page);
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

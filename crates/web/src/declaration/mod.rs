//! A declaration in one language.

mod view;

use app::signatories::ListQuery;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::Shared;
use crate::error::PageError;
use crate::reading::Reading;
use crate::respond;
use crate::sign::token;

/// How many of the newest signatories stand on the page itself; the list is one step away.
const NEWEST: u32 = 5;

/// `/d/{slug}`: the original, under the address of its language for search engines.
pub(crate) async fn show(
    State(site): State<Shared>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let reading = Reading::original(&site, &slug).await?;
    respond_with(&site, &reading, &headers).await
}

/// `/d/{slug}/{lang}`
pub(crate) async fn show_in(
    State(site): State<Shared>,
    reading: Reading,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    respond_with(&site, &reading, &headers).await
}

/// The page may be kept by everybody although a form stands in it: the form's token belongs to
/// nobody, it only has to be old enough and not too old.
///
/// The validator leaves the token out, since it differs each time, and holds the hour instead:
/// whoever asks again with an old page gets a young token at least once an hour.
async fn respond_with(
    site: &Shared,
    reading: &Reading,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let query = ListQuery {
        limit: NEWEST,
        ..ListQuery::default()
    };
    let (moment, newest) = site.list(&reading.published, &query).await?;
    let token = token::issue(site, reading);
    let mut page = view::page(site, reading, (&moment, newest.rows), token.clone())?;
    if let Some(pause) = site.paused().await? {
        view::rest(site, reading, &pause, &mut page);
    }
    let html = render::page::html(&page);
    let hour = site.now().as_second() / 3_600;
    let without_token = html.replace(&token, "");
    let validator = respond::validator(&[without_token.as_bytes(), &hour.to_be_bytes()]);
    Ok(respond::kept(headers, validator, respond::HTML, html))
}

//! Checking a receipt: two files in, plain words out. Nothing of them is stored or written down.

mod files;
mod view;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use render::page::receipt_check::{Fault, Outcome};
use render::words::Words;

use crate::Shared;
use crate::error::PageError;
use crate::respond;
use files::Files;

/// `/check`: in the site's own language, so that one address is one page for every cache.
pub(crate) async fn show(State(site): State<Shared>, headers: HeaderMap) -> Response {
    form(
        &site,
        Words::for_language(&site.settings.language),
        &headers,
    )
}

/// `/{lang}/check`
pub(crate) async fn show_in(
    State(site): State<Shared>,
    Path(language): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    Ok(form(&site, spoken(&language)?, &headers))
}

/// `POST /{lang}/checked`: answers at once, without a redirect that would have to carry the receipt.
pub(crate) async fn check(
    State(site): State<Shared>,
    Path(language): Path<String>,
    request: Request,
) -> Result<Response, PageError> {
    let words = spoken(&language)?;
    let files = Files::read(request).await?;
    let outcome = if files.proof.is_empty() {
        Outcome::Fails(Fault::Nothing)
    } else {
        let checked = site.check_receipt(&files.proof, files.opening()).await?;
        view::outcome(words, files.opening().is_some(), checked)?
    };
    let status = match &outcome {
        Outcome::Holds(_) => StatusCode::OK,
        Outcome::Fails(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = view::page(&site, words, Some(outcome));
    Ok(respond::page(status, render::page::html(&page)))
}

fn form(site: &Shared, words: &'static Words, headers: &HeaderMap) -> Response {
    let html = render::page::html(&view::page(site, words, None));
    respond::kept_as_it_is(headers, respond::HTML, html)
}

fn spoken(language: &str) -> Result<&'static Words, PageError> {
    let words = Words::all().iter().find(|words| words.lang() == language);
    words.ok_or(PageError::NotFound)
}

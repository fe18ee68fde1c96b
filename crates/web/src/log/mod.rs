//! The public log: explained in plain words, and its files.

mod view;
mod watch;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use crate::Shared;
use crate::error::PageError;
use crate::layers::open_to_programs;
use crate::reading::{Reading, published};
use crate::respond;

/// `/d/{slug}/{lang}/log`
pub(crate) async fn explain(
    State(site): State<Shared>,
    reading: Reading,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let html = render::page::html(&view::page(&site, &reading).await?);
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

/// `/d/{slug}/log/{path}`: the files of LOG-FORMAT section 3.
pub(crate) async fn file(
    State(site): State<Shared>,
    Path((slug, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let published = published(&site, &slug).await?;
    let file = site.log_files(&published).get(&path).await?;
    let media_type = HeaderValue::from_static(file.media_type);
    let body = Bytes::from_owner(file.bytes);
    let mut response = if file.immutable {
        // A path names one file of one log, and the key names the log.
        let name = [published.verifier_key.as_bytes(), path.as_bytes()];
        respond::kept_for_ever(&headers, &name, media_type, body)
    } else {
        respond::kept_as_it_is(&headers, media_type, body)
    };
    open_to_programs(&mut response);
    Ok(response)
}

/// `/d/{slug}/count.json`
pub(crate) async fn count(
    State(site): State<Shared>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let published = published(&site, &slug).await?;
    let count = site.count_json(&published).await?;
    let body = serde_json::to_vec(&count).map_err(PageError::broken)?;
    let mut response = respond::kept_as_it_is(&headers, respond::JSON, body);
    open_to_programs(&mut response);
    Ok(response)
}

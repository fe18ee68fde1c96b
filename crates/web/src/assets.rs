//! The one style sheet.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use render::asset;

use crate::error::PageError;
use crate::respond;

/// `/assets/{file}`: the style sheet under the name of its content, and nothing else.
pub(crate) async fn show(
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if file != format!("{}.css", asset::hash()) {
        return Err(PageError::NotFound);
    }
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    Ok(respond::kept_as_it_is(&headers, css, asset::STYLE_SHEET))
}

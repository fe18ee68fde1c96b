//! Unsubscribing by one click (RFC 8058, REQ-77).
//!
//! The address in `List-Unsubscribe` is also that of the page for people. A POST to it ends the
//! subscription at once: 200 and no redirect, the body in either encoding, no cookie, no question where
//! it comes from. A token that nobody has, and one that was used before, get the same answer. A GET
//! shows a button and does nothing, since scanners open every link (section 3.1).

use app::secret::Token;
use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use render::page::infomail::{Leave, Left};

use crate::error::PageError;
use crate::fields::Fields;
use crate::{Shared, respond, speech, view};

/// The one field of the body (section 3.1), and its value.
const FIELD: (&str, &str) = ("List-Unsubscribe", "One-Click");

/// `/i/l/{token}`: asks whether to unsubscribe. The same page whoever asks.
pub(crate) async fn leave_page(
    State(site): State<Shared>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let token = Token::parse(&token).map_err(|_| PageError::LinkUnknown)?;
    let words = speech::words("", &headers, &site.settings.language);
    let page = Leave {
        page: view::layout(&site, words),
        token: token.reveal(),
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

/// `POST /i/l/{token}`
pub(crate) async fn leave(
    State(site): State<Shared>,
    Path(token): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, PageError> {
    if !asks(request).await? {
        return Err(PageError::Malformed);
    }
    if let Ok(token) = Token::parse(&token) {
        site.leave(&token).await?;
    }
    let words = speech::words("", &headers, &site.settings.language);
    let page = Left {
        page: view::layout(&site, words),
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

/// Whether the body is the one that RFC 8058 names, in the encoding it says it has.
async fn asks(request: Request) -> Result<bool, PageError> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        return asks_in_parts(request).await;
    }
    if kind.starts_with("application/x-www-form-urlencoded") {
        let fields = Fields::from_request(request, &()).await?;
        // Some senders end the body like a line.
        return Ok(fields.text(FIELD.0).trim_ascii() == FIELD.1);
    }
    // Some senders forget to say what they send; the words themselves are plain enough.
    let body = request.extract::<Bytes, _>().await;
    let body = body.map_err(|_| PageError::Malformed)?;
    Ok(body.trim_ascii() == format!("{}={}", FIELD.0, FIELD.1).as_bytes())
}

async fn asks_in_parts(request: Request) -> Result<bool, PageError> {
    let malformed = |_| PageError::Malformed;
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|_| PageError::Malformed)?;
    while let Some(part) = parts.next_field().await.map_err(malformed)? {
        if part.name() == Some(FIELD.0) {
            return Ok(part.text().await.map_err(malformed)?.trim() == FIELD.1);
        }
    }
    Ok(false)
}

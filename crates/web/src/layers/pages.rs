//! Bare errors become pages in the visitor's language; what the operator needs goes to the log.

use app::site::Site;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use render::page::notice::{Message, Notice};

use super::access::Watched;
use super::cache::NEVER;
use super::reference::Reference;
use crate::error::Told;
use crate::{respond, speech, view};

/// What of a request an error page is made for.
pub(super) struct Visitor {
    uri: Uri,
    wishes: Option<HeaderValue>,
}

impl Visitor {
    pub(super) fn of(request: &Request) -> Self {
        Self {
            uri: request.uri().clone(),
            wishes: request.headers().get(header::ACCEPT_LANGUAGE).cloned(),
        }
    }

    /// The answer as it is, or the page that it stands for.
    pub(super) fn dress(self, response: Response, site: &Site, watched: &Watched) -> Response {
        let Some(told) = response.extensions().get::<Told>().cloned() else {
            return response;
        };
        let status = response.status();
        let message = recorded(watched.reference, status, told.message, told.chain);
        let wishes = self.wishes.map(|wish| (header::ACCEPT_LANGUAGE, wish));
        let wishes = HeaderMap::from_iter(wishes);
        let words = speech::words(self.uri.path(), &wishes, &site.settings.language);
        let html = render::page::html(&Notice {
            page: view::layout(site, words),
            message,
            next: told.next,
        });
        dressed(response, &watched.method, &wishes, html)
    }
}

/// Records a failure of ours once, under a number that the page shows too.
fn recorded(
    reference: Reference,
    status: StatusCode,
    message: Message,
    chain: Option<String>,
) -> Message {
    let Some(chain) = chain else { return message };
    let reference = reference.to_string();
    let status = status.as_u16();
    match message {
        Message::Broken { .. } => {
            tracing::error!(
                reference,
                status,
                error = chain,
                help = "whoever was shown this number may ask; see docs/http.md, and `undersigned doctor`",
                "a page could not be given"
            );
            Message::Broken { reference }
        }
        other => {
            tracing::warn!(
                reference,
                status,
                error = chain,
                "a page could not be given just now"
            );
            other
        }
    }
}

/// The same answer with a page in it; what it said in headers (`Allow`, `Retry-After`) stays.
fn dressed(bare: Response, method: &Method, visitor: &HeaderMap, html: String) -> Response {
    let (parts, _) = bare.into_parts();
    let mut response = respond::page(parts.status, html);
    let headers = response.headers_mut();
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(said) = parts.headers.get(&name) {
            headers.insert(name, said.clone());
        }
    }
    headers.insert(header::CACHE_CONTROL, NEVER);
    if visitor.contains_key(header::ACCEPT_LANGUAGE) {
        headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    }
    if method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

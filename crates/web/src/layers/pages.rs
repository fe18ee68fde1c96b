//! Bare errors become pages in the visitor's language; what the operator needs goes to the log.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use render::page::notice::{Message, Notice};

use super::cache::NEVER;
use super::reference::Reference;
use crate::Shared;
use crate::error::Told;
use crate::{respond, speech, view};

pub(super) async fn dress(State(site): State<Shared>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let uri = request.uri().clone();
    let reference = request.extensions().get::<Reference>().copied();
    let wishes = request.headers().get(header::ACCEPT_LANGUAGE).cloned();
    let response = next.run(request).await;
    let Some(told) = told(&response) else {
        return response;
    };
    let status = response.status();
    let message = recorded(reference, status, told.message, told.chain);
    let wishes = wishes.map(|wish| (header::ACCEPT_LANGUAGE, wish));
    let visitor = HeaderMap::from_iter(wishes);
    let words = speech::words(uri.path(), &visitor, &site.settings.language);
    let page = view::layout(&site, words);
    let html = render::page::html(&Notice {
        page,
        message,
        next: told.next,
    });
    dressed(response, &method, &visitor, html)
}

/// What a response has to say, if it is a bare one: of an error, or of the layer that bounds time.
fn told(response: &Response) -> Option<Told> {
    if let Some(told) = response.extensions().get::<Told>() {
        return Some(told.clone());
    }
    let timed_out = response.status() == StatusCode::SERVICE_UNAVAILABLE
        && !response.headers().contains_key(header::CONTENT_TYPE);
    timed_out.then(|| Told {
        message: Message::Busy,
        next: None,
        chain: Some("a request took longer than it may".to_owned()),
    })
}

/// Records a failure of ours once, under a number that the page shows too.
fn recorded(
    reference: Option<Reference>,
    status: StatusCode,
    message: Message,
    chain: Option<String>,
) -> Message {
    let Some(chain) = chain else { return message };
    let reference = reference.map_or_else(String::new, |number| number.to_string());
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

/// The same answer with a page in it; what a layer said in headers (`Allow`) stays.
fn dressed(bare: Response, method: &Method, visitor: &HeaderMap, html: String) -> Response {
    let (parts, _) = bare.into_parts();
    let mut response = respond::page(parts.status, html);
    let headers = response.headers_mut();
    if let Some(allow) = parts.headers.get(header::ALLOW) {
        headers.insert(header::ALLOW, allow.clone());
    }
    headers.insert(header::CACHE_CONTROL, NEVER);
    if visitor.contains_key(header::ACCEPT_LANGUAGE) {
        headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    }
    if parts.status == StatusCode::SERVICE_UNAVAILABLE {
        match parts.headers.get(header::RETRY_AFTER) {
            Some(after) => {
                let headers = response.headers_mut();
                headers.insert(header::RETRY_AFTER, after.clone());
            }
            None => respond::ask_again(&mut response),
        }
    }
    if method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

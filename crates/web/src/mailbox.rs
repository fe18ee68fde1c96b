//! Captured mails, where the site captures them instead of sending.

use std::borrow::Cow;
use std::path::Path as FilePath;

use app::outbox::{Capture, CapturedMail};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use mail_parser::{Message, MessageParser, PartType};
use render::page::mailbox::{Captured, Mail, Mailbox};
use render::words::Words;

use crate::Shared;
use crate::error::PageError;
use crate::layers::headers;
use crate::{respond, view};

/// How many of the newest mails the list shows.
const NEWEST: usize = 100;

const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// A page that shows the HTML part of a mail in a frame.
const FRAMES: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; object-src 'none'",
);

/// The HTML part of a mail: in an origin of its own, without scripts, forms, pictures and styles from
/// elsewhere, whatever stands in it.
const FRAMED: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'self'; object-src 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
);

/// `/mailbox`
pub(crate) async fn list(
    State(site): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, PageError> {
    reached_directly(&site, &headers, &uri)?;
    let mails = blocking(&site, |folder| Capture::newest(folder, NEWEST)).await?;
    let mails = mails
        .iter()
        .map(|mail| Ok(captured(mail.number, &parsed(mail)?)));
    let page = Mailbox {
        page: view::layout(&site, Words::for_language(&site.settings.language)),
        mails: mails.collect::<Result<_, PageError>>()?,
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

/// `/mailbox/{number}`
pub(crate) async fn show(
    State(site): State<Shared>,
    Path(number): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, PageError> {
    reached_directly(&site, &headers, &uri)?;
    let mail = captured_mail(&site, &number).await?;
    let message = parsed(&mail)?;
    let headers = message.headers_raw();
    let page = Mail {
        page: view::layout(&site, Words::for_language(&site.settings.language)),
        mail: captured(mail.number, &message),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        has_html: html_part(&message).is_some(),
    };
    let mut response = respond::page(StatusCode::OK, render::page::html(&page));
    headers::allow(&mut response, FRAMES);
    Ok(response)
}

/// `/mailbox/{number}/html`: the HTML part, in a frame that may run nothing and load nothing.
pub(crate) async fn html(
    State(site): State<Shared>,
    Path(number): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, PageError> {
    reached_directly(&site, &headers, &uri)?;
    let mail = captured_mail(&site, &number).await?;
    let message = parsed(&mail)?;
    let html = html_part(&message).ok_or(PageError::NotFound)?;
    // A link of the mail opens beside the frame: no page of this site lets itself be framed.
    let html = html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    let mut response = respond::page(StatusCode::OK, html);
    headers::allow(&mut response, FRAMED);
    Ok(response)
}

/// `/mailbox/{number}/raw`: the message as it would have left.
pub(crate) async fn raw(
    State(site): State<Shared>,
    Path(number): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, PageError> {
    reached_directly(&site, &headers, &uri)?;
    let mail = captured_mail(&site, &number).await?;
    Ok(([(header::CONTENT_TYPE, TEXT)], mail.raw).into_response())
}

async fn captured_mail(site: &Shared, number: &str) -> Result<CapturedMail, PageError> {
    let number: u64 = number.parse().map_err(|_| PageError::NotFound)?;
    let found = blocking(site, move |folder| Capture::get(folder, number)).await?;
    found.ok_or(PageError::NotFound)
}

/// The HTML part as it was sent; nothing where a mail is text alone.
fn html_part<'m>(message: &'m Message<'_>) -> Option<Cow<'m, str>> {
    let is_html = message
        .html_part(0)
        .is_some_and(|part| matches!(part.body, PartType::Html(_)));
    is_html.then(|| message.body_html(0)).flatten()
}

/// Mails hold the links that confirm. A page of another name that was pointed at this machine (DNS
/// rebinding) would read them as its own, so only the address of the site leads here.
fn reached_directly(site: &Shared, headers: &HeaderMap, uri: &Uri) -> Result<(), PageError> {
    let named = headers.get(header::HOST).map(HeaderValue::as_bytes);
    let named = uri
        .authority()
        .map(|host| host.as_str().as_bytes())
        .or(named);
    let own = site.settings.base_url.split_once("://");
    let is_own = own
        .zip(named)
        .is_some_and(|((_, own), named)| host(own.as_bytes()).eq_ignore_ascii_case(host(named)));
    if is_own {
        Ok(())
    } else {
        Err(PageError::NotFound)
    }
}

/// A host without its port. The colons of an IPv6 address stand in brackets (RFC 3986 section 3.2.2).
fn host(authority: &[u8]) -> &[u8] {
    let colon = authority.iter().rposition(|byte| *byte == b':');
    match colon {
        Some(at)
            if authority
                .get(at..)
                .is_some_and(|port| !port.contains(&b']')) =>
        {
            authority.get(..at).unwrap_or(authority)
        }
        _ => authority,
    }
}

fn parsed(mail: &CapturedMail) -> Result<Message<'_>, PageError> {
    let message = MessageParser::default().parse(&mail.raw);
    message.ok_or_else(|| PageError::broken("a captured mail does not read"))
}

fn captured(number: u64, message: &Message<'_>) -> Captured {
    let to = message
        .to()
        .and_then(|to| to.first())
        .and_then(|to| to.address());
    Captured {
        id: number.to_string(),
        to: to.unwrap_or_default().to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        at: message
            .date()
            .map(mail_parser::DateTime::to_rfc822)
            .unwrap_or_default(),
    }
}

/// Reads files on a thread that may block.
async fn blocking<T: Send + 'static>(
    site: &Shared,
    read: impl FnOnce(&FilePath) -> std::io::Result<T> + Send + 'static,
) -> Result<T, PageError> {
    let folder = site.settings.mailbox.clone().ok_or(PageError::NotFound)?;
    let read = tokio::task::spawn_blocking(move || read(&folder));
    read.await
        .map_err(PageError::broken)?
        .map_err(PageError::broken)
}

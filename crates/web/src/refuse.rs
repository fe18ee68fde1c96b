//! "This was not me."

use app::refuse::Refused;
use app::secret::Token;
use app::site::Site;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::locale::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use render::page::refuse::{self, Wish};
use render::words::Words;

use crate::Shared;
use crate::error::PageError;
use crate::fields::Fields;
use crate::mailed::{self, Mailed};
use crate::reading::Reading;
use crate::{respond, speech, view};

/// What a link would delete, as its page says it.
struct Refusable {
    wish: Wish,
    words: &'static Words,
    title: String,
    language: String,
    expires: Timestamp,
}

/// `/n/{token}`: what will be deleted, and one button. Changes nothing.
///
/// In which language somebody else filled in the form cannot be read without that mail's other
/// link, so the visitor's own is taken.
pub(crate) async fn show(
    State(site): State<Shared>,
    Mailed(token): Mailed,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let found = match signature(&site, &token, &headers).await? {
        Some(found) => Some(found),
        None => subscription(&site, &token, &headers).await?,
    };
    let found = found.ok_or(PageError::LinkGone)?;
    let page = refuse::Refuse {
        page: view::layout(&site, found.words),
        wish: found.wish,
        title: found.title,
        language: found.language,
        token: token.reveal(),
        deleted_on: found.expires.to_zoned(TimeZone::UTC).date(),
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

/// `POST /refuse`
pub(crate) async fn refuse(
    State(site): State<Shared>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let token = mailed::token(&fields)?;
    let never_again = fields.ticked("never");
    let wish = match site.refuse(&token, never_again).await? {
        Refused::Deleted => Wish::Signature,
        Refused::Nothing => match site.refuse_opt_in(&token, never_again).await? {
            Refused::Deleted => Wish::Infomail,
            Refused::Nothing => return Err(PageError::LinkGone),
        },
    };
    let words = speech::words("", &headers, &site.settings.language);
    let page = refuse::Refused {
        page: view::layout(&site, words),
        wish,
        never_again,
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

async fn signature(
    site: &Site,
    token: &Token,
    headers: &HeaderMap,
) -> Result<Option<Refusable>, PageError> {
    let Some(found) = site.refusable(token).await? else {
        return Ok(None);
    };
    let reading = Reading::suiting(found.declaration, &speech::wanted(headers))?;
    Ok(Some(Refusable {
        wish: Wish::Signature,
        words: reading.words(),
        title: reading.title().to_owned(),
        language: reading.tag().to_owned(),
        expires: found.expires,
    }))
}

async fn subscription(
    site: &Site,
    token: &Token,
    headers: &HeaderMap,
) -> Result<Option<Refusable>, PageError> {
    let Some((list, expires)) = site.opt_in_refusable(token).await? else {
        return Ok(None);
    };
    let words = speech::words("", headers, &site.settings.language);
    let language = Language::parse(words.lang()).map_err(PageError::broken)?;
    let wording = list.list.wording(&language);
    let language = wording.map_or(&list.list.language, |wording| &wording.language);
    Ok(Some(Refusable {
        wish: Wish::Infomail,
        words,
        title: list.list.title(language).to_owned(),
        language: language.to_string(),
        expires,
    }))
}

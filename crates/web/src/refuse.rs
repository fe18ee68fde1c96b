//! "This was not me."

use app::refuse::Refused;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::tz::TimeZone;
use render::page::refuse;

use crate::Shared;
use crate::error::PageError;
use crate::fields::Fields;
use crate::mailed::{self, Mailed};
use crate::reading::Reading;
use crate::{respond, speech, view};

/// `/n/{token}`: what will be deleted, and one button. Changes nothing.
///
/// In which language somebody else filled in the form cannot be read without that mail's other
/// link, so the visitor's own is taken.
pub(crate) async fn show(
    State(site): State<Shared>,
    Mailed(token): Mailed,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let refusable = site.refusable(&token).await?.ok_or(PageError::LinkGone)?;
    let reading = Reading::suiting(refusable.declaration, &speech::wanted(&headers))?;
    let page = refuse::Refuse {
        page: view::layout(&site, reading.words()),
        title: reading.title().to_owned(),
        language: reading.tag().to_owned(),
        token: token.reveal(),
        deleted_on: refusable.expires.to_zoned(TimeZone::UTC).date(),
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
    match site.refuse(&token, never_again).await? {
        Refused::Deleted => {
            let words = speech::words("", &headers, &site.settings.language);
            let page = refuse::Refused {
                page: view::layout(&site, words),
                never_again,
            };
            Ok(respond::page(StatusCode::OK, render::page::html(&page)))
        }
        Refused::Nothing => Err(PageError::LinkGone),
    }
}

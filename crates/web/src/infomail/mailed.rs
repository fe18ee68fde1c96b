//! Behind mailed links: a page with one button, and what pressing it does.

use std::sync::Arc;

use app::infomail::PublishedList;
use app::infomail::manage::Changed;
use app::infomail::subscribe::{OptIn, OptInState};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::locale::Language;
use jiff::tz::TimeZone;
use render::page::infomail::{Confirm, Confirmed, Stay, Stayed};

use super::{Listed, view};
use crate::error::PageError;
use crate::fields::Fields;
use crate::mailed::{self, Mailed};
use crate::{Shared, respond, speech};

/// `/i/c/{token}`: asks whether to subscribe. Changes nothing.
pub(crate) async fn confirm_page(
    State(site): State<Shared>,
    Mailed(token): Mailed,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    match site.opt_in_state(&token).await? {
        OptInState::Pending {
            list,
            language,
            expires,
        } => {
            let listed = Listed::suiting(list, &language);
            let page = Confirm {
                page: view::private(&site, &listed),
                list: view::name(&listed)?,
                token: token.reveal(),
                latest: view::latest(&listed),
                deleted_on: expires.to_zoned(TimeZone::UTC).date(),
            };
            Ok(respond::page(StatusCode::OK, render::page::html(&page)))
        }
        OptInState::Confirmed(list) => confirmed(&site, &suiting(&site, list, &headers)),
        OptInState::Gone => Err(PageError::LinkGone),
    }
}

/// `POST /i/confirm`
pub(crate) async fn confirm(
    State(site): State<Shared>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let token = mailed::token(&fields)?;
    // Afterwards the wish no longer says in which language it was made.
    let asked_in = match site.opt_in_state(&token).await? {
        OptInState::Pending { language, .. } => Some(language),
        OptInState::Confirmed(_) | OptInState::Gone => None,
    };
    match site.opt_in(&token, fields.ticked("latest")).await? {
        OptIn::Subscribed(list) => {
            let listed = match asked_in {
                Some(language) => Listed::suiting(list, &language),
                None => suiting(&site, list, &headers),
            };
            confirmed(&site, &listed)
        }
        OptIn::Gone => Err(PageError::LinkGone),
    }
}

fn confirmed(site: &Shared, listed: &Listed) -> Result<Response, PageError> {
    let page = Confirmed {
        page: view::private(site, listed),
        list: view::name(listed)?,
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

/// `/i/s/{token}`: asks whether to go on (REQ-91). Changes nothing.
pub(crate) async fn stay_page(
    State(site): State<Shared>,
    Mailed(token): Mailed,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let list = site.stay_state(&token).await?;
    let listed = suiting(&site, list.ok_or(PageError::LinkGone)?, &headers);
    let page = Stay {
        page: view::private(&site, &listed),
        list: view::name(&listed)?,
        token: token.reveal(),
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

/// `POST /i/stay`
pub(crate) async fn stay(
    State(site): State<Shared>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let token = mailed::token(&fields)?;
    let list = site.stay_state(&token).await?;
    let listed = suiting(&site, list.ok_or(PageError::LinkGone)?, &headers);
    match site.stay(&token).await? {
        Changed::Done => {
            let page = Stayed {
                page: view::private(&site, &listed),
                list: view::name(&listed)?,
            };
            Ok(respond::page(StatusCode::OK, render::page::html(&page)))
        }
        Changed::Gone => Err(PageError::LinkGone),
    }
}

/// A list in the language that the visitor's program asks for, or the site's.
pub(super) fn suiting(site: &Shared, list: Arc<PublishedList>, headers: &HeaderMap) -> Listed {
    let words = speech::words("", headers, &site.settings.language);
    let wanted = Language::parse(words.lang());
    let wanted = wanted.unwrap_or_else(|_| list.list.language.clone());
    Listed::suiting(list, &wanted)
}

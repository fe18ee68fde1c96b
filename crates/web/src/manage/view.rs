//! A signature as its signer sees it.

use app::manage::OwnSignature;
use app::secret::Token;
use app::site::Site;
use axum::http::StatusCode;
use axum::response::Response;
use domain::log::Field;
use render::page::manage::{Manage, Signed, Withdraw, Withdrawn};

use crate::error::PageError;
use crate::reading::Reading;
use crate::{respond, revisions, view};

/// What the page says first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    None,
    Changed,
    Busy,
}

/// The page behind the link. A link that can only withdraw leads straight to that question.
pub(super) fn manage(
    site: &Site,
    token: &Token,
    own: OwnSignature,
    news: News,
) -> Result<Response, PageError> {
    if own.record.is_none() {
        return ask(site, token, own);
    }
    let (reading, signature) = signed(site, token, own)?;
    let frame = view::layout(site, reading.words());
    let busy = news == News::Busy;
    let page = Manage {
        page: if busy { frame.failed() } else { frame },
        signature,
        changed: news == News::Changed,
        busy,
    };
    let html = render::page::html(&page);
    Ok(if busy {
        respond::later(html)
    } else {
        respond::page(StatusCode::OK, html)
    })
}

/// The question before a withdrawal.
pub(super) fn ask(site: &Site, token: &Token, own: OwnSignature) -> Result<Response, PageError> {
    let (reading, signature) = signed(site, token, own)?;
    let page = Withdraw {
        page: view::layout(site, reading.words()),
        signature,
    };
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

/// The page afterwards.
pub(super) fn withdrawn(site: &Site, reading: &Reading) -> Response {
    let page = Withdrawn {
        page: view::layout(site, reading.words()),
        title: reading.title().to_owned(),
        slug: reading.slug().to_owned(),
        language: reading.tag().to_owned(),
    };
    respond::page(StatusCode::OK, render::page::html(&page))
}

/// A signature with the text it stands under.
pub(super) fn signed(
    site: &Site,
    token: &Token,
    own: OwnSignature,
) -> Result<(Reading, Signed), PageError> {
    let offered = own.record.is_some() && site.offers_to_move(&own.declaration, own.revision);
    let reading = Reading::at_leaf(own.declaration, own.revision)?;
    let text = |field| {
        own.record
            .as_ref()
            .map(|record| record.text(field).to_owned())
    };
    let signature = Signed {
        title: reading.title().to_owned(),
        slug: reading.slug().to_owned(),
        language: reading.tag().to_owned(),
        text: revisions::signed_text(&reading, offered),
        class: own.class,
        name: text(Field::Name).unwrap_or_default(),
        initials: text(Field::Initials).unwrap_or_default(),
        listing: own.listing,
        signed_on: view::day(own.day)?,
        risk_note: None,
        token: token.reveal(),
    };
    Ok((reading, signature))
}

//! What a signer does later: look at the signature, change how it is listed, sign a newer text instead,
//! withdraw it.

mod moving;
mod view;

use std::sync::Arc;

use app::declarations::Published;
use app::manage::{OwnSignature, OwnState, Relisted, Withdrawn};
use app::revisions::Moving;
use app::secret::Token;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::consent::Purpose;
use domain::listing::Listing;
use domain::text::TextDigest;
use render::page::notice::Message;
use render::page::revisions::moving::Trouble;

use crate::Shared;
use crate::error::PageError;
use crate::fields::Fields;
use crate::mailed::{self, Mailed};
use crate::reading::Reading;
use crate::receipt;
use crate::sign::consent;
use crate::speech;
use crate::view::notice;

use view::News;

/// `/m/{token}`: the signature. Changes nothing.
pub(crate) async fn show(
    State(site): State<Shared>,
    Mailed(token): Mailed,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    match site.own_signature(&token).await? {
        OwnState::Stands(own) => view::manage(&site, &token, *own, News::None),
        OwnState::Withdrawn(published) => {
            let reading = Reading::suiting(published, &speech::wanted(&headers))?;
            Ok(notice(&site, &reading, Message::AlreadyWithdrawn))
        }
        OwnState::Struck(published) => struck(&site, published, &headers),
        OwnState::Gone => Err(PageError::LinkGone),
    }
}

/// `POST /manage/listing`
pub(crate) async fn relist(
    State(site): State<Shared>,
    fields: Fields,
) -> Result<Response, PageError> {
    let token = mailed::token(&fields)?;
    let listing = Listing::from_word(fields.text("listing")).ok_or(PageError::Malformed)?;
    let own = standing(&site, &token).await?;
    let reading = Reading::at_leaf(own.declaration.clone(), own.revision)?;
    let consent = consent(&site, &reading, (Purpose::Publish, listing))?;
    match site.relist(&token, listing, Some(consent)).await {
        Ok(Relisted::Done(_)) => {
            let own = standing(&site, &token).await?;
            view::manage(&site, &token, own, News::Changed)
        }
        Ok(Relisted::Gone) => Err(PageError::LinkGone),
        Err(error) => {
            PageError::from(error).passing("a change of listing")?;
            view::manage(&site, &token, own, News::Busy)
        }
    }
}

/// `POST /manage/move`: asks once; with a text and what is agreed to, the signature moves there.
pub(crate) async fn move_to(
    State(site): State<Shared>,
    fields: Fields,
) -> Result<Response, PageError> {
    let token = mailed::token(&fields)?;
    let own = standing(&site, &token).await?;
    if own.record.is_none() {
        return Err(PageError::LinkGone);
    }
    let Some(digest) = fields.maybe("text") else {
        return moving::ask(&site, &token, own, Vec::new());
    };
    let text = TextDigest::parse(digest).map_err(|_| PageError::Malformed)?;
    let unsaid = moving::unsaid(&own, &fields);
    if !unsaid.is_empty() {
        return moving::ask(&site, &token, own, unsaid);
    }
    let agreed = moving::agreed(&site, &own, text)?;
    match site.move_signature(&token, agreed).await {
        Ok(Moving::Done(receipt)) => receipt::page(&site, *receipt).await,
        Ok(Moving::TextChanged) => moving::ask(&site, &token, own, vec![Trouble::Revised]),
        Ok(Moving::Closed(published)) => Err(PageError::Closed(
            Reading::at_leaf(published, own.revision)?.next(),
        )),
        Ok(Moving::Gone) => Err(PageError::LinkGone),
        Err(error) => {
            PageError::from(error).passing("a move to a newer text")?;
            moving::ask(&site, &token, own, vec![Trouble::Busy])
        }
    }
}

/// `POST /manage/withdraw`: asks once; with `sure=yes` it is done.
pub(crate) async fn withdraw(
    State(site): State<Shared>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let token = mailed::token(&fields)?;
    // What is erased below can no longer say in which language to speak.
    let own = match site.own_signature(&token).await? {
        OwnState::Stands(own) => *own,
        OwnState::Withdrawn(published) => {
            let reading = Reading::suiting(published, &speech::wanted(&headers))?;
            return Ok(view::withdrawn(&site, &reading));
        }
        OwnState::Struck(published) => return struck(&site, published, &headers),
        OwnState::Gone => return Err(PageError::LinkGone),
    };
    if !fields.ticked("sure") {
        return view::ask(&site, &token, own);
    }
    match site.withdraw(&token).await {
        Ok(Withdrawn::Done(published) | Withdrawn::Before(published)) => {
            let reading = Reading::at_leaf(published, own.revision)?;
            Ok(view::withdrawn(&site, &reading))
        }
        Ok(Withdrawn::Gone) => Err(PageError::LinkGone),
        Err(error) => {
            PageError::from(error).passing("a withdrawal")?;
            view::manage(&site, &token, own, News::Busy)
        }
    }
}

async fn standing(site: &Shared, token: &Token) -> Result<OwnSignature, PageError> {
    match site.own_signature(token).await? {
        OwnState::Stands(own) => Ok(*own),
        OwnState::Withdrawn(_) | OwnState::Struck(_) | OwnState::Gone => Err(PageError::LinkGone),
    }
}

/// The news that the organisers took it out, with where to object.
fn struck(
    site: &Shared,
    published: Arc<Published>,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let reading = Reading::suiting(published, &speech::wanted(headers))?;
    let contact = reading.published.declaration.controller.contact.clone();
    Ok(notice(site, &reading, Message::Struck { contact }))
}

//! Stations 5 and 6: the mailed link is looked at, the button pressed, or the code typed.

mod view;

use std::sync::Arc;

use app::confirm::{Confirming, LinkState, Lowered, MailProof};
use app::declarations::Published;
use app::secret::{Code, Token};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::consent::Purpose;
use domain::listing::Listing;
use domain::text::TextDigest;
use render::page::check_mail::CodeProblem;
use render::page::notice::Message;

use crate::Shared;
use crate::error::{PageError, in_time};
use crate::fields::Fields;
use crate::mailed::{self, Mailed};
use crate::reading::Reading;
use crate::sign::consent;
use crate::view::notice;
use crate::{pause, receipt, respond, speech};

/// `/c/{token}`: a summary and one large button. However often it is opened, nothing changes.
pub(crate) async fn show(
    State(site): State<Shared>,
    Mailed(token): Mailed,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    match site.link_state(&token).await? {
        LinkState::Pending(pending) => {
            let mut page = view::page(&site, &token, *pending)?;
            let pause = site.read_only().await?;
            page.paused = pause.map(|pause| view::note(&site, &pause, &page));
            Ok(respond::page(StatusCode::OK, render::page::html(&page)))
        }
        LinkState::Confirmed(published) => {
            let reading = Reading::suiting(published, &speech::wanted(&headers))?;
            Ok(notice(&site, &reading, Message::LinkUsed))
        }
        LinkState::Closed(published) => Err(ended(published, &headers)?),
        LinkState::Gone => Err(PageError::LinkGone),
    }
}

/// `POST /confirm`: the button. The receipt is the answer itself and not a redirect, see
/// `docs/decisions/0004-no-get-changes-state.md`.
pub(crate) async fn by_link(
    State(site): State<Shared>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let token = mailed::token(&fields)?;
    let listing = fields.maybe("listing").and_then(Listing::from_word);
    let lowered = match listing {
        Some(listing) => lowered(&site, &token, listing).await?,
        None => None,
    };
    let proof = MailProof::Link(token.clone());
    match in_time(site.confirm(&proof, lowered)).await {
        Ok(Confirming::Paused(pause)) => view::paused(&site, &token, &pause).await,
        Ok(confirmed) => answer(&site, confirmed, &headers).await,
        Err(error) => {
            error.passing("a confirmation")?;
            view::busy(&site, &token).await
        }
    }
}

/// A lower listing than the form had, with the words beside its choice on the page of the button.
async fn lowered(
    site: &Shared,
    token: &Token,
    listing: Listing,
) -> Result<Option<Lowered>, PageError> {
    let LinkState::Pending(pending) = site.link_state(token).await? else {
        return Ok(None);
    };
    if listing >= pending.listing {
        return Ok(None);
    }
    let reading = Reading::at_leaf(pending.declaration, pending.revision)?;
    let consent = consent(site, &reading, (Purpose::Publish, listing))?;
    Ok(Some(Lowered { listing, consent }))
}

/// `POST /d/{slug}/{lang}/code`: the code from the mail, typed into the tab that is still open.
pub(crate) async fn by_code(
    State(site): State<Shared>,
    reading: Reading,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let tab = Token::parse(fields.text("tab")).map_err(|_| PageError::LinkUnknown)?;
    let newest = reading.revision().digest.to_string();
    let reading = signed_reading(reading, fields.text("text"));
    let shown = (&tab, fields.text("email"));
    let Ok(code) = Code::parse(fields.text("code")) else {
        return view::tab(&site, &reading, shown, None).await;
    };
    // A try is not spent on a text of which the tab did not yet say that another had followed.
    if fields.text("newest") != newest && reading.revision().digest.to_string() != newest {
        return view::tab(&site, &reading, shown, Some(CodeProblem::Newer)).await;
    }
    let tab = tab.clone();
    match in_time(site.confirm(&MailProof::Code { tab, code }, None)).await {
        // A code that is used up and a tab that is gone are one answer; the tab's page tells which.
        Ok(Confirming::WrongCode(_) | Confirming::Gone) => {
            view::tab(&site, &reading, shown, None).await
        }
        Ok(Confirming::Paused(_)) => {
            view::tab(&site, &reading, shown, Some(CodeProblem::Paused)).await
        }
        Ok(confirmed) => answer(&site, confirmed, &headers).await,
        Err(error) => {
            error.passing("a confirmation")?;
            view::tab(&site, &reading, shown, Some(CodeProblem::Busy)).await
        }
    }
}

/// The text that a tab said it signs, in the language of its address; the newest where it names none. What
/// is signed is written in the pending row: this is what is shown.
fn signed_reading(reading: Reading, digest: &str) -> Reading {
    let named = TextDigest::parse(digest).ok();
    let named = named.and_then(|digest| reading.published.revision_with(digest));
    let same_language = named.filter(|named| named.language == reading.revision().language);
    let leaf = same_language.map_or(reading.revision().leaf, |named| named.leaf);
    Reading::at_leaf(Arc::clone(&reading.published), leaf).unwrap_or(reading)
}

/// Station 9, or the news that the address had signed before.
async fn answer(
    site: &Shared,
    confirmed: Confirming,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    match confirmed {
        Confirming::Signed(signed) => receipt::page(site, *signed).await,
        Confirming::AlreadySigned(published) => {
            let reading = Reading::suiting(published, &speech::wanted(headers))?;
            Ok(notice(site, &reading, Message::AlreadySigned))
        }
        Confirming::Closed(published) => Err(ended(published, headers)?),
        Confirming::Paused(pause) => {
            let after = pause::patience(&pause, site.now());
            Err(PageError::ReadOnly(after))
        }
        Confirming::WrongCode(_) | Confirming::Gone => Err(PageError::LinkGone),
    }
}

/// The news that signing ended before the button was pressed, in the language that suits.
fn ended(published: Arc<Published>, headers: &HeaderMap) -> Result<PageError, PageError> {
    let reading = Reading::suiting(published, &speech::wanted(headers))?;
    Ok(PageError::Ended(reading.next()))
}

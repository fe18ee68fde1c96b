//! The question whether to sign the newer text instead, and what was agreed to.

use app::manage::OwnSignature;
use app::revisions::Reconfirmation;
use app::secret::Token;
use app::site::Site;
use axum::http::StatusCode;
use axum::response::Response;
use domain::consent::Purpose;
use domain::listing::Listing;
use domain::signer::Class;
use domain::text::TextDigest;
use render::consent::field;
use render::page::revisions::moving::{Move, Trouble};

use super::view::signed;
use crate::error::PageError;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::sign::consent;
use crate::{respond, revisions, view};

/// The page with the question. Nothing is offered where no change is material, and nothing asked.
pub(super) fn ask(
    site: &Site,
    token: &Token,
    own: OwnSignature,
    trouble: Vec<Trouble>,
) -> Result<Response, PageError> {
    let (reading, signature) = signed(site, token, own)?;
    let offered = signature.text.newer.as_ref().is_some_and(|n| n.offered);
    let newer = revisions::newer_text(&reading, offered).filter(|newer| newer.offered);
    let newer = newer.ok_or(PageError::LinkGone)?;
    let frame = view::layout(site, reading.words());
    let busy = trouble.contains(&Trouble::Busy);
    let wrong = !trouble.is_empty();
    let page = Move {
        page: if wrong { frame.failed() } else { frame },
        signature,
        newer,
        parties: view::parties(&reading),
        trouble,
    };
    let html = render::page::html(&page);
    Ok(match (busy, wrong) {
        (true, _) => respond::later(html),
        (false, true) => respond::page(StatusCode::UNPROCESSABLE_ENTITY, html),
        (false, false) => respond::page(StatusCode::OK, html),
    })
}

/// What was not ticked.
pub(super) fn unsaid(own: &OwnSignature, fields: &Fields) -> Vec<Trouble> {
    let organisation = own.class == Class::Organisation;
    let agreed = fields.ticked(field(Purpose::Count));
    let mut unsaid = Vec::new();
    unsaid.extend((!agreed).then_some(Trouble::NotAgreed));
    unsaid.extend((organisation && !fields.ticked("authority")).then_some(Trouble::NoAuthority));
    unsaid
}

/// What was agreed to, word for word, for the text that was shown. How the signer appears stays as it
/// is, which the page said.
pub(super) fn agreed(
    site: &Site,
    own: &OwnSignature,
    text: TextDigest,
) -> Result<Reconfirmation, PageError> {
    let leaf = own
        .declaration
        .revision_with(text)
        .map_or(own.revision, |r| r.leaf);
    let reading = Reading::at_leaf(own.declaration.clone(), leaf)?;
    let given = |purpose| consent(site, &reading, (purpose, own.listing));
    let shown = own.listing != Listing::Counted;
    Ok(Reconfirmation {
        text,
        count: given(Purpose::Count)?,
        publish: shown.then(|| given(Purpose::Publish)).transpose()?,
    })
}

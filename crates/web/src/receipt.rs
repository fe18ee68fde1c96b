//! Station 9: the receipt, as a page and as the two files to keep.

use app::receipt::Receipt;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::listing::Listing;
use domain::log::Field;
use render::page::receipt;
use render::urls;

use crate::Shared;
use crate::error::PageError;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::{mailed, respond, revisions, view};

/// The page after confirming.
#[tracing::instrument(name = "life.9_receipt", target = "life", level = "debug", skip_all)]
pub(crate) async fn page(site: &Shared, signed: Receipt) -> Result<Response, PageError> {
    let reading = Reading::at_leaf(signed.declaration.clone(), signed.revision)?;
    let offered = site.offers_to_move(&signed.declaration, signed.revision);
    let shown_as = match signed.listing {
        Listing::Counted => None,
        Listing::Initials => Some(Field::Initials),
        Listing::Named => Some(Field::Name),
    };
    let page = receipt::Receipt {
        page: view::layout(site, reading.words()),
        title: reading.title().to_owned(),
        slug: reading.slug().to_owned(),
        language: reading.tag().to_owned(),
        text: revisions::signed_text(&reading, offered),
        listing: signed.listing,
        shown_as: shown_as.map(|field| signed.record.text(field).to_owned()),
        index: signed.leaf,
        count: site.count(&reading.published).await?.total(),
        token: signed.manage.reveal(),
    };
    Ok(respond::page(StatusCode::OK, render::page::filled(&page)))
}

/// `POST /receipt/proof`: the part that may be shown to anybody.
pub(crate) async fn proof(
    State(site): State<Shared>,
    fields: Fields,
) -> Result<Response, PageError> {
    let signed = found(&site, &fields).await?;
    let name = urls::proof_file(signed.declaration.declaration.slug.as_str(), signed.leaf);
    let files = site.receipt_files(&signed).await?;
    Ok(respond::attachment(
        "text/plain; charset=utf-8",
        &name,
        files.proof,
    ))
}

/// `POST /receipt/opening`: the personal part.
pub(crate) async fn opening(
    State(site): State<Shared>,
    fields: Fields,
) -> Result<Response, PageError> {
    let signed = found(&site, &fields).await?;
    let name = urls::opening_file(signed.declaration.declaration.slug.as_str(), signed.leaf);
    let files = site.receipt_files(&signed).await?;
    Ok(respond::attachment(
        "application/json",
        &name,
        files.opening,
    ))
}

async fn found(site: &Shared, fields: &Fields) -> Result<Receipt, PageError> {
    let token = mailed::token(fields)?;
    site.receipt(&token).await?.ok_or(PageError::LinkGone)
}

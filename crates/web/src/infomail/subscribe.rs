//! The form to subscribe: the same answer for every address (REQ-42).

use app::infomail::subscribe::{Subscribe, Subscribing};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::address::EmailAddress;
use domain::locale::Language;
use render::page::sign::{Field, Mistake, Problem, Trouble};

use super::view::{self, Again};
use super::{Listed, token};
use crate::error::PageError;
use crate::fields::Fields;
use crate::sign::{is_trapped, mistakes};
use crate::{Shared, respond};

/// `POST /infomail/{list}/{lang}/subscribe`
pub(crate) async fn subscribe(
    State(site): State<Shared>,
    listed: Listed,
    fields: Fields,
) -> Result<Response, PageError> {
    let email = fields.text("email").to_owned();
    if is_trapped(&fields) {
        tracing::info!("a form fell into the trap");
        return sent(&site, &listed, email);
    }
    let fresh = token::holds(&site, listed.slug(), fields.text("form-token"));
    let address = EmailAddress::parse(&email);
    let mut again = Again {
        trouble: (!fresh).then_some(Trouble::Stale),
        ..Again::default()
    };
    match address {
        Ok(address) if fresh => match site.subscribe(command(&listed, address)?).await {
            Ok(Subscribing::CheckMail { .. }) => return sent(&site, &listed, email),
            Ok(Subscribing::Undeliverable) => again.mistakes.push(Mistake {
                field: Field::Email,
                problem: Problem::Unreachable,
            }),
            Err(error) => {
                PageError::from(error).passing("a subscription")?;
                again.trouble = Some(Trouble::Unavailable);
            }
        },
        Ok(_) => {}
        Err(errors) => again.mistakes = mistakes::of_address(&email, errors),
    }
    again.email = email;
    shown_again(&site, &listed, again)
}

fn command(listed: &Listed, address: EmailAddress) -> Result<Subscribe, PageError> {
    let shown_in = Language::parse(listed.words().lang()).map_err(PageError::broken)?;
    Ok(Subscribe {
        list: listed.published.clone(),
        address,
        language: listed.language.clone(),
        wording: view::sentence(listed)?,
        shown_in,
    })
}

fn sent(site: &Shared, listed: &Listed, email: String) -> Result<Response, PageError> {
    let page = view::sent(site, listed, email)?;
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}

fn shown_again(site: &Shared, listed: &Listed, again: Again) -> Result<Response, PageError> {
    let is_busy = again.trouble == Some(Trouble::Unavailable);
    let html = render::page::html(&view::list(site, listed, again)?);
    Ok(if is_busy {
        respond::later(html)
    } else {
        respond::page(StatusCode::UNPROCESSABLE_ENTITY, html)
    })
}

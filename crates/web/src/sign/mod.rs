//! Stations 1 and 2 of the life of a signature: the form arrives, and is believed as far as forms
//! can be or shown again with everything that was wrong.

mod form;
pub(crate) mod mistakes;
pub(crate) mod token;
pub(crate) mod view;

use app::metrics::Submission;
use app::sign::{SignDeclaration, Signing};
use axum::extract::State;
use axum::response::Response;
use render::page::sign::{Entered, Field, Mistake, Problem, Trouble};

use crate::Shared;
use crate::error::{PageError, in_time};
use crate::fields::Fields;
use crate::reading::Reading;

pub(crate) use form::{consent, is_trapped};

use form::Believed;
use view::Again;

/// `POST /d/{slug}/{lang}/sign`
#[tracing::instrument(name = "life.1_form", target = "life", level = "debug", skip_all)]
pub(crate) async fn sign(
    State(site): State<Shared>,
    reading: Reading,
    fields: Fields,
) -> Result<Response, PageError> {
    if let Some(original) = reading.elsewhere() {
        return Err(PageError::Elsewhere(original));
    }
    if !site.is_open(&reading.published) {
        return Err(PageError::Closed(reading.next()));
    }
    let (entered, chosen) = form::entered(&fields, &reading.published.declaration);
    if let Some(pause) = site.paused().await? {
        return Ok(view::paused(&site, &reading, entered, &pause));
    }
    if is_trapped(&fields) {
        tracing::info!("a form fell into the trap");
        site.metrics.submissions.of(Submission::Trapped).one();
        return Ok(view::pretended(&site, &reading, entered));
    }
    let trouble = token::check(&site, &reading, fields.text("form-token")).err();
    let declaration = &reading.published.declaration;
    match (trouble, form::believe(&entered, declaration, chosen)) {
        (None, Ok(believed)) => accept(&site, &reading, entered, believed).await,
        (trouble, believed) => {
            site.metrics.submissions.of(Submission::Mistaken).one();
            let mistakes = believed.err().unwrap_or_default();
            let why = Again { trouble, mistakes };
            Ok(view::again(&site, &reading, entered, why))
        }
    }
}

/// Station 3, and what the visitor is told of it.
async fn accept(
    site: &Shared,
    reading: &Reading,
    entered: Entered,
    believed: Believed,
) -> Result<Response, PageError> {
    let listing = believed.listing;
    let consents = form::consents(site, reading, (&entered.consents, listing))?;
    let command = SignDeclaration {
        declaration: reading.published.clone(),
        text: reading.revision().digest,
        signer: believed.signer,
        listing,
        consents,
    };
    let why = match in_time(site.sign(command)).await {
        Ok(Signing::CheckMail(pending)) => {
            let pending = (pending.tab.reveal(), pending.expires);
            return Ok(view::check_mail(site, reading, entered, pending));
        }
        Ok(Signing::Paused(pause)) => return Ok(view::paused(site, reading, entered, &pause)),
        Ok(Signing::Closed) => return Err(PageError::Closed(reading.next())),
        Ok(Signing::TextChanged) => Again::from(Trouble::Revised),
        Ok(Signing::Undeliverable) => Again::from(Mistake {
            field: Field::Email,
            problem: Problem::Unreachable,
        }),
        Err(error) => {
            error.passing("a signature")?;
            Again::from(Trouble::Unavailable)
        }
    };
    Ok(view::again(site, reading, entered, why))
}

//! The page with the button, and the tab that takes a code.

use app::confirm::{LinkState, PendingSignature};
use app::pause::Pause;
use app::secret::Token;
use app::site::Site;
use axum::http::StatusCode;
use axum::response::Response;
use domain::address::MAX_ADDRESS;
use domain::name::Name;
use jiff::tz::TimeZone;
use render::page::check_mail::{CheckMail, CodeProblem};
use render::page::confirm::Confirm;
use render::page::pause::Paused;

use crate::error::PageError;
use crate::reading::Reading;
use crate::revisions::signed_text;
use crate::{pause, respond, view};

/// The summary of a pending signature with its button.
pub(super) fn page(
    site: &Site,
    token: &Token,
    pending: PendingSignature,
) -> Result<Confirm, PageError> {
    let reading = Reading::at_leaf(pending.declaration, pending.revision)?;
    let initials = Name::parse(&pending.name)
        .map(|name| name.initials())
        .unwrap_or_default();
    Ok(Confirm {
        page: view::layout(site, reading.words()),
        title: reading.title().to_owned(),
        text: signed_text(&reading, false),
        class: pending.class,
        name: pending.name,
        initials,
        descriptor: pending.descriptor,
        place: pending.place,
        contact: pending.contact,
        comment: pending.comment,
        listing: pending.listing,
        consents: pending
            .consents
            .iter()
            .map(|consent| consent.purpose)
            .collect(),
        parties: view::parties(&reading),
        risk_note: None,
        token: token.reveal(),
        deleted_on: pending.expires.to_zoned(TimeZone::UTC).date(),
        busy: false,
        paused: None,
    })
}

/// The same page after the button was pressed and could not be taken just now.
pub(super) async fn busy(site: &Site, token: &Token) -> Result<Response, PageError> {
    let LinkState::Pending(pending) = site.link_state(token).await? else {
        return Err(PageError::Busy(None));
    };
    let mut page = page(site, token, *pending)?;
    page.busy = true;
    page.page = page.page.failed();
    Ok(respond::later(render::page::html(&page)))
}

/// The same page after the button was pressed while everything rests.
pub(super) async fn paused(
    site: &Site,
    token: &Token,
    pause: &Pause,
) -> Result<Response, PageError> {
    let after = pause::patience(pause, site.now());
    let LinkState::Pending(pending) = site.link_state(token).await? else {
        return Err(PageError::ReadOnly(after));
    };
    let mut page = page(site, token, *pending)?;
    page.paused = Some(note(site, pause, &page));
    page.page = page.page.failed();
    Ok(respond::after(render::page::html(&page), after))
}

/// What the page says of a pause, in the language of the text that is signed.
pub(super) fn note(site: &Site, pause: &Pause, page: &Confirm) -> Paused {
    pause::note(site, pause, &page.text.language)
}

/// The tab again, after a code that was not taken. Without a problem of its own, the tries that are
/// left tell which it is.
pub(super) async fn tab(
    site: &Site,
    reading: &Reading,
    (tab, address): (&Token, &str),
    problem: Option<CodeProblem>,
) -> Result<Response, PageError> {
    let open = site.open_tab(tab).await?.ok_or(PageError::LinkGone)?;
    let wrong = match u64::from(open.tries_left) {
        0 => CodeProblem::UsedUp,
        left => CodeProblem::Wrong { left },
    };
    let problem = problem.unwrap_or(wrong);
    let page = CheckMail {
        page: view::layout(site, reading.words()).failed(),
        title: reading.title().to_owned(),
        address: address.chars().take(MAX_ADDRESS).collect(),
        valid_days: u64::from(reading.published.declaration.retention.pending_days),
        deleted_on: open.expires.to_zoned(TimeZone::UTC).date(),
        tab: tab.reveal(),
        problem: Some(problem),
        form: None,
        text: signed_text(reading, false),
    };
    let html = render::page::html(&page);
    Ok(match problem {
        CodeProblem::Busy | CodeProblem::Paused => respond::later(html),
        _ => respond::page(StatusCode::UNPROCESSABLE_ENTITY, html),
    })
}

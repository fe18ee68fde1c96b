//! The form as it is shown: empty, again, and beside "look into your mail".

use app::pause::Pause;
use app::site::Site;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::consent::Purpose;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use render::page::check_mail::CheckMail;
use render::page::sign::{Entered, Mistake, Privacy, SignForm, SignPage, Trouble};

use super::token;
use crate::reading::Reading;
use crate::revisions::signed_text;
use crate::{pause, respond, view};

/// Why a form is shown again.
pub(super) struct Again {
    pub(super) trouble: Option<Trouble>,
    pub(super) mistakes: Vec<Mistake>,
}

impl From<Trouble> for Again {
    fn from(trouble: Trouble) -> Self {
        Self {
            trouble: Some(trouble),
            mistakes: Vec::new(),
        }
    }
}

impl From<Mistake> for Again {
    fn from(mistake: Mistake) -> Self {
        Self {
            trouble: None,
            mistakes: vec![mistake],
        }
    }
}

/// The form that nobody has touched.
pub(crate) fn empty_form(site: &Site, reading: &Reading, token: String) -> SignForm {
    let declaration = &reading.published.declaration;
    let offered = declaration.purposes.iter().map(|offered| offered.purpose);
    SignForm {
        slug: reading.slug().to_owned(),
        language: reading.tag().to_owned(),
        offered: offered
            .filter(|purpose| *purpose != Purpose::Count)
            .collect(),
        privacy: privacy(site, reading),
        risk_note: None,
        token,
        entered: Entered::default(),
        mistakes: Vec::new(),
    }
}

/// The form with what was entered, a fresh token, and what has to be corrected.
pub(super) fn again(site: &Site, reading: &Reading, entered: Entered, why: Again) -> Response {
    let form = SignForm {
        mistakes: why.mistakes,
        ..filled(site, reading, entered)
    };
    let page = shown_again(site, reading, form, why.trouble);
    let html = render::page::html(&page);
    match why.trouble {
        Some(Trouble::Unavailable) => respond::later(html),
        _ => respond::page(StatusCode::UNPROCESSABLE_ENTITY, html),
    }
}

/// The form with what was entered while signing rests, and what the operator says of that.
pub(super) fn paused(site: &Site, reading: &Reading, entered: Entered, pause: &Pause) -> Response {
    let form = filled(site, reading, entered);
    let note = pause::note(site, pause, reading.tag());
    let page = SignPage {
        paused: Some(note),
        ..shown_again(site, reading, form, Some(Trouble::Paused))
    };
    let html = render::page::html(&page);
    respond::after(html, pause::patience(pause, site.now()))
}

fn shown_again(
    site: &Site,
    reading: &Reading,
    form: SignForm,
    trouble: Option<Trouble>,
) -> SignPage {
    SignPage {
        page: view::layout(site, reading.words()).failed(),
        title: reading.title().to_owned(),
        form,
        trouble,
        paused: None,
    }
}

/// The page after the form. Nothing in it depends on what is known of the address (REQ-42).
pub(super) fn check_mail(
    site: &Site,
    reading: &Reading,
    entered: Entered,
    (tab, expires): (String, Timestamp),
) -> Response {
    let page = CheckMail {
        page: view::layout(site, reading.words()),
        title: reading.title().to_owned(),
        address: entered.email.trim().to_owned(),
        valid_days: u64::from(reading.published.declaration.retention.pending_days),
        deleted_on: expires.to_zoned(TimeZone::UTC).date(),
        tab,
        problem: None,
        form: Some(filled(site, reading, entered)),
        text: signed_text(reading, false),
    };
    respond::page(StatusCode::OK, render::page::filled(&page))
}

/// The same page for a program that fell into the trap: it learns nothing, and nothing was done.
pub(super) fn pretended(site: &Site, reading: &Reading, entered: Entered) -> Response {
    let days = i64::from(reading.published.declaration.retention.pending_days);
    let expires = site.now() + SignedDuration::from_hours(24 * days);
    // As long as the secret of a tab, and worth nothing.
    let tab = URL_SAFE_NO_PAD.encode([site.form_nonce(), site.form_nonce()].concat());
    check_mail(site, reading, entered, (tab, expires))
}

fn filled(site: &Site, reading: &Reading, entered: Entered) -> SignForm {
    SignForm {
        entered,
        ..empty_form(site, reading, token::issue(site, reading))
    }
}

fn privacy(site: &Site, reading: &Reading) -> Privacy {
    let declaration = &reading.published.declaration;
    let bases = declaration.purposes.iter();
    Privacy {
        parties: view::parties(reading),
        contact: declaration.controller.contact.clone(),
        authority: declaration.controller.authority.as_str().to_owned(),
        bases: bases
            .map(|offered| (offered.purpose, offered.legal_basis.as_str().to_owned()))
            .collect::<Vec<(Purpose, String)>>(),
        pending_days: u64::from(declaration.retention.pending_days),
        names_months: u64::from(declaration.retention.names_months_after_close),
        backup_days: site.backup_days().map(u64::from),
    }
}

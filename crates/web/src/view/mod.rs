//! What the views of several flows share: from the types of `app` to the plain fields of `render`.

mod figures;
mod wording;

use app::declarations::Published;
use app::signatories::Count;
use app::site::Site;
use axum::http::StatusCode;
use axum::response::Response;
use domain::locale::Language;
use domain::log::Day;
use domain::multilingual::Multilingual;
use domain::name::Name;
use domain::signer::Class;
use jiff::civil::Date;
use render::consent::Parties;
use render::layout::{self, Alternate, Layout};
use render::page::notice::{Message, Notice};
use render::page::signatories::{Counts, Row};
use render::spoken::Spoken;
use render::words::Words;
use store::SignatoryRow;

use crate::error::PageError;
use crate::reading::Reading;
use crate::respond;

pub(crate) use figures::{Told, notes, notes_of};
pub(crate) use wording::{body, figure_words, wording};

/// The frame of a page that is not to be indexed.
pub(crate) fn layout(site: &Site, words: &'static Words) -> Layout {
    let settings = &site.settings;
    let site = layout::Site {
        name: settings.name.clone(),
        base_url: settings.base_url.clone(),
        captures_mail: settings.mailbox.is_some(),
    };
    Layout::new(words, site)
}

/// The frame of a page that exists in every language of a declaration; `path` leads to it.
pub(crate) fn layout_in_languages(
    site: &Site,
    reading: &Reading,
    path: impl Fn(&str, &str) -> String,
) -> Layout {
    let (slug, here) = (reading.slug(), reading.tag());
    let alternates = reading.published.languages().into_iter().map(|revision| {
        let language = revision.language.to_string();
        Alternate {
            path: path(slug, &language),
            current: language == here,
            language,
        }
    });
    let default = path(slug, reading.published.declaration.language.as_str());
    layout(site, reading.words())
        .copied(reading.copy(&path(slug, here)))
        .in_languages(alternates.collect(), default)
}

/// A page with one thing to say about a declaration, where nothing went wrong.
pub(crate) fn notice(site: &Site, reading: &Reading, message: Message) -> Response {
    let page = layout(site, reading.words());
    let next = Some(reading.next());
    let html = render::page::html(&Notice {
        page,
        message,
        next,
    });
    respond::page(StatusCode::OK, html)
}

/// The count as pages show it.
pub(crate) fn counts(count: &Count) -> Counts {
    Counts {
        persons: count.of(Class::Person),
        organisations: count.of(Class::Organisation),
        shown: count.shown(),
        size: None,
    }
}

/// The rows of the list as pages show them. Which text somebody signed is said where there are several
/// in their language (REQ-160).
pub(crate) fn rows(published: &Published, rows: Vec<SignatoryRow>) -> Result<Vec<Row>, PageError> {
    let text = |row: &SignatoryRow| {
        let several = published.history(&row.language).nth(1).is_some();
        let signed = published.revision_at(row.revision).filter(|_| several)?;
        Some(u64::from(signed.number))
    };
    rows.into_iter()
        .map(|row| {
            Ok(Row {
                text: text(&row),
                name: row.name,
                class: row.class,
                descriptor: row.descriptor,
                place: row.place,
                comment: row.comment,
                language: row.language.to_string(),
                signed_on: day(row.day)?,
            })
        })
        .collect()
}

/// The date of a day in the log.
pub(crate) fn day(day: u32) -> Result<Date, PageError> {
    Day(day)
        .date()
        .ok_or_else(|| PageError::broken("a stored day lies beyond the calendar"))
}

/// Who is named in consents.
pub(crate) fn parties(reading: &Reading) -> Parties {
    let declaration = &reading.published.declaration;
    let wanted = &reading.revision().language;
    let addressees = spoken_names(&reading.published, &declaration.addressees, wanted);
    Parties {
        controller: declaration.controller.name.as_str().to_owned(),
        addressees: addressees.into_iter().map(|name| name.words).collect(),
    }
}

/// Words of the organisers of a declaration for a reader of a language, with the language they come in.
pub(crate) fn spoken<T: AsRef<str>>(
    published: &Published,
    said: &Multilingual<T>,
    wanted: &Language,
) -> Spoken {
    let (words, language) = said.said(wanted, &published.declaration.language);
    Spoken::new(words.as_ref(), language.as_str())
}

/// The same for names.
pub(crate) fn spoken_names(
    published: &Published,
    names: &[Multilingual<Name>],
    wanted: &Language,
) -> Vec<Spoken> {
    let names = names.iter();
    names.map(|name| spoken(published, name, wanted)).collect()
}

/// Names as text.
pub(crate) fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.as_str().to_owned()).collect()
}

/// The title of a declaration in the language of an interface, or of its original, with its language.
pub(crate) fn best_title(published: &Published, words: &Words) -> Option<(String, String)> {
    let languages = published.languages();
    let spoken = languages
        .iter()
        .find(|revision| words.speaks(revision.language.as_str()));
    let revision = spoken.or(languages.first())?;
    let language = revision.language.to_string();
    Some((published.title(&revision.language), language))
}

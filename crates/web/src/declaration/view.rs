//! From a published declaration to its page.

use app::moment::Moment;
use app::pause::Pause;
use app::site::Site;
use domain::declaration;
use domain::revision::Wording;
use render::page::declaration::{Declaration, FirstPublished, Origin, Party};
use render::page::signatories::Counts;
use render::spoken::Spoken;
use render::urls;
use store::SignatoryRow;

use crate::error::PageError;
use crate::reading::Reading;
use crate::{pause, raisings, reports, revisions, sign, view};

pub(super) fn page(
    site: &Site,
    reading: &Reading,
    (moment, newest): (&Moment, Vec<SignatoryRow>),
    token: String,
) -> Result<Declaration, PageError> {
    let published = &reading.published;
    let behind = revisions::behind(site, reading);
    let body = view::body(reading, &behind);
    let open = site.is_open(published);
    Ok(Declaration {
        page: view::layout_in_languages(site, reading, urls::declaration)
            .indexed_at(urls::declaration(reading.slug(), reading.tag())),
        slug: reading.slug().to_owned(),
        title: body.title,
        body: body.html,
        wording: view::wording(reading)?,
        origin: origin(reading, published.wording_of(reading.revision())),
        behind,
        figures: view::notes(reading, site.today()),
        method: published
            .method(&reading.revision().language)
            .map(|_| urls::method(reading.slug(), reading.tag())),
        raised: raisings::raised(reading),
        reports: reports::listed(reading),
        counts: Counts {
            size: Some(moment.size),
            ..view::counts(&moment.count)
        },
        newest: view::rows(published, newest)?,
        form: open.then(|| sign::view::empty_form(site, reading, token)),
        paused: None,
        elsewhere: !open && published.is_collecting(site.today()),
        closes: published.last_day(),
        is_closed: published.closed.is_some(),
    })
}

/// Puts what is said of a pause into the place of the form, if there is one.
pub(super) fn rest(site: &Site, reading: &Reading, pause: &Pause, page: &mut Declaration) {
    if page.form.take().is_some() {
        page.paused = Some(pause::note(site, pause, reading.tag()));
    }
}

fn origin(reading: &Reading, wording: Option<&Wording>) -> Origin {
    let declaration = &reading.published.declaration;
    let told_in = declaration.language.as_str();
    let note = wording
        .and_then(|wording| wording.note.as_deref())
        .unwrap_or_default();
    let paragraphs = note
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty());
    Origin {
        line: wording.and_then(|wording| wording.origin.clone()),
        note: paragraphs.map(str::to_owned).collect(),
        first_published: declaration
            .first_published
            .as_ref()
            .map(|first| FirstPublished {
                on: first.on,
                place: first.place.as_str().to_owned(),
                url: first.url.clone(),
            }),
        initiators: declaration
            .initiators
            .iter()
            .map(|one| party(one, told_in))
            .collect(),
        supporters: view::texts(&declaration.supporters),
        addressees: view::spoken_names(
            &reading.published,
            &declaration.addressees,
            &reading.revision().language,
        ),
    }
}

fn party(party: &declaration::Party, told_in: &str) -> Party {
    Party {
        name: party.name.as_str().to_owned(),
        role: party
            .role
            .as_ref()
            .map(|role| Spoken::new(role.as_str(), told_in)),
    }
}

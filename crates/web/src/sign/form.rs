//! From fields to a signer: every mistake at once, and no raw text behind this module.

use app::site::Site;
use domain::address::EmailAddress;
use domain::comment::Comment;
use domain::consent::{Consent, Purpose};
use domain::declaration::Declaration;
use domain::listing::Listing;
use domain::locale::Language;
use domain::name::Name;
use domain::signer::{Class, Signer};
use render::page::sign::{Entered, Field, Mistake, Problem};
use render::{choice, consent};

use super::mistakes;
use crate::error::PageError;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::view;

/// A form that was believed.
pub(super) struct Believed {
    pub(super) signer: Signer,
    pub(super) listing: Listing,
}

/// Whether the field that people never see was filled in.
pub(crate) fn is_trapped(fields: &Fields) -> bool {
    !fields.text("website").is_empty()
}

/// What was entered, to be shown again, and the choices that could not be read. Boxes for purposes
/// that the declaration does not offer are as if they were not there.
pub(super) fn entered(fields: &Fields, declaration: &Declaration) -> (Entered, Vec<Mistake>) {
    let mut mistakes = Vec::new();
    let mut unread = |field| {
        mistakes.push(Mistake {
            field,
            problem: Problem::NotChosen,
        });
    };
    let class = choice::class_from_word(fields.text("class")).unwrap_or_else(|| {
        unread(Field::Class);
        Class::Person
    });
    let asked = fields
        .maybe("listing")
        .map_or(Some(Listing::default()), Listing::from_word);
    let asked = asked.unwrap_or_else(|| {
        unread(Field::Listing);
        Listing::default()
    });
    let text = |field: Field| fields.text(field.name()).to_owned();
    let ticked = |purpose: &Purpose| {
        *purpose != Purpose::Publish
            && (*purpose == Purpose::Count || declaration.offers(*purpose))
            && fields.ticked(consent::field(*purpose))
    };
    let entered = Entered {
        class,
        name: text(Field::Name),
        email: text(Field::Email),
        place: text(Field::Place),
        descriptor: text(Field::Descriptor),
        comment: text(Field::Comment),
        contact: text(Field::Contact),
        authority: fields.ticked(Field::Authority.name()),
        listing: asked,
        consents: Purpose::ALL.into_iter().filter(ticked).collect(),
    };
    (entered, mistakes)
}

/// Parses what was entered.
///
/// # Errors
/// Every mistake, `before` first, in the order of the form.
#[tracing::instrument(name = "life.2_parse", target = "life", level = "debug", skip_all)]
pub(super) fn believe(
    entered: &Entered,
    declaration: &Declaration,
    before: Vec<Mistake>,
) -> Result<Believed, Vec<Mistake>> {
    let mut lines = Lines(before);
    let organisation = entered.class == Class::Organisation;
    let name = lines.needed(Field::Name, &entered.name);
    let address = EmailAddress::parse(&entered.email)
        .map_err(|errors| lines.0.extend(mistakes::of_address(&entered.email, errors)))
        .ok();
    let contact = if organisation {
        lines.needed(Field::Contact, &entered.contact)
    } else {
        None
    };
    let place = lines.optional(Field::Place, &entered.place);
    let descriptor = lines.optional(Field::Descriptor, &entered.descriptor);
    if organisation && !entered.authority {
        lines.not_chosen(Field::Authority);
    }
    let comment = Comment::parse(&entered.comment).unwrap_or_else(|errors| {
        lines.0.extend(mistakes::of_comment(errors));
        None
    });
    if !entered.consents.contains(&Purpose::Count) {
        lines.not_chosen(Field::Consent);
    }
    match (name, address) {
        (Some(name), Some(address)) if lines.0.is_empty() => Ok(Believed {
            listing: listing(entered, declaration),
            signer: Signer {
                class: entered.class,
                name,
                address,
                descriptor,
                place,
                contact,
                comment,
            },
        }),
        _ => Err(lines.0),
    }
}

/// The choice of listing stands in the form for persons; an organisation is shown by its name, as
/// the form says. Where the declaration shows nobody, nobody is shown.
fn listing(entered: &Entered, declaration: &Declaration) -> Listing {
    match entered.class {
        _ if !declaration.offers(Purpose::Publish) => Listing::Counted,
        Class::Person => entered.listing,
        Class::Organisation => Listing::default_for(Class::Organisation),
    }
}

/// What was agreed to, word for word as the form showed it (REQ-4). Choosing to be shown is the
/// consent to be shown.
pub(super) fn consents(
    site: &Site,
    reading: &Reading,
    (ticked, listing): (&[Purpose], Listing),
) -> Result<Vec<Consent>, PageError> {
    let shown = (listing != Listing::Counted).then_some(Purpose::Publish);
    let given = |purpose: &Purpose| ticked.contains(purpose) || shown == Some(*purpose);
    let purposes = Purpose::ALL.into_iter().filter(given);
    purposes
        .map(|purpose| consent(site, reading, (purpose, listing)))
        .collect()
}

/// One consent, given now to what a form in the language of this page says.
pub(crate) fn consent(
    site: &Site,
    reading: &Reading,
    (purpose, listing): (Purpose, Listing),
) -> Result<Consent, PageError> {
    let words = reading.words();
    let parties = view::parties(reading);
    Ok(Consent {
        purpose,
        wording: consent::wording(words, purpose, listing, &parties),
        language: Language::parse(words.lang()).map_err(PageError::broken)?,
        text: reading.revision().digest,
        asked: site.now(),
    })
}

/// Collects mistakes while lines are parsed.
struct Lines(Vec<Mistake>);

impl Lines {
    fn needed(&mut self, field: Field, text: &str) -> Option<Name> {
        Name::parse(text)
            .map_err(|errors| self.0.extend(mistakes::of_line(field, errors)))
            .ok()
    }

    fn optional(&mut self, field: Field, text: &str) -> Option<Name> {
        if text.trim().is_empty() {
            None
        } else {
            self.needed(field, text)
        }
    }

    fn not_chosen(&mut self, field: Field) {
        self.0.push(Mistake {
            field,
            problem: Problem::NotChosen,
        });
    }
}

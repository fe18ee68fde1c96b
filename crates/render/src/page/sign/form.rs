//! The form as a part of a page.

use askama::Template;
use domain::consent::Purpose;
use domain::listing::Listing;

use super::{Entered, Field, Mistake, SignForm};
use crate::choice;
use crate::consent;
use crate::html::Html;
use crate::layout::Layout;
use crate::urls;
use crate::words::{Sentence, Words};

/// A template of its own, so that it is compiled once and not with every page that shows it.
#[derive(Template)]
#[template(path = "part/sign_form.html")]
struct FormPart<'f> {
    page: &'f Layout,
    form: &'f SignForm,
}

/// A line of text.
struct Line<'f> {
    field: Field,
    hint: Option<&'static str>,
    value: &'f str,
    kind: &'static str,
    autocomplete: &'static str,
    organisation_only: bool,
    required: bool,
}

/// A box to tick.
struct Tick {
    name: &'static str,
    sentence: Sentence<'static>,
    ticked: bool,
    required: bool,
}

impl SignForm {
    /// The form's markup.
    pub(crate) fn html(&self, page: &Layout) -> Html {
        Html::trusted(crate::page::html(&FormPart { page, form: self }))
    }

    /// The same form about nobody, for [`Personal`](crate::page::Personal).
    pub(crate) fn of_nobody(&self) -> Self {
        let standin = |field: &str| format!("✂{field}✂");
        Self {
            token: standin("form-token"),
            entered: Entered {
                name: standin("name"),
                email: standin("email"),
                place: standin("place"),
                descriptor: standin("descriptor"),
                comment: standin("comment"),
                contact: standin("contact"),
                ..self.entered.clone()
            },
            ..self.clone()
        }
    }

    /// What stands in it for its reader alone.
    pub(crate) fn own(&self) -> impl Iterator<Item = &str> {
        let entered = &self.entered;
        let own = [
            &self.token,
            &entered.name,
            &entered.email,
            &entered.place,
            &entered.descriptor,
            &entered.comment,
            &entered.contact,
        ];
        own.into_iter().map(String::as_str)
    }

    pub(super) fn mistake_count(&self) -> u64 {
        self.mistakes.len() as u64
    }

    fn action(&self) -> String {
        urls::sign(&self.slug, &self.language)
    }

    fn is(&self, class: &str) -> bool {
        choice::class_word(self.entered.class) == class
    }

    /// Whether the declaration shows anybody; otherwise the form does not ask how.
    fn shows_names(&self) -> bool {
        self.offered.contains(&Purpose::Publish)
    }

    fn listings(&self) -> [(Listing, &'static str, bool); 3] {
        Listing::ALL.map(|listing| {
            (
                listing,
                choice::listing_choice(listing),
                listing == self.entered.listing,
            )
        })
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let entered = &self.entered;
        let email = Line {
            kind: "email",
            hint: Some(self.email_hint()),
            ..Line::text(Field::Email, &entered.email, "email").required()
        };
        let contact = Line {
            organisation_only: true,
            ..Line::text(Field::Contact, &entered.contact, "off")
        };
        vec![
            Line::text(Field::Name, &entered.name, "name").required(),
            email,
            contact,
            Line::text(Field::Place, &entered.place, "address-level2"),
            Line::text(Field::Descriptor, &entered.descriptor, "organization-title"),
        ]
    }

    /// What becomes of the address: that depends on what a signer may ask for.
    fn email_hint(&self) -> &'static str {
        let writes = |purpose: &Purpose| matches!(purpose, Purpose::Infomail | Purpose::Contact);
        if self.offered.iter().any(writes) {
            "sign-email-hint"
        } else {
            "sign-email-hint-forgotten"
        }
    }

    fn ticks(&self, words: &'static Words) -> Vec<Tick> {
        let offered = Purpose::ALL.into_iter().filter(|purpose| match purpose {
            Purpose::Count => true,
            Purpose::Publish => false,
            _ => self.offered.contains(purpose),
        });
        let (listing, parties) = (self.entered.listing, &self.privacy.parties);
        let tick = |purpose| Tick {
            name: consent::field(purpose),
            sentence: consent::sentence(words, purpose, listing, parties),
            ticked: self.entered.consents.contains(&purpose),
            required: purpose == Purpose::Count,
        };
        offered.map(tick).collect()
    }

    /// What is wrong with a field, all of it.
    fn mistakes_of(&self, field: &str) -> Vec<&Mistake> {
        self.mistakes
            .iter()
            .filter(|mistake| mistake.field.name() == field)
            .collect()
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.mistakes
            .iter()
            .any(|mistake| mistake.field.name() == field)
    }

    fn legal_bases(&self) -> Vec<(&'static str, &str)> {
        let bases = self.privacy.bases.iter();
        bases
            .map(|(purpose, basis)| (purpose_key(*purpose), basis.as_str()))
            .collect()
    }
}

fn purpose_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Count => "sign-purpose-count",
        Purpose::Publish => "sign-purpose-publish",
        Purpose::Handover => "sign-purpose-handover",
        Purpose::Infomail => "sign-purpose-infomail",
        Purpose::InfomailSigned => "sign-purpose-infomail-signed",
        Purpose::Contact => "sign-purpose-contact",
    }
}

impl<'f> Line<'f> {
    fn text(field: Field, value: &'f str, autocomplete: &'static str) -> Self {
        Self {
            field,
            hint: field.hint(),
            value,
            kind: "text",
            autocomplete,
            organisation_only: false,
            required: false,
        }
    }

    fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// An address runs from left to right in every script; names show their own direction.
    fn dir(&self) -> &'static str {
        if self.kind == "email" { "ltr" } else { "auto" }
    }

    /// The ids of what explains the line: its hint, and its first mistake.
    fn described_by(&self, form: &SignForm) -> Option<String> {
        let name = self.field.name();
        let hint = self.hint.map(|_| format!("sign-{name}-hint"));
        let mistake = form.is_wrong(name).then(|| format!("sign-{name}-mistake"));
        let ids: Vec<String> = hint.into_iter().chain(mistake).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

//! Who takes part: always the same few, each with one trait.

use domain::consent::Purpose;
use domain::listing::Listing;
use domain::signer::Class;

/// Somebody who fills in the form.
#[derive(Clone, Debug)]
pub struct Person {
    /// Person or organisation.
    pub class: Class,
    /// Field `name`.
    pub name: String,
    /// Field `email`.
    pub email: String,
    /// BCP 47 tag of the text they read and sign.
    pub language: &'static str,
    /// Field `place`.
    pub place: String,
    /// Field `descriptor`.
    pub descriptor: String,
    /// Field `comment`.
    pub comment: String,
    /// Field `contact`.
    pub contact: String,
    /// Field `listing`.
    pub listing: Listing,
    /// The boxes they tick.
    pub consents: Vec<Purpose>,
}

impl Person {
    fn new(name: &str, email: &str) -> Self {
        Self {
            class: Class::Person,
            name: name.to_owned(),
            email: email.to_owned(),
            language: "en",
            place: String::new(),
            descriptor: String::new(),
            comment: String::new(),
            contact: String::new(),
            listing: Listing::Named,
            consents: vec![Purpose::Count],
        }
    }

    /// The same person with another choice of listing.
    #[must_use]
    pub fn listed(self, listing: Listing) -> Self {
        Self { listing, ..self }
    }

    /// The same person under another name.
    #[must_use]
    pub fn called(self, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..self
        }
    }

    /// The same person with another address.
    #[must_use]
    pub fn at(self, email: &str) -> Self {
        Self {
            email: email.to_owned(),
            ..self
        }
    }

    /// The same person with a comment.
    #[must_use]
    pub fn saying(self, comment: &str) -> Self {
        Self {
            comment: comment.to_owned(),
            ..self
        }
    }

    /// The same person with another box ticked.
    #[must_use]
    pub fn agreeing_to(mut self, purpose: Purpose) -> Self {
        self.consents.push(purpose);
        self
    }
}

/// Ada signs, with her name.
#[must_use]
pub fn ada() -> Person {
    Person {
        place: "London".to_owned(),
        descriptor: "mathematician".to_owned(),
        ..Person::new("Ada Lovelace", "ada@analytical.example.org")
    }
}

/// Bo shares Ada's address.
#[must_use]
pub fn bo() -> Person {
    Person::new("Bo Byron", "ada@analytical.example.org").listed(Listing::Counted)
}

/// Chi reads Arabic and appears with initials.
#[must_use]
pub fn chi() -> Person {
    let name = "شيماء الخطيب";
    Person {
        language: "ar",
        ..Person::new(name, "chi@nahr.example.org")
    }
    .listed(Listing::Initials)
}

/// Dara organises, and signs for the organisation.
#[must_use]
pub fn dara() -> Person {
    Person {
        class: Class::Organisation,
        contact: "Dara Quinn".to_owned(),
        ..Person::new("River Watch", "office@river-watch.example.org")
    }
}

/// Mallory does not give up.
#[must_use]
pub fn mallory() -> Person {
    Person::new("Mallory Malone", "mallory@evil.example.org")
}

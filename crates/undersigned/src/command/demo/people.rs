//! The invented signatories of `samples/names.toml`.

use anyhow::{Context, Result, anyhow};
use domain::address::EmailAddress;
use domain::listing::Listing;
use domain::name::Name;
use domain::signer::{Class, Signer};
use serde::Deserialize;

use crate::samples;

/// The town of the sample declaration on a local matter: its people sign that.
const TOWN: &str = "Lindenau am See";

/// Somebody who signs in the demo.
pub(super) struct Invented {
    /// What they write into the form.
    pub(super) signer: Signer,
    /// Their address as text.
    pub(super) address: String,
    /// The language they sign in, where the declaration has it.
    pub(super) language: Option<String>,
    /// How they want to be listed.
    pub(super) listing: Listing,
    /// The declaration they sign.
    pub(super) slug: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    person: Vec<Person>,
    organisation: Vec<Organisation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    place: String,
    role: Option<String>,
    language: String,
    listing: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Organisation {
    name: String,
    place: String,
    contact_person: String,
}

/// Everybody, persons and organisations mixed as they would come.
///
/// # Errors
/// When the names that this program carries are malformed; a test says so first.
pub(super) fn all() -> Result<Vec<Invented>> {
    let names: Names = toml::from_str(samples::NAMES).context("the invented names do not parse")?;
    let every = names.person.len() / names.organisation.len().max(1);
    let mut organisations = names.organisation.iter();
    let mut all = Vec::with_capacity(names.person.len() + names.organisation.len());
    for (index, person) in names.person.iter().enumerate() {
        all.push(Invented::person(person, index)?);
        if index % every.max(1) == 0
            && let Some(organisation) = organisations.next()
        {
            all.push(Invented::organisation(organisation, index)?);
        }
    }
    for (index, organisation) in organisations.enumerate() {
        all.push(Invented::organisation(
            organisation,
            names.person.len() + index,
        )?);
    }
    Ok(all)
}

impl Invented {
    fn person(person: &Person, index: usize) -> Result<Self> {
        let listing = Listing::from_word(&person.listing);
        let address = format!("signer-{index}@example.org");
        let signer = Signer {
            class: Class::Person,
            name: name(&person.name)?,
            address: mailbox(&address)?,
            descriptor: person.role.as_deref().map(name).transpose()?,
            place: Some(name(&person.place)?),
            contact: None,
            comment: None,
        };
        Ok(Self {
            signer,
            address,
            language: Some(person.language.clone()),
            listing: listing.with_context(|| format!("no listing is called {}", person.listing))?,
            slug: declaration_of(&person.place, index),
        })
    }

    fn organisation(organisation: &Organisation, index: usize) -> Result<Self> {
        let address = format!("office-{index}@example.org");
        let signer = Signer {
            class: Class::Organisation,
            name: name(&organisation.name)?,
            address: mailbox(&address)?,
            descriptor: None,
            place: Some(name(&organisation.place)?),
            contact: Some(name(&organisation.contact_person)?),
            comment: None,
        };
        let listing = Listing::default_for(Class::Organisation);
        let slug = declaration_of(&organisation.place, index);
        Ok(Self {
            signer,
            address,
            language: None,
            listing,
            slug,
        })
    }
}

fn declaration_of(place: &str, index: usize) -> &'static str {
    if place == TOWN || index % 7 < 2 {
        "night-bus"
    } else {
        "solidarity-kazakhstan"
    }
}

fn name(text: &str) -> Result<Name> {
    Name::parse(text).map_err(|_| anyhow!("the invented name {text} cannot sign"))
}

fn mailbox(address: &str) -> Result<EmailAddress> {
    EmailAddress::parse(address).map_err(|_| anyhow!("{address} is no address"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_hundred_people_can_sign_and_both_samples_are_signed() {
        let all = all().unwrap();
        assert!(all.len() >= 300, "{}", all.len());
        for sample in samples::ALL {
            let signing = all
                .iter()
                .filter(|invented| invented.slug == sample.slug)
                .count();
            assert!(signing >= 60, "{}: {signing}", sample.slug);
        }
        let organisations = all
            .iter()
            .filter(|invented| invented.signer.class == Class::Organisation);
        assert!(organisations.count() >= 20);
    }
}

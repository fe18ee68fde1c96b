//! The declaration: what people sign, and what stands around its texts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::consent::Purpose;
use crate::locale::Language;
use crate::multilingual::Multilingual;
use crate::name::Name;
use crate::signer::Class;
use crate::slug::Slug;
use crate::text::MarkId;

/// Everything about a declaration except its texts and figures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declaration {
    /// Its short name in addresses.
    pub slug: Slug,
    /// The language of the original.
    pub language: Language,
    /// Those who began it.
    pub initiators: Vec<Party>,
    /// Those who support its publication.
    pub supporters: Vec<Name>,
    /// Those it is addressed to.
    pub addressees: Vec<Multilingual<Name>>,
    /// Those single demands are addressed to, where that is not all of them.
    pub demand_addressees: BTreeMap<MarkId, Vec<Multilingual<Name>>>,
    /// Where it appeared first, if that was elsewhere.
    pub first_published: Option<FirstPublished>,
    /// Who answers for the signers' data.
    pub controller: Controller,
    /// The purposes offered to signers, each with its legal basis.
    pub purposes: Vec<OfferedPurpose>,
    /// How long what is kept is kept.
    pub retention: Retention,
    /// The last day on which it can be signed, if one is set.
    pub closes: Option<Date>,
    /// `age` public keys of the organisers, to which contacts are sealed.
    pub recipients: Vec<String>,
}

/// Somebody who began a declaration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// Person or organisation.
    pub class: Class,
    /// Name.
    pub name: Name,
    /// Office or role, if given.
    pub role: Option<Name>,
}

/// Where and when a declaration appeared first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstPublished {
    /// The day.
    pub on: Date,
    /// The site, paper or organisation.
    pub place: Name,
    /// Its address, if known.
    pub url: Option<String>,
}

/// The controller of REQ-1 (GDPR article 13).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Controller {
    /// Name of the organisation or person.
    pub name: Name,
    /// Where requests go.
    pub contact: String,
    /// The authority complaints go to.
    pub authority: Name,
}

/// A purpose offered to signers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfferedPurpose {
    /// Which.
    pub purpose: Purpose,
    /// Its legal basis, as the controller states it.
    pub legal_basis: Name,
    /// For [`Purpose::Infomail`]: the list of this site that a signer subscribes to. Without one the address
    /// is sealed to the organisers, who run their Infomail elsewhere.
    pub list: Option<Slug>,
}

/// Periods of REQ-10.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Retention {
    /// Days until an unconfirmed signature is deleted; at least 1 (REQ-98), at most 30.
    pub pending_days: u16,
    /// Months after closing until names are taken down.
    pub names_months_after_close: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            pending_days: 7,
            names_months_after_close: 12,
        }
    }
}

impl Declaration {
    /// Whether a purpose is offered.
    #[must_use]
    pub fn offers(&self, purpose: Purpose) -> bool {
        self.purposes
            .iter()
            .any(|offered| offered.purpose == purpose)
    }

    /// Those a demand is addressed to: its own addressees, or those of the declaration.
    #[must_use]
    pub fn addressees_of(&self, demand: &MarkId) -> &[Multilingual<Name>] {
        self.demand_addressees
            .get(demand)
            .filter(|own| !own.is_empty())
            .unwrap_or(&self.addressees)
    }

    /// Whether it can be signed on this day (UTC).
    #[must_use]
    pub fn is_open(&self, today: Date) -> bool {
        self.closes.is_none_or(|last| today <= last)
    }

    /// The list of this site that a tick for Infomail subscribes to, if it is one of this site.
    #[must_use]
    pub fn infomail_list(&self) -> Option<&Slug> {
        let infomail = |offered: &&OfferedPurpose| offered.purpose == Purpose::Infomail;
        self.purposes.iter().find(infomail)?.list.as_ref()
    }

    /// Whether a purpose seals a contact to the organisers. Where Infomail is a list of this site, the
    /// server needs the address and keeps it under a key of its own instead.
    #[must_use]
    pub fn seals(&self, purpose: Purpose) -> bool {
        let is_own_list = purpose == Purpose::Infomail && self.infomail_list().is_some();
        purpose.keeps_contact() && !is_own_list
    }

    /// The purposes that keep a contact although there is nobody it could be sealed to.
    /// Publishing refuses while this is not empty.
    #[must_use]
    pub fn unsealable(&self) -> Vec<Purpose> {
        let keeping = self.purposes.iter().map(|offered| offered.purpose);
        if self.recipients.is_empty() {
            keeping.filter(|purpose| self.seals(*purpose)).collect()
        } else {
            Vec::new()
        }
    }
}

//! Choices of forms: the words on the wire and the messages beside them.

use domain::figure::{FigureStatus, Measure};
use domain::listing::Listing;
use domain::raising::{DemandStatus, VenueKind};
use domain::signer::Class;

/// The value of the form field `class`.
#[must_use]
pub fn class_word(class: Class) -> &'static str {
    match class {
        Class::Person => "person",
        Class::Organisation => "organisation",
    }
}

/// The class with this word, if there is one.
#[must_use]
pub fn class_from_word(word: &str) -> Option<Class> {
    Class::ALL
        .into_iter()
        .find(|class| class_word(*class) == word)
}

/// The sentence beside a listing in a form.
pub(crate) fn listing_choice(listing: Listing) -> &'static str {
    match listing {
        Listing::Counted => "sign-listing-counted",
        Listing::Initials => "sign-listing-initials",
        Listing::Named => "sign-listing-named",
    }
}

/// The sentence that tells how somebody is listed.
pub(crate) fn listing_state(listing: Listing) -> &'static str {
    match listing {
        Listing::Counted => "manage-listed-counted",
        Listing::Initials => "manage-listed-initials",
        Listing::Named => "manage-listed-named",
    }
}

/// What a figure counts.
pub(crate) fn measure(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::Killed => Some("declaration-measure-killed"),
        Measure::Injured => Some("declaration-measure-injured"),
        Measure::Detained => Some("declaration-measure-detained"),
        Measure::Missing => Some("declaration-measure-missing"),
        Measure::Executed => Some("declaration-measure-executed"),
        Measure::Sentenced => Some("declaration-measure-sentenced"),
        Measure::Displaced => Some("declaration-measure-displaced"),
        Measure::Other => None,
    }
}

/// How firmly a claim stands.
pub(crate) fn status(status: FigureStatus) -> &'static str {
    match status {
        FigureStatus::Confirmed => "declaration-status-confirmed",
        FigureStatus::PartlyConfirmed => "declaration-status-partly-confirmed",
        FigureStatus::Reported => "declaration-status-reported",
        FigureStatus::UnderInvestigation => "declaration-status-under-investigation",
        FigureStatus::Estimated => "declaration-status-estimated",
        FigureStatus::Projected => "declaration-status-projected",
        FigureStatus::Contested => "declaration-status-contested",
        FigureStatus::Retracted => "declaration-status-retracted",
    }
}

/// Where a demand stands.
pub(crate) fn demand_status(status: DemandStatus) -> &'static str {
    match status {
        DemandStatus::Raised => "raisings-status-raised",
        DemandStatus::Answered => "raisings-status-answered",
        DemandStatus::Accepted => "raisings-status-accepted",
        DemandStatus::Partly => "raisings-status-partly",
        DemandStatus::Met => "raisings-status-met",
        DemandStatus::Refused => "raisings-status-refused",
        DemandStatus::NoAnswer => "raisings-status-no-answer",
        DemandStatus::Overtaken => "raisings-status-overtaken",
    }
}

/// What kind of place a demand was raised in; nothing where no word says it.
pub(crate) fn venue_kind(kind: VenueKind) -> Option<&'static str> {
    match kind {
        VenueKind::Union => Some("raisings-kind-union"),
        VenueKind::Parliament => Some("raisings-kind-parliament"),
        VenueKind::Government => Some("raisings-kind-government"),
        VenueKind::Company => Some("raisings-kind-company"),
        VenueKind::Organisation => Some("raisings-kind-organisation"),
        VenueKind::Court => Some("raisings-kind-court"),
        VenueKind::Media => Some("raisings-kind-media"),
        VenueKind::Other => None,
    }
}

/// The listings to choose from, none more public than `most`, with their messages and whether each is
/// the one chosen; initials only where the name has any.
pub(crate) fn listings(
    most: Listing,
    chosen: Listing,
    initials: &str,
) -> Vec<(Listing, &'static str, bool)> {
    Listing::ALL
        .into_iter()
        .filter(|listing| *listing <= most)
        .filter(|listing| *listing != Listing::Initials || !initials.is_empty())
        .map(|listing| (listing, listing_choice(listing), listing == chosen))
        .collect()
}

/// How somebody would appear under a listing, for the example beside the choice.
pub(crate) fn shown_as<'s>(listing: Listing, name: &'s str, initials: &'s str) -> Option<&'s str> {
    match listing {
        Listing::Counted => None,
        Listing::Initials => Some(initials),
        Listing::Named => Some(name),
    }
}

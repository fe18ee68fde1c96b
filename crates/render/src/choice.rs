//! Choices of forms: the words on the wire and the messages beside them.

use domain::figure::{BreakdownMode, ConfidenceLevel, FigureStatus, Measure, SourceType, Unit};
use domain::listing::Listing;
use domain::raising::{DemandState, DemandStatus, VenueKind};
use domain::report::ReportKind;
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

/// In which unit it is counted.
pub(crate) fn unit(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::Persons => Some("series-unit-persons"),
        Unit::Families => Some("series-unit-families"),
        Unit::Incidents => Some("series-unit-incidents"),
        Unit::Places => Some("series-unit-places"),
        Unit::Other => None,
    }
}

/// What kind of source makes a claim.
pub(crate) fn source_type(kind: SourceType) -> &'static str {
    match kind {
        SourceType::OwnDocumentation => "series-kind-own-documentation",
        SourceType::Ngo => "series-kind-ngo",
        SourceType::UnBody => "series-kind-un-body",
        SourceType::StateAuthority => "series-kind-state-authority",
        SourceType::HospitalOrMorgue => "series-kind-hospital-or-morgue",
        SourceType::Court => "series-kind-court",
        SourceType::Media => "series-kind-media",
        SourceType::SocialMedia => "series-kind-social-media",
        SourceType::LeakedDocument => "series-kind-leaked-document",
        SourceType::Witness => "series-kind-witness",
    }
}

/// How sure the organisers are.
pub(crate) fn confidence(level: ConfidenceLevel) -> &'static str {
    match level {
        ConfidenceLevel::High => "series-confidence-high",
        ConfidenceLevel::Medium => "series-confidence-medium",
        ConfidenceLevel::Low => "series-confidence-low",
    }
}

/// How the parts of a count lie to each other.
pub(crate) fn breakdown(mode: BreakdownMode) -> &'static str {
    match mode {
        BreakdownMode::Disjoint => "series-parts-disjoint",
        BreakdownMode::Overlapping => "series-parts-overlapping",
        BreakdownMode::Partial => "series-parts-partial",
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

/// What one raising says of a demand.
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

/// Where a demand stands after all of them.
pub(crate) fn demand_state(state: DemandState) -> &'static str {
    match state {
        DemandState::Open => "raisings-state-open",
        DemandState::Acknowledged => "raisings-state-acknowledged",
        DemandState::PartlyMet => "raisings-state-partly-met",
        DemandState::Met => "raisings-state-met",
        DemandState::Refused => "raisings-state-refused",
        DemandState::Overtaken => "raisings-state-overtaken",
    }
}

/// What kind of account a report is.
pub(crate) fn report_kind(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Report => "report-kind-report",
        ReportKind::Eyewitness => "report-kind-eyewitness",
        ReportKind::Chronology => "report-kind-chronology",
        ReportKind::Update => "report-kind-update",
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

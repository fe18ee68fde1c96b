//! The vocabularies of figures (REQUIREMENTS section 6a), as they stand in folders and public data.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is counted.
    Measure {
        /// People killed.
        Killed = "killed",
        /// People injured.
        Injured = "injured",
        /// People detained or arrested.
        Detained = "detained",
        /// People missing or made to disappear.
        Missing = "missing",
        /// People executed.
        Executed = "executed",
        /// People sentenced to death.
        Sentenced = "sentenced",
        /// People displaced.
        Displaced = "displaced",
        /// Anything else; `population` says what.
        Other = "other",
    }
}

vocabulary! {
    /// The unit of a count.
    Unit {
        /// Persons.
        Persons = "persons",
        /// Families.
        Families = "families",
        /// Incidents.
        Incidents = "incidents",
        /// Places.
        Places = "places",
        /// Anything else; `population` says what.
        Other = "other",
    }
}

vocabulary! {
    /// How firmly a claim stands.
    FigureStatus {
        /// Corroborated.
        Confirmed = "confirmed",
        /// Corroborated in part.
        PartlyConfirmed = "partly_confirmed",
        /// Said by a source, not checked.
        Reported = "reported",
        /// Being looked into; never added to confirmed counts (REQ-153).
        UnderInvestigation = "under_investigation",
        /// Derived by a method.
        Estimated = "estimated",
        /// A forecast; never the value of a headline (REQ-153).
        Projected = "projected",
        /// Disputed by another source.
        Contested = "contested",
        /// Taken back; the record stays (REQ-162).
        Retracted = "retracted",
    }
}

vocabulary! {
    /// What kind of source makes a claim.
    SourceType {
        /// The initiators' own documentation.
        OwnDocumentation = "own_documentation",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A body of the United Nations.
        UnBody = "un_body",
        /// A state authority: a claim like others (REQ-155).
        StateAuthority = "state_authority",
        /// A hospital or morgue.
        HospitalOrMorgue = "hospital_or_morgue",
        /// A court.
        Court = "court",
        /// Press and broadcasting.
        Media = "media",
        /// Social media.
        SocialMedia = "social_media",
        /// A leaked document.
        LeakedDocument = "leaked_document",
        /// A witness.
        Witness = "witness",
    }
}

impl FigureStatus {
    /// Which counts may be added up with one of this status (REQ-153).
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::Confirmed | Self::PartlyConfirmed | Self::Reported | Self::Contested => {
                Family::Counted
            }
            Self::Estimated => Family::Estimated,
            Self::UnderInvestigation => Family::UnderInvestigation,
            Self::Projected => Family::Projected,
            Self::Retracted => Family::Retracted,
        }
    }

    /// Whether it is shown apart from the counts, and never as the value of a headline (REQ-153).
    #[must_use]
    pub const fn is_apart(self) -> bool {
        matches!(self, Self::UnderInvestigation | Self::Projected)
    }
}

/// Kinds of counts that are never added up with one another (REQ-153).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Family {
    /// Said of what happened, however firmly.
    Counted,
    /// Derived by a method.
    Estimated,
    /// Cases nobody has decided on yet.
    UnderInvestigation,
    /// Forecasts.
    Projected,
    /// Taken back: added up with nothing, not even with its like.
    Retracted,
}

vocabulary! {
    /// How sure the organisers are of a figure; they say why.
    ConfidenceLevel {
        /// Sure.
        High = "high",
        /// Rather sure.
        Medium = "medium",
        /// Not sure.
        Low = "low",
    }
}

vocabulary! {
    /// How exactly the day is known that a count refers to.
    Precision {
        /// That day.
        Day = "day",
        /// A day near it.
        About = "about",
        /// Some day of its month.
        Month = "month",
    }
}

vocabulary! {
    /// How large a place is.
    PlaceLevel {
        /// A country.
        Country = "country",
        /// A province or region.
        Province = "province",
        /// A city or town.
        City = "city",
        /// A square, a prison, a factory.
        Site = "site",
    }
}

vocabulary! {
    /// How exactly the place is known.
    PlacePrecision {
        /// There.
        Exact = "exact",
        /// Near it.
        Near = "near",
        /// Somewhere inside it.
        Within = "within",
    }
}

vocabulary! {
    /// How the parts of a count lie to each other (REQ-157).
    BreakdownMode {
        /// Nobody is in two parts, and the parts are all there is.
        Disjoint = "disjoint",
        /// Somebody may be in two parts; they are never added up.
        Overlapping = "overlapping",
        /// Nobody is in two parts, and there are others in none.
        Partial = "partial",
    }
}

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

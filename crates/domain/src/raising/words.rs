//! The vocabularies of raisings, as they stand in folders and public data.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where demands are raised.
    VenueKind {
        /// A trade union.
        Union = "union",
        /// A parliament or council, of any level.
        Parliament = "parliament",
        /// A government or authority.
        Government = "government",
        /// A company.
        Company = "company",
        /// An association, church, party or other organisation.
        Organisation = "organisation",
        /// A court.
        Court = "court",
        /// Press and broadcasting.
        Media = "media",
        /// Anywhere else.
        Other = "other",
    }
}

vocabulary! {
    /// What one raising says of a demand. Where the demand stands after all of them is its
    /// [`DemandState`](super::DemandState).
    DemandStatus {
        /// Put forward; nothing was heard so far.
        Raised = "raised",
        /// Answered without a decision: received, passed on, under discussion.
        Answered = "answered",
        /// Agreed to; not carried out yet.
        Accepted = "accepted",
        /// Agreed to or carried out in part.
        Partly = "partly",
        /// Carried out.
        Met = "met",
        /// Refused.
        Refused = "refused",
        /// Left without an answer until the time for it had passed.
        NoAnswer = "no-answer",
        /// Events have made it pointless.
        Overtaken = "overtaken",
    }
}

impl DemandStatus {
    /// Whether it says that there was an answer, or that there was none; nothing where it says
    /// neither, since events overtake a demand without a word. That one was met is told with its day
    /// and what was done, which is an answer.
    #[must_use]
    pub const fn is_answer(self) -> Option<bool> {
        match self {
            Self::Answered | Self::Accepted | Self::Partly | Self::Met | Self::Refused => {
                Some(true)
            }
            Self::Raised | Self::NoAnswer => Some(false),
            Self::Overtaken => None,
        }
    }
}

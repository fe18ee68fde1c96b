//! Who signs, and how firmly that is known.

use crate::address::EmailAddress;
use crate::comment::Comment;
use crate::name::Name;

/// A person or an organisation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// A natural person; hidden until they choose otherwise.
    Person,
    /// An organisation; public by default, its contact person private.
    Organisation,
}

impl Class {
    /// Both classes, in the order of their codes.
    pub const ALL: [Self; 2] = [Self::Person, Self::Organisation];

    /// The code in a log entry (LOG-FORMAT section 4).
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Person => 1,
            Self::Organisation => 2,
        }
    }

    /// The class with this code, if there is one.
    #[inline]
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Person),
            2 => Some(Self::Organisation),
            _ => None,
        }
    }
}

/// What shows that the signer meant it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Evidence {
    /// The link of the confirmation mail was opened and its button pressed.
    MailLink,
    /// The code of the confirmation mail was typed.
    MailCode,
    /// A signed reply by mail.
    SignedReply,
    /// A mailbox at the organisation's own domain.
    OrganisationDomain,
    /// A line on a paper sheet.
    PaperSheet,
    /// Entered by an organiser and confirmed by the signer.
    Organiser,
}

impl Evidence {
    /// All kinds, in the order of their codes.
    pub const ALL: [Self; 6] = [
        Self::MailLink,
        Self::MailCode,
        Self::SignedReply,
        Self::OrganisationDomain,
        Self::PaperSheet,
        Self::Organiser,
    ];

    /// The code in a log entry (LOG-FORMAT section 4).
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8 + 1
    }

    /// The evidence with this code, if there is one.
    #[inline]
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code).checked_sub(1)?).copied()
    }
}

/// Who signs: the private side of a signature, known only until it is confirmed and sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signer {
    /// Person or organisation.
    pub class: Class,
    /// Full name of the person or legal name of the organisation.
    pub name: Name,
    /// Where the confirmation goes.
    pub address: EmailAddress,
    /// Role or affiliation, if given.
    pub descriptor: Option<Name>,
    /// Town or country, if given.
    pub place: Option<Name>,
    /// The person who signs for an organisation; never shown (REQ-28).
    pub contact: Option<Name>,
    /// A comment, shown only together with the name.
    pub comment: Option<Comment>,
}

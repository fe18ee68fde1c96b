//! What can be wrong with a policy.

use thiserror::Error;

use super::MAX_OF_EACH;
use crate::note::{KeyError, VerifierKey};

/// Why a text is not a policy, and where.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line} of the policy is refused")]
pub struct PolicyError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    #[source]
    pub fault: PolicyFault,
}

/// What can be wrong with a policy.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PolicyFault {
    /// More than [`super::MAX_BYTES`].
    #[error("policy of {length} bytes is too large")]
    TooLarge {
        /// Its length in bytes.
        length: usize,
    },
    /// More logs, witnesses or groups than [`MAX_OF_EACH`].
    #[error("policy has more than {MAX_OF_EACH} logs, witnesses or groups")]
    TooMany,
    /// A control character other than tab and line feed.
    #[error("policy has the control character U+{:04X}", u32::from(*.character))]
    ControlCharacter {
        /// The character.
        character: char,
    },
    /// The last line does not end: the file may have been cut off.
    #[error("last line of the policy does not end in a line feed")]
    Unended,
    /// The line does not begin with `log`, `witness`, `group` or `quorum`.
    #[error("no line of a policy begins with {word}")]
    UnknownWord {
        /// What it begins with.
        word: String,
    },
    /// The line has too few items, or too many.
    #[error("line has the wrong number of items")]
    WrongItems,
    /// A key is malformed.
    #[error("key of {name} is refused")]
    BadKey {
        /// The name that the line gives, or `log`.
        name: String,
        /// What is wrong with the key.
        #[source]
        reason: KeyError,
    },
    /// The key of a log does not sign notes, or that of a witness does not cosign.
    #[error("key {key} is of the wrong kind for this line")]
    WrongKind {
        /// The key.
        key: Box<VerifierKey>,
    },
    /// Two logs, or two witnesses, have the same public key, whatever they are called.
    #[error("key {key} has the public key of an earlier one")]
    DuplicateKey {
        /// The later of the two.
        key: Box<VerifierKey>,
    },
    /// A name is given twice, or is `none`.
    #[error("name {name} is already taken")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A name is empty, or has a space, a tab or a control character.
    #[error("{name:?} cannot be a name in a policy")]
    BadName {
        /// The name.
        name: String,
    },
    /// A group or quorum names what no line above defines.
    #[error("{name} is not defined above this line")]
    UnknownName {
        /// The name.
        name: String,
    },
    /// A name is a member twice, in one group or in two.
    #[error("{name} is already a member of a group")]
    MemberTwice {
        /// The name.
        name: String,
    },
    /// A threshold that is not `any`, `all` or a number from 1 to that of the members.
    #[error("threshold is not any, all, or a number from 1 to that of the members")]
    BadThreshold,
    /// A second quorum line.
    #[error("policy has a second quorum line")]
    SecondQuorum,
    /// There is no quorum line.
    #[error("policy has no quorum line")]
    NoQuorum,
}

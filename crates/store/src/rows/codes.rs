//! The numbers that stand for words in columns, the same in every engine: a site can be moved.

use domain::listing::Listing;
use domain::log::RevisionRole;

use super::{AccessPurpose, Lane, StoredState, SubscriptionPurpose};

pub(crate) const LISTINGS: &[(i64, Listing)] = &[
    (0, Listing::Counted),
    (1, Listing::Initials),
    (2, Listing::Named),
];

pub(crate) const STATES: &[(i64, StoredState)] = &[
    (1, StoredState::Confirmed),
    (2, StoredState::Withdrawn),
    (3, StoredState::Struck),
];

pub(crate) const ACCESSES: &[(i64, AccessPurpose)] =
    &[(1, AccessPurpose::Manage), (2, AccessPurpose::Withdraw)];

pub(crate) const LANES: &[(i64, Lane)] = &[
    (0, Lane::Confirmation),
    (1, Lane::Service),
    (2, Lane::Issue),
];

pub(crate) const SUBSCRIPTION_ACCESSES: &[(i64, SubscriptionPurpose)] = &[
    (1, SubscriptionPurpose::Manage),
    (2, SubscriptionPurpose::Stay),
];

pub(crate) const ROLES: &[(i64, RevisionRole)] =
    &[(1, RevisionRole::Original), (2, RevisionRole::Translation)];

/// What `infomail_receipt.fate` says of a mail.
pub(crate) mod fate {
    pub(crate) const SENT: i16 = 1;
    pub(crate) const LATER: i16 = 2;
    pub(crate) const DEAD: i16 = 3;
    pub(crate) const RETURNED: i16 = 4;
    pub(crate) const COMPLAINED: i16 = 5;
}

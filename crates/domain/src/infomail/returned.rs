//! What mails that come back mean for a subscription and for an issue (REQ-75, REQ-81, REQ-82).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What came back for one mail.
    Returned {
        /// The mailbox does not exist (5.1.x).
        Hard = "hard",
        /// The mailbox is full or cannot be reached for now (4.x, 5.2.2).
        Soft = "soft",
        /// The receiver refuses the sender, not the person (5.7.x, 5.4.x).
        Policy = "policy",
        /// The receiver marked it as unwanted (RFC 5965).
        Complaint = "complaint",
    }
}

/// Soft returns that end a subscription: a mailbox that five issues could not reach is given up.
pub const SOFT_RETURNS: u32 = 5;

/// Days without a soft return after which those before are forgotten: a mailbox that was full in spring
/// and is read in autumn is alive.
pub const SOFT_PATIENCE: u32 = 60;

/// The fewest complaints that pause an issue: below, one person weighs more than any rate.
const FEWEST_COMPLAINTS: u64 = 3;

/// The soft returns of a subscription so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SoftReturns {
    /// How many, each on a day of its own.
    pub count: u32,
    /// The day of the last, in days since 1970-01-01 UTC.
    pub last: u32,
}

impl SoftReturns {
    /// With one more on a day. Several on one day are one: providers repeat their reports.
    #[must_use]
    pub const fn on(self, day: u32) -> Self {
        let count = if self.count == 0 || day > self.last.saturating_add(SOFT_PATIENCE) {
            1
        } else if day > self.last {
            self.count + 1
        } else {
            self.count
        };
        let last = if day > self.last { day } else { self.last };
        Self { count, last }
    }

    /// Whether they end the subscription.
    #[must_use]
    pub const fn are_enough(self) -> bool {
        self.count >= SOFT_RETURNS
    }
}

/// Whether so many complaints about so many sent mails pause an issue, at a limit in ten thousand.
#[must_use]
pub const fn pauses(complaints: u64, sent: u64, in_ten_thousand: u32) -> bool {
    complaints >= FEWEST_COMPLAINTS
        && complaints.saturating_mul(10_000) >= sent.saturating_mul(in_ten_thousand as u64)
}

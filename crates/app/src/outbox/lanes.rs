//! How each lane is sent: how much at once, how fast, and how often again.

use std::num::NonZeroU32;

use store::Lane;

/// Minutes until the next try of a confirmation or service mail, by the number of tries so far. After
/// the last the mail is given up: the signer was told on the page that they can ask again.
pub const RETRIES: [u32; 8] = [1, 2, 5, 15, 60, 180, 360, 720];

/// The same for a copy of an issue: nobody sits and waits for it, and a provider that says "later" to
/// thousands of them means it. Together two days.
pub const ISSUE_RETRIES: [u32; 6] = [10, 30, 120, 360, 720, 1_440];

/// How one lane is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaneLimits {
    /// Connections to the mail server, each with one mail at a time. They are this lane's own.
    pub connections: usize,
    /// Mails to one recipient's domain at the same time.
    pub per_domain: usize,
    /// The most mails in a minute; without a number as fast as the server takes them.
    pub per_minute: Option<NonZeroU32>,
    /// Minutes until the next try, by the number of tries so far.
    pub retries: &'static [u32],
}

/// How all lanes are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lanes {
    /// Mails that ask for confirmation.
    pub confirmation: LaneLimits,
    /// Mails that answer what one person did.
    pub service: LaneLimits,
    /// Copies of issues.
    pub issue: LaneLimits,
}

impl Default for Lanes {
    fn default() -> Self {
        // A domain that lets us wait never holds every connection.
        let few = |connections: usize| LaneLimits {
            connections,
            per_domain: connections - 1,
            per_minute: None,
            retries: &RETRIES,
        };
        Self {
            confirmation: few(4),
            service: few(2),
            issue: LaneLimits {
                connections: 8,
                per_domain: 4,
                per_minute: None,
                retries: &ISSUE_RETRIES,
            },
        }
    }
}

impl Lanes {
    /// How one of them is sent.
    #[must_use]
    pub const fn of(&self, lane: Lane) -> &LaneLimits {
        match lane {
            Lane::Confirmation => &self.confirmation,
            Lane::Service => &self.service,
            Lane::Issue => &self.issue,
        }
    }
}

//! Lists, their issues, and what became of each mail.

use domain::infomail::IssueState;
use domain::locale::Language;
use domain::slug::Slug;
use jiff::Timestamp;

use super::FolderFile;

/// A list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListRow {
    /// Its slug.
    pub slug: Slug,
    /// Its settings, as the file in its folder.
    pub settings: String,
    /// When it was first published.
    pub created: Timestamp,
}

/// An issue to be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewIssue {
    /// Its number.
    pub number: u32,
    /// Its files, paths relative to the folder of the list.
    pub files: Vec<FolderFile>,
    /// The subscribers' languages it goes to; all where none is named.
    pub languages: Vec<Language>,
    /// The declarations whose noted signatories it goes to; where none is named it does not matter.
    pub signed: Vec<Slug>,
}

/// An issue as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IssueRow {
    /// Its number.
    pub number: u32,
    /// How it stands.
    pub state: IssueState,
    /// When it appeared, if it did.
    pub appeared: Option<Timestamp>,
    /// Why it was paused, as one word, while it is.
    pub paused_by: Option<String>,
    /// Its files.
    pub files: Vec<FolderFile>,
}

/// A move of an issue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IssueStep {
    /// Which list.
    pub list: Slug,
    /// Its number.
    pub number: u32,
    /// How it is believed to stand.
    pub from: IssueState,
    /// How it will.
    pub to: IssueState,
    /// Why, as one word; for a pause.
    pub why: Option<String>,
    /// The moment.
    pub now: Timestamp,
}

/// What became of the mails of an issue so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct IssueCounts {
    /// Taken by the mail server.
    pub sent: u64,
    /// Given up.
    pub dead: u64,
    /// Tried, or put back, and waiting for their next try.
    pub later: u64,
    /// In the hands of a sender.
    pub held: u64,
    /// Not begun.
    pub left: u64,
    /// Came back after they were sent.
    pub returned: u64,
    /// Marked as unwanted.
    pub complained: u64,
}

/// What became of the mails of an issue at one domain. A domain has a name here only once so many mails
/// went there that it tells nothing about one person.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DomainCounts {
    /// The domain, where it may be named.
    pub domain: Option<String>,
    /// Taken by the mail server.
    pub sent: u64,
    /// Given up.
    pub dead: u64,
    /// Tries that failed for the time being.
    pub deferred: u64,
    /// Came back, or marked as unwanted, after they were sent.
    pub returned: u64,
}

/// A mail to be sent: one subscriber, one issue.
#[derive(Clone, PartialEq, Eq)]
pub struct IssueMail {
    /// What it is known by from now on.
    pub id: IssueMailId,
    /// Which list.
    pub list: Slug,
    /// The number of the issue.
    pub number: u32,
    /// Address and leave token, sealed.
    pub sealed: Vec<u8>,
    /// The number of the key that sealed them.
    pub sealed_by: u32,
    /// The language to be written to in.
    pub language: Language,
    /// How often it failed before.
    pub attempts: u32,
}

/// Mails that were taken.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct TakenMails {
    /// The mails, which may be none although there are more.
    pub mails: Vec<IssueMail>,
    /// Whether there may be more: a part of the subscribers was looked at, and not all.
    pub more: bool,
}

/// Names the receipt of one mail, before and after it is written: the issue and the subscription. Both
/// numbers are the store's own and tell nothing about an address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct IssueMailId {
    issue: u64,
    subscription: u64,
}

impl IssueMailId {
    pub(crate) const fn new(issue: u64, subscription: u64) -> Self {
        Self {
            issue,
            subscription,
        }
    }

    /// Issue and subscription as columns hold them. Numbers from outside that no column holds name nothing.
    pub(crate) fn columns(self) -> (i64, i64) {
        let column = |number| i64::try_from(number).unwrap_or(-1);
        (column(self.issue), column(self.subscription))
    }

    /// The identifier in sixteen bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 16] {
        (u128::from(self.issue) << 64 | u128::from(self.subscription)).to_be_bytes()
    }

    /// The identifier with these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        let [issue, subscription] = [0, 8].map(|from| {
            let half = &bytes[from..from + 8];
            half.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
        });
        Self {
            issue,
            subscription,
        }
    }

    /// The number of the subscription.
    #[must_use]
    pub const fn subscription(self) -> u64 {
        self.subscription
    }

    /// The number of the issue, the store's own.
    #[must_use]
    pub const fn issue(self) -> u64 {
        self.issue
    }
}

/// What became of a mail that was taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IssueOutcome {
    /// Which mail.
    pub id: IssueMailId,
    /// What became of it.
    pub fate: IssueFate,
    /// Keyed hash and name of the recipient's domain, where it is still known.
    pub domain: Option<([u8; 32], String)>,
}

/// What became of a mail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IssueFate {
    /// The mail server has taken it.
    Sent,
    /// It failed: one attempt more, and not before this moment.
    Later(Timestamp),
    /// It was not tried: not before this moment, and otherwise as it was.
    Back(Timestamp),
    /// It will never be sent: it is not wanted any more.
    Dead,
    /// It will never be sent although it was tried: it is counted among the mails given up.
    GivenUp {
        /// Why, as one word.
        class: &'static str,
        /// The day, in days since 1970-01-01 UTC.
        day: u32,
    },
}

/// What came back for a mail that was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SentFate {
    /// It came back.
    Returned,
    /// It was marked as unwanted.
    Complained,
}

/// An issue named by a mail, with its counts of what was sent and complained of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReturnedIssue {
    /// Which list.
    pub list: Slug,
    /// The number of the issue.
    pub number: u32,
    /// How it stands.
    pub state: IssueState,
    /// Mails taken by the mail server.
    pub sent: u64,
    /// Mails marked as unwanted.
    pub complained: u64,
}

#[cfg(test)]
mod tests {
    use super::IssueMailId;

    #[test]
    fn a_mail_is_known_by_sixteen_bytes() {
        for (issue, subscription) in [(0, 0), (1, u64::MAX), (u64::MAX, 1), (7, 1 << 62)] {
            let id = IssueMailId::new(issue, subscription);
            assert_eq!(IssueMailId::from_bytes(id.to_bytes()), id);
        }
    }
}

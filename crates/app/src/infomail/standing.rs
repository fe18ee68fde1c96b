//! Issues that rest although nobody wanted them to: what housekeeping and the operator's commands say of them.

use domain::infomail::{IssueNumber, IssueState};
use domain::slug::Slug;
use store::{Store, StoreError};

use super::issues::OPERATOR;
use crate::site::Site;

/// An issue that is paused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// The list.
    pub list: Slug,
    /// Its number.
    pub number: IssueNumber,
    /// Why, as one word.
    pub why: String,
}

impl Standing {
    /// Whether an operator paused it, and not the site.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.why == OPERATOR
    }
}

/// Every issue that is paused, by list and number.
///
/// # Errors
/// When the store cannot be read.
pub async fn paused_issues(store: &Store) -> Result<Vec<Standing>, StoreError> {
    let mut standing = Vec::new();
    for list in store.infomail_lists().await? {
        for row in store.issues(&list.slug).await? {
            let number = IssueNumber::new(row.number);
            let paused = number.filter(|_| row.state == IssueState::Paused);
            standing.extend(paused.map(|number| Standing {
                list: list.slug.clone(),
                number,
                why: row.paused_by.unwrap_or_default(),
            }));
        }
    }
    standing.sort();
    Ok(standing)
}

impl Site {
    /// Says in the log which issues the site itself paused, each once: another process may have done it,
    /// as one does through which reports come in, and its own log may be read by nobody.
    pub(super) async fn tell_of_paused(&self) -> Result<u32, StoreError> {
        let paused = paused_issues(&self.store).await?.into_iter();
        let stopped: Vec<Standing> = paused.filter(|one| !one.is_wanted()).collect();
        let before = self.infomail.now_told(&stopped);
        let mut told = 0;
        for one in stopped.iter().filter(|one| !before.contains(one)) {
            let (list, number, why) = (&one.list, one.number, one.why.as_str());
            tracing::error!(
                %list,
                %number,
                why,
                help = "see `undersigned infomail report`, set right what it says, then `undersigned infomail resume`",
                "an issue is paused and waits for the operator"
            );
            told += 1;
        }
        Ok(told)
    }
}

//! Lists as published: their settings and issues, parsed once and kept while fresh.

use std::sync::Arc;

use domain::infomail::{Issue, IssueNumber, IssueState, List};
use domain::slug::Slug;
use intake::folder::Files;
use intake::folder::infomail::{LIST, read};
use jiff::{SignedDuration, Timestamp};
use store::{IssueRow, ListRow};

use super::{InfomailError, Ring};
use crate::site::Site;

/// How long parsed lists are used before the store is asked again: so long may an issue that another
/// process published stay unseen.
const FRESH: SignedDuration = SignedDuration::from_secs(10);

/// A list with everything that was published of it.
#[derive(Debug)]
pub struct PublishedList {
    /// The list.
    pub list: List,
    /// Its issues by number, drafts included.
    pub issues: Vec<PublishedIssue>,
    /// When the list was first published.
    pub created: Timestamp,
}

/// An issue as it stands.
#[derive(Debug)]
pub struct PublishedIssue {
    /// The issue.
    pub issue: Issue,
    /// How it stands.
    pub state: IssueState,
    /// When it appeared, if it did.
    pub appeared: Option<Timestamp>,
    /// Why it was paused, as one word, while it is: `operator`, `complaints`, `keys`, `unreadable`.
    pub paused_by: Option<String>,
    /// The newest issue that appeared and puts this one right.
    pub corrected_by: Option<IssueNumber>,
}

impl PublishedList {
    /// The issues that appeared, the newest first: what everybody may read for ever.
    pub fn archive(&self) -> impl Iterator<Item = &PublishedIssue> {
        let all = self.issues.iter().rev();
        all.filter(|published| published.state.has_appeared())
    }

    /// An issue that appeared.
    #[must_use]
    pub fn archived(&self, number: IssueNumber) -> Option<&PublishedIssue> {
        self.issue(number)
            .filter(|published| published.state.has_appeared())
    }

    /// An issue by its number, drafts included: for organisers.
    #[must_use]
    pub fn issue(&self, number: IssueNumber) -> Option<&PublishedIssue> {
        self.issues
            .iter()
            .find(|published| published.issue.number == number)
    }

    /// The newest issue whose sending was begun: what somebody who subscribes now has missed.
    #[must_use]
    pub fn latest_sent(&self) -> Option<&PublishedIssue> {
        self.archive()
            .find(|published| published.state != IssueState::Ready)
    }
}

impl Site {
    /// Every list, by slug. One that no longer parses is left out and said in the log, so that it does not
    /// take the others with it.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn infomail_lists(&self) -> Result<Vec<Arc<PublishedList>>, InfomailError> {
        let now = self.clock.now();
        if let Some((read, lists)) = self.infomail.known_lists()
            && now.duration_since(read).abs() < FRESH
        {
            return Ok(lists);
        }
        self.read_lists().await
    }

    async fn read_lists(&self) -> Result<Vec<Arc<PublishedList>>, InfomailError> {
        let now = self.clock.now();
        let mut lists = Vec::new();
        for row in self.store.infomail_lists().await? {
            let issues = self.store.issues(&row.slug).await?;
            match load(row, &issues) {
                Ok(list) => lists.push(Arc::new(list)),
                Err(error) => {
                    tracing::error!(
                        %error,
                        help = "publish the folder of the list again with `undersigned infomail publish`",
                        "a list is left out"
                    );
                }
            }
        }
        self.infomail.keep_lists(Some((now, lists.clone())));
        Ok(lists)
    }

    /// A list by its slug; nothing for an unknown one.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn infomail_list(
        &self,
        slug: &Slug,
    ) -> Result<Option<Arc<PublishedList>>, InfomailError> {
        let lists = self.infomail_lists().await?;
        Ok(lists.into_iter().find(|list| &list.list.slug == slug))
    }

    /// The same, as it stands in the store at this moment: another process may have published.
    pub(super) async fn fresh_list(
        &self,
        slug: &Slug,
    ) -> Result<Option<Arc<PublishedList>>, InfomailError> {
        let lists = self.read_lists().await?;
        Ok(lists.into_iter().find(|list| &list.list.slug == slug))
    }

    /// A list in which an issue appeared. What is kept may be older than the issue, so its absence is
    /// believed of the store alone.
    pub(super) async fn list_with(
        &self,
        slug: &Slug,
        number: IssueNumber,
    ) -> Result<Option<Arc<PublishedList>>, InfomailError> {
        let appeared = |list: &Arc<PublishedList>| list.archived(number).is_some();
        match self.infomail_list(slug).await?.filter(appeared) {
            Some(list) => Ok(Some(list)),
            None => Ok(self.fresh_list(slug).await?.filter(appeared)),
        }
    }

    /// The keys that addresses are sealed under. They are made when the first list is published, and
    /// never where a list is there: a new key opens no address.
    pub(crate) fn ring_of_addresses(&self) -> Result<Arc<Ring>, InfomailError> {
        match self.infomail.known_ring() {
            Some(ring) => Ok(ring),
            None => self.fresh_ring(),
        }
    }

    /// The same, read anew: another process may have added one.
    pub(crate) fn fresh_ring(&self) -> Result<Arc<Ring>, InfomailError> {
        let ring = Ring::open(self.keys.folder())?.ok_or(InfomailError::KeyMissing(1))?;
        let ring = Arc::new(ring);
        self.infomail.keep_ring(&ring);
        Ok(ring)
    }
}

fn load(row: ListRow, issues: &[IssueRow]) -> Result<PublishedList, InfomailError> {
    let mut files = Files::new();
    files.insert(LIST, row.settings);
    for file in issues.iter().flat_map(|issue| &issue.files) {
        files.insert(file.path.clone(), file.content.clone());
    }
    let folder = read(&files).folder;
    let folder = folder.ok_or_else(|| InfomailError::Folder(row.slug.clone()))?;
    let corrections: Vec<(IssueNumber, IssueNumber)> = folder
        .issues
        .iter()
        .filter(|issue| stands(issues, issue.number).is_some_and(IssueState::has_appeared))
        .filter_map(|issue| Some((issue.corrects?, issue.number)))
        .collect();
    let published = |issue: Issue| {
        let row = issues.iter().find(|row| row.number == issue.number.get())?;
        let corrected = corrections.iter().filter(|(of, _)| *of == issue.number);
        Some(PublishedIssue {
            state: row.state,
            appeared: row.appeared,
            paused_by: row.paused_by.clone(),
            corrected_by: corrected.map(|(_, by)| *by).max(),
            issue,
        })
    };
    Ok(PublishedList {
        list: folder.list,
        issues: folder.issues.into_iter().filter_map(published).collect(),
        created: row.created,
    })
}

fn stands(issues: &[IssueRow], number: IssueNumber) -> Option<IssueState> {
    let row = issues.iter().find(|row| row.number == number.get())?;
    Some(row.state)
}

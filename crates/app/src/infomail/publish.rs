//! A list and its issues are published from a folder.
//!
//! What is published of an issue is a draft: organisers preview it and mail it to themselves, and publish
//! it again until it is right. Once it appeared it never changes (REQ-86): the folder may still hold it,
//! and must hold it as it was.

use std::collections::{BTreeMap, BTreeSet};

use domain::infomail::{Issue, IssueNumber};
use domain::slug::Slug;
use domain::text::MarkId;
use intake::finding::{Finding, any_error};
use intake::folder::Files;
use intake::folder::infomail::{Declarations, LIST, ListFolder, inspect, write};
use store::{FolderFile, ListRow, NewIssue};
use thiserror::Error;

use super::{InfomailError, Ring};
use crate::declarations::Published;
use crate::site::Site;

/// What a publication did.
#[derive(Debug)]
pub struct InfomailPublished {
    /// The list.
    pub list: Slug,
    /// Drafts that are new or were replaced.
    pub drafts: Vec<IssueNumber>,
    /// Issues that appeared before and stand in the folder as they were.
    pub unchanged: Vec<IssueNumber>,
    /// What was found in the folder; no errors.
    pub findings: Vec<Finding>,
}

/// Why a folder could not be published. Nothing of it was.
#[derive(Debug, Error)]
pub enum PublishInfomailError {
    /// There are errors in the folder.
    #[error("there are errors in the folder")]
    Findings(Vec<Finding>),
    /// An issue that appeared was changed.
    #[error("issue {0} appeared and never changes: write another issue with `corrects = {0}`")]
    Appeared(IssueNumber),
    /// An issue that is no longer in the folder appeared, or a number was given that lies before one that
    /// appeared.
    #[error("issue {0} cannot come before issue {1}, which appeared")]
    Order(IssueNumber, IssueNumber),
    /// Something failed.
    #[error("the list cannot be published")]
    Infomail(#[from] InfomailError),
}

impl From<store::StoreError> for PublishInfomailError {
    fn from(error: store::StoreError) -> Self {
        Self::Infomail(error.into())
    }
}

/// The figures of the declarations of this site.
struct Figures(BTreeMap<Slug, BTreeSet<MarkId>>);

impl Declarations for Figures {
    fn figures(&self, slug: &Slug) -> Option<BTreeSet<MarkId>> {
        self.0.get(slug).cloned()
    }
}

impl Site {
    /// Checks the folder of a list against the declarations of this site.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn check_infomail(
        &self,
        files: &Files,
    ) -> Result<(Option<ListFolder>, Vec<Finding>), InfomailError> {
        let declarations = self.all_declarations().await?;
        let figures = |published: &Published| {
            let figures = published.figures.iter();
            figures.map(|(figure, _)| figure.id.clone()).collect()
        };
        let known = declarations
            .iter()
            .map(|published| (published.log.slug.clone(), figures(published)));
        let known = Figures(known.collect());
        let outcome = inspect(files, Some(&known));
        Ok((outcome.folder, outcome.findings))
    }

    /// Publishes a list with drafts of its issues. The first list makes the key that addresses are sealed
    /// under.
    ///
    /// # Errors
    /// See [`PublishInfomailError`].
    pub async fn publish_infomail(
        &self,
        files: &Files,
    ) -> Result<InfomailPublished, PublishInfomailError> {
        let _one_at_a_time = self.publishing.lock().await;
        let (folder, findings) = self.check_infomail(files).await?;
        let Some(folder) = folder.filter(|_| !any_error(&findings)) else {
            return Err(PublishInfomailError::Findings(findings));
        };
        let slug = folder.list.slug.clone();
        self.forget_lists();
        let before = self.infomail_list(&slug).await?;
        if before.is_none() && self.infomail_lists().await?.is_empty() {
            self.first_key()?;
        }
        let appeared: Vec<&Issue> = before
            .iter()
            .flat_map(|list| list.archive())
            .map(|one| &one.issue)
            .collect();
        let mut unchanged = Vec::new();
        let mut drafts = Vec::new();
        for issue in &folder.issues {
            match appeared.iter().find(|one| one.number == issue.number) {
                Some(same) if *same == issue => unchanged.push(issue.number),
                Some(_) => return Err(PublishInfomailError::Appeared(issue.number)),
                None => drafts.push(issue),
            }
        }
        // The archive comes newest first.
        if let Some(last) = appeared.first().map(|issue| issue.number)
            && let Some(late) = drafts.iter().find(|issue| issue.number < last)
        {
            return Err(PublishInfomailError::Order(late.number, last));
        }
        let canonical = write(&folder);
        let row = ListRow {
            slug: slug.clone(),
            settings: canonical.text(LIST).unwrap_or_default().to_owned(),
            created: self.now(),
        };
        let rows = drafts.iter().map(|issue| row_of(issue, &canonical));
        self.store.infomail_publish(row, rows.collect()).await?;
        self.forget_lists();
        Ok(InfomailPublished {
            list: slug,
            drafts: drafts.iter().map(|issue| issue.number).collect(),
            unchanged,
            findings,
        })
    }

    /// Adds a key for addresses. What is sealed under those before is sealed anew by housekeeping; until
    /// then they must stay.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub fn add_infomail_key(&self) -> Result<u32, InfomailError> {
        let number = Ring::add(self.keys.folder(), self.random.as_ref())?;
        self.fresh_ring()?;
        Ok(number)
    }

    /// Keys that are there already, as after a first publication that was cut short, are kept.
    fn first_key(&self) -> Result<(), InfomailError> {
        if Ring::open(self.keys.folder())?.is_none() {
            self.add_infomail_key()?;
        }
        Ok(())
    }

    pub(super) fn forget_lists(&self) {
        self.infomail.keep_lists(None);
    }
}

fn row_of(issue: &Issue, files: &Files) -> NewIssue {
    let folder = format!("issues/{}/", issue.number.folder());
    let own = files.iter().filter(|(path, _)| path.starts_with(&folder));
    NewIssue {
        number: issue.number.get(),
        files: own
            .map(|(path, content)| FolderFile {
                path: path.clone(),
                content: content.clone(),
            })
            .collect(),
        languages: issue.audience.languages.clone(),
        signed: issue.audience.signed.clone(),
    }
}

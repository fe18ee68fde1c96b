//! Publishing a folder: its findings, then what of it is new, then one batch.

mod figures;
mod new;
mod raisings;
mod renders;
mod reports;
mod series;

use std::sync::Arc;

use domain::id::DeclarationId;
use domain::slug::Slug;
use intake::finding::{Finding, any_error};
use intake::folder::{self, Files, Folder};
use store::{DeclarationRow, FolderFile, NewDeclaration, StoreError};
use thiserror::Error;
use tlog::{Checkpoint, Hash};

use crate::contact::is_recipient;
use crate::declarations::{LoadError, Published};
use crate::keys::KeysError;
use crate::sequencer::{Command, LogName, Publication, Reply, SequencerError};
use crate::site::Site;

/// What becomes of a folder.
#[derive(Debug)]
pub enum Publishing {
    /// In the log, with what was new.
    Published {
        /// The declaration.
        slug: Slug,
        /// Wordings that were new.
        texts: usize,
        /// Figures that were new.
        figures: usize,
        /// Raisings that were new or said something new.
        raisings: usize,
        /// Warnings and notes.
        findings: Vec<Finding>,
    },
    /// Refused: an error stands. Nothing was changed.
    Refused(Vec<Finding>),
    /// A key in the folder is no `age` public key, so contacts could not be sealed.
    BadRecipient(String),
    /// The folder has another original language than what was published under this slug.
    OtherLanguage,
    /// The log is closed, and the folder has new texts or figures. Nothing was changed.
    Closed(Slug),
}

/// Why publishing failed. Nothing was published.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The store failed.
    #[error("the store cannot be used")]
    Store(#[from] StoreError),
    /// What was published before cannot be read.
    #[error("what was published before cannot be read")]
    Load(#[from] LoadError),
    /// The keys cannot be used.
    #[error("the keys cannot be used")]
    Keys(#[from] KeysError),
    /// The writer did not take it.
    #[error("the publication was not committed")]
    Sequencer(#[from] SequencerError),
    /// The declaration of this slug is another site's, carried here.
    #[error("the declaration of this name is carried from {0}: give yours another slug")]
    Carried(String),
    /// The site's address cannot name a log.
    #[error("the empty log could not be signed")]
    Sign(#[from] tlog::checkpoint::CheckpointError),
}

impl Site {
    /// Publishes a folder: new wordings, figures and raisings go into the log, everything else is
    /// replaced. Publishing the same folder twice changes nothing. A closed log takes raisings only.
    ///
    /// # Errors
    /// See [`PublishError`].
    pub async fn publish(&self, files: &Files) -> Result<Publishing, PublishError> {
        let outcome = folder::read(files);
        let mut findings = outcome.findings;
        let Some(folder) = outcome.folder else {
            return Ok(Publishing::Refused(findings));
        };
        findings.extend(folder::check(&folder, files));
        if any_error(&findings) {
            return Ok(Publishing::Refused(findings));
        }
        if let Some(bad) = folder
            .declaration
            .recipients
            .iter()
            .find(|r| !is_recipient(r))
        {
            return Ok(Publishing::BadRecipient(bad.clone()));
        }
        let _one_at_a_time = self.publishing.lock().await;
        let log = self.ensure_log(&folder.declaration.slug).await?;
        let before = self.published_before(&log.slug).await?;
        if before
            .as_ref()
            .is_some_and(|b| b.declaration.language != folder.declaration.language)
        {
            return Ok(Publishing::OtherLanguage);
        }
        let publication = self.publication(&folder, files, before.as_deref()).await?;
        findings.extend(
            self.against_before(&folder, files, (before.as_deref(), &publication))
                .await?,
        );
        if any_error(&findings) {
            return Ok(Publishing::Refused(findings));
        }
        let (texts, figures) = (publication.texts.len(), publication.figures.len());
        let raisings = publication.raisings.len();
        let command = Command::Publish(Box::new(publication));
        let reply = self.sequencer.submit(Arc::clone(&log), command).await?;
        self.declarations.forget(&log.slug);
        if reply == Reply::ClosedBefore {
            return Ok(Publishing::Closed(log.slug.clone()));
        }
        Ok(Publishing::Published {
            slug: log.slug.clone(),
            texts,
            figures,
            raisings,
            findings,
        })
    }

    /// What is found in a folder only beside the day and what was published before.
    async fn against_before(
        &self,
        folder: &Folder,
        files: &Files,
        (before, publication): (Option<&Published>, &Publication),
    ) -> Result<Vec<Finding>, StoreError> {
        let texts = &publication.texts;
        let revisions = before.map_or(&[][..], |published| &published.revisions);
        let mut findings = folder::aged(files, self.today());
        findings.extend(self.figure_findings(folder, before).await?);
        findings.extend(figures::taken_back(folder, texts, files));
        findings.extend(renders::findings(folder, files, texts, revisions));
        findings.extend(raisings::findings(folder, before));
        findings.extend(reports::findings(folder, before));
        findings.extend(series::findings(folder, before));
        Ok(findings)
    }

    async fn publication(
        &self,
        folder: &Folder,
        files: &Files,
        before: Option<&Published>,
    ) -> Result<Publication, StoreError> {
        let revisions = before.map_or(&[][..], |published| &published.revisions);
        let known = match before {
            Some(published) => self.store.figure_records(published.id).await?,
            None => Vec::new(),
        };
        Ok(Publication {
            files: files
                .iter()
                .map(|(path, content)| FolderFile {
                    path: path.clone(),
                    content: content.clone(),
                })
                .collect(),
            figures: new::figures(folder, &known),
            texts: new::texts(folder, files, revisions),
            raisings: raisings::new(folder, before),
        })
    }

    async fn published_before(&self, slug: &Slug) -> Result<Option<Arc<Published>>, PublishError> {
        self.declarations.forget(slug);
        Ok(self.declaration(slug).await?)
    }

    /// The log of a slug, made with its keys and a signed empty checkpoint on first use.
    async fn ensure_log(&self, slug: &Slug) -> Result<Arc<LogName>, PublishError> {
        if let Some(row) = self.store.declaration_by_slug(slug).await? {
            if row.carried {
                return Err(PublishError::Carried(row.origin));
            }
            return Ok(Arc::new(log_name(row)));
        }
        let origin = self.log_origin(slug);
        let keys = self
            .keys
            .create_declaration(slug, &origin, self.random.as_ref())?;
        let empty = Checkpoint {
            origin: origin.clone(),
            size: 0,
            root: Hash::EMPTY_ROOT,
        };
        let id: DeclarationId = self.new_declaration_id();
        self.store
            .declaration_create(NewDeclaration {
                id,
                slug: slug.clone(),
                origin: origin.clone(),
                verifier_key: keys.log.verifier().to_string(),
                created: self.now(),
                checkpoint: empty.sign(&keys.log)?.to_string(),
                carried: false,
            })
            .await?;
        Ok(Arc::new(LogName {
            id,
            slug: slug.clone(),
            origin,
        }))
    }
}

fn log_name(row: DeclarationRow) -> LogName {
    LogName {
        id: row.id,
        slug: row.slug,
        origin: row.origin,
    }
}

//! Whether what is stored of a declaration is whole: the log counted again from its first entry to its
//! last, as an outsider would over the public files, and the list compared with what the log says.
//!
//! The site may be served meanwhile. What changes while it is looked at is looked at again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use store::{SignatoryPage, SignatoryRow, StoreError};
use thiserror::Error;

use crate::declarations::Published;
use crate::log::LogFileError;
use crate::opening;
use crate::signatories::{Count, ListQuery, MAX_PAGE, opened};
use crate::site::Site;
use crate::verify::{LogSource, Report, SourceError, VerifyOptions, verify};

/// How often something is looked at again that changed meanwhile.
const TRIES: u32 = 4;

/// How long is waited before that.
const MEANWHILE: Duration = Duration::from_millis(200);

/// What was found of one declaration.
#[derive(Debug)]
pub struct Whole {
    /// The recount of its log, with what is false in it.
    pub report: Report,
    /// Rows of the list that were compared with the log.
    pub listed: u64,
    /// Leaves whose rows of the list are not what the signer opened.
    pub different: Vec<u64>,
    /// How many the counters say are shown, where that is not the number of rows; nothing also where
    /// the list changed all the time.
    pub counted: Option<u64>,
}

impl Whole {
    /// Whether nothing false was found.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.report.is_fine() && self.different.is_empty() && self.counted.is_none()
    }
}

/// Why it is not known whether a declaration is whole.
#[derive(Debug, Error)]
pub enum WholeError {
    /// A file of the log cannot be had.
    #[error("the log cannot be read")]
    Log(#[from] SourceError),
    /// The list cannot be read.
    #[error("the list cannot be read")]
    List(#[from] StoreError),
}

/// The files of a log as they would be served.
struct Stored<'s> {
    site: &'s Site,
    declaration: &'s Published,
}

#[async_trait]
impl LogSource for Stored<'_> {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        match self.site.log_files(self.declaration).get(path).await {
            Ok(file) => Ok(Some(file.bytes.to_vec())),
            Err(LogFileError::NotFound) => Ok(None),
            Err(error) => Err(SourceError {
                path: path.to_owned(),
                source: error.into(),
            }),
        }
    }
}

impl Site {
    /// Looks whether what is stored of a declaration is whole. `progress` is told after each portion how
    /// many entries were read, and of how many.
    ///
    /// # Errors
    /// See [`WholeError`]; what is found false is no error.
    pub async fn examine(
        &self,
        declaration: &Arc<Published>,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<Whole, WholeError> {
        let source = Stored {
            site: self,
            declaration,
        };
        let options = VerifyOptions {
            pause: Some(&|| Box::pin(tokio::time::sleep(MEANWHILE))),
            progress: Some(progress),
            ..VerifyOptions::default()
        };
        let report = verify(&source, &options).await?;
        let list = self.examine_list(declaration).await?;
        Ok(Whole { report, ..list })
    }

    /// The list row by row, until it held still meanwhile or was tried so often.
    async fn examine_list(&self, declaration: &Arc<Published>) -> Result<Whole, StoreError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let before = self.changes(declaration).await?;
            let moment = self.store.moment(declaration.id).await?;
            let shown = moment.map_or(0, |moment| Count::new(moment.counters).shown());
            let mut list = self.compare_list(declaration).await?;
            if self.changes(declaration).await? == before {
                list.counted = (list.listed != shown).then_some(shown);
                return Ok(list);
            }
            if tries == TRIES {
                return Ok(list);
            }
        }
    }

    async fn changes(&self, declaration: &Published) -> Result<Option<u64>, StoreError> {
        let all = self.store.generations().await?.into_iter();
        let mut ours = all.filter(|(id, _)| *id == declaration.id);
        Ok(ours.next().map(|(_, generation)| generation.changes))
    }

    async fn compare_list(&self, declaration: &Arc<Published>) -> Result<Whole, StoreError> {
        let mut list = Whole {
            report: Report::default(),
            listed: 0,
            different: Vec::new(),
            counted: None,
        };
        let mut query = ListQuery {
            limit: MAX_PAGE,
            ..ListQuery::default()
        };
        loop {
            let (page, different) = self.compare_page(declaration, &query).await?;
            list.listed += page.rows.len() as u64;
            list.different.extend(different);
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(list),
            }
        }
    }

    /// One page, and the leaves of its rows that are not what was opened; read again where there are any,
    /// since a signer may just have changed a listing.
    async fn compare_page(
        &self,
        declaration: &Arc<Published>,
        query: &ListQuery,
    ) -> Result<(SignatoryPage, Vec<u64>), StoreError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let page = self.signatories(declaration, query.clone()).await?;
            let leaves = || page.rows.iter().map(|row| row.leaf);
            let range = leaves().min().zip(leaves().max());
            let openings: BTreeMap<u64, Vec<u8>> = match range {
                Some((least, most)) => {
                    let openings = self.store.openings(declaration.id, least, most + 1);
                    openings.await?.into_iter().collect()
                }
                None => BTreeMap::new(),
            };
            let differs = |row: &&SignatoryRow| !is_opened(row, openings.get(&row.leaf));
            let different: Vec<u64> = page
                .rows
                .iter()
                .filter(differs)
                .map(|row| row.leaf)
                .collect();
            if different.is_empty() || tries == TRIES {
                return Ok((page, different));
            }
            tokio::time::sleep(MEANWHILE).await;
        }
    }
}

/// Whether a row shows what its opening opens.
fn is_opened(row: &SignatoryRow, opening: Option<&Vec<u8>>) -> bool {
    let opening = opening.and_then(|bytes| opening::decode(bytes));
    let shown = opening.and_then(|opening| opened(&opening, row.class, &row.language));
    shown.is_some_and(|shown| {
        (shown.listing, &shown.name, &shown.descriptor, &shown.place)
            == (row.listing, &row.name, &row.descriptor, &row.place)
    })
}

//! From verified entries to the rows that follow from them.

use std::collections::BTreeMap;

use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Body, Bucket, Commitment, Entry, RevisionRole};
use sha2::{Digest, Sha256};
use store::{
    Departure, FigureRow, NewSignature, Publication, RaisingRow, RevisionRow, StoredState,
};
use tlog::tile::FULL_WIDTH;

use super::CarryError;
use super::beside::Beside;
use super::names::{Names, Shown};
use super::verified::Verified;
use crate::sequencer::Portion;

/// Reads a verified log portion by portion.
pub(super) struct Rows<'v> {
    verified: &'v Verified,
    /// The language of each revision so far, by leaf: a signature stands on the list under it.
    languages: BTreeMap<u64, Language>,
    /// The folder as it stands now, published anew with every portion that publishes anything.
    beside: &'v Beside,
}

/// One bundle while it is turned into rows.
struct Bundle {
    names: Names,
    portion: Portion,
}

impl<'v> Rows<'v> {
    pub(super) fn new(verified: &'v Verified, stored: &[RevisionRow], beside: &'v Beside) -> Self {
        let languages = stored.iter().map(|row| (row.leaf, row.language.clone()));
        Self {
            verified,
            languages: languages.collect(),
            beside,
        }
    }

    /// The entries from `start` up to, not including, `end`.
    pub(super) async fn portion(&mut self, start: u64, end: u64) -> Result<Portion, CarryError> {
        let mut portion = Portion::default();
        let width = u64::from(FULL_WIDTH);
        for index in start / width..end.div_ceil(width) {
            let entries = self.verified.bundle(index).await?;
            let names = Names::read(self.verified, index).await?;
            let mut bundle = Bundle { names, portion };
            let first = index * width;
            for (leaf, bytes) in (first..).zip(entries) {
                if (start..end).contains(&leaf) {
                    self.entry(leaf, bytes, &mut bundle).await?;
                }
            }
            portion = bundle.portion;
        }
        Ok(portion)
    }

    /// Publishes the folder with a portion, also where nothing else of it is new.
    pub(super) fn publish_folder(&self, portion: &mut Portion) {
        self.publication(portion);
    }

    async fn entry(
        &mut self,
        leaf: u64,
        bytes: Vec<u8>,
        bundle: &mut Bundle,
    ) -> Result<(), CarryError> {
        let entry =
            Entry::decode(&bytes).map_err(|_| CarryError::Changed("tile/entries".into()))?;
        let portion = &mut bundle.portion;
        portion.entries.push(bytes);
        match &entry.body {
            Body::Revision { .. } => {
                let row = self.revision(leaf, &entry).await?;
                self.publication(portion).revisions.extend(row);
            }
            Body::Figure { record } => {
                let text = self.record("figures", record).await?;
                let row = FigureRow {
                    leaf,
                    digest: *record,
                    record: text,
                };
                self.publication(portion).figures.push(row);
            }
            Body::Raising { record } => {
                let text = self.record("raisings", record).await?;
                let row = RaisingRow {
                    leaf,
                    digest: *record,
                    record: text,
                };
                self.publication(portion).raisings.push(row);
            }
            Body::Signature { commitment, .. } => {
                let row = self.signature((leaf, &entry), commitment, &bundle.names)?;
                bundle.portion.signatures.extend(row);
            }
            Body::Withdrawal { signature, .. } => {
                portion
                    .departures
                    .push(departure(*signature, StoredState::Withdrawn));
            }
            Body::Strike { signature, .. } => {
                portion
                    .departures
                    .push(departure(*signature, StoredState::Struck));
            }
            Body::Close => portion.closes = true,
            Body::AuditPlan { .. } | Body::AuditResult { .. } | Body::Handover { .. } => {}
        }
        Ok(())
    }

    async fn revision(
        &mut self,
        leaf: u64,
        entry: &Entry,
    ) -> Result<Option<RevisionRow>, CarryError> {
        let Body::Revision {
            role,
            number,
            renders,
            language,
            digest,
        } = &entry.body
        else {
            return Ok(None);
        };
        let path = format!("texts/{digest}.md");
        let text = self.verified.text(&path, digest.as_bytes()).await?;
        self.languages.insert(leaf, language.clone());
        Ok(Some(RevisionRow {
            leaf,
            language: language.clone(),
            number: *number,
            role: *role,
            renders: match role {
                RevisionRole::Original => leaf,
                RevisionRole::Translation => *renders,
            },
            digest: *digest,
            source: self.beside.source(*digest).unwrap_or(&text).to_owned(),
            text,
            day: entry.day.0,
        }))
    }

    async fn record(&self, folder: &str, digest: &[u8; 32]) -> Result<String, CarryError> {
        let path = format!("{folder}/{}.txt", hex::encode(digest));
        self.verified.text(&path, digest).await
    }

    fn signature(
        &self,
        (leaf, entry): (u64, &Entry),
        commitment: &Commitment,
        names: &Names,
    ) -> Result<Option<NewSignature>, CarryError> {
        let Body::Signature {
            revision,
            class,
            evidence,
            ..
        } = entry.body
        else {
            return Ok(None);
        };
        let language = self.languages.get(&revision);
        let language = language.ok_or_else(|| CarryError::Changed("tile/entries".into()))?;
        let shown = Shown {
            leaf,
            day: entry.day.0,
            class,
            language,
        };
        let signatory = names.signatory(&shown, commitment)?;
        Ok(Some(NewSignature {
            leaf,
            bucket: Bucket {
                revision,
                class,
                evidence,
            },
            listing: signatory
                .as_ref()
                .map_or(Listing::Counted, |row| row.listing),
            day: entry.day.0,
            tag: unknown_tag(leaf),
            record: None,
            access: None,
            signatory,
            consents: Vec::new(),
            contacts: Vec::new(),
            pending: None,
        }))
    }

    fn publication<'p>(&self, portion: &'p mut Portion) -> &'p mut Publication {
        portion.publication.get_or_insert_with(|| Publication {
            files: self.beside.files().to_vec(),
            ..Publication::default()
        })
    }
}

const fn departure(signature: u64, state: StoredState) -> Departure {
    Departure { signature, state }
}

/// What stands where the duplicate tag of a signature was never known: a value that no address has,
/// and another for each signature.
pub(super) fn unknown_tag(leaf: u64) -> [u8; 32] {
    let mut tag = Sha256::new_with_prefix(b"undersigned/v1/unknown-tag\0");
    tag.update(leaf.to_be_bytes());
    tag.finalize().into()
}

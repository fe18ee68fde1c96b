//! The end of a recount: texts, figures, names, and the count that was published.

use std::collections::BTreeMap;

use domain::signer::Class;
use domain::text::TextDigest;
use sha2::{Digest, Sha256};

use super::recount::{Opened, Recount, memory_error};
use super::remember::Remembered;
use super::{Problem, SourceError};

impl Recount<'_> {
    /// Texts and figures, and whether the shown names are of signatures that count.
    pub(super) async fn contents(&mut self) -> Result<(), SourceError> {
        let revisions: Vec<(u64, TextDigest)> = self
            .fold
            .revisions()
            .map(|(leaf, _, digest)| (leaf, digest))
            .collect();
        for (leaf, digest) in revisions {
            let Some(text) = self.file(&format!("texts/{digest}.md")).await? else {
                continue;
            };
            self.report.texts += 1;
            if TextDigest::of(&text) != digest {
                self.found(Problem::Text(leaf));
            }
        }
        for (leaf, digest) in std::mem::take(&mut self.figures) {
            let path = format!("figures/{}.txt", hex::encode(digest));
            let Some(record) = self.file(&path).await? else {
                continue;
            };
            self.report.figures += 1;
            if Sha256::digest(&record)[..] != digest {
                self.found(Problem::Figure(leaf));
            }
        }
        for leaf in std::mem::take(&mut self.named) {
            self.report.names += 1;
            if !self.fold.counts(leaf) {
                self.found(Problem::NameWithoutSignature(leaf));
            }
        }
        Ok(())
    }

    pub(super) fn conclude(&mut self, opened: &Opened) -> Result<(), SourceError> {
        let texts: BTreeMap<u64, (String, String)> = self
            .fold
            .revisions()
            .map(|(leaf, language, digest)| (leaf, (language.to_string(), digest.to_string())))
            .collect();
        let tally = self.fold.tally();
        self.report
            .count(&tally, |leaf| texts.get(&leaf).cloned().unwrap_or_default());
        self.report.closed = self.fold.is_closed();
        self.compare_count();
        if let (true, Some(memory)) = (self.report.is_fine(), self.options.memory) {
            let seen = Remembered {
                key: opened.key.clone(),
                checkpoint: opened.note.clone(),
            };
            let origin = &opened.checkpoint.origin;
            memory
                .remember(origin, &seen)
                .map_err(|error| memory_error(origin, error))?;
        }
        Ok(())
    }

    fn compare_count(&mut self) {
        let (Some(published), Some(tally)) = (self.published.take(), self.then.take()) else {
            if self.report.is_fine() {
                let why = "it is not the count of any size of this log".to_owned();
                self.found(Problem::Malformed("count.json".into(), why));
            }
            return;
        };
        let of = |class| {
            tally
                .iter()
                .filter(|(b, _)| b.class == class)
                .map(|(_, n)| n)
                .sum()
        };
        let mut pairs = vec![
            (
                "signatures".to_owned(),
                published.total,
                tally.values().sum::<u64>(),
            ),
            ("persons".to_owned(), published.persons, of(Class::Person)),
            (
                "organisations".to_owned(),
                published.organisations,
                of(Class::Organisation),
            ),
        ];
        for revision in &published.revisions {
            let counted = tally.iter().filter(|(b, _)| b.revision == revision.leaf);
            let what = format!("signatures of the revision at entry {}", revision.leaf);
            pairs.push((what, revision.total, counted.map(|(_, n)| n).sum()));
        }
        for (what, published, counted) in pairs {
            if published != counted {
                self.found(Problem::Count {
                    what,
                    published,
                    counted,
                });
            }
        }
    }
}

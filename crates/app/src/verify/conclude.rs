//! The end of a recount: the count, and whether it is the one that was published.

use std::collections::{BTreeMap, BTreeSet};

use domain::log::Tally;
use domain::signer::Class;

use super::recount::{Opening, Recount};
use super::{Problem, SourceError};
use crate::log::CountJson;

impl Recount<'_> {
    pub(super) fn conclude(&mut self, opened: &Opening) -> Result<(), SourceError> {
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
        self.remember(opened)
    }

    fn compare_count(&mut self) {
        // Where one of the two is absent, the reason was found before.
        let (Some(published), Some(tally)) = (self.published.take(), self.then.take()) else {
            return;
        };
        let of = |class| {
            let counted = tally.iter().filter(|(b, _)| b.class == class);
            counted.map(|(_, n)| n).sum()
        };
        self.compare("signatures", published.total, tally.values().sum::<u64>());
        self.compare("persons", published.persons, of(Class::Person));
        let organisations = of(Class::Organisation);
        self.compare("organisations", published.organisations, organisations);
        self.compare_revisions(&published, &tally);
    }

    fn compare_revisions(&mut self, published: &CountJson, tally: &Tally) {
        let mut counted: BTreeMap<u64, u64> = BTreeMap::new();
        for (bucket, signatures) in tally {
            *counted.entry(bucket.revision).or_default() += signatures;
        }
        let languages: BTreeMap<u64, String> = self
            .fold
            .revisions()
            .map(|(leaf, language, _)| (leaf, language.to_string()))
            .collect();
        let mut listed = BTreeSet::new();
        for revision in &published.revisions {
            let leaf = revision.leaf;
            if !listed.insert(leaf) || languages.get(&leaf) != Some(&revision.language) {
                self.found(Problem::CountOfRevision(leaf));
            }
            let now = counted.get(&leaf).copied().unwrap_or_default();
            self.compare(&of_revision(leaf), revision.total, now);
        }
        for (leaf, signatures) in counted {
            if !listed.contains(&leaf) {
                self.compare(&of_revision(leaf), 0, signatures);
            }
        }
    }

    fn compare(&mut self, what: &str, published: u64, counted: u64) {
        if published != counted {
            self.found(Problem::Count {
                what: what.to_owned(),
                published,
                counted,
            });
        }
    }
}

fn of_revision(leaf: u64) -> String {
    format!("signatures of the revision at entry {leaf}")
}

//! A log that was verified whole, and is read a second time to be taken over.

use std::sync::Arc;

use domain::log::Body;
use store::CosignatureRow;
use tlog::note::{Note, VerifierKey};
use tlog::policy::Policy;
use tlog::tile::{FULL_WIDTH, TilePath, bundle, entry_bundles};
use tlog::tree::Frontier;
use tlog::{Checkpoint, Hash};

use super::watched::{Watched, root_of};
use super::{CarryError, Refusal};
use crate::opening::OpeningJson;
use crate::verify::{LogSource, Report, VerifyOptions, verify};

/// Told how many entries were read, and of how many.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Sync);

/// A log somewhere else, with everything in it verified.
///
/// Files may change after they were verified. Each bundle that is read again is therefore compared
/// with what was verified, so that whatever is taken over is a part of the verified tree.
pub struct Verified {
    source: Arc<dyn LogSource>,
    /// What the recount found.
    pub report: Report,
    /// The key the log is signed with.
    pub key: VerifierKey,
    /// The checkpoint everything was verified against.
    pub checkpoint: Checkpoint,
    /// The checkpoint as its log signed it, without cosignatures.
    pub note: String,
    /// Cosignatures of the witnesses that the log's own policy names.
    pub(super) cosignatures: Vec<CosignatureRow>,
    /// Revisions, figures and raisings in the log, in its order.
    pub(super) published: Vec<Body>,
    /// The root of each bundle.
    bundles: Vec<Hash>,
    names: NamesTaken,
}

/// Whether names are taken over with the entries they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamesTaken {
    /// Those that are shown there are shown here.
    AsShown,
    /// Everybody is counted and nobody shown.
    None,
}

impl Verified {
    /// Recounts a log and notes what is needed to read it again.
    ///
    /// # Errors
    /// [`Refusal::False`] with everything that was found false, another key than the one expected
    /// among it; [`CarryError`] when it could not be read whole.
    pub async fn read(
        source: Arc<dyn LogSource>,
        key: Option<&VerifierKey>,
        progress: Option<Progress<'_>>,
    ) -> Result<Self, CarryError> {
        let watched = Watched::new(Arc::clone(&source));
        let options = VerifyOptions {
            key: key.cloned(),
            progress,
            ..VerifyOptions::default()
        };
        let report = verify(&watched, &options).await?;
        if !report.is_fine() {
            return Err(Refusal::False(report.problems).into());
        }
        let mut seen = watched.into_seen();
        let changed = |path: &str| CarryError::Changed(path.to_owned());
        let key = VerifierKey::parse(&report.key).map_err(|_| changed("policy"))?;
        let opened = Signed::open(&seen.checkpoint, &seen.policy, &key)
            .filter(|signed| signed.is_of(&report))
            .ok_or_else(|| changed("checkpoint"))?;
        let (mut bundles, mut published) = (Vec::new(), Vec::new());
        for path in entry_bundles(report.size) {
            let noted = seen.take_bundle(path);
            let noted = noted.ok_or_else(|| changed(&path.to_string()))?;
            bundles.push(noted.root);
            published.extend(noted.published);
        }
        let verified = Self {
            source,
            key,
            checkpoint: opened.checkpoint,
            note: opened.note,
            cosignatures: opened.cosignatures,
            published,
            names: NamesTaken::AsShown,
            bundles,
            report,
        };
        let whole = verified.tree_at(verified.checkpoint.size).await?;
        if whole.root() != verified.checkpoint.root {
            return Err(changed("tile/entries"));
        }
        Ok(verified)
    }

    /// The same log with so much of its names.
    #[must_use]
    pub fn with_names(mut self, names: NamesTaken) -> Self {
        self.names = names;
        self
    }

    /// How many entries it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.checkpoint.size
    }

    /// The tree of its first `size` entries.
    ///
    /// # Errors
    /// [`CarryError`] when a bundle cannot be read again or is another.
    pub(super) async fn tree_at(&self, size: u64) -> Result<Frontier, CarryError> {
        let width = u64::from(FULL_WIDTH);
        let (full, rest) = (size / width, size % width);
        let mut bundles = Frontier::empty();
        let roots = self.bundles.iter().zip(0..full);
        roots.for_each(|(root, _)| bundles.push(*root));
        // A perfect subtree over bundles is one over their entries, eight levels higher.
        let mut tree = Frontier::from_parts(full * width, bundles.parts().to_vec())
            .map_err(|_| CarryError::Changed("tile/entries".to_owned()))?;
        if rest > 0 {
            for entry in self.bundle(full).await?.iter().zip(0..rest) {
                tree.push(Hash::leaf(entry.0));
            }
        }
        Ok(tree)
    }

    /// The entries of one bundle, as they were verified.
    ///
    /// # Errors
    /// [`CarryError::Changed`] when they are others by now.
    pub(super) async fn bundle(&self, index: u64) -> Result<Vec<Vec<u8>>, CarryError> {
        let width = u64::from(FULL_WIDTH).min(self.size().saturating_sub(index * 256));
        let path = TilePath::Entries {
            index,
            width: u16::try_from(width).unwrap_or(FULL_WIDTH),
        };
        let name = path.to_string();
        let bytes = self.file(&name).await?;
        let entries = bundle::entries(&bytes).unwrap_or_default();
        let known = usize::try_from(index)
            .ok()
            .and_then(|index| self.bundles.get(index));
        if known != Some(&root_of(&entries)) {
            return Err(CarryError::Changed(name));
        }
        Ok(entries.into_iter().map(<[u8]>::to_vec).collect())
    }

    /// The openings of one bundle. Whether each belongs to its entry is the caller's to check.
    pub(super) async fn openings(&self, index: u64) -> Result<Vec<OpeningJson>, CarryError> {
        if self.names == NamesTaken::None {
            return Ok(Vec::new());
        }
        let path = format!("openings/{index}.json");
        let bytes = self.file(&path).await?;
        serde_json::from_slice(&bytes).map_err(|_| CarryError::Changed(path))
    }

    /// A file whose bytes have this SHA-256, as text.
    pub(super) async fn text(&self, path: &str, digest: &[u8; 32]) -> Result<String, CarryError> {
        use sha2::{Digest, Sha256};
        let bytes = self.file(path).await?;
        if Sha256::digest(&bytes)[..] != digest[..] {
            return Err(CarryError::Changed(path.to_owned()));
        }
        String::from_utf8(bytes).map_err(|_| CarryError::Changed(path.to_owned()))
    }

    /// The records of all raisings, in the order of the log.
    pub(super) async fn raisings(&self) -> Result<Vec<String>, CarryError> {
        let mut records = Vec::new();
        for body in &self.published {
            if let Body::Raising { record } = body {
                let path = format!("raisings/{}.txt", hex::encode(record));
                records.push(self.text(&path, record).await?);
            }
        }
        Ok(records)
    }

    async fn file(&self, path: &str) -> Result<Vec<u8>, CarryError> {
        let found = self.source.get(path).await?;
        found.ok_or_else(|| CarryError::Changed(path.to_owned()))
    }
}

/// A checkpoint taken apart.
pub(super) struct Signed {
    pub(super) checkpoint: Checkpoint,
    /// The note with the signature of the log alone.
    pub(super) note: String,
    /// Those of the witnesses that a policy names.
    cosignatures: Vec<CosignatureRow>,
}

impl Signed {
    /// Nothing where the log itself has not signed, or a witness wrongly.
    pub(super) fn open(bytes: &[u8], policy: &[u8], key: &VerifierKey) -> Option<Self> {
        let policy = std::str::from_utf8(policy).ok();
        let policy = policy.and_then(|policy| Policy::parse(policy).ok());
        let witnesses: Vec<VerifierKey> = policy
            .iter()
            .flat_map(Policy::witnesses)
            .map(|witness| witness.key.clone())
            .collect();
        let opened =
            Checkpoint::open_cosigned(bytes, std::slice::from_ref(key), &witnesses).ok()?;
        let note = Note::parse(bytes).ok()?;
        let line = |key: &VerifierKey| {
            let mut lines = note.signatures().iter();
            lines.find(|line| line.is_by(key)).map(ToString::to_string)
        };
        let cosignatures = opened.cosignatures.iter().filter_map(|(witness, seconds)| {
            Some(CosignatureRow {
                witness: witness.to_string(),
                line: line(witness)?,
                seconds: *seconds,
            })
        });
        Some(Self {
            note: format!("{}\n{}\n", note.text(), line(key)?),
            cosignatures: cosignatures.collect(),
            checkpoint: opened.checkpoint,
        })
    }

    /// A site signs on while it is read: the checkpoint must be the one that was verified.
    fn is_of(&self, report: &Report) -> bool {
        self.checkpoint.size == report.size && self.checkpoint.root.to_string() == report.root
    }
}

//! Entries recounted per second, against the machine's SHA-256 rate over the same bytes.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

use anyhow::ensure;
use app::verify::{LogSource, SourceError, VerifyOptions, verify};
use domain::locale::Language;
use domain::log::{Body, Commitment, Day, Entry, RevisionRole};
use domain::signer::{Class, Evidence};
use domain::text::TextDigest;
use sha2::{Digest, Sha256};
use tlog::note::SigningKey;
use tlog::tile::{TilePath, bundle, entry_bundles, hash_tiles, tile};
use tlog::tree::{Frontier, HashStore, SubtreeId};
use tlog::{Checkpoint, Hash};

use crate::table::{Rates, heading, row};

/// Entries in the log that is recounted.
const ENTRIES: u64 = 200_000;

/// Recounts a log in memory, and hashes the same entries and as many nodes with nothing around it.
///
/// # Errors
/// When the log is found false, which would be a fault of this program.
pub async fn run(rounds: usize) -> anyhow::Result<()> {
    let log = Log::new(ENTRIES)?;
    let (mut recounted, mut hashed) = (Rates::default(), Rates::default());
    for _ in 0..rounds {
        let started = Instant::now();
        let report = verify(&log, &VerifyOptions::default()).await?;
        recounted.add(ENTRIES, started.elapsed());
        ensure!(report.is_fine(), "{:?}", report.problems);
        let started = Instant::now();
        log.hash_everything();
        hashed.add(ENTRIES, started.elapsed());
    }
    heading("Recount of a log of 200,000 entries in memory, one thread");
    row("entries hashed, nothing else", &hashed, None);
    row(
        "entries recounted",
        &recounted,
        Some(("hashing alone", &hashed)),
    );
    Ok(())
}

/// A log in memory, as its public files.
struct Log {
    files: HashMap<String, Vec<u8>>,
    entries: Vec<Vec<u8>>,
}

#[async_trait::async_trait]
impl LogSource for Log {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(self.files.get(path).cloned())
    }
}

struct Tree {
    leaves: Vec<Hash>,
    full: HashMap<SubtreeId, Hash>,
}

impl HashStore for Tree {
    type Error = std::convert::Infallible;

    fn leaf_hash_range(&self, start: u64, end: u64) -> Result<Vec<Hash>, Self::Error> {
        Ok(self.leaves[start as usize..end as usize].to_vec())
    }

    fn subtree(&self, id: SubtreeId) -> Result<Hash, Self::Error> {
        Ok(self.full[&id])
    }
}

impl Log {
    fn new(size: u64) -> anyhow::Result<Self> {
        const TEXT: &str = "# Bench\n\nText.\n";
        let digest = TextDigest::of(TEXT.as_bytes());
        let entries = entries(size, digest);
        let mut tree = Tree {
            leaves: Vec::new(),
            full: HashMap::new(),
        };
        let mut frontier = Frontier::empty();
        for entry in &entries {
            let leaf = Hash::leaf(entry);
            tree.leaves.push(leaf);
            frontier.append(leaf, &mut |id, hash| {
                tree.full.insert(id, hash);
            });
        }
        let mut files = HashMap::new();
        let key = SigningKey::from_seed("example.org/d/bench/log", [7; 32])?;
        let origin = "example.org/d/bench/log".to_owned();
        let checkpoint = Checkpoint {
            origin,
            size,
            root: frontier.root(),
        }
        .sign(&key)?;
        let signed = size - 1;
        let count = format!(
            "{{\"size\":{size},\"total\":{signed},\"persons\":{signed},\"organisations\":0,\"shown\":0,\"revisions\":[{{\"leaf\":0,\"language\":\"en\",\"total\":{signed}}}]}}"
        );
        files.insert("checkpoint".to_owned(), checkpoint.to_string().into_bytes());
        files.insert(
            "policy".to_owned(),
            format!("log {}\nquorum none\n", key.verifier()).into_bytes(),
        );
        files.insert("count.json".to_owned(), count.into_bytes());
        files.insert(format!("texts/{digest}.md"), TEXT.as_bytes().to_vec());
        for path in entry_bundles(size) {
            let TilePath::Entries { index, width } = path else {
                continue;
            };
            let start = (index * 256) as usize;
            let slice = entries[start..start + usize::from(width)]
                .iter()
                .map(Vec::as_slice);
            files.insert(path.to_string(), bundle::encode(slice)?);
            files.insert(format!("openings/{index}.json"), b"[]".to_vec());
        }
        for path in hash_tiles(size) {
            files.insert(path.to_string(), tile(path, size, &tree)?);
        }
        Ok(Self { files, entries })
    }

    /// Each leaf once and one node for each: what any recount must do.
    fn hash_everything(&self) {
        let mut last = [0; 32];
        for entry in &self.entries {
            let leaf: [u8; 32] = Sha256::new()
                .chain_update([0])
                .chain_update(entry)
                .finalize()
                .into();
            last = Sha256::new()
                .chain_update([1])
                .chain_update(last)
                .chain_update(leaf)
                .finalize()
                .into();
        }
        black_box(last);
    }
}

fn entries(size: u64, digest: TextDigest) -> Vec<Vec<u8>> {
    let language = Language::parse("en").expect("en is a language");
    let revision = Body::Revision {
        role: RevisionRole::Original,
        number: 1,
        renders: 0,
        language,
        digest,
    };
    let signature = |number: u64| Body::Signature {
        revision: 0,
        class: Class::Person,
        evidence: Evidence::MailLink,
        commitment: Commitment::from_bytes(Sha256::digest(number.to_be_bytes()).into()),
    };
    std::iter::once(revision)
        .chain((1..size).map(signature))
        .map(|body| {
            Entry {
                day: Day(20_000),
                body,
            }
            .encode()
        })
        .collect()
}

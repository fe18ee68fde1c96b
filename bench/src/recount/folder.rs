//! A large log as a folder, written without a site: every core makes bundles of its own.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Context;
use domain::locale::Language;
use domain::log::{Body, Commitment, Day, Entry, RevisionRole};
use domain::signer::{Class, Evidence};
use domain::text::TextDigest;
use tlog::note::SigningKey;
use tlog::tile::{TilePath, bundle};
use tlog::tree::Frontier;
use tlog::{Checkpoint, Hash};

/// Entries in a full bundle and hashes in a full tile.
const WIDTH: u64 = 256;

const ORIGIN: &str = "example.org/d/bench/log";
const TEXT: &str = "# Bench\n\nText.\n";

/// Writes a log of so many entries: a revision, and signatures that show no name.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path, size: u64) -> anyhow::Result<()> {
    let written = Folder {
        folder: folder.to_owned(),
        size,
    };
    let bundles = size.div_ceil(WIDTH);
    let roots = Mutex::new(vec![Hash::EMPTY_ROOT; usize::try_from(bundles)?]);
    let next = AtomicU64::new(0);
    let work = || -> anyhow::Result<()> {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= bundles {
                return Ok(());
            }
            let root = written.bundle(index)?;
            let mut roots = roots.lock().map_err(|_| anyhow::anyhow!("a thread died"))?;
            roots[usize::try_from(index)?] = root;
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores()).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().expect("a thread that panics says why"))
    })?;
    let roots = roots.into_inner().context("a thread died")?;
    written.above(roots)?;
    written.beside()
}

/// How many threads can work at once.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}

/// The bytes of the entry at a place.
pub fn entry(leaf: u64) -> Vec<u8> {
    let body = if leaf == 0 {
        Body::Revision {
            role: RevisionRole::Original,
            number: 1,
            renders: 0,
            language: Language::parse("en").expect("en is a language"),
            digest: TextDigest::of(TEXT.as_bytes()),
        }
    } else {
        let (class, evidence) = signed(leaf);
        Body::Signature {
            revision: 0,
            class,
            evidence,
            commitment: Commitment::from_bytes(scattered(leaf)),
        }
    };
    let day = Day(20_000);
    Entry { day, body }.encode()
}

/// One signature in so many is an organisation's.
const ORGANISATION: u64 = 8;

/// Who signed and how: mixed, so that hardly three signatures in a row are counted alike.
const fn signed(leaf: u64) -> (Class, Evidence) {
    if leaf.is_multiple_of(ORGANISATION) {
        (Class::Organisation, Evidence::OrganisationDomain)
    } else if leaf.is_multiple_of(3) {
        (Class::Person, Evidence::MailCode)
    } else {
        (Class::Person, Evidence::MailLink)
    }
}

/// Bytes that look random, from the generator SplitMix64.
fn scattered(seed: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    let mut state = seed;
    for chunk in bytes.chunks_exact_mut(8) {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        chunk.copy_from_slice(&(word ^ (word >> 31)).to_be_bytes());
    }
    bytes
}

struct Folder {
    folder: PathBuf,
    size: u64,
}

impl Folder {
    /// Writes one bundle, its tile and its openings, and gives its root.
    fn bundle(&self, index: u64) -> anyhow::Result<Hash> {
        let start = index * WIDTH;
        let entries: Vec<Vec<u8>> = (start..self.size.min(start + WIDTH)).map(entry).collect();
        let width = u16::try_from(entries.len())?;
        let bytes = bundle::encode(entries.iter().map(Vec::as_slice))?;
        self.file(&TilePath::Entries { index, width }.to_string(), &bytes)?;
        let leaves: Vec<Hash> = entries.iter().map(|entry| Hash::leaf(entry)).collect();
        self.tile(0, index, &leaves)?;
        self.file(&format!("openings/{index}.json"), b"[]")?;
        let mut frontier = Frontier::empty();
        leaves.into_iter().for_each(|leaf| frontier.push(leaf));
        Ok(frontier.root())
    }

    /// Writes everything above the bundles, and the checkpoint.
    fn above(&self, mut roots: Vec<Hash>) -> anyhow::Result<()> {
        let mut frontier = Frontier::empty();
        for leaf in self.size - self.size % WIDTH..self.size {
            frontier.push(Hash::leaf(&entry(leaf)));
        }
        let full = usize::try_from(self.size / WIDTH)?;
        roots.truncate(full);
        let mut bundles = Frontier::empty();
        roots.iter().for_each(|root| bundles.push(*root));
        let parts = [bundles.parts(), frontier.parts()].concat();
        let root = Frontier::from_parts(self.size, parts)?.root();
        let mut level = 1;
        while !roots.is_empty() {
            for (index, hashes) in (0..).zip(roots.chunks(256)) {
                self.tile(level, index, hashes)?;
            }
            roots = roots.chunks_exact(256).map(root_of).collect();
            level += 1;
        }
        let key = SigningKey::from_seed(ORIGIN, [7; 32])?;
        let checkpoint = Checkpoint {
            origin: ORIGIN.to_owned(),
            size: self.size,
            root,
        };
        let note = checkpoint.sign(&key)?.to_string();
        self.file("checkpoint", note.as_bytes())?;
        let listed = format!(
            "[{{\"size\":{},\"root\":\"{}\",\"day\":\"2024-10-04\",\"witnesses\":[]}}]",
            self.size,
            root.to_base64()
        );
        self.file("checkpoints.json", listed.as_bytes())?;
        let policy = format!("log {}\nquorum none\n", key.verifier());
        self.file("policy", policy.as_bytes())
    }

    /// Writes the text and the count.
    fn beside(&self) -> anyhow::Result<()> {
        let digest = TextDigest::of(TEXT.as_bytes());
        self.file(&format!("texts/{digest}.md"), TEXT.as_bytes())?;
        let (size, signed) = (self.size, self.size - 1);
        let organisations = signed / ORGANISATION;
        let persons = signed - organisations;
        let count = format!(
            "{{\"size\":{size},\"total\":{signed},\"persons\":{persons},\"organisations\":{organisations},\"shown\":0,\
             \"revisions\":[{{\"leaf\":0,\"language\":\"en\",\"total\":{signed}}}]}}"
        );
        self.file("count.json", count.as_bytes())
    }

    fn tile(&self, level: u8, index: u64, hashes: &[Hash]) -> anyhow::Result<()> {
        let path = TilePath::Hashes {
            level,
            index,
            width: u16::try_from(hashes.len())?,
        };
        let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
        self.file(&path.to_string(), &bytes)
    }

    fn file(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let file = self.folder.join(path);
        // Nearly always the folder is there: asked for only where it is not.
        let written = std::fs::write(&file, bytes).or_else(|_| {
            std::fs::create_dir_all(file.parent().unwrap_or(&self.folder))?;
            std::fs::write(&file, bytes)
        });
        written.with_context(|| format!("cannot write {}", file.display()))
    }
}

fn root_of(hashes: &[Hash]) -> Hash {
    let mut frontier = Frontier::empty();
    hashes.iter().for_each(|hash| frontier.push(*hash));
    frontier.root()
}

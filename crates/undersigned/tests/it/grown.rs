//! A log that is longer than anybody could sign in a test: an exported one, grown with the key of its
//! site.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use domain::log::{Body, Commitment, Entry};
use domain::signer::{Class, Evidence};
use tlog::note::SigningKey;
use tlog::tile::{TilePath, bundle, entry_bundles, hash_tiles, tile};
use tlog::tree::{Frontier, HashStore, SubtreeId};
use tlog::{Checkpoint, Hash};

use super::site::copy;

/// Writes `exported` into `into` with so many more signatures, all of them counted only, and signs it
/// with the key in `key_file`.
pub fn grow(exported: &Path, key_file: &Path, signatures: u64, into: &Path) {
    copy(exported, into);
    let ledger = into.join("ledger");
    let note = std::fs::read_to_string(ledger.join("checkpoint")).unwrap();
    let (text, _) = note.split_once("\n\n").unwrap();
    let before = Checkpoint::parse(&format!("{text}\n")).unwrap();
    let mut tree = Tree::default();
    let mut last = None;
    for path in entry_bundles(before.size) {
        let bytes = std::fs::read(ledger.join(path.to_string())).unwrap();
        for entry in bundle::entries(&bytes).unwrap() {
            tree.append(entry.to_vec());
            last = Some(Entry::decode(entry).unwrap());
        }
    }
    let revision = tree.first_revision();
    for number in 0..signatures {
        let mut commitment = [7; 32];
        commitment[..8].copy_from_slice(&number.to_be_bytes());
        let entry = Entry {
            day: last.as_ref().unwrap().day,
            body: Body::Signature {
                revision,
                class: Class::Person,
                evidence: Evidence::MailLink,
                commitment: Commitment::from_bytes(commitment),
            },
        };
        tree.append(entry.encode());
    }
    let mut seed = [0; 32];
    let digits = std::fs::read_to_string(key_file).unwrap();
    hex::decode_to_slice(digits.trim(), &mut seed).unwrap();
    let key = SigningKey::from_seed(before.origin, seed).unwrap();
    tree.write(&ledger, &key);
    recount(&ledger, tree.size(), (revision, signatures));
}

#[derive(Default)]
struct Tree {
    entries: Vec<Vec<u8>>,
    frontier: Frontier,
    subtrees: BTreeMap<(u8, u64), Hash>,
}

impl Tree {
    fn append(&mut self, entry: Vec<u8>) {
        let subtrees = &mut self.subtrees;
        self.frontier.append(Hash::leaf(&entry), &mut |id, hash| {
            subtrees.insert((id.level, id.index), hash);
        });
        self.entries.push(entry);
    }

    fn size(&self) -> u64 {
        self.frontier.size()
    }

    fn first_revision(&self) -> u64 {
        let is_revision =
            |entry: &Vec<u8>| matches!(Entry::decode(entry).unwrap().body, Body::Revision { .. });
        self.entries.iter().position(is_revision).unwrap() as u64
    }

    fn write(&self, ledger: &Path, key: &SigningKey) {
        let size = self.size();
        let write = |path: &str, bytes: &[u8]| {
            let path = ledger.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        for path in entry_bundles(size) {
            let range = path.range_in(size).unwrap();
            let entries = &self.entries[range.start as usize..range.end as usize];
            let bytes = bundle::encode(entries.iter().map(Vec::as_slice)).unwrap();
            write(&path.to_string(), &bytes);
            if let TilePath::Entries {
                index: index @ 1.., ..
            } = path
            {
                write(&format!("openings/{index}.json"), b"[]");
            }
        }
        for path in hash_tiles(size) {
            write(&path.to_string(), &tile(path, size, self).unwrap());
        }
        let checkpoint = Checkpoint {
            origin: key.name().to_owned(),
            size,
            root: self.frontier.root(),
        };
        let note = checkpoint.sign(key).unwrap().to_string();
        write("checkpoint", note.as_bytes());
    }
}

impl HashStore for Tree {
    type Error = Infallible;

    fn leaf_hash_range(&self, start: u64, end: u64) -> Result<Vec<Hash>, Infallible> {
        let entries = &self.entries[start as usize..end as usize];
        Ok(entries.iter().map(|entry| Hash::leaf(entry)).collect())
    }

    fn subtree(&self, id: SubtreeId) -> Result<Hash, Infallible> {
        Ok(self.subtrees[&(id.level, id.index)])
    }

    fn subtree_range(&self, level: u8, start: u64, end: u64) -> Result<Vec<Hash>, Infallible> {
        let range = start..end;
        Ok(range.map(|index| self.subtrees[&(level, index)]).collect())
    }
}

/// Adds the new signatures to the published count.
fn recount(ledger: &Path, size: u64, (revision, more): (u64, u64)) {
    let file = ledger.join("count.json");
    let mut count: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let plus = |value: &serde_json::Value| serde_json::json!(value.as_u64().unwrap() + more);
    count["size"] = serde_json::json!(size);
    count["total"] = plus(&count["total"]);
    count["persons"] = plus(&count["persons"]);
    let revisions = count["revisions"].as_array_mut().unwrap();
    let known = revisions
        .iter_mut()
        .find(|known| known["leaf"] == serde_json::json!(revision));
    match known {
        Some(known) => known["total"] = plus(&known["total"]),
        None => panic!("nobody signed the revision at {revision}"),
    }
    std::fs::write(file, count.to_string()).unwrap();
}

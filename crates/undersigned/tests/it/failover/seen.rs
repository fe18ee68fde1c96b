//! Every checkpoint that outsiders were given, and the proof that one log continues all of them.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tlog::note::VerifierKey;
use tlog::tile::{bundle, entry_bundles};
use tlog::tree::Frontier;
use tlog::{Checkpoint, Hash};

use crate::nodes::cluster::Cluster;

/// Checkpoints as they were served.
#[derive(Default)]
pub struct Seen(Mutex<BTreeSet<String>>);

/// Ends the looking however what happens meanwhile ends.
struct Over<'o>(&'o AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Seen {
    /// Asks all nodes for their checkpoint, again and again until what happens is over.
    pub fn during(&self, cluster: &Cluster, happens: impl FnOnce()) {
        let is_over = AtomicBool::new(false);
        std::thread::scope(|threads| {
            for node in 0..cluster.number() {
                let is_over = &is_over;
                threads.spawn(move || {
                    while !is_over.load(Ordering::SeqCst) {
                        self.look(cluster, node);
                        std::thread::sleep(Duration::from_millis(20));
                    }
                });
            }
            let _over = Over(&is_over);
            happens();
        });
    }

    /// What a node serves; nothing while it cannot.
    pub fn look(&self, cluster: &Cluster, node: usize) -> Option<String> {
        let visitor = cluster.visitor(node);
        let answer = visitor.try_get("/d/night-bus/log/checkpoint").ok()?;
        (answer.status == 200).then(|| {
            self.0.lock().unwrap().insert(answer.body.clone());
            answer.body
        })
    }

    /// The checkpoint in a receipt (tlog-proof: behind the first empty line).
    pub fn keep(&self, proof: &str) {
        let (_, note) = proof.split_once("\n\n").unwrap();
        self.0.lock().unwrap().insert(note.to_owned());
    }

    /// Proves that the log, as it is exported in the end, continues each of them: the tree over its
    /// first entries has their roots. Answers how many there were.
    pub fn prove(&self, cluster: &Cluster) -> usize {
        let export = ["export", "night-bus", "kept", "--config", "node-0"];
        cluster.run(&export).ended(0);
        let kept = cluster.run(&["verify", "kept", "--json"]).ended(0).json();
        let key = VerifierKey::parse(kept["key"].as_str().unwrap()).unwrap();
        let open = |note: &str| Checkpoint::open(note.as_bytes(), std::slice::from_ref(&key));
        let ledger = cluster.path("kept/ledger");
        let newest = std::fs::read_to_string(ledger.join("checkpoint")).unwrap();
        let size = open(&newest).unwrap().size;
        let mut tree = Frontier::empty();
        let mut roots = vec![tree.root()];
        for path in entry_bundles(size) {
            let bytes = std::fs::read(ledger.join(path.to_string())).unwrap();
            for entry in bundle::entries(&bytes).unwrap() {
                tree.push(Hash::leaf(entry));
                roots.push(tree.root());
            }
        }
        let seen = self.0.lock().unwrap();
        for note in seen.iter() {
            let seen = open(note).unwrap();
            let root = roots.get(seen.size as usize);
            assert_eq!(root, Some(&seen.root), "another history of {}", seen.size);
        }
        seen.len()
    }
}

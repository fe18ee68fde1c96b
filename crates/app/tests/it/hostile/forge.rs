//! A small log with something of every kind, written by whoever holds its key: what is in it may be
//! changed, and everything that is signed and computed over it is signed and computed again.

use std::collections::BTreeMap;

use app::log::{CheckpointJson, CountJson, RevisionCountJson};
use app::opening::OpeningJson;
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Body, Day, Entry, Field, Fields, Fold, Opening, PublicOpening, RevisionRole};
use domain::signature::{StrikeReason, WithdrawalReason};
use domain::signer::{Class, Evidence};
use domain::text::TextDigest;
use sha2::{Digest, Sha256};
use tlog::cosignature::CosigningKey;
use tlog::note::{Note, SigningKey};
use tlog::policy::{PolicyWitness, Threshold};
use tlog::tile::{TilePath, bundle, entry_bundles, hash_tiles};
use tlog::tree::{Frontier, SubtreeId};
use tlog::{Checkpoint, Hash, Policy};

use super::files::Files;

pub const ORIGIN: &str = "example.org/d/rivers/log";

/// Signatures in the honest log, more than a bundle holds; and in a small one.
const MANY: u64 = 300;
const FEW: u64 = 40;

/// Of the English text, which the signatures are of but for every fourth.
pub const ENGLISH: u64 = 1;
const GERMAN: u64 = 2;

/// What both witnesses signed of the log of two bundles.
pub const WITNESSED: u64 = 290;

const TEXTS: [&str; 3] = [
    "# Rivers\n\nClean.\n",
    "# Flüsse\n\nSauber.\n",
    "# Rivers\n\nClean, and soon.\n",
];
const FIGURE: &[u8] = b"undersigned/v1/figure\nid fish\n";
const RAISING: &[u8] = b"undersigned/v1/raising\nid council\n";

/// The log and the names beside it.
#[derive(Clone)]
pub struct Forge {
    pub entries: Vec<Vec<u8>>,
    pub shown: Vec<(u64, PublicOpening)>,
    /// Sizes of the checkpoints that were released, the newest first.
    pub history: Vec<u64>,
}

pub fn key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, [7; 32]).unwrap()
}

pub fn witness(seed: u8) -> CosigningKey {
    CosigningKey::from_seed(format!("witness-{seed}.example"), [seed; 32]).unwrap()
}

/// Who the site says it asks, and how many of them must have signed.
pub fn policy(witnesses: &[u8], quorum: Option<Threshold>) -> Policy {
    let witness = |seed: &u8| PolicyWitness {
        name: format!("w{seed}"),
        key: witness(*seed).verifier(),
        url: Some(format!("https://witness-{seed}.example")),
    };
    let policy = Policy::of_log(key().verifier()).unwrap();
    policy
        .with_witnesses(witnesses.iter().map(witness).collect(), quorum)
        .unwrap()
}

/// The signer of a number: every 60 somebody shows a name, somebody initials, and an organisation.
pub fn opening(number: u64) -> (Opening, Class, Listing) {
    let (class, listing) = match number % 60 {
        0 => (Class::Person, Listing::Named),
        1 => (Class::Person, Listing::Initials),
        2 => (Class::Organisation, Listing::Named),
        _ => (Class::Person, Listing::Counted),
    };
    let mut fields = Fields::default()
        .with(Field::Name, format!("Zoë {number}"))
        .with(Field::Initials, "Z.")
        .with(Field::Place, "Łódź")
        .with(Field::Tag, Sha256::digest(number.to_le_bytes()).to_vec())
        .with(Field::Consent, [9; 32]);
    if class == Class::Organisation {
        fields = fields.with(Field::Descriptor, "forty \"clubs\"");
    }
    let secret = Sha256::digest(number.to_be_bytes()).into();
    (Opening { secret, fields }, class, listing)
}

impl Forge {
    /// A log of two bundles that still collects.
    pub fn open() -> Self {
        Self::of(MANY)
    }

    /// A log of one bundle, closed.
    pub fn small() -> Self {
        Self::of(FEW).close()
    }

    /// A log of two bundles, closed.
    pub fn closed() -> Self {
        Self::of(MANY).close()
    }

    fn of(signatures: u64) -> Self {
        let mut forge = Self {
            entries: Vec::new(),
            shown: Vec::new(),
            history: Vec::new(),
        };
        forge.push(Body::Figure {
            record: Sha256::digest(FIGURE).into(),
        });
        forge.push(revision(RevisionRole::Original, 1, "en", ENGLISH, TEXTS[0]));
        forge.push(revision(
            RevisionRole::Translation,
            1,
            "de",
            ENGLISH,
            TEXTS[1],
        ));
        for number in 0..signatures {
            forge.sign(number);
            if number == signatures / 2 {
                let renders = forge.size();
                forge.push(revision(RevisionRole::Original, 2, "en", renders, TEXTS[2]));
            }
        }
        forge.push(Body::Raising {
            record: Sha256::digest(RAISING).into(),
        });
        forge.take_back(10);
        forge.take_back(3);
        forge.strike(11);
        let released = [forge.size(), WITNESSED, 257, 256, 255, 20, 4, 1];
        forge.history = released
            .into_iter()
            .filter(|size| *size <= forge.size())
            .collect();
        forge
    }

    /// Closed, after which somebody still withdrew.
    fn close(mut self) -> Self {
        self.push(Body::Close);
        self.take_back(12);
        self.strike(13);
        self.history.insert(0, self.size());
        self
    }

    pub fn size(&self) -> u64 {
        self.entries.len() as u64
    }

    pub fn push(&mut self, body: Body) {
        let day = Day(20_000 + u32::try_from(self.entries.len() / 100).unwrap());
        self.entries.push(Entry { day, body }.encode());
    }

    pub fn sign(&mut self, number: u64) {
        let (opening, class, listing) = opening(number);
        let leaf = self.size();
        self.push(Body::Signature {
            revision: if number % 4 == 1 { GERMAN } else { ENGLISH },
            class,
            evidence: Evidence::MailLink,
            commitment: opening.commitment(),
        });
        if listing != Listing::Counted {
            let shown = PublicOpening::for_listing(&opening, listing);
            self.shown.push((leaf, shown));
        }
    }

    pub fn take_back(&mut self, signature: u64) {
        self.shown.retain(|(leaf, _)| *leaf != signature);
        self.push(Body::Withdrawal {
            signature,
            reason: WithdrawalReason::Wish,
        });
    }

    pub fn strike(&mut self, signature: u64) {
        self.shown.retain(|(leaf, _)| *leaf != signature);
        self.push(Body::Strike {
            signature,
            reason: StrikeReason::Duplicate,
        });
    }

    /// The files of section 3 of the format.
    pub fn files(&self) -> Files {
        let mut files = BTreeMap::new();
        self.below(&mut files);
        self.beside(&mut files);
        for text in TEXTS {
            let path = format!("texts/{}.md", TextDigest::of(text.as_bytes()));
            files.insert(path, text.into());
        }
        for (folder, record) in [("figures", FIGURE), ("raisings", RAISING)] {
            let path = format!("{folder}/{}.txt", hex::encode(Sha256::digest(record)));
            files.insert(path, record.into());
        }
        Files::new(files)
    }

    /// Bundles, tiles and openings.
    fn below(&self, files: &mut BTreeMap<String, Vec<u8>>) {
        let tree = self.tree();
        for path in entry_bundles(self.size()) {
            let range = path.range_in(self.size()).unwrap();
            let held = &self.entries[range.start as usize..range.end as usize];
            let bytes = bundle::encode(held.iter().map(Vec::as_slice)).unwrap();
            files.insert(path.to_string(), bytes);
            let shown = self.shown.iter().filter(|(leaf, _)| range.contains(leaf));
            let shown: Vec<_> = shown.map(|(leaf, o)| OpeningJson::new(*leaf, o)).collect();
            let path = format!("openings/{}.json", range.start / 256);
            files.insert(path, serde_json::to_vec(&shown).unwrap());
        }
        for path in hash_tiles(self.size()) {
            let TilePath::Hashes { level, .. } = path else {
                continue;
            };
            let range = path.range_in(self.size()).unwrap();
            let hash = |index| tree[&SubtreeId { level, index }].0;
            files.insert(path.to_string(), range.flat_map(hash).collect());
        }
    }

    fn tree(&self) -> BTreeMap<SubtreeId, Hash> {
        let (mut frontier, mut tree) = (Frontier::empty(), BTreeMap::new());
        for (index, entry) in (0..).zip(&self.entries) {
            let leaf = Hash::leaf(entry);
            tree.insert(SubtreeId { level: 0, index }, leaf);
            frontier.append(leaf, &mut |id, hash| {
                tree.insert(id, hash);
            });
        }
        tree
    }

    /// What the site says of its log. Both witnesses signed an older checkpoint, and one of them
    /// the newest.
    fn beside(&self, files: &mut BTreeMap<String, Vec<u8>>) {
        let mut put = |path: &str, text: String| files.insert(path.to_owned(), text.into());
        put("checkpoint", self.cosigned(self.size(), &[1]));
        let witnessed = WITNESSED.min(self.size() - 9);
        put("checkpoint.witnessed", self.cosigned(witnessed, &[1, 2]));
        let asked = policy(&[1, 2], Some(Threshold::All));
        put("policy", format!("# Whom we ask.\n{asked}"));
        put("count.json", serde_json::to_string(&self.count()).unwrap());
        let listed: Vec<CheckpointJson> =
            self.history.iter().map(|size| self.listed(*size)).collect();
        put("checkpoints.json", serde_json::to_string(&listed).unwrap());
    }

    pub fn checkpoint(&self, size: u64) -> Checkpoint {
        let mut frontier = Frontier::empty();
        let entries = self.entries.iter().take(usize::try_from(size).unwrap());
        entries.for_each(|entry| frontier.push(Hash::leaf(entry)));
        Checkpoint {
            origin: ORIGIN.to_owned(),
            size,
            root: frontier.root(),
        }
    }

    pub fn cosigned(&self, size: u64, witnesses: &[u8]) -> String {
        let checkpoint = self.checkpoint(size);
        let line = |seed: &u8| witness(*seed).cosign(&checkpoint, 1_795_000_000).unwrap();
        let note: Note = checkpoint.sign(&key()).unwrap();
        let note = note.with_signatures(witnesses.iter().map(line)).unwrap();
        note.to_string()
    }

    fn listed(&self, size: u64) -> CheckpointJson {
        CheckpointJson {
            size,
            root: self.checkpoint(size).root.to_base64(),
            day: "2026-11-21".to_owned(),
            witnesses: vec![witness(1).verifier().name().to_owned()],
        }
    }

    pub fn count(&self) -> CountJson {
        let mut fold = Fold::default();
        for entry in &self.entries {
            match Entry::decode(entry) {
                // A fault counts nothing, which is all that matters here.
                Ok(entry) => drop(fold.push(&entry)),
                Err(_) => fold.skip(),
            }
        }
        let tally = fold.tally();
        let of = |class| {
            tally
                .iter()
                .filter(|(b, _)| b.class == class)
                .map(|(_, n)| n)
                .sum()
        };
        let revision = |(leaf, language, _): (u64, &Language, TextDigest)| RevisionCountJson {
            leaf,
            language: language.to_string(),
            total: tally
                .iter()
                .filter(|(b, _)| b.revision == leaf)
                .map(|(_, n)| n)
                .sum(),
        };
        CountJson {
            size: self.size(),
            total: tally.values().sum(),
            persons: of(Class::Person),
            organisations: of(Class::Organisation),
            shown: self.shown.len() as u64,
            revisions: fold
                .revisions()
                .map(revision)
                .filter(|r| r.total > 0)
                .collect(),
        }
    }
}

fn revision(role: RevisionRole, number: u32, tag: &str, renders: u64, text: &str) -> Body {
    Body::Revision {
        role,
        number,
        renders,
        language: Language::parse(tag).unwrap(),
        digest: TextDigest::of(text.as_bytes()),
    }
}

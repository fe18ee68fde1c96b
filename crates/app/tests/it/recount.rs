//! A log of several bundles that nobody's site wrote: what is found does not depend on how many look,
//! and whatever is wrong is said.
//!
//! Long because every test recounts the one log that is built here.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

use app::opening::OpeningJson;
use app::verify::{LogSource, Memory, Problem, Reader, Report, SourceError, VerifyOptions, verify};
use async_trait::async_trait;
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Body, Day, Entry, Field, Fields, Opening, PublicOpening, RevisionRole};
use domain::signature::WithdrawalReason;
use domain::signer::{Class, Evidence};
use domain::text::TextDigest;
use sha2::{Digest, Sha256};
use tlog::cosignature::CosigningKey;
use tlog::note::{Note, SigningKey};
use tlog::policy::{PolicyWitness, Threshold};
use tlog::tile::{TilePath, bundle, entry_bundles, hash_tiles};
use tlog::tree::{Frontier, SubtreeId};
use tlog::{Checkpoint, Hash, Policy};

const ORIGIN: &str = "example.org/d/rivers/log";
const TEXT: &str = "# Rivers\n\nClean.\n";
const FIGURE: &[u8] = b"undersigned/v1/figure\nid fish\n";
const RAISING: &[u8] = b"undersigned/v1/raising\nid council\n";

/// Entries 0 to 2 are a text, a figure and a raising; the others are signatures, of which every tenth
/// shows its name, and the last takes back one that shows none.
const SIZE: u64 = 700;

/// The files of a log, which any number of threads may read.
#[derive(Clone, Default)]
struct Log(BTreeMap<String, Vec<u8>>);

#[async_trait]
impl LogSource for Log {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.read(path)
    }

    fn reader(&self) -> Option<Arc<dyn Reader>> {
        Some(Arc::new(self.clone()))
    }
}

impl Reader for Log {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        if self.0.get(path).is_some_and(|bytes| bytes == b"broken") {
            return Err(SourceError {
                path: path.to_owned(),
                source: "the line broke".into(),
            });
        }
        Ok(self.0.get(path).cloned())
    }

    fn at_once(&self) -> NonZeroUsize {
        NonZeroUsize::MIN
    }
}

/// The same files one after another.
struct OneByOne(Log);

#[async_trait]
impl LogSource for OneByOne {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        tokio::task::yield_now().await;
        self.0.read(path)
    }
}

fn opening(leaf: u64) -> Opening {
    Opening {
        secret: Sha256::digest(leaf.to_be_bytes()).into(),
        fields: Fields::default().with(Field::Name, format!("Signer {leaf}")),
    }
}

fn body(leaf: u64) -> Body {
    match leaf {
        0 => Body::Revision {
            role: RevisionRole::Original,
            number: 1,
            renders: 0,
            language: Language::parse("en").unwrap(),
            digest: TextDigest::of(TEXT.as_bytes()),
        },
        1 => Body::Figure {
            record: Sha256::digest(FIGURE).into(),
        },
        2 => Body::Raising {
            record: Sha256::digest(RAISING).into(),
        },
        last if last == SIZE - 1 => Body::Withdrawal {
            signature: 3,
            reason: WithdrawalReason::Wish,
        },
        _ => Body::Signature {
            revision: 0,
            class: Class::Person,
            evidence: Evidence::MailLink,
            commitment: opening(leaf).commitment(),
        },
    }
}

fn key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, [7; 32]).unwrap()
}

fn witness(seed: u8) -> CosigningKey {
    CosigningKey::from_seed(format!("witness-{seed}.example"), [seed; 32]).unwrap()
}

impl Log {
    fn new() -> Self {
        Self::of(body)
    }

    fn of(body: impl Fn(u64) -> Body) -> Self {
        let mut log = Self::default();
        let (mut frontier, mut leaves) = (Frontier::empty(), Vec::new());
        let mut full: BTreeMap<SubtreeId, Hash> = BTreeMap::new();
        let mut roots = vec![frontier.root()];
        let entries: Vec<Vec<u8>> = (0..SIZE).map(|leaf| entry(body(leaf))).collect();
        for entry in &entries {
            leaves.push(Hash::leaf(entry));
            frontier.append(Hash::leaf(entry), &mut |id, hash| {
                full.insert(id, hash);
            });
            roots.push(frontier.root());
        }
        for path in entry_bundles(SIZE) {
            let range = path.range_in(SIZE).unwrap();
            let held = &entries[range.start as usize..range.end as usize];
            let bytes = bundle::encode(held.iter().map(Vec::as_slice)).unwrap();
            log.put(&path.to_string(), bytes);
            let shown: Vec<OpeningJson> = range.clone().filter_map(shown).collect();
            let openings = format!("openings/{}.json", range.start / 256);
            log.put(&openings, serde_json::to_vec(&shown).unwrap());
        }
        for path in hash_tiles(SIZE) {
            let TilePath::Hashes { level, .. } = path else {
                continue;
            };
            let hash = |index: u64| match level {
                0 => leaves[index as usize],
                _ => full[&SubtreeId { level, index }],
            };
            let range = path.range_in(SIZE).unwrap();
            log.put(&path.to_string(), range.flat_map(|i| hash(i).0).collect());
        }
        log.put(
            &format!("texts/{}.md", TextDigest::of(TEXT.as_bytes())),
            TEXT.into(),
        );
        log.put(
            &format!("figures/{}.txt", hex::encode(Sha256::digest(FIGURE))),
            FIGURE.into(),
        );
        log.put(
            &format!("raisings/{}.txt", hex::encode(Sha256::digest(RAISING))),
            RAISING.into(),
        );
        log.beside(&roots);
        log
    }

    /// What a site says of its log. Two witnesses are asked, and one has signed an older checkpoint.
    fn beside(&mut self, roots: &[Hash]) {
        let note = |size: u64| -> Note {
            let root = roots[size as usize];
            let origin = ORIGIN.to_owned();
            Checkpoint { origin, size, root }.sign(&key()).unwrap()
        };
        self.put("checkpoint", note(SIZE).to_string().into());
        let older = note(300);
        let checkpoint = Checkpoint::parse(older.text()).unwrap();
        let line = witness(1).cosign(&checkpoint, 1_795_000_000).unwrap();
        let older = older.with_signature(line).unwrap();
        self.put("checkpoint.witnessed", older.to_string().into());
        let listed: Vec<_> = [SIZE, 512, 300, 256, 1]
            .map(|size| {
                let root = roots[size as usize].to_base64();
                serde_json::json!({"size": size, "root": root, "day": "2026-11-21", "witnesses": []})
            })
            .into();
        self.put("checkpoints.json", serde_json::to_vec(&listed).unwrap());
        self.put(
            "policy",
            policy(&[1, 2], Some(Threshold::Any)).to_string().into(),
        );
        let total = SIZE - 5;
        let count = serde_json::json!({
            "size": SIZE, "total": total, "persons": total, "organisations": 0, "shown": 69,
            "revisions": [{"leaf": 0, "language": "en", "total": total}],
        });
        self.put("count.json", count.to_string().into());
    }

    fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), bytes);
    }

    /// Changes one byte of a file.
    fn flip(&mut self, path: &str, at: usize) {
        self.0.get_mut(path).unwrap()[at] ^= 1;
    }
}

fn entry(body: Body) -> Vec<u8> {
    let day = Day(20_000);
    Entry { day, body }.encode()
}

fn shown(leaf: u64) -> Option<OpeningJson> {
    let shows = leaf >= 10 && leaf.is_multiple_of(10);
    let opening = shows.then(|| PublicOpening::for_listing(&opening(leaf), Listing::Named))?;
    Some(OpeningJson::new(leaf, &opening))
}

fn policy(witnesses: &[u8], quorum: Option<Threshold>) -> Policy {
    let witness = |seed: &u8| PolicyWitness {
        name: format!("w{seed}"),
        key: witness(*seed).verifier(),
        url: None,
    };
    let policy = Policy::of_log(key().verifier()).unwrap();
    policy
        .with_witnesses(witnesses.iter().map(witness).collect(), quorum)
        .unwrap()
}

async fn recount(log: &Log, policy: Option<&Policy>) -> Report {
    let options = VerifyOptions {
        policy,
        ..VerifyOptions::default()
    };
    verify(log, &options).await.unwrap()
}

#[tokio::test]
async fn everything_that_is_right_is_counted() {
    let report = recount(&Log::new(), None).await;
    assert_eq!(report.problems, []);
    assert_eq!((report.size, report.total), (SIZE, SIZE - 5));
    assert_eq!(
        (report.texts, report.figures, report.raisings, report.names),
        (1, 1, 1, 69)
    );
    assert_eq!((report.checkpoints, report.pages), (5, 0));
    let vouched = report.witnesses.vouched.unwrap();
    assert_eq!((vouched.size, vouched.alone), (300, SIZE - 300));
    assert_eq!(vouched.by[0].seconds, 1_795_000_000);
}

#[tokio::test]
async fn what_was_seen_elsewhere_must_be_a_beginning_of_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::new(folder.path());
    let in_place = async |place: &str, log: &Log| {
        let options = VerifyOptions {
            memory: Some(&memory),
            place: Some(place),
            ..VerifyOptions::default()
        };
        verify(log, &options).await.unwrap().problems
    };
    let another = Log::of(|leaf| match body(leaf) {
        Body::Withdrawal { reason, .. } => Body::Withdrawal {
            signature: 4,
            reason,
        },
        same => same,
    });
    assert_eq!(recount(&another, None).await.problems, []);
    assert_eq!(in_place(ORIGIN, &Log::new()).await, []);
    let rewritten = [Problem::Rewritten(SIZE)];
    assert_eq!(in_place("mirror.example/rivers", &another).await, rewritten);
    assert_eq!(in_place("mirror.example/rivers", &Log::new()).await, []);
}

/// A log in which something of every kind is wrong, so that the order of what is found shows.
fn riddled() -> Log {
    let mut log = Log::new();
    log.flip("tile/0/001", 40);
    log.flip("tile/1/000.p/2", 40);
    log.0.remove("openings/2.json");
    for path in log.0.keys().cloned().collect::<Vec<_>>() {
        if ["texts/", "figures/", "raisings/"]
            .iter()
            .any(|f| path.starts_with(f))
        {
            log.flip(&path, 5);
        }
    }
    let openings = log.0.get_mut("openings/0.json").unwrap();
    let text = String::from_utf8(openings.clone()).unwrap();
    *openings = text.replace("Signer 20\"", "Signer 21\"").into_bytes();
    let listed = log.0.get_mut("checkpoints.json").unwrap();
    let text = String::from_utf8(listed.clone()).unwrap();
    *listed = text.replace("\"size\":512", "\"size\":511").into_bytes();
    log
}

#[tokio::test]
async fn what_is_found_does_not_depend_on_how_many_look() {
    let log = riddled();
    let first = verify(&OneByOne(log.clone()), &VerifyOptions::default()).await;
    let first = first.unwrap().problems;
    let kinds: Vec<&str> = first.iter().map(Problem::kind).collect();
    let expected = [
        "name", "text", "figure", "raising", "history", "tile", "missing", "tile",
    ];
    assert_eq!(kinds, expected, "{first:?}");
    for jobs in [1, 2, 3, 8, 64] {
        for _ in 0..5 {
            let options = VerifyOptions {
                jobs: NonZeroUsize::new(jobs),
                ..VerifyOptions::default()
            };
            let report = verify(&log, &options).await.unwrap();
            assert_eq!(report.problems, first, "{jobs} threads");
        }
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_ends_the_recount_whoever_reads_it() {
    for path in [
        "tile/entries/002.p/188",
        "tile/0/000",
        "tile/1/000.p/2",
        "openings/1.json",
    ] {
        let mut log = Log::new();
        log.put(path, b"broken".to_vec());
        let sources: [&dyn LogSource; 2] = [&log, &OneByOne(log.clone())];
        for source in sources {
            let error = verify(source, &VerifyOptions::default()).await.unwrap_err();
            assert_eq!(error.path, path);
        }
    }
}

#[tokio::test]
async fn whom_you_believe_decides_and_not_whom_the_site_names() {
    let check = async |policy: Policy, problems: &[Problem], vouched: Option<u64>| {
        let report = recount(&Log::new(), Some(&policy)).await;
        assert_eq!(report.problems, problems, "{policy}");
        assert_eq!(
            report.witnesses.vouched.map(|v| v.size),
            vouched,
            "{policy}"
        );
    };
    check(policy(&[1], Some(Threshold::Any)), &[], Some(300)).await;
    check(policy(&[1, 2], Some(Threshold::Any)), &[], Some(300)).await;
    check(policy(&[], None), &[], None).await;
    let missed = [Problem::NotWitnessed];
    check(policy(&[2], Some(Threshold::Any)), &missed, None).await;
    check(policy(&[1, 2], Some(Threshold::All)), &missed, None).await;
    let other = SigningKey::from_seed("example.org/d/air/log", [8; 32]).unwrap();
    let other = Policy::of_log(other.verifier()).unwrap();
    let strange = [Problem::NotInPolicy(key().verifier().to_string())];
    check(other, &strange, None).await;
}

#[tokio::test]
async fn what_witnesses_signed_must_be_a_beginning_of_the_log() {
    let signed = |size: u64, root: Hash, seed: u8| {
        let origin = ORIGIN.to_owned();
        let checkpoint = Checkpoint { origin, size, root };
        let line = witness(seed).cosign(&checkpoint, 1_795_000_000).unwrap();
        let note = checkpoint.sign(&key()).unwrap();
        note.with_signature(line).unwrap().to_string()
    };
    let check = async |note: String, expected: &str| {
        let mut log = Log::new();
        log.put("checkpoint.witnessed", note.into());
        let problems = recount(&log, None).await.problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].kind(), expected);
    };
    let root = Hash::leaf(b"another history");
    check(signed(300, root, 1), "witnessed-root").await;
    check(signed(SIZE + 1, root, 1), "witnessed-ahead").await;
    check(signed(SIZE, root, 1), "witnessed-root").await;
    let whole = String::from_utf8(Log::new().0["checkpoint.witnessed"].clone()).unwrap();
    let (unsigned, _) = whole.rsplit_once('—').unwrap();
    check(unsigned.to_owned(), "quorum").await;
    check(whole.replace("\n300\n", "\n301\n"), "witnessed").await;
    let mut forged = whole.into_bytes();
    let end = forged.len() - 12;
    forged[end] ^= 1;
    check(String::from_utf8(forged).unwrap(), "witnessed").await;
}

#[tokio::test]
async fn hostile_lists_are_bounded_and_refused() {
    let check = async |path: &str, bytes: Vec<u8>| {
        let mut log = Log::new();
        log.put(path, bytes);
        let problems = recount(&log, None).await.problems;
        assert_eq!(problems.len(), 1, "{path}: {problems:?}");
        assert_eq!(
            (problems[0].kind(), problems[0].file()),
            ("malformed", Some(path))
        );
    };
    let item = r#"{"size":1,"root":"x","day":"","witnesses":[]}"#;
    check("checkpoints.json", format!("[{item},{item}]").into()).await;
    check("checkpoints.json", format!("[{item}]").into()).await;
    check("checkpoints.json", b"{}".to_vec()).await;
    check("openings/1.json", vec![b' '; 5 * 1024 * 1024]).await;
    check("openings/1.json", b"[[[[".to_vec()).await;
    check("policy", b"log x\nquorum none\n".to_vec()).await;
    check("policy", vec![0xff; 9]).await;
    check("policy", b"quorum none\n".to_vec()).await;
    check("tile/entries/001", vec![0xff; 9]).await;
    check("tile/entries/001", Vec::new()).await;
}

//! Three nodes under load, killed and restarted at random.
//!
//! `UNDERSIGNED_NODES_SECONDS` says for how long, `UNDERSIGNED_NODES` how many nodes there are,
//! `UNDERSIGNED_NODES_SIGNERS` how many people sign at the same time, and `UNDERSIGNED_NODES_KILLS=0` lets
//! all nodes live. The figures of long runs are in docs/operate/postgres.md.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::cluster::{Cluster, NIGHT_BUS, person};
use crate::program::wait_for;
use crate::visitor::{Answer, Visitor, hidden};

const NODES: u64 = 3;
const SIGNERS: u64 = 6;
const SECONDS: u64 = 12;

/// The crowd that signs, and what it was told.
pub struct Crowd<'c> {
    cluster: &'c Cluster,
    visitors: Vec<Visitor>,
    form_token: String,
    next: AtomicU64,
    is_over: AtomicBool,
    /// Names whose confirmation was answered with a receipt.
    acknowledged: Mutex<Vec<String>>,
    /// Addresses to which a mail was promised.
    promised: Mutex<Vec<String>>,
    /// The proofs that were saved, each at once.
    proofs: Mutex<Vec<String>>,
}

/// What became of a crowd.
pub struct Outcome {
    pub signed: usize,
    pub mails: usize,
    /// Mails that came once more, under the same `Message-ID`.
    pub again: usize,
}

/// Ends the crowd however what happens meanwhile ends.
struct Over<'o>(&'o AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn three_nodes_killed_and_restarted_at_random_lose_nothing() {
    let number = wanted("UNDERSIGNED_NODES", NODES) as usize;
    let lives = wanted("UNDERSIGNED_NODES_KILLS", 1) == 0;
    let seconds = Duration::from_secs(wanted("UNDERSIGNED_NODES_SECONDS", SECONDS));
    let Some(cluster) = Cluster::of(number, "three nodes under load") else {
        return;
    };
    let nodes = (0..number).map(|node| Some(cluster.serve(node)));
    let nodes: Vec<Mutex<Option<_>>> = nodes.map(Mutex::new).collect();
    let crowd = Crowd::of(&cluster);
    let mut kills = 0;
    crowd.sign_during(|| {
        let begun = Instant::now();
        while begun.elapsed() < seconds {
            std::thread::sleep(Duration::from_millis(200 + random(800)));
            if lives {
                continue;
            }
            let node = random(number as u64) as usize;
            nodes[node].lock().unwrap().take().unwrap().kill();
            kills += 1;
            std::thread::sleep(Duration::from_millis(random(700)));
            *nodes[node].lock().unwrap() = Some(cluster.serve(node));
        }
    });
    let Outcome {
        signed,
        mails,
        again,
    } = crowd.check();
    println!(
        "{number} nodes: {signed} acknowledged signatures, {kills} kills, none lost, none twice; \
         {mails} mails, none lost, {again} second copies"
    );
    assert!(
        signed > number * 2 && (lives || kills > 2),
        "{signed} {kills}"
    );
    for node in nodes {
        let node = node.into_inner().unwrap().unwrap();
        assert_eq!(node.stop().0, 0);
    }
}

impl<'c> Crowd<'c> {
    /// People who sign at all nodes of a cluster, which are being served.
    pub fn of(cluster: &'c Cluster) -> Self {
        let visitors: Vec<Visitor> = (0..cluster.number())
            .map(|node| cluster.visitor(node))
            .collect();
        let form_token = visitors[0].form_token(NIGHT_BUS);
        // The first form waits until it may be sent; the others follow at once, at every node.
        visitors[0].sign(NIGHT_BUS, &form_token, &person("Nobody"));
        Self {
            cluster,
            visitors,
            form_token,
            next: AtomicU64::new(0),
            is_over: AtomicBool::new(false),
            acknowledged: Mutex::default(),
            promised: Mutex::default(),
            proofs: Mutex::default(),
        }
    }

    /// Signs until what happens meanwhile is over.
    pub fn sign_during(&self, happens: impl FnOnce()) {
        std::thread::scope(|threads| {
            for _ in 0..wanted("UNDERSIGNED_NODES_SIGNERS", SIGNERS) {
                threads.spawn(|| {
                    while !self.is_over.load(Ordering::SeqCst) {
                        self.sign_once();
                    }
                });
            }
            let _over = Over(&self.is_over);
            happens();
        });
    }

    /// Waits until so many more have signed.
    pub fn wait_for_more(&self, number: usize) {
        let signed = || self.acknowledged.lock().unwrap().len();
        let enough = signed() + number;
        wait_for("more signatures", || (signed() >= enough).then_some(()));
    }

    /// What those who signed saved of their receipts.
    pub fn proofs(&self) -> Vec<String> {
        self.proofs.lock().unwrap().clone()
    }

    /// One person signs, waits for the mail and presses the button, each at some node, and goes to
    /// another where nobody answers, or where they are told to try again.
    fn sign_once(&self) {
        let name = format!("Witness {}", self.next.fetch_add(1, Ordering::SeqCst));
        let who = person(&name);
        let _page = self.anywhere(|visitor| {
            visitor
                .try_sign(NIGHT_BUS, &self.form_token, &who)
                .map_err(drop)
        });
        self.promised.lock().unwrap().push(who.email.clone());
        let links = wait_for("the mail", || self.cluster.post().look(&who.email));
        let receipt = self.anywhere(|visitor| {
            let fields = [("token", links.confirm.as_str())];
            visitor.try_post("/confirm", &fields).map_err(drop)
        });
        assert!(receipt.body.contains(&name), "{receipt:?}");
        let token = hidden(&receipt.body, "token");
        let proof = self.anywhere(|visitor| {
            let fields = [("token", token.as_str())];
            visitor.try_post("/receipt/proof", &fields).map_err(drop)
        });
        self.proofs.lock().unwrap().push(proof.body);
        self.acknowledged.lock().unwrap().push(name);
    }

    fn anywhere(&self, act: impl Fn(&Visitor) -> Result<Answer, ()>) -> Answer {
        wait_for("a node that answers", || {
            let visitor = &self.visitors[random(self.visitors.len() as u64) as usize];
            let answer = act(visitor).ok()?;
            match answer.status {
                200 => Some(answer),
                503 => None,
                status => panic!("answered {status}: {answer:?}"),
            }
        })
    }

    /// List, counter and log agree with what people were told, on every node, and their mails came.
    pub fn check(&self) -> Outcome {
        let mut expected = self.acknowledged.lock().unwrap().clone();
        expected.sort();
        for (node, visitor) in self.visitors.iter().enumerate() {
            self.cluster.shows(node, expected.len() as u64);
            let listed = listed(visitor);
            let twice: Vec<_> = listed.iter().filter(|(_, times)| **times != 1).collect();
            assert!(twice.is_empty(), "{twice:?}");
            assert_eq!(listed.into_keys().collect::<Vec<_>>(), expected);
        }
        let page = format!("{}/d/night-bus", self.cluster.base_url());
        let report = self.cluster.run(&["verify", &page, "--json"]);
        let report = report.ended(0).json();
        assert_eq!(report["total"], expected.len());
        assert_eq!(report["names"], expected.len());
        let promised = self.promised.lock().unwrap().clone();
        let (mails, again) = wait_for("the last mails", || {
            let (arrived, again) = self.cluster.post().counted(&promised);
            (arrived == promised.len()).then_some((arrived, again))
        });
        Outcome {
            signed: expected.len(),
            mails,
            again,
        }
    }
}

/// Every name on the list with how often it stands there, page by page.
fn listed(visitor: &Visitor) -> BTreeMap<String, u32> {
    let mut listed = BTreeMap::new();
    let mut path = "/d/night-bus/signatories.json".to_owned();
    loop {
        let page = visitor.json(&path);
        for signatory in page["signatories"].as_array().unwrap() {
            let name = signatory["name"].as_str().unwrap().to_owned();
            *listed.entry(name).or_default() += 1;
        }
        let Some(next) = page["next"].as_str() else {
            return listed;
        };
        path = format!("/d/night-bus/signatories.json?after={next}");
    }
}

/// A number that the environment may name.
fn wanted(variable: &str, otherwise: u64) -> u64 {
    let wanted = std::env::var_os(variable);
    let wanted = wanted.and_then(|wanted| wanted.to_str()?.parse().ok());
    wanted.unwrap_or(otherwise)
}

/// A number below `limit`, another one in each run.
fn random(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit
}

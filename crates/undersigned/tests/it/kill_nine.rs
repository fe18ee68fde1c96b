//! Killed in the middle of the work, again and again: whatever was acknowledged is there, once.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::mails::Mails;
use super::program::wait_for;
use super::site::Site;
use super::visitor::{Person, Visitor};

const ROUNDS: usize = 5;
const SIGNERS: usize = 6;
const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

/// The crowd that signs, and what it was told.
struct Crowd {
    visitor: Visitor,
    mails: Mails,
    form_token: String,
    next: AtomicU64,
    killed: AtomicBool,
    /// Names whose confirmation was answered with a receipt.
    acknowledged: Mutex<Vec<String>>,
    /// Names and tokens whose confirmation was cut off: they may be in, or not.
    unknown: Mutex<Vec<(String, String)>>,
}

#[test]
fn every_acknowledged_signature_survives_kill_nine_exactly_once() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mut crowd = Crowd {
        form_token: visitor.form_token(NIGHT_BUS),
        visitor,
        mails: Mails::of(&site.path("site")),
        next: AtomicU64::new(0),
        killed: AtomicBool::new(false),
        acknowledged: Mutex::default(),
        unknown: Mutex::default(),
    };
    // The first form waits until it may be sent; the others follow at once.
    crowd
        .visitor
        .sign(NIGHT_BUS, &crowd.form_token, &witness(&crowd.next));
    let mut server = Some(server);
    for round in 0..ROUNDS {
        let running = server.take().unwrap_or_else(|| site.serve());
        crowd.ask_again();
        crowd.check(&site);
        *crowd.killed.get_mut() = false;
        let (work, moment) = (5 + random(25), Duration::from_micros(random(20_000)));
        println!("round {round}: killed {moment:?} after {work} acknowledgements");
        crowd.sign_until_killed(work, moment, || running.kill());
    }
    let last = site.serve();
    crowd.ask_again();
    crowd.check(&site);
    assert_eq!(last.stop().0, 0);
    let acknowledged = crowd.acknowledged.get_mut().unwrap().len();
    println!(
        "{acknowledged} acknowledged signatures, {ROUNDS} times killed, none lost, none twice"
    );
    assert!(acknowledged >= ROUNDS * 5);
}

impl Crowd {
    fn sign_until_killed(&self, work: u64, moment: Duration, kill: impl FnOnce()) {
        let before = self.number();
        std::thread::scope(|threads| {
            for _ in 0..SIGNERS {
                threads.spawn(|| while self.sign_once().is_some() {});
            }
            wait_for("enough acknowledgements", || {
                (self.number() - before >= work).then_some(())
            });
            let then = Instant::now();
            while then.elapsed() < moment {
                std::hint::spin_loop();
            }
            kill();
            self.killed.store(true, Ordering::SeqCst);
        });
    }

    /// One person signs, waits for the mail and confirms; nothing once the site is gone.
    fn sign_once(&self) -> Option<()> {
        let person = witness(&self.next);
        let page = self
            .visitor
            .try_sign(NIGHT_BUS, &self.form_token, &person)
            .ok()?;
        assert_eq!(page.status, 200, "{page:?}");
        let token = wait_for("the mail or the end", || {
            match self.mails.look(&person.email) {
                Some(links) => Some(Some(links.confirm)),
                None => self.killed.load(Ordering::SeqCst).then_some(None),
            }
        })?;
        match self.visitor.try_post("/confirm", &[("token", &token)]) {
            Ok(answer) if answer.status == 200 => {
                self.acknowledged.lock().unwrap().push(person.name);
                Some(())
            }
            Ok(answer) => panic!("{} was answered {}", person.name, answer.status),
            Err(_) => {
                self.unknown.lock().unwrap().push((person.name, token));
                None
            }
        }
    }

    /// Whoever got no answer presses the button again: that gives a receipt, and no second signature.
    fn ask_again(&self) {
        for (name, token) in self.unknown.lock().unwrap().drain(..) {
            let answer = self.visitor.post("/confirm", &[("token", &token)]);
            assert_eq!(answer.status, 200, "{name}: {answer:?}");
            self.acknowledged.lock().unwrap().push(name);
        }
    }

    /// List, counter and log agree with what people were told, and the log continues what was seen
    /// before.
    fn check(&self, site: &Site) {
        let mut expected = self.acknowledged.lock().unwrap().clone();
        expected.sort();
        let listed = self.listed();
        let twice: Vec<_> = listed.iter().filter(|(_, times)| **times != 1).collect();
        assert!(twice.is_empty(), "{twice:?}");
        assert_eq!(listed.into_keys().collect::<Vec<_>>(), expected);
        let count = self.visitor.json("/d/night-bus/count.json");
        assert_eq!(count["total"], expected.len());
        let page = format!("{}/d/night-bus", site.base_url);
        let report = site.run(&["verify", &page, "--json"]).ended(0).json();
        assert_eq!(report["total"], expected.len());
        assert_eq!(report["names"], expected.len());
    }

    /// Every name on the list with how often it stands there, page by page.
    fn listed(&self) -> BTreeMap<String, u32> {
        let mut listed = BTreeMap::new();
        let mut path = "/d/night-bus/signatories.json".to_owned();
        loop {
            let page = self.visitor.json(&path);
            for signatory in page["signatories"].as_array().unwrap() {
                *listed
                    .entry(signatory["name"].as_str().unwrap().to_owned())
                    .or_default() += 1;
            }
            let Some(next) = page["next"].as_str() else {
                return listed;
            };
            path = format!("/d/night-bus/signatories.json?after={next}");
        }
    }

    fn number(&self) -> u64 {
        self.acknowledged.lock().unwrap().len() as u64
    }
}

/// Somebody nobody has been before.
fn witness(next: &AtomicU64) -> Person {
    let number = next.fetch_add(1, Ordering::SeqCst);
    Person {
        name: format!("Witness {number}"),
        email: format!("witness-{number}@example.org"),
        listing: "named",
    }
}

/// A number below `limit`, another one in each run.
fn random(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit
}

//! Killed while mails leave, again and again: every confirmation arrives, and a second copy can be told
//! from another mail.
//!
//! `UNDERSIGNED_MAIL_KILLS` says how often; the figures of a long run are in docs/mail.md.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use mail_parser::MessageParser;
use testkit::sink::{Sink, SinkOptions};
use tokio::runtime::Runtime;

use super::program::wait_for;
use super::site::Site;
use super::visitor::{Person, Visitor};

/// Some seconds' worth; enough to hit each moment between taking a mail and writing it down.
const KILLS: usize = 24;

const SIGNERS: usize = 4;
const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

struct Crowd {
    visitor: Visitor,
    form_token: String,
    next: AtomicU64,
    killed: AtomicBool,
    /// The addresses to which a mail was promised.
    promised: Mutex<BTreeSet<String>>,
}

#[test]
fn every_confirmation_survives_kill_nine_at_least_once() {
    let runtime = Runtime::new().unwrap();
    let options = SinkOptions {
        hesitates: Duration::from_millis(10),
        ..SinkOptions::default()
    };
    let sink = runtime.block_on(Sink::start(options)).unwrap();
    let site = Site::with_night_bus();
    send_to(&site, sink.port);
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mut crowd = Crowd {
        form_token: visitor.form_token(NIGHT_BUS),
        visitor,
        next: AtomicU64::new(0),
        killed: AtomicBool::new(false),
        promised: Mutex::default(),
    };
    // The first form waits until it may be sent; the others follow at once.
    let first = crowd.person();
    crowd.visitor.sign(NIGHT_BUS, &crowd.form_token, &first);
    let mut server = Some(server);
    for _ in 0..kills() {
        let running = server.take().unwrap_or_else(|| site.serve());
        *crowd.killed.get_mut() = false;
        let moment = Duration::from_micros(random(150_000));
        crowd.sign_until_killed(moment, || running.kill());
    }
    let last = site.serve();
    wait_for("the last mails", || {
        let arrived = arrived(&sink);
        let promised = crowd.promised.lock().unwrap();
        let is_whole = promised.iter().all(|address| arrived.contains_key(address));
        is_whole.then_some(())
    });
    assert_eq!(last.stop().0, 0);
    let promised = crowd.promised.get_mut().unwrap().len();
    println!("{promised} confirmations promised, {}", counted(&sink));
}

/// Each mail has one `Message-ID`, however often it arrived; answers the figures.
fn counted(sink: &Sink) -> String {
    let arrived = arrived(sink);
    let mails: usize = arrived.values().map(Vec::len).sum();
    for (address, ids) in &arrived {
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), 1, "two mails for {address}");
    }
    let again = mails - arrived.len();
    // What is in the air when the process dies is at most one mail for each connection.
    assert!(again <= kills() * 4, "{again} second copies");
    let (number, kills) = (arrived.len(), kills());
    format!("{number} arrived, {again} second copies after {kills} kills")
}

/// The `Message-ID`s of what arrived, by recipient.
fn arrived(sink: &Sink) -> BTreeMap<String, Vec<String>> {
    let mut arrived: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for taken in sink.taken() {
        let message = MessageParser::default().parse(&taken.message).unwrap();
        let id = message.message_id().unwrap().to_owned();
        arrived.entry(taken.recipient).or_default().push(id);
    }
    arrived
}

impl Crowd {
    fn sign_until_killed(&self, moment: Duration, kill: impl FnOnce()) {
        std::thread::scope(|threads| {
            for _ in 0..SIGNERS {
                threads.spawn(|| while self.sign_once().is_some() {});
            }
            let then = Instant::now();
            while then.elapsed() < moment {
                std::hint::spin_loop();
            }
            kill();
            self.killed.store(true, Ordering::SeqCst);
        });
    }

    /// One person signs and is promised a mail; nothing once the site is gone.
    fn sign_once(&self) -> Option<()> {
        let person = self.person();
        let page = self
            .visitor
            .try_sign(NIGHT_BUS, &self.form_token, &person)
            .ok()?;
        assert_eq!(page.status, 200, "{page:?}");
        self.promised.lock().unwrap().insert(person.email);
        Some(())
    }

    /// Somebody nobody has been before.
    fn person(&self) -> Person {
        let number = self.next.fetch_add(1, Ordering::SeqCst);
        Person {
            name: format!("Witness {number}"),
            email: format!("witness-{number}@example.org"),
            listing: "counted",
        }
    }
}

/// Lets the mails of a site go to a server of this machine.
fn send_to(site: &Site, port: u16) {
    let file = site.path("site/config.toml");
    let config = std::fs::read_to_string(&file).unwrap();
    let mut lines: Vec<&str> = config.lines().collect();
    lines.retain(|line| !line.starts_with("capture"));
    let smtp = format!("\n[mail.smtp]\nhost = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\n");
    std::fs::write(file, lines.join("\n") + &smtp).unwrap();
}

fn kills() -> usize {
    let wanted = std::env::var_os("UNDERSIGNED_MAIL_KILLS");
    let wanted = wanted.and_then(|wanted| wanted.to_str()?.parse().ok());
    wanted.unwrap_or(KILLS)
}

/// A number below `limit`, another one in each run.
fn random(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit
}

//! People who sign, change their minds and withdraw, until everything dies.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::life::{Act, Life};
use super::stage::Stage;
use crate::failover::seen::Seen;
use crate::mails::Links;
use crate::nodes::cluster::{Cluster, NIGHT_BUS, person};
use crate::program::wait_for;
use crate::visitor::{Answer, Visitor, hidden};

/// How many act at the same time.
const PEOPLE: usize = 8;

/// The crowd, and what it was told.
pub struct Crowd<'s> {
    pub cluster: Arc<Cluster>,
    pub visitor: Visitor,
    pub seen: &'s Seen,
    pub form: String,
    next: AtomicU64,
    is_over: AtomicBool,
    /// Steps that were answered.
    pub acts: AtomicU64,
    /// Everybody who is not acting at this moment.
    pub lives: Mutex<Vec<Life>>,
    /// Entries that the log had before anybody came.
    pub before: u64,
}

/// Ends the crowd however what happens meanwhile ends.
struct Over<'o>(&'o AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl<'s> Crowd<'s> {
    /// People who come to a site that is served and that nobody has signed.
    pub fn begin(stage: &Stage, seen: &'s Seen) -> Self {
        let cluster = Arc::clone(&stage.cluster);
        let visitor = cluster.visitor(0);
        let form = visitor.form_token(NIGHT_BUS);
        // The first form waits until it may be sent; the others follow at once.
        visitor.sign(NIGHT_BUS, &form, &person("Nobody"));
        let count = visitor.json("/d/night-bus/count.json");
        Self {
            cluster,
            visitor,
            seen,
            form,
            next: AtomicU64::new(0),
            is_over: AtomicBool::new(false),
            acts: AtomicU64::new(0),
            lives: Mutex::default(),
            before: count["size"].as_u64().unwrap(),
        }
    }

    /// Lets everybody act until so many steps more were answered, and a moment longer; then it dies, or
    /// whatever else happens, and everybody stops.
    pub fn act_until(&self, work: u64, moment: Duration, dies: impl FnOnce()) {
        self.is_over.store(false, Ordering::SeqCst);
        let before = self.acts.load(Ordering::SeqCst);
        std::thread::scope(|threads| {
            for _ in 0..PEOPLE {
                threads.spawn(|| {
                    while !self.is_over.load(Ordering::SeqCst) {
                        if self.live().is_none() {
                            break;
                        }
                    }
                });
            }
            threads.spawn(|| {
                while !self.is_over.load(Ordering::SeqCst) {
                    self.seen.look(&self.cluster, 0);
                    std::thread::sleep(Duration::from_millis(5));
                }
            });
            let _over = Over(&self.is_over);
            wait_for("enough answers", || {
                (self.acts.load(Ordering::SeqCst) >= before + work).then_some(())
            });
            let then = Instant::now();
            while then.elapsed() < moment {
                std::hint::spin_loop();
            }
            dies();
        });
    }

    /// One person, from the form to the last thing they want; nothing once nobody answers.
    fn live(&self) -> Option<()> {
        let mut life = Life::begin(self.next.fetch_add(1, Ordering::SeqCst));
        let lived = self.lead(&mut life);
        self.lives.lock().unwrap().push(life);
        lived
    }

    fn lead(&self, life: &mut Life) -> Option<()> {
        while let Some(act) = life.next() {
            self.step(life, act)?;
            if act == Act::Sign {
                life.links = self.mail_to(life);
                life.links.as_ref()?;
            }
        }
        Some(())
    }

    fn mail_to(&self, life: &Life) -> Option<Links> {
        wait_for("the mail or the end", || {
            match self.cluster.post().look(&life.who.email) {
                Some(links) => Some(Some(links)),
                None => self.is_over.load(Ordering::SeqCst).then_some(None),
            }
        })
    }

    /// Takes a step until it is answered; nothing once nobody answers.
    pub fn step(&self, life: &mut Life, act: Act) -> Option<()> {
        life.doubt = Some(act);
        let answer = loop {
            let answer = life.take(&self.visitor, &self.form, act).ok()?;
            match answer.status {
                200 => break answer,
                503 if self.is_over.load(Ordering::SeqCst) => return None,
                503 => std::thread::sleep(Duration::from_millis(50)),
                status => panic!(
                    "{act:?} of {} was answered {status}: {answer:?}",
                    life.who.name
                ),
            }
        };
        life.took(act, &answer);
        self.acts.fetch_add(1, Ordering::SeqCst);
        if matches!(act, Act::Press | Act::Type) {
            self.save(&answer);
        }
        Some(())
    }

    /// Saves the proof of a receipt, if there is time: it holds a checkpoint.
    fn save(&self, receipt: &Answer) {
        let token = hidden(&receipt.body, "token");
        let proof = self
            .visitor
            .try_post("/receipt/proof", &[("token", &token)]);
        if let Some(proof) = proof.ok().filter(|proof| proof.status == 200) {
            self.seen.keep(&proof.body);
        }
    }

    /// Whoever was not answered does it again, and whoever waits for a mail looks once more.
    pub fn go_on(&self) {
        self.is_over.store(false, Ordering::SeqCst);
        for life in self.lives.lock().unwrap().iter_mut() {
            life.links = life
                .links
                .take()
                .or_else(|| self.cluster.post().look(&life.who.email));
            let again = match life.doubt {
                // The link in the mail is as good as the code, and not used up.
                Some(Act::Type) => Some(Act::Press),
                // Where a mail came its form was taken, whatever was answered.
                Some(Act::Sign) | None if life.links.is_some() && !life.has_signed => {
                    Some(Act::Press)
                }
                Some(Act::Sign) | None => None,
                again => again,
            };
            if let Some(act) = again {
                self.step(life, act).unwrap();
            }
        }
    }
}

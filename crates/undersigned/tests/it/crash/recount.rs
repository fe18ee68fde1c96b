//! What is there after all dying, compared with what people were told.

use std::collections::BTreeMap;
use std::fmt;

use super::crowd::Crowd;
use super::life::{Act, Life};
use super::stage::Stage;
use crate::program::wait_for;

/// So many of those who signed last press their button once more.
const PRESS_TWICE: usize = 6;

/// What was found.
pub struct Found {
    acts: u64,
    signed: usize,
    withdrawn: usize,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            acts,
            signed,
            withdrawn,
        } = self;
        write!(
            f,
            "{acts} steps acknowledged, {signed} signatures, {withdrawn} of them withdrawn, none lost, \
             none twice"
        )
    }
}

impl Crowd<'_> {
    /// List, counter, log and lock file agree with what everybody was told, and with each other.
    pub fn recount(&self, stage: &Stage) -> Found {
        self.press_twice();
        let lives = self.lives.lock().unwrap();
        let of = |told: fn(&Life) -> bool| lives.iter().filter(move |life| told(life));
        let signed = of(|life| life.has_signed).count();
        let withdrawn = of(|life| life.has_withdrawn).count();
        let named = of(|life| life.counts() && life.is_listed);
        let mut named: Vec<&str> = named.map(|life| life.who.name.as_str()).collect();
        named.sort_unstable();
        let listed = self.listed();
        let twice: Vec<_> = listed.iter().filter(|(_, times)| **times != 1).collect();
        assert!(twice.is_empty(), "{twice:?}");
        assert_eq!(listed.keys().collect::<Vec<_>>(), named);
        let (total, size) = (
            (signed - withdrawn) as u64,
            self.before + (signed + withdrawn) as u64,
        );
        let count = self.visitor.json("/d/night-bus/count.json");
        assert_eq!(
            (&count["total"], &count["size"]),
            (&total.into(), &size.into())
        );
        let page = format!("{}/d/night-bus", stage.cluster.base_url());
        let verified = stage.cluster.run(&["verify", &page, "--json"]);
        let verified = verified.ended(0).json();
        assert_eq!(verified["total"], total);
        assert_eq!(verified["size"], size, "each step is one entry");
        assert_eq!(verified["names"], named.len());
        self.look_at_lock();
        let acts = self.acts.load(std::sync::atomic::Ordering::SeqCst);
        Found {
            acts,
            signed,
            withdrawn,
        }
    }

    /// The lock file holds a checkpoint that was released, whole, whenever its writer died.
    fn look_at_lock(&self) {
        let lock = self.cluster.path("node-0/keys/night-bus.log.lock");
        if let Ok(note) = std::fs::read_to_string(lock) {
            self.seen.keep(&format!("lock\n\n{note}"));
        }
    }

    /// The same button twice is one signature: who signed last gets the same receipt again.
    fn press_twice(&self) {
        let mut lives = self.lives.lock().unwrap();
        let standing = lives.iter_mut().rev().filter(|life| life.counts());
        for life in standing.take(PRESS_TWICE) {
            self.step(life, Act::Press).unwrap();
        }
    }

    /// Every name on the list with how often it stands there, page by page.
    fn listed(&self) -> BTreeMap<String, u32> {
        let mut listed = BTreeMap::new();
        let mut path = "/d/night-bus/signatories.json".to_owned();
        loop {
            let page = self.visitor.json(&path);
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

    /// The addresses of those who were told that a mail is on its way.
    fn promised(&self) -> Vec<String> {
        let lives = self.lives.lock().unwrap();
        let promised = lives.iter().filter(|life| life.was_promised_a_mail);
        promised.map(|life| life.who.email.clone()).collect()
    }

    /// Waits for every mail that was promised, uses each link that came, recounts, and proves that the log
    /// continues every checkpoint that anybody was given.
    pub fn conclude(&self, stage: &Stage) -> String {
        let promised = self.promised();
        let again = wait_for("the last mails", || {
            let (arrived, again) = self.cluster.post().counted(&promised);
            (arrived == promised.len()).then_some(again)
        });
        self.go_on();
        let found = self.recount(stage);
        let checkpoints = self.seen.prove(&self.cluster);
        assert!(checkpoints > 2, "or this proves nothing");
        let mails = promised.len();
        format!(
            "{found}; {mails} mails promised, none lost, {again} came twice; {checkpoints} checkpoints \
             given out, one history"
        )
    }
}

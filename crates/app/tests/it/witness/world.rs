//! Witnesses without a network, and a site that has two of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use app::witness::server::{FollowedLogs, Witness};
use app::witness::{Answer, Asked, TransportError, Trouble, WitnessPolicy, WitnessTransport};
use jiff::SignedDuration;
use store::Store;
use tlog::cosignature::CosigningKey;
use tlog::note::VerifierKey;

use crate::harness::{Stage, TurnedClock, folder};

/// What stands behind an address.
#[derive(Clone)]
pub enum Behind {
    Honest(Arc<Witness>),
    Says(Answer),
    /// Does what an honest one does, then changes what it says.
    Twists(Arc<Witness>, fn(Vec<u8>) -> Vec<u8>),
    Nobody,
    Silence,
}

/// The world of witnesses, without a network.
#[derive(Default)]
pub struct World {
    pub behind: Mutex<HashMap<String, Behind>>,
    pub asked: Mutex<Vec<(String, Vec<u8>)>>,
}

impl World {
    pub fn set(&self, url: &str, behind: Behind) {
        self.behind.lock().unwrap().insert(url.to_owned(), behind);
    }

    /// How often somebody was asked since the last time somebody wanted to know.
    pub fn asked(&self) -> usize {
        std::mem::take(&mut *self.asked.lock().unwrap()).len()
    }
}

#[async_trait::async_trait]
impl WitnessTransport for World {
    async fn add_checkpoint(&self, url: &str, request: Vec<u8>) -> Result<Answer, TransportError> {
        let asked = (url.to_owned(), request.clone());
        self.asked.lock().unwrap().push(asked);
        let behind = self.behind.lock().unwrap()[url].clone();
        match behind {
            Behind::Honest(witness) => Ok(witness.add_checkpoint(&request).await.unwrap()),
            Behind::Says(answer) => Ok(answer),
            Behind::Twists(witness, twist) => {
                let answer = witness.add_checkpoint(&request).await.unwrap();
                Ok(match answer {
                    Answer::Cosigned(lines) => Answer::Cosigned(twist(lines)),
                    other => other,
                })
            }
            Behind::Nobody => Err(TransportError::Unreachable("nobody is there".into())),
            Behind::Silence => std::future::pending().await,
        }
    }
}

pub const ONE: &str = "https://one.example";
pub const TWO: &str = "https://two.example";

pub fn key(seed: u8) -> CosigningKey {
    CosigningKey::from_seed(format!("w{seed}.example"), [seed; 32]).unwrap()
}

pub fn honest(seed: u8, follows: &str, clock: &Arc<TurnedClock>) -> Arc<Witness> {
    let logs = FollowedLogs::parse(follows).unwrap();
    let store = Store::temporary().unwrap();
    Arc::new(Witness::new(key(seed), logs, store, clock.clone()))
}

pub fn policy() -> WitnessPolicy {
    let (one, two) = (key(1).verifier(), key(2).verifier());
    let text = format!("witness one {one} {ONE}\nwitness two {two} {TWO}\nquorum one\n");
    WitnessPolicy::parse(&text).unwrap()
}

/// A site with two witnesses that follow its log.
pub struct Scene {
    pub stage: Stage,
    pub world: Arc<World>,
    pub one: Arc<Witness>,
    pub two: Arc<Witness>,
}

impl Scene {
    pub async fn open() -> Self {
        let world = Arc::new(World::default());
        world.set(ONE, Behind::Nobody);
        world.set(TWO, Behind::Nobody);
        let stage = stage(
            Store::temporary().unwrap(),
            tempfile::tempdir().unwrap(),
            &world,
        );
        stage.site.publish(&folder()).await.unwrap();
        let log = format!("log {}\n", stage.declaration().await.verifier_key);
        let (one, two) = (honest(1, &log, &stage.clock), honest(2, &log, &stage.clock));
        world.set(ONE, Behind::Honest(one.clone()));
        world.set(TWO, Behind::Honest(two.clone()));
        stage.turn(SignedDuration::from_hours(2));
        world.asked();
        Self {
            stage,
            world,
            one,
            two,
        }
    }

    pub async fn round(&self) -> (u32, u32) {
        let Asked { cosigned, in_vain } = self.stage.site.ask_witnesses().await.unwrap();
        (cosigned, in_vain)
    }

    /// Who has cosigned the newest checkpoint, as stored.
    pub async fn cosigners(&self) -> Vec<String> {
        let id = self.stage.declaration().await.id;
        let head = self.stage.site.store.log_head(id).await.unwrap().unwrap();
        let rows = self.stage.site.store.cosignatures(id, head.size).await;
        let rows = rows.unwrap().into_iter();
        rows.map(|row| VerifierKey::parse(&row.witness).unwrap().name().to_owned())
            .collect()
    }

    pub async fn trouble_of_one(&self) -> Option<Trouble> {
        let id = self.stage.declaration().await.id;
        self.stage.site.witnesses.standings(id).remove(0).trouble
    }

    pub fn ten_seconds_later(&self) {
        self.stage.turn(SignedDuration::from_secs(10));
    }
}

pub fn stage(store: Store, keys: tempfile::TempDir, world: &Arc<World>) -> Stage {
    Stage::witnessed(store, keys, (policy(), world.clone()))
}

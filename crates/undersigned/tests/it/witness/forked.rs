//! A log with two histories, pushed onto a witness that is killed again and again.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use testkit::MemoryLog;
use tlog::witness::{AddCheckpoint, parse_size};
use ureq::Agent;

use super::home::Home;
use crate::program::wait_for;

/// Two histories of one log that share their first entries, and what a witness signed of each.
pub struct Forked {
    pub logs: [MemoryLog; 2],
    pub url: String,
    pub cosigned: Mutex<Vec<(usize, u64)>>,
    pub killed: AtomicBool,
}

const SHARED: usize = 8;

impl Forked {
    pub fn agent() -> Agent {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(10)))
            .build();
        config.new_agent()
    }

    pub fn send(
        &self,
        agent: &Agent,
        request: &AddCheckpoint,
    ) -> Result<(u16, Vec<u8>), ureq::Error> {
        let url = format!("{}/add-checkpoint", self.url);
        let mut answer = agent.post(url).send(&request.to_bytes()[..])?;
        let body = answer.body_mut().read_to_vec()?;
        Ok((answer.status().as_u16(), body))
    }

    /// Pushes one history forward until the witness is gone.
    fn push(&self, history: usize) {
        let (log, agent) = (&self.logs[history], Self::agent());
        let mut old = 0;
        while !self.killed.load(Ordering::SeqCst) {
            let size = (old + 1).min(log.size());
            let Ok((status, body)) = self.send(&agent, &log.request(old, size)) else {
                continue;
            };
            match status {
                200 => {
                    self.cosigned.lock().unwrap().push((history, size));
                    old = size;
                }
                409 => old = parse_size(&body).unwrap(),
                422 => {}
                other => panic!("status {other}"),
            }
        }
    }

    /// Everything that was cosigned, over all lives of the witness, belongs to one history.
    fn check(&self) -> u64 {
        let cosigned = self.cosigned.lock().unwrap();
        for (history, size) in &*cosigned {
            for (other, least) in &*cosigned {
                let both = (*size).min(*least);
                let one = self.logs[*history].checkpoint(both);
                assert_eq!(one, self.logs[*other].checkpoint(both), "{cosigned:?}");
            }
        }
        let sizes = cosigned.iter().map(|(_, size)| *size);
        sizes.max().unwrap_or(0)
    }
}

#[test]
fn a_witness_that_is_killed_again_and_again_never_cosigns_two_histories() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path(), "one");
    let log = MemoryLog::new("sign.example.org/d/rivers/log", 1).grown(SHARED, "shared");
    home.follow(&log.verifier().to_string());
    let logs = ["true", "false"].map(|history| log.clone().grown(20_000, history));
    let mut forked = Forked {
        logs,
        url: home.url.clone(),
        cosigned: Mutex::default(),
        killed: AtomicBool::new(false),
    };
    for round in 0..4 {
        let witness = home.serve();
        // It remembers at least what it gave out.
        let (status, told) = forked
            .send(&Forked::agent(), &forked.logs[0].request(0, 0))
            .unwrap();
        let most = forked.check();
        assert_eq!(status, if round == 0 { 200 } else { 409 });
        assert!(round == 0 || parse_size(&told).unwrap() >= most);
        *forked.killed.get_mut() = false;
        std::thread::scope(|threads| {
            for history in [0, 1, 0, 1] {
                let forked = &forked;
                threads.spawn(move || forked.push(history));
            }
            wait_for("some cosignatures", || {
                (forked.cosigned.lock().unwrap().len() > (round + 1) * 25).then_some(())
            });
            witness.kill();
            forked.killed.store(true, Ordering::SeqCst);
        });
    }
    assert!(forked.check() > SHARED as u64, "the histories parted");
}

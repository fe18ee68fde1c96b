//! A source of issue mails in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use app::outbox::{ComposeError, LEASE, Lane, MailSource, Outcome, Parcel, ParcelId, Settlement};
use jiff::{SignedDuration, Timestamp};
use mail::message::{Envelope, Message};
use store::StoreError;
use tokio::sync::Notify;

/// Copies of an issue that wait in memory.
pub struct Pile {
    pub waiting: Mutex<VecDeque<(u32, Timestamp)>>,
    pub lease: SignedDuration,
    pub lane: Lane,
    pub domain: fn(u32) -> String,
    pub settled: Mutex<Vec<Vec<Settlement>>>,
    /// So many calls of `settle` fail.
    pub fails: Mutex<u32>,
    /// Holds the first answer of `take` back.
    pub late: Mutex<Option<Arc<Late>>>,
}

/// Between looking and saying what was found.
#[derive(Default)]
pub struct Late {
    pub nothing_found: Notify,
    pub said: Notify,
}

impl Pile {
    pub fn of(number: u32) -> Self {
        Self {
            waiting: Mutex::new((0..number).map(|n| (n, Timestamp::MIN)).collect()),
            lease: LEASE,
            lane: Lane::Issue,
            domain: |_| "example.org".into(),
            settled: Mutex::default(),
            fails: Mutex::new(0),
            late: Mutex::new(None),
        }
    }

    pub fn outcomes(&self) -> Vec<(u32, Outcome)> {
        let settled = self.settled.lock().unwrap();
        let all = settled.iter().flatten();
        all.map(|settled| (number(settled.id), settled.outcome))
            .collect()
    }

    pub fn sent(&self) -> usize {
        let sent = |(_, outcome): &(u32, Outcome)| *outcome == Outcome::Sent;
        self.outcomes().into_iter().filter(sent).count()
    }
}

fn number(id: ParcelId) -> u32 {
    u32::from_be_bytes(id.0[12..].try_into().unwrap())
}

#[async_trait::async_trait]
impl MailSource for Pile {
    type Mail = ();

    fn lane(&self) -> Lane {
        self.lane
    }

    async fn take(&self, most: usize, now: Timestamp) -> Result<Vec<Parcel<()>>, StoreError> {
        let late = self.late.lock().unwrap().take();
        if let Some(late) = late {
            late.nothing_found.notify_one();
            late.said.notified().await;
            return Ok(Vec::new());
        }
        let mut waiting = self.waiting.lock().unwrap();
        let due = waiting.iter().take_while(|(_, due)| *due <= now).count();
        let parcel = |(number, _): (u32, Timestamp)| {
            let mut id = [0; 16];
            id[12..].copy_from_slice(&number.to_be_bytes());
            Parcel {
                id: ParcelId(id),
                kind: "issue".into(),
                domain: (self.domain)(number),
                attempts: 0,
                until: now + self.lease,
                mail: (),
            }
        };
        Ok(waiting.drain(..due.min(most)).map(parcel).collect())
    }

    async fn compose(&self, parcel: &Parcel<()>) -> Result<Message, ComposeError> {
        Ok(Message {
            envelope: Envelope {
                return_path: String::new(),
                recipient: format!("person{}@{}", number(parcel.id), parcel.domain),
            },
            bytes: format!("Subject: {}\r\n\r\n", number(parcel.id)).into_bytes(),
        })
    }

    async fn settle(&self, settled: &[Settlement], _: Timestamp) -> Result<(), StoreError> {
        // As long as a sync of the disk, while other mails land.
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        let mut fails = self.fails.lock().unwrap();
        if *fails > 0 {
            *fails -= 1;
            return Err(StoreError::Unavailable {
                source: "the disk is full".into(),
            });
        }
        let mut waiting = self.waiting.lock().unwrap();
        for settled in settled {
            if let Outcome::Later(due) | Outcome::Back(due) = settled.outcome {
                waiting.push_back((number(settled.id), due));
            }
        }
        self.settled.lock().unwrap().push(settled.to_vec());
        Ok(())
    }

    async fn recover(&self, _: Timestamp) -> Result<(), StoreError> {
        Ok(())
    }
}

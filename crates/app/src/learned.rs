//! What other processes did, as far as this one has learned of it.
//!
//! Several processes may be at one store: nodes behind a balancer, or a command beside the server. Each
//! asks a few times in a second how far every declaration is, which is one small read, and forgets what
//! has changed since. Why it asks and is not told stands in decision 20.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::id::DeclarationId;
use jiff::{SignedDuration, Timestamp};
use store::{Generation, StoreError};
use tokio::sync::watch;

use crate::site::Site;

/// How often it is asked: a count is right everywhere within a second, with room for a slow answer.
const ROUND: Duration = Duration::from_millis(250);

/// How long an answer is believed. Behind it, whoever keeps something looks for himself.
pub(crate) const BELIEVED: SignedDuration = SignedDuration::from_secs(2);

/// How far each declaration was when it was last asked.
#[derive(Default)]
pub(crate) struct Learned(Mutex<Answer>);

#[derive(Default)]
struct Answer {
    at: Option<Timestamp>,
    of: HashMap<DeclarationId, Generation>,
}

/// What is new in an answer.
#[derive(Debug, PartialEq, Eq)]
struct News {
    changed: Vec<DeclarationId>,
    /// Whether there are other declarations than before.
    others: bool,
}

impl Learned {
    /// How often the folder of a declaration was published, if that was asked a moment ago.
    pub(crate) fn publications(&self, id: DeclarationId, now: Timestamp) -> Option<u64> {
        let answer = self.answer();
        let is_believed = |at: Timestamp| now.duration_since(at).abs() < BELIEVED;
        let generation = answer
            .of
            .get(&id)
            .filter(|_| answer.at.is_some_and(is_believed));
        generation.map(|generation| generation.publications)
    }

    fn take(&self, generations: Vec<(DeclarationId, Generation)>, now: Timestamp) -> News {
        let generations: HashMap<_, _> = generations.into_iter().collect();
        let mut answer = self.answer();
        let before = std::mem::replace(&mut answer.of, generations);
        let is_first = answer.at.replace(now).is_none();
        let is_known = |id| before.contains_key(id);
        let others = before.len() != answer.of.len() || !answer.of.keys().all(is_known);
        let changed = answer.of.iter();
        let changed = changed.filter(|(id, now)| before.get(id).is_some_and(|then| then != *now));
        News {
            changed: changed.map(|(id, _)| *id).collect(),
            others: others && !is_first,
        }
    }

    fn answer(&self) -> MutexGuard<'_, Answer> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Site {
    /// Learns what other processes do, until told to stop. Only a process that goes on needs it.
    pub async fn run_learning(&self, mut stop: watch::Receiver<bool>) {
        let mut is_away = false;
        loop {
            match self.learn().await {
                Ok(()) => is_away = false,
                Err(_) if is_away => {}
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(error, "what other processes do cannot be learned");
                    is_away = true;
                }
            }
            tokio::select! {
                () = tokio::time::sleep(ROUND) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Learns what other processes did until now, and forgets what they changed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn learn(&self) -> Result<(), StoreError> {
        let rests = self.learn_pause().await?;
        let generations = self.store.generations().await?;
        let news = self.declarations.learned.take(generations, self.now());
        if news.others || rests {
            self.store.changed(None);
        }
        for id in news.changed {
            self.store.changed(Some(id));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generation(changes: u64) -> Generation {
        Generation {
            size: 1,
            changes,
            publications: 1,
        }
    }

    #[test]
    fn only_what_is_new_is_news() {
        let learned = Learned::default();
        let [one, other] = [1, 2].map(|number| DeclarationId::new(number, [0; 10]));
        let check = |answer: &[(DeclarationId, u64)], changed: &[DeclarationId], others| {
            let generations = answer.iter().map(|(id, n)| (*id, generation(*n)));
            let news = learned.take(generations.collect(), Timestamp::UNIX_EPOCH);
            let changed = changed.to_vec();
            assert_eq!(news, News { changed, others });
        };
        check(&[(one, 1)], &[], false);
        check(&[(one, 1)], &[], false);
        check(&[(one, 2)], &[one], false);
        check(&[(one, 2), (other, 1)], &[], true);
        check(&[(one, 2), (other, 2)], &[other], false);
        check(&[(other, 2)], &[], true);
    }

    #[test]
    fn an_answer_is_believed_for_a_moment() {
        let learned = Learned::default();
        let id = DeclarationId::new(1, [0; 10]);
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(learned.publications(id, at(0)), None);
        learned.take(vec![(id, generation(5))], at(0));
        assert_eq!(learned.publications(id, at(1)), Some(1));
        assert_eq!(learned.publications(id, at(2)), None);
        assert_eq!(
            learned.publications(DeclarationId::new(2, [0; 10]), at(0)),
            None
        );
    }
}

//! What follows from all lines of all journals together, and doing it again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::infomail::StopReason;
use domain::listing::Listing;
use domain::slug::Slug;
use store::{
    Erasure, Relisting, SignatureName, Store, StoreError, StoredState, SubscriptionChange,
};

use super::line::Noted;
use super::{Line, Reading};

/// What was done again in a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replayed {
    /// Signatures of which what is personal was erased, and whose departure is not in the log.
    pub signatures: u64,
    /// Names and initials taken off the list.
    pub listings: u64,
    /// Subscriptions that ended.
    pub subscriptions: u64,
    /// Notes that a subscriber signed something, taken away.
    pub notes: u64,
    /// Pending signatures and wishes to subscribe, deleted.
    pub refused: u64,
    /// Addresses that get no mail.
    pub suppressed: u64,
}

impl Replayed {
    /// Whether anything was done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the lines come to; `true` beside a signature where that is behind the mark.
#[derive(Default)]
pub(super) struct Replay {
    departed: BTreeMap<SignatureName, (StoredState, bool)>,
    listed: BTreeMap<SignatureName, (Listing, bool)>,
    ended: BTreeMap<u64, (StopReason, Option<[u8; 32]>)>,
    unsigned: Vec<(u64, Slug)>,
    refused: Vec<[u8; 32]>,
    suppressed: BTreeSet<[u8; 32]>,
    /// Which signature stood before one that took its place.
    before: HashMap<SignatureName, SignatureName>,
}

impl Replay {
    /// Puts journals together, in the order of time. What stands in front of the mark of its journal was
    /// done in this database; it is read all the same, since a later line may be about it.
    pub(super) fn of(journals: &[Reading], mark: impl Fn(&str) -> u64) -> Self {
        let mut lines: Vec<(&Line, bool)> = Vec::new();
        for journal in journals {
            let mark = mark(&journal.id);
            let is_new = |line: &Line| line.number >= mark;
            lines.extend(journal.lines.iter().map(|line| (line, is_new(line))));
        }
        // Stable: lines of one journal and one second stay in their order.
        lines.sort_by_key(|(line, _)| line.at);
        let mut replay = Self::default();
        for (line, is_new) in lines {
            if let Noted::Act(act) = &line.noted {
                replay.add(act, is_new);
            }
        }
        replay
    }

    fn add(&mut self, act: &Erasure, is_new: bool) {
        match act {
            Erasure::Moved { from, to } => {
                self.before.insert(*to, *from);
            }
            Erasure::Departed { signature, state } => {
                for name in self.chain(*signature) {
                    self.departed.insert(name, (*state, is_new));
                }
            }
            Erasure::Listed { signature, listing } => {
                for name in self.chain(*signature) {
                    self.listed.insert(name, (*listing, is_new));
                }
            }
            Erasure::Lifted { key, infomail } => {
                self.suppressed.remove(key);
                for (_, suppress) in self.ended.values_mut() {
                    *suppress = suppress.filter(|suppressed| suppressed != infomail);
                }
            }
            _ if !is_new => {}
            Erasure::Ended {
                subscription,
                reason,
                suppress,
            } => {
                self.ended.insert(*subscription, (*reason, *suppress));
            }
            Erasure::Unsigned {
                subscription,
                declaration,
            } => self.unsigned.push((*subscription, declaration.clone())),
            Erasure::Refused { refuse_hash } => self.refused.push(*refuse_hash),
            Erasure::Suppressed { key } => {
                self.suppressed.insert(*key);
            }
        }
    }

    /// A signature, and all that it took the place of: in a backup from between, the same person
    /// stands at an earlier place.
    fn chain(&self, name: SignatureName) -> Vec<SignatureName> {
        let mut chain = vec![name];
        let mut newest = name;
        // A place that is taken stands later in the log, so this comes to an end.
        while let Some(before) = self.before.get(&newest).filter(|b| b.leaf < newest.leaf) {
            chain.push(*before);
            newest = *before;
        }
        chain
    }

    /// Does it again. Repeating it is harmless. Answers what was done, and the signatures whose
    /// departure the log does not know.
    pub(super) async fn apply(
        &self,
        store: &Store,
    ) -> Result<(Replayed, Vec<(SignatureName, StoredState)>), StoreError> {
        let (mut done, mut open) = (Replayed::default(), Vec::new());
        let new = |(_, is_new): &(StoredState, bool)| *is_new;
        for (name, (state, _)) in self.departed.iter().filter(|(_, fate)| new(fate)) {
            if store.signature_forget(*name).await? {
                done.signatures += 1;
                open.push((*name, *state));
            }
        }
        for (name, (listing, is_new)) in &self.listed {
            if *is_new && !self.departed.contains_key(name) {
                done.listings += u64::from(lower(store, *name, *listing).await?);
            }
        }
        for (key, (reason, suppress)) in &self.ended {
            let stopped = store.subscription_stop(*key, *reason, *suppress).await?;
            done.subscriptions += u64::from(stopped);
        }
        for (key, declaration) in &self.unsigned {
            let forget = SubscriptionChange::ForgetSigned(declaration.clone());
            done.notes += u64::from(store.subscription_change(*key, forget).await?);
        }
        for hash in &self.refused {
            let signature = store.pending_refuse(*hash, false).await?;
            let wish = store.opt_in_refuse(*hash, false).await?;
            done.refused += u64::from(signature) + u64::from(wish);
        }
        for key in &self.suppressed {
            if !store.is_suppressed(*key).await? {
                store.suppress(*key).await?;
                done.suppressed += 1;
            }
        }
        Ok((done, open))
    }
}

/// Takes a name off the list where less was to be shown than stands there. Initials are not put in
/// its place: only the record has them, and its signer alone can open it.
async fn lower(store: &Store, name: SignatureName, wanted: Listing) -> Result<bool, StoreError> {
    let (id, leaf) = (name.declaration, name.leaf);
    let row = store.signature(id, leaf).await?;
    let shown = row.filter(|row| row.state == StoredState::Confirmed && row.listing > wanted);
    let Some(row) = shown else {
        return Ok(false);
    };
    if store.signature_name(id, leaf).await? != Some(name) {
        return Ok(false);
    }
    let counted = Relisting {
        declaration: id,
        leaf,
        from: row.listing,
        to: Listing::Counted,
        signatory: None,
        consent: None,
    };
    store.relist(counted).await
}

#[cfg(test)]
mod tests {
    use domain::id::DeclarationId;

    use super::*;

    fn name(leaf: u64) -> SignatureName {
        SignatureName {
            declaration: DeclarationId::from_bytes([1; 16]),
            leaf,
            entry: [u8::try_from(leaf).unwrap(); 32],
        }
    }

    fn departed(leaf: u64) -> Erasure {
        Erasure::Departed {
            signature: name(leaf),
            state: StoredState::Withdrawn,
        }
    }

    fn listed(leaf: u64, listing: Listing) -> Erasure {
        Erasure::Listed {
            signature: name(leaf),
            listing,
        }
    }

    fn moved(from: u64, to: u64) -> Erasure {
        Erasure::Moved {
            from: name(from),
            to: name(to),
        }
    }

    fn journal(id: &str, acts: Vec<(i64, Erasure)>) -> Reading {
        let line = |(number, (at, act))| Line {
            number,
            at,
            noted: Noted::Act(act),
        };
        let lines: Vec<Line> = (1..).zip(acts).map(line).collect();
        Reading {
            id: id.to_owned(),
            next: lines.len() as u64 + 1,
            lines,
            undone: Vec::new(),
            missing: 0,
        }
    }

    #[test]
    fn whoever_leaves_leaves_wherever_they_stood() {
        let acts = vec![(1, moved(3, 5)), (2, moved(5, 9)), (3, departed(9))];
        let replay = Replay::of(&[journal("a", acts)], |_| 0);
        let leaves: Vec<u64> = replay.departed.keys().map(|name| name.leaf).collect();
        assert_eq!(leaves, [3, 5, 9]);
    }

    #[test]
    fn a_place_of_another_history_is_another_place() {
        let mut elsewhere = name(5);
        elsewhere.entry = [0; 32];
        let from = name(3);
        let other = Erasure::Moved {
            from,
            to: elsewhere,
        };
        let replay = Replay::of(&[journal("a", vec![(1, other), (2, departed(5))])], |_| 0);
        assert_eq!(replay.departed.keys().map(|name| name.leaf).max(), Some(5));
        assert!(!replay.departed.contains_key(&from));
    }

    #[test]
    fn of_several_wishes_the_last_one_counts_on_whichever_node_it_was_said() {
        let first = journal(
            "a",
            vec![(1, listed(3, Listing::Counted)), (7, departed(4))],
        );
        let second = journal("b", vec![(5, listed(3, Listing::Named))]);
        let replay = Replay::of(&[first, second], |_| 0);
        assert_eq!(replay.listed[&name(3)].0, Listing::Named);
    }

    #[test]
    fn what_was_lifted_is_not_suppressed_again() {
        let (key, infomail) = ([1; 32], [2; 32]);
        let ended = Erasure::Ended {
            subscription: 7,
            reason: StopReason::Complained,
            suppress: Some(infomail),
        };
        let acts = vec![
            (1, Erasure::Suppressed { key }),
            (2, ended),
            (3, Erasure::Lifted { key, infomail }),
        ];
        let replay = Replay::of(&[journal("a", acts)], |_| 0);
        assert!(replay.suppressed.is_empty());
        assert_eq!(replay.ended[&7], (StopReason::Complained, None));
    }

    #[test]
    fn what_was_done_is_read_and_not_done_again() {
        let acts = vec![(1, departed(3)), (2, departed(4))];
        let replay = Replay::of(&[journal("a", acts)], |_| 2);
        assert_eq!(replay.departed[&name(3)], (StoredState::Withdrawn, false));
        assert_eq!(replay.departed[&name(4)], (StoredState::Withdrawn, true));
    }
}

//! Where prepared answers lie, by path and query.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Something that takes room.
pub(super) trait Weighs {
    /// Bytes, about.
    fn weight(&self) -> usize;
}

/// A shelf of two generations. What is asked for stands in the young one; when that is full it becomes
/// the old one, and what nobody asked for since is forgotten. Somebody who asks for thousands of
/// searches pushes out those of others and never the pages that a crowd reads.
pub(super) struct Shelf<T> {
    /// The most that one generation holds, in bytes.
    room: usize,
    generations: RwLock<Generations<T>>,
}

struct Generations<T> {
    young: HashMap<Box<str>, Arc<T>>,
    old: HashMap<Box<str>, Arc<T>>,
    /// Bytes in the young one.
    held: usize,
}

impl<T: Weighs> Shelf<T> {
    /// A shelf that holds at most so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        Self {
            room: bytes / 2,
            generations: RwLock::new(Generations {
                young: HashMap::new(),
                old: HashMap::new(),
                held: 0,
            }),
        }
    }

    /// What lies there, if it is still known.
    pub(super) fn get(&self, key: &str) -> Option<Arc<T>> {
        let generations = self
            .generations
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(young) = generations.young.get(key) {
            return Some(Arc::clone(young));
        }
        let old = Arc::clone(generations.old.get(key)?);
        drop(generations);
        // Somebody may have put a newer one meanwhile; it stays.
        let mut generations = self
            .generations
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(young) = generations.young.get(key) {
            return Some(Arc::clone(young));
        }
        generations.put(self.room, key, &old);
        Some(old)
    }

    /// Puts something in the place of what lay there.
    pub(super) fn put(&self, key: &str, new: &Arc<T>) {
        let mut generations = self
            .generations
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        generations.put(self.room, key, new);
    }
}

impl<T: Weighs> Generations<T> {
    fn put(&mut self, room: usize, key: &str, new: &Arc<T>) {
        let weight = key.len() + new.weight();
        if weight > room {
            return;
        }
        self.old.remove(key);
        if let Some(before) = self.young.remove(key) {
            self.held -= key.len() + before.weight();
        }
        if self.held + weight > room {
            self.old = std::mem::take(&mut self.young);
            self.held = 0;
        }
        self.held += weight;
        self.young.insert(key.into(), Arc::clone(new));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Thing(usize);

    impl Weighs for Thing {
        fn weight(&self) -> usize {
            self.0
        }
    }

    fn held(shelf: &Shelf<Thing>) -> usize {
        let generations = shelf.generations.read().unwrap();
        let weigh = |things: &HashMap<Box<str>, Arc<Thing>>| {
            let things = things.iter();
            things
                .map(|(key, thing)| key.len() + thing.weight())
                .sum::<usize>()
        };
        assert_eq!(generations.held, weigh(&generations.young));
        weigh(&generations.young) + weigh(&generations.old)
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_makes_room() {
        let shelf = Shelf::new(10_000);
        for number in 0..1_000_usize {
            shelf.put(&format!("/{number}"), &Arc::new(Thing(number % 97 * 10)));
            assert!(held(&shelf) <= 10_000);
            assert!(shelf.get("/0").is_some(), "asked for all the time");
        }
        assert!(shelf.get("/999").is_some());
        assert!(shelf.get("/500").is_none());
    }

    #[test]
    fn the_newest_of_one_name_is_found_and_what_is_too_large_is_not_kept() {
        let shelf = Shelf::new(1_000);
        shelf.put("/", &Arc::new(Thing(1)));
        shelf.put("/", &Arc::new(Thing(2)));
        assert_eq!(shelf.get("/").unwrap().0, 2);
        assert_eq!(held(&shelf), 3);
        shelf.put("/large", &Arc::new(Thing(501)));
        assert!(shelf.get("/large").is_none());
    }
}

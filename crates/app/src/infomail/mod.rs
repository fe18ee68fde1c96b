//! Infomail: people subscribe, issues appear and are sent to each of them once.
//!
//! | what | where |
//! | --- | --- |
//! | a list and drafts of its issues are published from a folder | [`publish`] |
//! | somebody subscribes, and confirms by mail | [`subscribe`] |
//! | somebody ticks it while signing; it begins when the signature is confirmed (REQ-92) | `tick` |
//! | a subscriber leaves, changes the language, asks for an earlier issue, stays | [`manage`] |
//! | an issue appears, is sent, paused, resumed; how far it got | [`issues`] |
//! | mails are drawn by the outbox, composed, and their fate is written down | [`source`] |
//! | what comes back ends subscriptions and pauses issues | [`returned`] |
//! | what is asked again, re-sealed and erased by itself | `keep` |
//! | which issues the site paused, for the operator | `standing` |
//! | what a copy of an issue is called in its `Message-ID` and return path | `alias` |
//!
//! Addresses lie in the store sealed under a key of the key folder, and are found by keyed hash. Every
//! issue bears a token that ends the subscription and can do nothing else (REQ-41).

mod address;
mod alias;
mod compose;
pub mod issues;
mod job;
mod keep;
mod lists;
pub mod manage;
mod preview;
pub mod publish;
pub mod returned;
pub mod settling;
pub mod source;
mod standing;
pub mod subscribe;
mod tick;

use std::sync::{Arc, Mutex, PoisonError};

use domain::slug::Slug;
use jiff::Timestamp;
use store::StoreError;
use thiserror::Error;

use crate::declarations::LoadError;
use crate::keys::KeysError;

pub use address::Ring;
pub(crate) use compose::Headers;
pub use issues::OPERATOR;
pub use job::InfomailJob;
pub use keep::Kept;
pub use lists::{PublishedIssue, PublishedList};
pub use standing::{Standing, paused_issues};
pub(crate) use tick::is_of_subscription;

use source::Bodies;

/// Why something about Infomail failed. Nothing happened that trying again could not repeat.
#[derive(Debug, Error)]
pub enum InfomailError {
    /// The store failed.
    #[error("the store cannot be used")]
    Store(#[from] StoreError),
    /// The keys that addresses are sealed under cannot be used.
    #[error("the keys of the Infomail cannot be used")]
    Keys(#[from] KeysError),
    /// A declaration that an issue is about cannot be loaded.
    #[error("a declaration cannot be loaded")]
    Declaration(#[from] LoadError),
    /// What is stored of a list no longer parses.
    #[error("the stored folder of the list {0} does not parse")]
    Folder(Slug),
    /// An address was sealed under a key that is not in the key folder.
    #[error("the key infomail.{0}.key is missing: bring it back from its backup")]
    KeyMissing(u32),
    /// An address does not open with the key it names.
    #[error("an address does not open with the key infomail.{0}.key")]
    Sealed(u32),
}

/// What a site keeps at hand for its Infomail.
#[derive(Default)]
pub(crate) struct Infomail {
    /// The locks guard what is inside alone and are never held over a read of the store.
    ring: Mutex<Option<Arc<Ring>>>,
    lists: Mutex<Option<(Timestamp, Vec<Arc<PublishedList>>)>>,
    pub(crate) bodies: Bodies,
    told: Mutex<Vec<Standing>>,
    pub(crate) watches: settling::Watches,
}

impl Infomail {
    fn known_lists(&self) -> Option<(Timestamp, Vec<Arc<PublishedList>>)> {
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.clone()
    }

    fn keep_lists(&self, lists: Option<(Timestamp, Vec<Arc<PublishedList>>)>) {
        *self.lists.lock().unwrap_or_else(PoisonError::into_inner) = lists;
    }

    fn known_ring(&self) -> Option<Arc<Ring>> {
        let ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        ring.clone()
    }

    /// Keeps which paused issues the operator was told of, and answers which it was before.
    fn now_told(&self, standing: &[Standing]) -> Vec<Standing> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut told, standing.to_vec())
    }

    fn keep_ring(&self, ring: &Arc<Ring>) {
        *self.ring.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(ring));
    }
}

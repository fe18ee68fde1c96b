//! The public list and the count.

use domain::id::DeclarationId;
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::Bucket;
use domain::signer::Class;

use super::{Cursor, LogHead};

/// How many signatures count, by bucket and listing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counter {
    /// Revision, class, evidence.
    pub bucket: Bucket,
    /// How they are listed.
    pub listing: Listing,
    /// How many.
    pub n: u64,
}

/// A declaration at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The head of its log.
    pub head: LogHead,
    /// How many signatures in that log count, by bucket and listing.
    pub counters: Vec<Counter>,
}

/// A signatory that becomes public.
#[derive(Clone)]
pub struct NewSignatory {
    /// Leaf index of the signature.
    pub leaf: u64,
    /// Person or organisation.
    pub class: Class,
    /// Language of the revision signed.
    pub language: Language,
    /// Initials or name.
    pub listing: Listing,
    /// What is shown as name.
    pub name: String,
    /// Role or affiliation.
    pub descriptor: Option<String>,
    /// Town or country.
    pub place: Option<String>,
    /// A comment.
    pub comment: Option<String>,
    /// The day of the signature, in days since 1970-01-01 UTC.
    pub day: u32,
    /// The public opening that ties the shown fields to the log entry.
    pub opening: Vec<u8>,
    /// Folded words that a search finds it by; order and repetition do not matter.
    pub words: Vec<String>,
    /// Collation keys by locale.
    pub sort_keys: Vec<(String, Vec<u8>)>,
}

/// A signatory as the list shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignatoryRow {
    /// Leaf index of the signature.
    pub leaf: u64,
    /// Person or organisation.
    pub class: Class,
    /// Language of the revision signed.
    pub language: Language,
    /// Leaf index of the revision signed.
    pub revision: u64,
    /// Initials or name.
    pub listing: Listing,
    /// What is shown as name.
    pub name: String,
    /// Role or affiliation.
    pub descriptor: Option<String>,
    /// Town or country.
    pub place: Option<String>,
    /// A comment.
    pub comment: Option<String>,
    /// The day of the signature, in days since 1970-01-01 UTC.
    pub day: u32,
}

/// The order of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Order {
    /// The latest signature first.
    Newest,
    /// By name, as a locale sorts.
    Name {
        /// The locale of the collation keys.
        locale: String,
    },
}

/// Which part of the list.
#[derive(Clone, Debug)]
pub struct SignatoryQuery {
    /// Of which declaration.
    pub declaration: DeclarationId,
    /// In which order; with a prefix it is the order of the matching words instead.
    pub order: Order,
    /// Only those with a word that begins so; folded as the words are. Empty leaves nobody out.
    pub prefix: Option<String>,
    /// Only these.
    pub class: Option<Class>,
    /// Only those who signed in this language.
    pub language: Option<Language>,
    /// Only those who signed the revision at this leaf.
    pub revision: Option<u64>,
    /// Where the page before ended. A cursor of another order or prefix is ignored: it begins
    /// anew (see [`Cursor::fits`]).
    pub after: Option<Cursor>,
    /// How many rows at most.
    pub limit: u32,
}

impl SignatoryQuery {
    /// The prefix, unless it is empty and leaves nobody out.
    pub(crate) fn prefix(&self) -> Option<&str> {
        self.prefix.as_deref().filter(|prefix| !prefix.is_empty())
    }
}

/// A page of the list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SignatoryPage {
    /// How many entries the log had at the moment that the rows are of.
    pub size: u64,
    /// The rows.
    pub rows: Vec<SignatoryRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

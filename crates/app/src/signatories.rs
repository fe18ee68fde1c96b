//! Station 10: the list and the counter.

use std::sync::Arc;

use domain::comment::Comment;
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Bucket, Field, PublicOpening};
use domain::signer::Class;
use store::{Counter, Cursor, NewSignatory, Order, SignatoryPage, SignatoryQuery, StoreError};

use crate::collation;
use crate::declarations::Published;
use crate::opening;
use crate::record::Record;
use crate::site::Site;

/// The most names on one page (REQ-112).
pub const MAX_PAGE: u32 = 200;

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListOrder {
    /// The newest first.
    #[default]
    Newest,
    /// By name, in the collation of the page's language.
    Name,
}

/// What of the list is asked for.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// The order.
    pub order: ListOrder,
    /// The language whose collation orders names.
    pub locale: String,
    /// The beginning of a word of the name, as typed.
    pub search: Option<String>,
    /// Only this class.
    pub class: Option<Class>,
    /// Only signatures of revisions in this language.
    pub language: Option<Language>,
    /// Only signatures of the revision at this leaf.
    pub revision: Option<u64>,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// How many names; at most [`MAX_PAGE`].
    pub limit: u32,
}

/// The count, with every split a page shows. It equals the fold of the log: counters change in the
/// transaction that appends the entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    counters: Vec<Counter>,
}

impl Count {
    pub(crate) const fn new(counters: Vec<Counter>) -> Self {
        Self { counters }
    }

    /// Signatures that count and fit.
    fn sum(&self, fits: impl Fn(&Counter) -> bool) -> u64 {
        self.counters
            .iter()
            .filter(|counter| fits(counter))
            .map(|counter| counter.n)
            .sum()
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.sum(|_| true)
    }

    /// Of one class.
    #[must_use]
    pub fn of(&self, class: Class) -> u64 {
        self.sum(|counter| counter.bucket.class == class)
    }

    /// Shown on the list, by name or initials.
    #[must_use]
    pub fn shown(&self) -> u64 {
        self.sum(|counter| counter.listing != Listing::Counted)
    }

    /// Shown on the list, of those that fit.
    #[must_use]
    pub fn shown_where(&self, fits: impl Fn(&Bucket) -> bool) -> u64 {
        self.sum(|counter| counter.listing != Listing::Counted && fits(&counter.bucket))
    }

    /// Of one revision.
    #[must_use]
    pub fn of_revision(&self, leaf: u64) -> u64 {
        self.sum(|counter| counter.bucket.revision == leaf)
    }

    /// The counters behind it.
    #[must_use]
    pub fn counters(&self) -> &[Counter] {
        &self.counters
    }
}

impl Site {
    /// The count of a declaration.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn count(&self, declaration: &Published) -> Result<Count, StoreError> {
        Ok(self.moment(declaration).await?.count.clone())
    }

    /// One page of the list.
    ///
    /// # Errors
    /// When the store cannot be read.
    #[tracing::instrument(name = "life.10_list", target = "life", level = "debug", skip_all)]
    pub async fn signatories(
        &self,
        declaration: &Arc<Published>,
        query: ListQuery,
    ) -> Result<SignatoryPage, StoreError> {
        let prefix = match query.search.as_deref() {
            None => None,
            Some(typed) if typed.trim().is_empty() => None,
            Some(typed) => match collation::search_prefix(typed) {
                Some(prefix) => Some(prefix),
                None => {
                    return Ok(SignatoryPage {
                        size: self.moment(declaration).await?.size,
                        ..SignatoryPage::default()
                    });
                }
            },
        };
        let order = match query.order {
            ListOrder::Newest => Order::Newest,
            ListOrder::Name => Order::Name {
                locale: query.locale,
            },
        };
        self.store
            .signatories(SignatoryQuery {
                declaration: declaration.id,
                order,
                prefix,
                class: query.class,
                language: query.language,
                revision: query.revision,
                after: query.after,
                limit: query.limit.clamp(1, MAX_PAGE),
            })
            .await
    }
}

/// A listing as far as it can be had: where there are no initials (an organisation, a name without
/// letters) nothing could be shown, so the signature is counted only.
#[must_use]
pub fn showable(record: &Record, wished: Listing) -> Listing {
    let nothing = wished == Listing::Initials && record.text(Field::Initials).is_empty();
    if nothing { Listing::Counted } else { wished }
}

/// The public row of a signature; nothing where it is only counted. Leaf and day are filled in at
/// the commit point.
#[must_use]
pub fn shown(
    record: &Record,
    class: Class,
    language: &Language,
    listing: Listing,
) -> Option<NewSignatory> {
    let text = |field| Some(record.text(field).to_owned()).filter(|text| !text.is_empty());
    let (name, descriptor, comment) = match listing {
        Listing::Counted => return None,
        Listing::Initials => (record.text(Field::Initials).to_owned(), None, None),
        Listing::Named => (
            record.text(Field::Name).to_owned(),
            text(Field::Descriptor),
            record
                .comment
                .as_ref()
                .map(Comment::as_str)
                .map(str::to_owned),
        ),
    };
    let row = PublicRow {
        name,
        descriptor,
        place: text(Field::Place),
        comment,
    };
    let opening = PublicOpening::for_listing(&record.opening, listing);
    Some(row.signatory((class, listing), language, &opening))
}

/// The public row of a signature of which only the opening is known, as in a log that was signed
/// elsewhere; nothing where neither name nor initials are opened. Leaf and day are the caller's.
#[must_use]
pub fn opened(opening: &PublicOpening, class: Class, language: &Language) -> Option<NewSignatory> {
    let text = |field| opening.shown(field).map(str::to_owned);
    let (listing, name) = match (text(Field::Name), text(Field::Initials)) {
        (Some(name), _) => (Listing::Named, name),
        (None, Some(initials)) => (Listing::Initials, initials),
        (None, None) => return None,
    };
    let row = PublicRow {
        name,
        descriptor: text(Field::Descriptor),
        place: text(Field::Place),
        comment: None,
    };
    Some(row.signatory((class, listing), language, opening))
}

/// What a list shows of one signature.
struct PublicRow {
    name: String,
    descriptor: Option<String>,
    place: Option<String>,
    comment: Option<String>,
}

impl PublicRow {
    fn signatory(
        self,
        (class, listing): (Class, Listing),
        language: &Language,
        opening: &PublicOpening,
    ) -> NewSignatory {
        NewSignatory {
            leaf: 0,
            day: 0,
            class,
            language: language.clone(),
            listing,
            words: if listing == Listing::Named {
                collation::search_words(&self.name)
            } else {
                Vec::new()
            },
            sort_keys: collation::sort_keys(&self.name),
            name: self.name,
            descriptor: self.descriptor,
            place: self.place,
            comment: self.comment,
            opening: opening::encode(opening),
        }
    }
}

//! What the promises are tried with: a declaration, its log, people who sign.

use domain::consent::Purpose;
use domain::id::{DeclarationId, DeliveryId};
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Body, Bucket, Commitment, Day, Entry, RevisionRole};
use domain::signature::WithdrawalReason;
use domain::signer::{Class, Evidence};
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;

use super::Place;
use crate::{
    AccessPurpose, Batch, ConsentRow, Departure, Lane, NewAccess, NewDeclaration, NewDelivery,
    NewPending, NewSignatory, NewSignature, Order, PendingDone, Publication, RevisionRow,
    SealedContact, SignatoryQuery, Store, StoreError, StoredState, Submission, SubtreeRow,
};

/// The day everything happens on.
pub const TODAY: u32 = 20_000;

/// A moment of that day.
#[must_use]
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(i64::from(TODAY) * 86_400 + second).expect("a moment of our century")
}

/// A hash that differs for each kind and number.
#[must_use]
pub fn hash(kind: &str, number: u64) -> [u8; 32] {
    *TextDigest::of(format!("{kind} {number}").as_bytes()).as_bytes()
}

/// The hash of the link that manages a signature.
#[must_use]
pub fn access_hash(declaration: DeclarationId, leaf: u64) -> [u8; 32] {
    hash(&format!("access {declaration:?}"), leaf)
}

/// A language.
#[must_use]
pub fn language(tag: &str) -> Language {
    Language::parse(tag).expect("tests name languages that are")
}

/// The bucket of a person who pressed the mailed button under the first revision.
#[must_use]
pub const fn person() -> Bucket {
    Bucket {
        revision: 0,
        class: Class::Person,
        evidence: Evidence::MailLink,
    }
}

/// A declaration with a number.
#[must_use]
pub fn new_declaration(number: u64) -> NewDeclaration {
    NewDeclaration {
        id: DeclarationId::new(number, [7; 10]),
        slug: Slug::parse(&format!("clean-rivers-{number}")).expect("this is a slug"),
        origin: format!("letters.example.org/d/clean-rivers-{number}/log"),
        verifier_key: format!("key {number}"),
        created: at(0),
        checkpoint: "checkpoint 0".to_owned(),
        carried: false,
    }
}

/// A declaration whose first entry is its original text, and what its sequencer would know.
pub struct Book {
    /// The store it is in.
    pub store: Store,
    /// The declaration.
    pub id: DeclarationId,
    /// Entries so far.
    pub size: u64,
}

impl Book {
    /// Begins it in the store of a place.
    ///
    /// # Errors
    /// What the store says.
    pub async fn begin(place: &dyn Place) -> Result<Self, StoreError> {
        Self::begin_in(place.open().await?, 1).await
    }

    /// Begins one with a number in a store.
    ///
    /// # Errors
    /// What the store says.
    pub async fn begin_in(store: Store, number: u64) -> Result<Self, StoreError> {
        let new = new_declaration(number);
        let id = new.id;
        store.declaration_create(new).await?;
        let mut book = Self { store, id, size: 0 };
        let mut batch = book.batch();
        let revision = revision(0, "en");
        batch.entries.push(revision_entry(&revision));
        batch.publication = Some(Publication {
            revisions: vec![revision],
            ..Publication::default()
        });
        book.commit(batch).await?;
        Ok(book)
    }

    /// A batch on the present size.
    #[must_use]
    pub fn batch(&self) -> Batch {
        let mut batch = Batch::new(self.id, self.size);
        batch.at = at(60);
        batch
    }

    /// Commits a batch with a head that fits it.
    ///
    /// # Errors
    /// What the store says; the size is as before then.
    pub async fn commit(&mut self, mut batch: Batch) -> Result<(), StoreError> {
        let size = batch.size_after();
        batch.checkpoint = checkpoint(size);
        batch.edge = vec![hash("edge", size)];
        let moment = self.store.commit(batch).await?;
        assert_eq!(moment.head.size, size, "the moment is that of the batch");
        self.size = size;
        Ok(())
    }

    /// Signs for these people in one batch; answers the first leaf.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sign(&mut self, people: &[NewSignatory]) -> Result<u64, StoreError> {
        let mut batch = self.batch();
        for person in people {
            add_signature(&mut batch, Some(person.clone()));
        }
        let first = batch.expected_size;
        self.commit(batch).await?;
        Ok(first)
    }

    /// Takes out one signature.
    ///
    /// # Errors
    /// What the store says.
    pub async fn withdraw(&mut self, signature: u64) -> Result<(), StoreError> {
        let mut batch = self.batch();
        batch.entries.push(withdrawal_entry(signature));
        batch.departures.push(Departure {
            signature,
            state: StoredState::Withdrawn,
        });
        self.commit(batch).await
    }

    /// The first page of its whole list, the newest first.
    #[must_use]
    pub fn query(&self) -> SignatoryQuery {
        SignatoryQuery {
            declaration: self.id,
            order: Order::Newest,
            prefix: None,
            class: None,
            language: None,
            revision: None,
            after: None,
            limit: 100,
        }
    }

    /// A submission of the person with this number, at a second of the day.
    #[must_use]
    pub fn submission(&self, number: u64, second: i64) -> Submission {
        Submission {
            declaration: self.id,
            pending: NewPending {
                confirm_hash: hash("confirm", number),
                tab_hash: hash("tab", number),
                refuse_hash: hash("refuse", number),
                payload: b"payload".to_vec(),
                wrapped_by_link: b"by link".to_vec(),
                wrapped_by_code: b"by code".to_vec(),
                expires: at(second + 3_600),
            },
            now: at(second),
            caps: Vec::new(),
            most_per_hour: u32::MAX,
            suppression_key: hash("suppression", number),
            mail: delivery("confirm", number, second),
        }
    }
}

/// A link for somebody who has signed and fills in the form again.
#[must_use]
pub fn known_link(number: u64, second: i64) -> NewAccess {
    NewAccess {
        hash: hash("known access", number),
        purpose: AccessPurpose::Withdraw,
        expires: Some(at(second + 3_600)),
    }
}

/// What stands as checkpoint of a size: the store does not look into it.
#[must_use]
pub fn checkpoint(size: u64) -> String {
    format!("checkpoint {size}")
}

/// The pending row of the person with this number, confirmed.
#[must_use]
pub fn done(number: u64) -> PendingDone {
    PendingDone {
        confirm_hash: hash("confirm", number),
        stub: b"stub".to_vec(),
    }
}

/// A mail to the person with this number. A confirmation belongs to their pending row.
#[must_use]
pub fn delivery(kind: &str, number: u64, second: i64) -> NewDelivery {
    let mut random = [0; 10];
    random.copy_from_slice(&hash(kind, number)[..10]);
    NewDelivery {
        id: DeliveryId::new(number, random),
        lane: Lane::Confirmation,
        kind: kind.to_owned(),
        recipient: format!("person{number}@example.org"),
        language: "en".to_owned(),
        fields: format!("token {number}").into_bytes(),
        due: at(second),
        pending: (kind == "confirm").then(|| hash("confirm", number)),
    }
}

/// A revision at a leaf: the original at leaf 0, else a translation of it.
#[must_use]
pub fn revision(leaf: u64, tag: &str) -> RevisionRow {
    let text = format!("# Clean rivers\n\nWe ask for clean rivers, in {tag}.\n");
    RevisionRow {
        leaf,
        language: language(tag),
        number: 1,
        role: if leaf == 0 {
            RevisionRole::Original
        } else {
            RevisionRole::Translation
        },
        renders: 0,
        digest: TextDigest::of(text.as_bytes()),
        source: format!("+++\ndate = \"2024-10-04\"\n+++\n{text}"),
        text,
        day: TODAY,
    }
}

/// The entry of a revision.
#[must_use]
pub fn revision_entry(row: &RevisionRow) -> Vec<u8> {
    encode(Body::Revision {
        role: row.role,
        number: row.number,
        renders: row.renders,
        language: row.language.clone(),
        digest: row.digest,
    })
}

/// The entry of a withdrawal.
#[must_use]
pub fn withdrawal_entry(signature: u64) -> Vec<u8> {
    encode(Body::Withdrawal {
        signature,
        reason: WithdrawalReason::Wish,
    })
}

/// The entry of a signature.
#[must_use]
pub fn signature_entry(bucket: Bucket, leaf: u64) -> Vec<u8> {
    encode(Body::Signature {
        revision: bucket.revision,
        class: bucket.class,
        evidence: bucket.evidence,
        commitment: Commitment::from_bytes(hash("commitment", leaf)),
    })
}

fn encode(body: Body) -> Vec<u8> {
    Entry {
        day: Day(TODAY),
        body,
    }
    .encode()
}

/// Adds the next signature to a batch, with its entry and a subtree root; counted only unless
/// somebody is shown. Its tag is that of the person whose number is its leaf.
pub fn add_signature(batch: &mut Batch, signatory: Option<NewSignatory>) -> &mut NewSignature {
    let leaf = batch.size_after();
    let bucket = Bucket {
        class: signatory
            .as_ref()
            .map_or(Class::Person, |shown| shown.class),
        ..person()
    };
    batch.entries.push(signature_entry(bucket, leaf));
    batch.subtrees.push(SubtreeRow {
        level: 0,
        index: leaf,
        hash: hash("subtree", leaf),
    });
    batch.signatures.push(NewSignature {
        leaf,
        bucket,
        listing: signatory
            .as_ref()
            .map_or(Listing::Counted, |shown| shown.listing),
        day: TODAY,
        tag: hash("tag", leaf),
        record: Some(format!("sealed record {leaf}").into_bytes()),
        access: Some(NewAccess {
            hash: access_hash(batch.declaration, leaf),
            purpose: AccessPurpose::Manage,
            expires: None,
        }),
        signatory,
        consents: vec![consent(Purpose::Count)],
        contacts: vec![SealedContact {
            purpose: Purpose::Contact,
            sealed: format!("sealed contact {leaf}").into_bytes(),
        }],
        pending: None,
    });
    batch.signatures.last_mut().expect("one was just added")
}

/// A person who shows their name and signed in English. Words and collation keys are what a name is
/// in lower case: enough to tell orders apart. The leaf is given when they sign.
#[must_use]
pub fn named(name: &str) -> NewSignatory {
    let folded = name.to_lowercase();
    NewSignatory {
        leaf: 0,
        class: Class::Person,
        language: language("en"),
        listing: Listing::Named,
        name: name.to_owned(),
        descriptor: Some("hydrologist".to_owned()),
        place: None,
        comment: Some(String::new()),
        day: TODAY,
        opening: format!("opening of {name}").into_bytes(),
        words: folded.split(' ').map(str::to_owned).collect(),
        sort_keys: vec![
            ("en".to_owned(), folded.clone().into_bytes()),
            ("de".to_owned(), folded.bytes().rev().collect()),
        ],
    }
}

/// A consent that was given.
#[must_use]
pub fn consent(purpose: Purpose) -> ConsentRow {
    ConsentRow {
        purpose,
        given: true,
        wording: format!("I agree to {}.", purpose.word()),
        language: language("en"),
        text: TextDigest::of(b"# Clean rivers\n"),
        asked: at(1),
        confirmed: at(2),
        channel: "form".to_owned(),
        method: "mail-link".to_owned(),
    }
}

//! The very rows of people who are counted and leave no contact, as the sequencer would write them.

use domain::consent::Purpose;
use domain::id::{DeclarationId, DeliveryId};
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Body, Bucket, Commitment, Day, Entry};
use domain::signer::{Class, Evidence};
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;
use store::{
    AccessPurpose, Batch, Cap, ConsentRow, Lane, NewAccess, NewDeclaration, NewDelivery,
    NewPending, NewSignature, PendingDone, Submission, SubtreeRow,
};
use tlog::Hash;

/// Length of a sealed record: what lies in it of a signer with a name of 16 letters and a place of
/// eight, and the mark of the cipher. A test of `app` counts them.
pub const RECORD: usize = 90;

/// Length of a sealed payload: the form as JSON.
const PAYLOAD: usize = 900;

/// Length of what replaces the payload once it is confirmed.
const STUB: usize = 74;

/// A key wrapped under a token.
const WRAPPED: usize = 48;

/// What a signed checkpoint takes.
const CHECKPOINT: usize = 200;

/// The day everything happens on.
const TODAY: u32 = 20_700;

/// A log whose checkpoint nobody signed: the store looks at no signature.
pub fn unsigned(id: DeclarationId, slug: Slug) -> NewDeclaration {
    NewDeclaration {
        id,
        slug,
        origin: "example.org/d/bench/log".to_owned(),
        verifier_key: "key".to_owned(),
        created: Timestamp::UNIX_EPOCH,
        checkpoint: "checkpoint".to_owned(),
        carried: false,
    }
}

/// Thirty-two bytes that look random and are the same in every run.
pub fn scatter(kind: u8, number: u64) -> [u8; 32] {
    let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
    Hash::leaf(&[kind, a, b, c, d, e, f, g, h]).0
}

/// The hash of a token that begins with its moment: a thousand of them come in a second.
fn dated(kind: u8, leaf: u64) -> [u8; 32] {
    let mut hash = scatter(kind, leaf);
    hash[..6].copy_from_slice(&leaf.to_be_bytes()[2..]);
    hash
}

fn bytes(kind: u8, number: u64, length: usize) -> Vec<u8> {
    let blocks = (0..).flat_map(|block: u64| scatter(kind, (number << 8) | block));
    blocks.take(length).collect()
}

fn second(second: u64) -> Timestamp {
    let second = i64::try_from(second).unwrap_or(0);
    Timestamp::from_second(i64::from(TODAY) * 86_400 + second).unwrap_or(Timestamp::MAX)
}

/// A batch that appends so many signatures to a log of `size` entries. Signers whose mail was opened
/// have a pending row; those of a log that is only filled had theirs expire.
pub fn batch(id: DeclarationId, size: u64, count: u64, with_pending: bool) -> Batch {
    let mut batch = Batch::new(id, size);
    for leaf in size..size + count {
        let signature = signature(leaf, with_pending);
        batch.entries.push(entry(&signature));
        batch.signatures.push(signature);
    }
    batch.subtrees = completed(size, size + count);
    let peaks = (size + count).count_ones();
    batch.edge = (0..u64::from(peaks)).map(|n| scatter(b'e', n)).collect();
    batch.checkpoint = "c".repeat(CHECKPOINT);
    batch.at = second(size / 1_000);
    batch
}

fn signature(leaf: u64, with_pending: bool) -> NewSignature {
    NewSignature {
        leaf,
        bucket: Bucket {
            revision: 0,
            class: Class::Person,
            evidence: Evidence::MailLink,
        },
        listing: Listing::Counted,
        day: TODAY,
        tag: scatter(b't', leaf),
        record: Some(bytes(b'r', leaf, RECORD)),
        access: Some(NewAccess {
            hash: scatter(b'a', leaf),
            purpose: AccessPurpose::Manage,
            expires: None,
        }),
        signatory: None,
        consents: vec![consent(leaf)],
        contacts: Vec::new(),
        pending: with_pending.then(|| PendingDone {
            confirm_hash: dated(b'c', leaf),
            stub: bytes(b's', leaf, STUB),
        }),
    }
}

fn consent(leaf: u64) -> ConsentRow {
    ConsentRow {
        purpose: Purpose::Count,
        given: true,
        wording:
            "I sign this text. I know that signing shows a political opinion, and I agree that it \
                  is processed to count me; I may withdraw at any time."
                .to_owned(),
        language: Language::parse("en").expect("English is a language"),
        text: TextDigest::from_bytes(scatter(b'd', 0)),
        asked: second(leaf / 1_000),
        confirmed: second(leaf / 1_000 + 300),
        channel: "form".to_owned(),
        method: "mail-link".to_owned(),
    }
}

fn entry(signature: &NewSignature) -> Vec<u8> {
    Entry {
        day: Day(TODAY),
        body: Body::Signature {
            revision: 0,
            class: Class::Person,
            evidence: Evidence::MailLink,
            commitment: Commitment::from_bytes(scatter(b'm', signature.leaf)),
        },
    }
    .encode()
}

/// The form of the person whose signature will have this leaf.
pub fn submission(id: DeclarationId, leaf: u64) -> Submission {
    let now = second(leaf / 1_000);
    let expires = second(leaf / 1_000 + 604_800);
    let site = scatter(b'i', leaf);
    let mut here = scatter(b'h', leaf);
    here[..16].copy_from_slice(&site[..16]);
    let cap = |key, window_seconds, most| Cap {
        key,
        window_seconds,
        most,
    };
    Submission {
        declaration: id,
        pending: NewPending {
            confirm_hash: dated(b'c', leaf),
            tab_hash: dated(b'b', leaf),
            refuse_hash: dated(b'f', leaf),
            payload: bytes(b'p', leaf, PAYLOAD),
            wrapped_by_link: bytes(b'w', leaf, WRAPPED),
            wrapped_by_code: bytes(b'x', leaf, WRAPPED),
            expires,
        },
        now,
        caps: vec![
            cap(here, 900, 1),
            cap(here, 86_400, 3),
            cap(site, 86_400, 5),
        ],
        most_per_hour: u32::MAX,
        suppression_key: scatter(b'u', leaf),
        mail: mail(b'1', leaf),
    }
}

fn mail(kind: u8, leaf: u64) -> NewDelivery {
    let mut random = [0; 10];
    random.copy_from_slice(&scatter(kind, leaf)[..10]);
    NewDelivery {
        id: DeliveryId::new(leaf, random),
        lane: Lane::Confirmation,
        kind: "confirm".to_owned(),
        recipient: format!("signer{leaf}@example.org"),
        language: "en".to_owned(),
        fields: bytes(b'q', leaf, 320),
        due: second(leaf / 1_000),
        pending: Some(dated(b'c', leaf)),
    }
}

/// Roots of the subtrees that are full once the log has grown. What they are does not matter here,
/// only that there are as many.
pub fn completed(before: u64, after: u64) -> Vec<SubtreeRow> {
    let mut rows = Vec::new();
    let (mut level, mut before, mut after) = (0, before, after);
    while after >= 256 {
        (level, before, after) = (level + 1, before / 256, after / 256);
        rows.extend((before..after).map(|index| SubtreeRow {
            level,
            index,
            hash: scatter(b'n', index),
        }));
    }
    rows
}

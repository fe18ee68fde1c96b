mod commitments;
mod entries;
mod folding;
mod golden;

use super::*;
use crate::locale::Language;
use crate::signature::WithdrawalReason;
use crate::signer::{Class, Evidence};
use crate::text::TextDigest;

fn entry(body: Body) -> Entry {
    Entry {
        day: Day(19_004),
        body,
    }
}

fn revision(renders: u64, role: RevisionRole, number: u32, language: &str) -> Entry {
    let language = Language::parse(language).unwrap();
    entry(Body::Revision {
        role,
        number,
        renders,
        language,
        digest: TextDigest::of(b"text"),
    })
}

fn signature(revision: u64) -> Entry {
    entry(Body::Signature {
        revision,
        class: Class::Person,
        evidence: Evidence::MailLink,
        commitment: Commitment::from_bytes([7; 32]),
    })
}

fn withdrawal(signature: u64) -> Entry {
    entry(Body::Withdrawal {
        signature,
        reason: WithdrawalReason::Wish,
    })
}

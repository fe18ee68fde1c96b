//! Bringing back one entry from the receipt of its signer.

use domain::listing::Listing;
use domain::log::{Body, Bucket, Entry};
use serde::Deserialize;
use store::NewSignature;
use tlog::{Checkpoint, Hash, TlogProof};

use super::recover::{Recovered, Recovery, StoredHead};
use super::rows::unknown_tag;
use super::verified::Signed;
use super::{CarryError, Refusal};
use crate::receipt::verify_receipt;
use crate::sequencer::{self, Adoption, LogName, Portion, Seal, Tools};

/// The two files of a receipt.
#[derive(Debug, Clone, Copy)]
pub struct ReceiptText<'t> {
    /// The file `NAME.tlog-proof`.
    pub proof: &'t str,
    /// The file `NAME.opening.json`.
    pub opening: &'t str,
}

/// Takes the one entry that is missing from a signer's receipt. A receipt proves how long the log was,
/// and holds one entry: it is enough where exactly that entry is missing.
///
/// The signature is counted and not shown: a receipt says nothing of how it was listed. Its duplicate
/// tag is in the receipt and comes back with it.
///
/// # Errors
/// [`Refusal`] within [`CarryError`] where the receipt does not hold, or is not enough.
pub async fn recover_by_receipt(
    tools: &Tools,
    log: &LogName,
    receipt: ReceiptText<'_>,
    dry_run: bool,
) -> Result<Recovered, CarryError> {
    let stored = StoredHead::read(tools, log).await?;
    let held = Held::read(receipt, &stored)?;
    held.fits(&stored)?;
    let recovery = Recovery {
        stored: stored.tree.size(),
        released: stored.released.as_ref().map(|released| released.size),
        offered: held.signed.checkpoint.size,
        names_down: 0,
    };
    if dry_run {
        return Ok(Recovered {
            recovery,
            still_refuses: None,
        });
    }
    let mut adoption = Adoption::of(&tools.store, (log.id, &log.origin), &stored.head)?;
    let note = held.signed.note.clone();
    let checkpoint = held.signed.checkpoint.clone();
    let seal = Seal::Published(&checkpoint, &note);
    sequencer::release(tools, log, note.clone()).await?;
    adoption
        .take(held.portion(), &seal, tools.clock.now())
        .await?;
    Ok(Recovered {
        recovery,
        still_refuses: sequencer::check(tools, log).await.err(),
    })
}

/// A receipt that was verified under the log's own key.
struct Held {
    index: u64,
    entry: Entry,
    tag: Option<[u8; 32]>,
    signed: Signed,
}

/// The one field of the opening file that is not shown by verifying it.
#[derive(Deserialize)]
struct Tagged {
    fields: Tag,
}

#[derive(Deserialize)]
struct Tag {
    tag: String,
}

impl Held {
    fn read(receipt: ReceiptText<'_>, stored: &StoredHead) -> Result<Self, Refusal> {
        let broken = |why: String| Refusal::Receipt(why);
        let key = stored.key();
        let verified = verify_receipt(receipt.proof, receipt.opening, Some(&key))
            .map_err(|fault| broken(fault.to_string()))?;
        let malformed = || broken("the proof file is malformed".to_owned());
        let proof = TlogProof::parse(receipt.proof).map_err(|_| malformed())?;
        let tagged: Option<Tagged> = serde_json::from_str(receipt.opening).ok();
        let tag = tagged.and_then(|tagged| {
            let mut tag = [0; 32];
            let decoded = hex::decode_to_slice(tagged.fields.tag, &mut tag);
            decoded.ok().map(|()| tag)
        });
        Ok(Self {
            index: verified.index,
            entry: verified.entry.ok_or_else(malformed)?,
            tag,
            signed: Signed::open(proof.checkpoint.as_bytes(), b"", &key).ok_or_else(malformed)?,
        })
    }

    /// Whether it holds exactly what is missing.
    fn fits(&self, stored: &StoredHead) -> Result<(), Refusal> {
        let Checkpoint {
            size: proven, root, ..
        } = self.signed.checkpoint;
        let (entry, stored_size) = (self.index, stored.tree.size());
        if proven <= stored_size {
            return Err(Refusal::Known {
                entry,
                stored: stored_size,
            });
        }
        if entry != stored_size || proven != stored_size + 1 {
            return Err(Refusal::OneOfMany {
                entry,
                proven,
                stored: stored_size,
            });
        }
        let mut tree = stored.tree.clone();
        tree.push(Hash::leaf(&self.entry.encode()));
        if tree.root() != root {
            return Err(Refusal::Forked {
                stored: stored_size,
            });
        }
        match &stored.released {
            Some(released) if released.size > proven => Err(Refusal::Short {
                offered: proven,
                released: released.size,
            }),
            Some(released) if released.size == proven && released.root != root => {
                Err(Refusal::NotReleased { released: proven })
            }
            _ => Ok(()),
        }
    }

    fn portion(self) -> Portion {
        let mut portion = Portion {
            entries: vec![self.entry.encode()],
            ..Portion::default()
        };
        if let Body::Signature {
            revision,
            class,
            evidence,
            ..
        } = self.entry.body
        {
            portion.signatures.push(NewSignature {
                leaf: self.index,
                bucket: Bucket {
                    revision,
                    class,
                    evidence,
                },
                listing: Listing::Counted,
                day: self.entry.day.0,
                tag: self.tag.unwrap_or_else(|| unknown_tag(self.index)),
                record: None,
                access: None,
                signatory: None,
                consents: Vec::new(),
                contacts: Vec::new(),
                pending: None,
            });
        }
        portion
    }
}

//! Commitment and opening (LOG-FORMAT section 5).

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::digest::digest_type;

/// The fields of a signature's record, in the order of the commitment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    /// Full name.
    Name,
    /// Initials.
    Initials,
    /// Role or affiliation.
    Descriptor,
    /// Town or country.
    Place,
    /// The duplicate tag.
    Tag,
    /// Digest of the consents given.
    Consent,
    /// What shows that the signer meant it, beyond the code in the entry.
    Evidence,
}

impl Field {
    /// All fields, in the order of the commitment.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Initials,
        Self::Descriptor,
        Self::Place,
        Self::Tag,
        Self::Consent,
        Self::Evidence,
    ];

    /// The name inside the hashes and in public data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Initials => "initials",
            Self::Descriptor => "descriptor",
            Self::Place => "place",
            Self::Tag => "tag",
            Self::Consent => "consent",
            Self::Evidence => "evidence",
        }
    }

    /// The field with this name, if there is one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }
}

/// The values of a record; an absent field is empty.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Fields([Vec<u8>; 7]);

impl Fields {
    /// Sets one field.
    #[must_use]
    pub fn with(mut self, field: Field, value: impl Into<Vec<u8>>) -> Self {
        self.0[field as usize] = value.into();
        self
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> &[u8] {
        &self.0[field as usize]
    }
}

impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fields(hidden)")
    }
}

/// The secret of one field: with it and the value, anyone can check one field and no other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 32]);

impl std::fmt::Debug for Salt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salt(hidden)")
    }
}

/// The hash of one field under its salt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldHash(pub [u8; 32]);

impl FieldHash {
    /// `SHA-256("undersigned/v1/field\0" ‖ uint8 len(f) ‖ f ‖ salt ‖ uint32 len(value) ‖ value)`.
    #[must_use]
    pub fn of(field: Field, salt: &Salt, value: &[u8]) -> Self {
        let word = field.word().as_bytes();
        let mut hash = Sha256::new();
        hash.update(b"undersigned/v1/field\0");
        hash.update([u8::try_from(word.len()).expect("field names are short")]);
        hash.update(word);
        hash.update(salt.0);
        hash.update(
            u32::try_from(value.len())
                .expect("a field is far below 4 GiB")
                .to_be_bytes(),
        );
        hash.update(value);
        Self(hash.finalize().into())
    }
}

digest_type! {
    /// What the log holds of a signer: 32 bytes that say nothing without the opening.
    Commitment
}

impl Commitment {
    /// `SHA-256("undersigned/v1/signature\0" ‖ hash(name) ‖ … ‖ hash(evidence))`.
    #[must_use]
    pub fn of(hashes: &[FieldHash; 7]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"undersigned/v1/signature\0");
        for FieldHash(bytes) in hashes {
            hash.update(bytes);
        }
        Self(hash.finalize().into())
    }
}

/// The secret and the record behind a commitment. It belongs to the signer.
#[derive(Clone, PartialEq, Eq)]
pub struct Opening {
    /// 32 random bytes per signature.
    pub secret: [u8; 32],
    /// The record.
    pub fields: Fields,
}

impl Opening {
    /// `HMAC-SHA-256(key = r, "undersigned/v1/salt/" ‖ f)`.
    #[must_use]
    pub fn salt(&self, field: Field) -> Salt {
        salt(self.salter(), field)
    }

    /// What all salts begin with; the secret is mixed in once, which is half of the work.
    fn salter(&self) -> Hmac<Sha256> {
        let mut mac = Hmac::new_from_slice(&self.secret).expect("HMAC takes a key of any length");
        mac.update(b"undersigned/v1/salt/");
        mac
    }

    /// The hash of one field of this record.
    #[must_use]
    pub fn hash(&self, field: Field) -> FieldHash {
        self.hash_under(self.salter(), field)
    }

    fn hash_under(&self, salter: Hmac<Sha256>, field: Field) -> FieldHash {
        FieldHash::of(field, &salt(salter, field), self.fields.get(field))
    }

    /// The commitment that goes into the log.
    #[must_use]
    pub fn commitment(&self) -> Commitment {
        let salter = self.salter();
        Commitment::of(&Field::ALL.map(|field| self.hash_under(salter.clone(), field)))
    }
}

fn salt(mut salter: Hmac<Sha256>, field: Field) -> Salt {
    salter.update(field.word().as_bytes());
    Salt(salter.finalize().into_bytes().into())
}

impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opening(hidden)")
    }
}

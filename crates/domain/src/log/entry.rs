//! Entries: binary, fixed layout, big-endian (LOG-FORMAT section 4).
//!
//! A change in this file changes what every signer was given as proof. Its hash stands in
//! `docs/log-format.md`, so that the document is read whenever the code is touched.
//!
//! Long because that hash covers one file: writing and reading an entry stand together.

use crate::locale::Language;
use crate::log::{Commitment, Day, EntryError};
use crate::signature::{StrikeReason, WithdrawalReason};
use crate::signer::{Class, Evidence};
use crate::text::TextDigest;

/// The format of byte 0.
const FORMAT: u8 = 0x01;

/// Bytes before the body: format, kind, day.
const HEAD: usize = 6;

/// The kind of a signature, and all its bytes: head, revision, class, evidence, commitment.
const SIGNATURE: u8 = 0x02;
const SIGNATURE_LENGTH: usize = HEAD + 8 + 1 + 1 + 32;

/// One entry of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// When it was appended.
    pub day: Day,
    /// What happened.
    pub body: Body,
}

/// What a revision is to the declaration, as logged.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RevisionRole {
    /// The authoritative wording.
    Original,
    /// A rendering of an original.
    Translation,
}

/// What happened. Leaf indices count entries of the same log from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// A wording was published.
    Revision {
        /// Original or translation.
        role: RevisionRole,
        /// From 1, per declaration and language.
        number: u32,
        /// Leaf index of the original it renders; its own for an original.
        renders: u64,
        /// Its language.
        language: Language,
        /// What is signed.
        digest: TextDigest,
    },
    /// Somebody signed.
    Signature {
        /// Leaf index of the revision signed.
        revision: u64,
        /// Person or organisation.
        class: Class,
        /// What shows that they meant it.
        evidence: Evidence,
        /// Who it was, hidden.
        commitment: Commitment,
    },
    /// A signer took a signature back.
    Withdrawal {
        /// Leaf index of the signature.
        signature: u64,
        /// Why.
        reason: WithdrawalReason,
    },
    /// The organisers took a signature out.
    Strike {
        /// Leaf index of the signature.
        signature: u64,
        /// Why.
        reason: StrikeReason,
    },
    /// A figure was published, superseded or retracted.
    Figure {
        /// SHA-256 of its canonical record.
        record: [u8; 32],
    },
    /// A demand was raised somewhere.
    Raising {
        /// SHA-256 of its canonical record.
        record: [u8; 32],
    },
    /// A random-sample audit was announced.
    AuditPlan {
        /// Tree size the sample is drawn from.
        size: u64,
        /// SHA-256 of the plan.
        plan: [u8; 32],
    },
    /// What an audit found.
    AuditResult {
        /// Leaf index of the plan.
        plan: u64,
        /// SHA-256 of the result.
        result: [u8; 32],
    },
    /// The signatures were handed over.
    Handover {
        /// Tree size the package covers.
        size: u64,
        /// SHA-256 of the manifest of the package.
        manifest: [u8; 32],
    },
    /// Collecting has ended.
    Close,
}

impl Body {
    /// The kind byte.
    #[must_use]
    pub const fn kind(&self) -> u8 {
        match self {
            Self::Revision { .. } => 0x01,
            Self::Signature { .. } => SIGNATURE,
            Self::Withdrawal { .. } => 0x03,
            Self::Strike { .. } => 0x04,
            Self::Figure { .. } => 0x05,
            Self::Raising { .. } => 0x06,
            Self::AuditPlan { .. } => 0x07,
            Self::AuditResult { .. } => 0x08,
            Self::Handover { .. } => 0x09,
            Self::Close => 0x0f,
        }
    }

    /// Whether this may follow a `close`.
    #[must_use]
    pub const fn may_follow_close(&self) -> bool {
        matches!(
            self,
            Self::Withdrawal { .. }
                | Self::Strike { .. }
                | Self::Raising { .. }
                | Self::AuditPlan { .. }
                | Self::AuditResult { .. }
                | Self::Handover { .. }
        )
    }
}

impl Entry {
    /// The bytes of the entry.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD + 42);
        bytes.extend([FORMAT, self.body.kind()]);
        bytes.extend(self.day.0.to_be_bytes());
        match &self.body {
            Body::Revision {
                role,
                number,
                renders,
                language,
                digest,
            } => {
                bytes.push(role.code());
                bytes.extend(number.to_be_bytes());
                bytes.extend(renders.to_be_bytes());
                let tag = language.as_str().as_bytes();
                bytes.push(u8::try_from(tag.len()).expect("a language tag has at most 35 bytes"));
                bytes.extend(tag);
                bytes.extend(digest.as_bytes());
            }
            Body::Signature {
                revision,
                class,
                evidence,
                commitment,
            } => {
                bytes.extend(revision.to_be_bytes());
                bytes.extend([class.code(), evidence.code()]);
                bytes.extend(commitment.as_bytes());
            }
            Body::Withdrawal { signature, reason } => {
                bytes.extend(signature.to_be_bytes());
                bytes.push(reason.code());
            }
            Body::Strike { signature, reason } => {
                bytes.extend(signature.to_be_bytes());
                bytes.push(reason.code());
            }
            Body::Figure { record } | Body::Raising { record } => bytes.extend(record),
            Body::AuditPlan {
                size: number,
                plan: digest,
            }
            | Body::AuditResult {
                plan: number,
                result: digest,
            }
            | Body::Handover {
                size: number,
                manifest: digest,
            } => {
                bytes.extend(number.to_be_bytes());
                bytes.extend(digest);
            }
            Body::Close => {}
        }
        bytes
    }

    /// Reads an entry back.
    ///
    /// # Errors
    /// [`EntryError`] for bytes that no encoder wrote.
    #[inline]
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        // Nearly every entry is a signature. That its length is known makes its fields plain loads,
        // and a caller that has this inlined copies only those it looks at.
        match bytes.as_array::<SIGNATURE_LENGTH>() {
            Some([FORMAT, SIGNATURE, fields @ ..]) => {
                let mut reader = Reader {
                    rest: fields,
                    length: SIGNATURE_LENGTH,
                    expected: HEAD,
                };
                let day = Day(u32::from_be_bytes(reader.array()?));
                let body = reader.signature()?;
                Ok(Self { day, body })
            }
            _ => Self::decode_any(bytes),
        }
    }

    fn decode_any(bytes: &[u8]) -> Result<Self, EntryError> {
        let mut reader = Reader {
            rest: bytes,
            length: bytes.len(),
            expected: HEAD,
        };
        let format = reader.byte()?;
        if format != FORMAT {
            return Err(EntryError::Format(format));
        }
        let kind = reader.byte()?;
        let day = Day(u32::from_be_bytes(reader.array()?));
        let body = match kind {
            0x01 => reader.revision()?,
            SIGNATURE => reader.signature()?,
            0x03 => {
                reader.expect(9)?;
                let signature = reader.number()?;
                let reason = reader.code("withdrawal reason", WithdrawalReason::from_code)?;
                Body::Withdrawal { signature, reason }
            }
            0x04 => {
                reader.expect(9)?;
                let signature = reader.number()?;
                let reason = reader.code("strike reason", StrikeReason::from_code)?;
                Body::Strike { signature, reason }
            }
            0x05 | 0x06 => {
                reader.expect(32)?;
                let record = reader.array()?;
                if kind == 0x05 {
                    Body::Figure { record }
                } else {
                    Body::Raising { record }
                }
            }
            0x07..=0x09 => {
                reader.expect(40)?;
                let (number, digest) = (reader.number()?, reader.array()?);
                match kind {
                    0x07 => Body::AuditPlan {
                        size: number,
                        plan: digest,
                    },
                    0x08 => Body::AuditResult {
                        plan: number,
                        result: digest,
                    },
                    _ => Body::Handover {
                        size: number,
                        manifest: digest,
                    },
                }
            }
            0x0f => {
                reader.expect(0)?;
                Body::Close
            }
            _ => return Err(EntryError::Kind(kind)),
        };
        Ok(Self { day, body })
    }
}

impl RevisionRole {
    const fn code(self) -> u8 {
        match self {
            Self::Original => 1,
            Self::Translation => 2,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Original),
            2 => Some(Self::Translation),
            _ => None,
        }
    }
}

/// Reads the fields of one entry; `expected` grows with what the kind asks for.
struct Reader<'a> {
    rest: &'a [u8],
    length: usize,
    expected: usize,
}

impl Reader<'_> {
    /// The body has exactly this many bytes.
    #[inline]
    fn expect(&mut self, body: usize) -> Result<(), EntryError> {
        self.expected = HEAD + body;
        if self.length == self.expected {
            Ok(())
        } else {
            Err(self.wrong_length())
        }
    }

    const fn wrong_length(&self) -> EntryError {
        EntryError::Length {
            expected: self.expected,
            found: self.length,
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], EntryError> {
        let (head, rest) = self
            .rest
            .split_first_chunk()
            .ok_or_else(|| self.wrong_length())?;
        self.rest = rest;
        Ok(*head)
    }

    #[inline]
    fn byte(&mut self) -> Result<u8, EntryError> {
        self.array::<1>().map(|[byte]| byte)
    }

    #[inline]
    fn number(&mut self) -> Result<u64, EntryError> {
        self.array().map(u64::from_be_bytes)
    }

    fn code<T>(
        &mut self,
        field: &'static str,
        from_code: impl Fn(u8) -> Option<T>,
    ) -> Result<T, EntryError> {
        let code = self.byte()?;
        from_code(code).ok_or(EntryError::Code { field, code })
    }

    fn revision(&mut self) -> Result<Body, EntryError> {
        /// Role, number, renders, tag length and digest.
        const FIXED: usize = 1 + 4 + 8 + 1 + 32;
        self.expected = HEAD + FIXED;
        let role = self.code("revision role", RevisionRole::from_code)?;
        let number = u32::from_be_bytes(self.array()?);
        let renders = self.number()?;
        let tag_length = usize::from(self.byte()?);
        self.expect(FIXED + tag_length)?;
        let (tag, rest) = self.rest.split_at(tag_length);
        self.rest = rest;
        let tag = std::str::from_utf8(tag).map_err(|_| EntryError::Language)?;
        let language = Language::parse(tag).map_err(|_| EntryError::Language)?;
        if language.as_str() != tag {
            return Err(EntryError::Language);
        }
        if number == 0 {
            return Err(EntryError::Number);
        }
        let digest = TextDigest::from_bytes(self.array()?);
        Ok(Body::Revision {
            role,
            number,
            renders,
            language,
            digest,
        })
    }

    #[inline]
    fn signature(&mut self) -> Result<Body, EntryError> {
        self.expect(SIGNATURE_LENGTH - HEAD)?;
        Ok(Body::Signature {
            revision: self.number()?,
            class: self.code("class", Class::from_code)?,
            evidence: self.code("evidence", Evidence::from_code)?,
            commitment: Commitment::from_bytes(self.array()?),
        })
    }
}

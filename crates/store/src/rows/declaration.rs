//! Declarations, their folders and what they published.

use domain::id::DeclarationId;
use domain::locale::Language;
use domain::log::RevisionRole;
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;

/// A declaration that begins, with its empty log.
#[derive(Clone, Debug)]
pub struct NewDeclaration {
    /// Its identifier.
    pub id: DeclarationId,
    /// Its name in addresses; unique.
    pub slug: Slug,
    /// Origin of its log (LOG-FORMAT section 2); unique.
    pub origin: String,
    /// Verifier key of its log.
    pub verifier_key: String,
    /// When it began.
    pub created: Timestamp,
    /// The signed checkpoint of the empty log; empty where the log was signed elsewhere and its own
    /// is not known.
    pub checkpoint: String,
    /// Whether its log was written elsewhere and is only read here.
    pub carried: bool,
}

/// A declaration as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeclarationRow {
    /// Its identifier.
    pub id: DeclarationId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Origin of its log.
    pub origin: String,
    /// Verifier key of its log.
    pub verifier_key: String,
    /// When it began.
    pub created: Timestamp,
    /// Whether its log was written elsewhere and is only read here: nobody signs it here.
    pub carried: bool,
}

/// One file of the folder a declaration is written in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FolderFile {
    /// Path inside the folder, with forward slashes.
    pub path: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// When a file of a folder was published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileTimes {
    /// Path inside the folder, with forward slashes.
    pub path: String,
    /// When it was first published, since when it was never away.
    pub added: Timestamp,
    /// When its bytes were last published as others than before.
    pub changed: Timestamp,
}

/// A published revision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RevisionRow {
    /// Its leaf index in the log.
    pub leaf: u64,
    /// Its language.
    pub language: Language,
    /// Its number in that language, from 1.
    pub number: u32,
    /// Original or translation.
    pub role: RevisionRole,
    /// Leaf index of the original it renders; its own for an original.
    pub renders: u64,
    /// Digest of the canonical text.
    pub digest: TextDigest,
    /// The canonical text.
    pub text: String,
    /// The whole file it comes from, front matter included.
    pub source: String,
    /// Day of publication, in days since 1970-01-01 UTC.
    pub day: u32,
}

/// A figure in the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FigureRow {
    /// Its leaf index.
    pub leaf: u64,
    /// Digest of the canonical record.
    pub digest: [u8; 32],
    /// The canonical record.
    pub record: String,
}

/// A raising in the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RaisingRow {
    /// Its leaf index.
    pub leaf: u64,
    /// Digest of the canonical record.
    pub digest: [u8; 32],
    /// The canonical record.
    pub record: String,
}

//! Documents in: text and declaration folders to drafts with findings.
//!
//! Two doors lead in. [`folder`] reads, checks and writes a declaration folder, in which nothing is
//! guessed. [`import_bytes`] takes a circulated copy in whatever state it is, and makes of it a draft
//! that a person completes; there everything is guessed, and every guess is a [`finding::Finding`]
//! with the place it rests on.
//!
//! This crate never prints, never asks for the time and never reaches a network. Its only I/O is
//! [`folder::Files::read_dir`] and [`folder::Files::write_dir`]; everything else works on bytes in
//! memory. No input makes it panic, and no word of an input is lost: [`coverage::missing_words`]
//! finds what is neither in a draft nor in a finding.

pub mod coverage;
pub mod decode;
mod draft;
pub mod finding;
mod fold;
pub mod folder;
pub mod plain;
mod source;
mod words;

pub use draft::{Draft, DraftKind, import_bytes};

//! Documents in: texts, office documents, web pages and declaration folders to drafts with findings.
//!
//! Two doors lead in. [`folder`] reads, checks and writes a declaration folder, in which nothing is
//! guessed. [`import()`] takes a circulated copy in whatever format and state it is, and makes of it a
//! draft that a person completes; there everything is guessed, and every guess is a
//! [`finding::Finding`] with the place it rests on. Each format has its reader in [`document`]; from
//! there on one road leads to the draft.
//!
//! This crate never prints, never asks for the time and never reaches a network. Its only I/O is
//! [`folder::Files::read_dir`], [`folder::Files::write_dir`], and [`repair::Lexicon::installed`], which
//! reads an installed dictionary; everything else works on bytes in memory. No input makes it panic, and no word of an input is lost: [`coverage::missing_words`]
//! finds what is neither in a draft nor in a finding.

pub mod coverage;
pub mod decode;
pub mod document;
mod draft;
pub mod finding;
mod fold;
pub mod folder;
mod language;
mod numbers;
pub mod plain;
pub mod repair;
mod source;
mod words;

pub use draft::{Draft, DraftKind, Request, import, import_bytes};

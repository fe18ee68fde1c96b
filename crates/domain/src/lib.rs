//! The words and rules of declarations.
//!
//! This crate knows what a declaration, a signature, a figure and a log entry *are*. It performs no
//! I/O, is never asynchronous, reads no clock and draws no random numbers: whoever needs a moment or
//! a secret passes it in. Its types are deliberately not serialisable; each boundary (form, row,
//! folder, page) converts to and from them explicitly.
//!
//! Parsers refuse as little as possible and report *everything* they refuse at once, as data in
//! small error enums; sentences for people are written elsewhere.
//!
//! Where to start reading: [`declaration`] for the thing that is signed, [`signature`] for the act,
//! [`log`] for what the public history holds,
//! [`infomail`] for what is written to those who want to hear more. `docs/glossary.md` is the authority for the words.

pub mod address;
pub mod comment;
pub mod consent;
pub mod declaration;
pub mod demand;
mod digest;
pub mod figure;
pub mod id;
pub mod infomail;
pub mod line;
pub mod listing;
pub mod locale;
pub mod log;
pub mod multilingual;
pub mod name;
pub mod raising;
mod record;
pub mod report;
pub mod revision;
pub mod signature;
pub mod signer;
pub mod slug;
pub mod text;
mod vocabulary;

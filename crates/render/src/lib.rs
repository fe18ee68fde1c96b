//! Everything a person reads on a screen or in a mail, in their language.
//!
//! A page or mail is a struct with plain fields ([`page`], [`mail`]) and a template that is checked when this
//! crate is compiled. Sentences come from catalogues ([`words`]), links from one place ([`urls`]), and the text of
//! a declaration becomes HTML in one place ([`text`]).
//!
//! This crate refuses to know HTTP, storage, time and randomness: whoever calls it has looked everything up.
//! It contains no script, no cookie, no web font and no address of a third party; there is one style sheet
//! ([`asset`]).
//!
//! Start reading at [`page::declaration`], the page that everything else leads to.

pub mod asset;
pub mod chart;
pub mod choice;
pub mod consent;
pub mod feed;
pub mod figure;
pub mod html;
pub mod layout;
pub mod mail;
pub mod page;
pub mod spoken;
pub mod text;
pub mod urls;
pub mod words;

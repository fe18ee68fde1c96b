//! The pages: one struct with plain fields and one template each.
//!
//! Whoever builds a page has looked everything up; a template has loops and conditions and nothing else. Each page
//! implements [`Samples`], from which the tests render every page in every language.

pub mod check_mail;
pub mod claim_detail;
pub mod confirm;
pub mod declaration;
pub mod demand;
pub mod figures;
pub mod front;
pub mod infomail;
pub mod log;
pub mod mailbox;
pub mod manage;
pub mod method;
pub mod notice;
pub mod pause;
mod personal;
pub mod raisings;
pub mod receipt;
pub mod receipt_check;
pub mod refuse;
pub mod report;
pub mod reports;
pub mod revisions;
pub mod series;
pub mod sign;
pub mod signatories;
pub mod text;

mod samples;

use askama::Template;

pub use personal::{Personal, Stencils, filled};
pub use samples::{Preview, previews};

use crate::words::Words;

/// The page as a whole document.
pub fn html(page: &impl Template) -> String {
    page.render()
        .expect("writing to a String cannot fail, and no template calls anything else that can")
}

/// Views with made-up content: for tests, and for showing pages to designers and translators.
pub trait Samples: Sized {
    /// As little content as possible, the usual, and as much as possible: long names, right to left, many languages.
    fn samples(words: &'static Words) -> Vec<Self>;
}

//! For tests: a whole site in memory, a clock to turn, a mailbox to read.
//!
//! A journey reads like this:
//!
//! ```no_run
//! # async fn journey() {
//! use testkit::{SLUG, TestSite, ada};
//!
//! let site = TestSite::with_open_declaration().await;
//! site.visitor().sign(SLUG, &ada()).await;
//! site.mail_to(&ada()).await.confirm().await;
//! assert_eq!(site.signatories(SLUG).await, ["Ada Lovelace"]);
//! site.check_log(SLUG).await;
//! # }
//! ```
//!
//! Everything goes through the router as a browser would go: pages are fetched, their forms filled
//! in and sent, mails are read as a mail program reads them. Nothing here reaches into the store,
//! except [`TestSite::faults`], which makes it fail.
//!
//! This crate panics where a story cannot go on, with the reason; it belongs into tests alone.

mod cast;
mod folder;
mod html;
mod infomail;
mod mail;
mod memory_log;
mod receipt;
mod site;
mod visitor;
mod world;

pub use ::mail::smtp::sink;
pub use cast::{Person, ada, bo, chi, dara, mallory};
pub use folder::{SLUG, folder, january};
pub use html::Form;
pub use infomail::{LIST, list_folder};
pub use intake::folder::Files;
pub use mail::Mail;
pub use memory_log::MemoryLog;
pub use receipt::SavedReceipt;
pub use site::TestSite;
pub use visitor::{Answer, Visitor};
pub use world::{MailServer, Post, TurnedClock};

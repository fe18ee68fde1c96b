//! What people read, checked as a whole: pages, mails and the messages in them.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod budget;
mod catalogues;
mod mails;
mod markup;
mod pages;
mod text;
mod wording;

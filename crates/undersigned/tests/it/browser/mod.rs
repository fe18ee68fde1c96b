//! Journeys in a real Chromium: people who read, sign, confirm and withdraw on a demo that the real
//! program serves, with scripts off and on.
//!
//! `stage` opens the demo and the browser's driver once for all journeys; `page` does what a person
//! does and finds everything by the words a person reads; `person` fills in the form; `eye` and
//! `axe` look at a page as a whole. The other files are the journeys.
//!
//! Chromium, its driver and axe-core come from the variables that `cargo xtask test` sets. Where one
//! is absent the journeys are skipped, and say so. Pictures of every page are left in
//! `target/screenshots`.

mod axe;
mod driver;
mod every_page;
mod eye;
mod infomail;
mod keyboard;
mod listing;
mod mistakes;
mod moving;
mod organisation;
mod page;
mod person;
mod process;
mod reading;
mod receipts;
mod signing;
mod site;
mod stage;
mod withdrawing;

//! HTTP in, HTML out.
//!
//! [`router()`] is the whole site as a service, [`serve()`] puts it on a socket; [`routes::table`] is the
//! site on one screen. Each flow has a module: handlers extract, parse, call `app` and respond, and
//! hold no rule of their own. What a page needs is looked up and put into the view structs of
//! `render` by the flow's `view`.
//!
//! This crate refuses to know SQL, mail transport and the log's arithmetic. It sets no cookie. It is
//! the only one that knows status codes (in `error`), and no GET in it changes anything.
//!
//! Where to start reading: [`routes`], then the module `sign`, stations 1 and 2 of the life of a
//! signature.

mod assets;
mod check;
mod confirm;
mod declaration;
mod error;
pub mod fetch;
mod fields;
mod front;
mod health;
mod infomail;
mod layers;
mod log;
mod mailbox;
mod mailed;
mod manage;
pub mod metrics;
mod pause;
mod prepared;
mod raisings;
mod reading;
mod receipt;
mod refuse;
mod reports;
mod respond;
mod revisions;
pub mod routes;
mod series;
mod serve;
mod sign;
mod signatories;
mod speech;
mod text;
mod translations;
mod view;
pub mod witness;

use std::sync::Arc;

use app::site::Site;

pub use routes::router;
pub use serve::serve;

/// What every handler works with.
pub(crate) type Shared = Arc<Site>;

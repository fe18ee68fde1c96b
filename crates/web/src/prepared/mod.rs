//! Answers that were made before they are asked for.
//!
//! What everybody may see is made once, by the handler of its route, and kept with its headers and
//! compressed bytes ([`answer`]) on a [`shelf`] of bounded size. The [`front`] stands before the router:
//! it looks there first, and answers without rendering, reading the store or passing a layer. An answer
//! is given as long as the store says that nothing changed, and for one second at the most; then
//! whoever asks next has it made anew, once, however many ask meanwhile (decision 25).
//!
//! Nothing is decided here about declarations: what may be kept says the route table, and what changed
//! says the store.

mod answer;
mod encoding;
mod front;
mod paths;
mod range;
mod shelf;

pub(crate) use front::Front;

/// Marks a request whose answer is to be kept: it comes from [`Front`] and from no visitor.
#[derive(Clone, Copy)]
pub(crate) struct Preparing;

/// Marks an answer that may be kept for everybody.
#[derive(Clone, Copy)]
pub(crate) struct Keep;

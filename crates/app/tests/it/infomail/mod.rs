//! Infomail: people subscribe, issues reach each of them once, and everybody may leave.

mod keeping;
mod publishing;
mod refusing;
mod returning;
mod sending;
pub mod stage;
mod subscribing;
mod ticking;

//! A site and its witnesses: who is asked what and when, and what is believed.

mod asking;
mod refusing;
mod world;

//! Several nodes on one PostgreSQL database: each may die at any moment, and nothing is lost.

mod away;
pub mod cluster;
pub mod crowd;
mod learning;
mod locks;
mod restored;

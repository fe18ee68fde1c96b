#![doc = include_str!("../README.md")]

pub mod checkpoint;
pub mod cosignature;
mod decimal;
mod hash;
pub mod note;
pub mod proof;
pub mod receipt;
pub mod tile;
pub mod tree;

pub use checkpoint::Checkpoint;
pub use hash::{Hash, HashError};
pub use receipt::TlogProof;

#![doc = include_str!("../README.md")]

pub mod checkpoint;
pub mod cosignature;
mod decimal;
mod hash;
pub mod note;
pub mod policy;
pub mod proof;
pub mod receipt;
pub mod tile;
pub mod tree;
pub mod witness;

pub use checkpoint::{Checkpoint, Cosigned};
pub use hash::{Hash, HashError};
pub use policy::Policy;
pub use receipt::TlogProof;

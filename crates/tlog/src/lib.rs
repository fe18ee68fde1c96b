//! Transparency log: Merkle tree, proofs, tiles, signed notes, checkpoints.

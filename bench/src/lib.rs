//! Benchmarks, with their peers and limits.

//! Opaque return paths, one for each mail (VERP).

//! Issue, sign and verify declarations.

fn main() {}

//! The words and rules of declarations.

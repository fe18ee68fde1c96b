//! All SQL there is: one facade over the database engines.

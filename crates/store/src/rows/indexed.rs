//! What came of looking whether everything is found that is there.

/// Whether indexes lead to what they are to lead to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Indexed {
    /// They do.
    Whole {
        /// How many were looked at: on SQLite what lies on the piles, on PostgreSQL indexes.
        checked: u64,
    },
    /// It cannot be seen here.
    Unseen {
        /// Why, and what would be needed.
        why: &'static str,
    },
}

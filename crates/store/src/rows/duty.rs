//! What one program does for all.

/// Work of which several programs on one store would do the same, so that one of them does it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Duty {
    /// Sending mails.
    Sending,
    /// Deleting what has had its time.
    Keeping,
}

impl Duty {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Sending, Self::Keeping];
}

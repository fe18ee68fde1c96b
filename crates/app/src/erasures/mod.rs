//! The erasure journal: what was taken away, written down where no backup of the database undoes it
//! (REQ-171).
//!
//! A backup is older than what happened since. Brought back, it would show whoever withdrew, was struck,
//! asked to be counted only, or left the Infomail meanwhile. So each such act is a line of a file
//! beside the keys, which is neither in the database nor in a backup of it: random numbers, keyed
//! hashes and places in the public log, which name nobody to whoever has the file alone.
//!
//! **Order.** The line is on disk before the act is done ([`store::ErasureJournal`]), and is taken
//! back where it is known that nothing was done. If the process dies in between, the act is done at
//! the next start: the journal is read as a write-ahead log is.
//!
//! **When it is read.** The database keeps a mark, how far each journal was done in it. Whatever is
//! behind the mark is done before a site is served, so it makes no difference how a database became
//! older: by `restore`, by a copy of the file, or by the tools of PostgreSQL. Each node of a site has
//! a journal of its own; `restore` reads a folder of them.
//!
//! | what | where |
//! | --- | --- |
//! | one line, as text | `line` |
//! | the file: appending, going on, dropping what is old | `file` |
//! | what stands in it, and in several copies | `reading` |
//! | which lines this process knows to be done | `done` |
//! | what follows from all lines together | `replay` |
//! | the rows of the mark and of withdrawals that the log does not know | `marks` |
//! | doing it again, moving the mark, entering those withdrawals | `keep` |

mod done;
mod file;
mod keep;
mod line;
mod marks;
mod reading;
mod replay;

pub use file::{Journal, JournalError, NAME};
pub use keep::{CatchUpError, absent_journals, catch_up, lacking, mark_of, not_entered};
pub use line::{Line, Noted};
pub use reading::Reading;
pub use replay::Replayed;

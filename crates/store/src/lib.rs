//! All SQL there is: one facade over the database engines.
//!
//! [`Store`] says what the program wants kept and found; a private `Backend` trait says the same to
//! an engine, and each engine answers in its own dialect, in files of the same names. SQLite is the
//! engine built in. Every method is one round trip or one transaction: what must happen together is
//! one method, and no open transaction is ever held by a caller.
//!
//! This crate refuses to know what the bytes mean that pass through it: hashes, sealed records and
//! openings are made and opened above. It reads no clock and draws no randomness. It knows of
//! domain types only what is needed to keep them.
//!
//! What was erased is overwritten at once, and [`Store::settle`] overwrites the copies that an engine
//! leaves in the corners of its files. Nothing personal stands in a `Debug` or an error.
//!
//! Where to start reading: [`Batch`] and [`Store::commit`], the commit point; then
//! [`Store::accept`]. The promises are in `conformance/`, one function each, run on every engine.

mod backend;
mod backend_infomail;
mod backend_settings;
#[cfg(feature = "testing")]
pub mod conformance;
mod copy;
mod detached;
mod error;
mod facade;
mod gate;
pub mod measure;
mod postgres;
mod rows;
mod sqlite;

pub use copy::{CopyReport, CopyStep, Progress};
pub use error::{Cause, StoreError};
#[cfg(feature = "testing")]
pub use facade::Held;
pub use facade::{Sole, Store, Try, Turn, Watch};
#[cfg(feature = "testing")]
pub use gate::{Faults, Form, Step};
pub use postgres::{Obstacle, OptionsError, PostgresOptions};
pub use rows::{
    Accepted, AccessPurpose, AccessRow, Batch, BatchFacts, BatchQuery, Cap, CheckpointRow,
    ConsentRow, CosignatureRow, Counter, Cursor, CursorError, DeadLetters, DeclarationRow,
    DeliveryRow, Departure, Duty, FigureRow, FileTimes, FolderFile, Generation, Indexed, Lane,
    LaneDepth, LogHead, LogNews, LogPart, LogRange, Moment, Move, NewAccess, NewDeclaration,
    NewDelivery, NewPending, NewReturn, NewSignatory, NewSignature, Order, OutboxDepth,
    PendingDone, PendingKey, PendingRow, Publication, RaisingRow, Reach, Relisting, ReturnedCount,
    RevisionRow, SealedContact, Service, Settled, SignatoryPage, SignatoryQuery, SignatoryRow,
    SignatureFacts, SignatureRow, StoredState, Submission, SubtreeRow, WitnessedRow,
};
pub use rows::{
    Asker, DomainCounts, IssueCounts, IssueFate, IssueMail, IssueMailId, IssueOutcome, IssueRow,
    IssueStep, ListRow, NewIssue, NewOptIn, NewSubscription, NewSubscriptionAccess, OptInRow,
    Resealed, ReturnedIssue, SentFate, Started, SubscriptionChange, SubscriptionConsent,
    SubscriptionCounts, SubscriptionKey, SubscriptionPurpose, SubscriptionRow, TakenMails,
};
pub use rows::{Erasure, ErasureJournal, SignatureName};
pub use sqlite::{BEFORE_SCHEMA, SqliteOptions};

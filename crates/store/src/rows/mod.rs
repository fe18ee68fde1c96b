//! What goes into the store and comes out: plain structs, one for each thing that is asked or
//! answered. Hashes and tags are bytes here; what they mean is known above.

mod batch;
pub(crate) mod codes;
mod cursor;
mod declaration;
mod duty;
mod erasure;
pub(crate) mod hours;
mod indexed;
mod issue;
pub(crate) mod kept;
mod list;
mod log;
mod outbox;
pub(crate) mod place;
mod reach;
mod returned;
mod service;
mod signature;
mod signing;
mod subscription;
mod witness;

pub use batch::{
    Batch, BatchFacts, BatchQuery, Departure, Move, NewSignature, PendingDone, Publication,
    SignatureFacts, SubtreeRow,
};
pub(crate) use cursor::Position;
pub(crate) mod ranks;
pub use cursor::{Cursor, CursorError};
pub use declaration::{
    DeclarationRow, FigureRow, FileTimes, FolderFile, NewDeclaration, RaisingRow, RevisionRow,
};
pub use duty::Duty;
pub use erasure::{Erasure, ErasureJournal, SignatureName};
pub use indexed::Indexed;
pub use issue::{
    DomainCounts, IssueCounts, IssueFate, IssueMail, IssueMailId, IssueOutcome, IssueRow,
    IssueStep, ListRow, NewIssue, ReturnedIssue, SentFate, TakenMails,
};
pub use list::{Counter, Moment, NewSignatory, Order, SignatoryPage, SignatoryQuery, SignatoryRow};
pub use log::{CheckpointRow, Generation, LogHead, LogNews, LogPart, LogRange};
pub use outbox::{DeadLetters, DeliveryRow, Lane, LaneDepth, NewDelivery, OutboxDepth, Settled};
pub use reach::Reach;
pub use returned::{NewReturn, ReturnedCount};
pub use service::Service;
pub use signature::{
    AccessPurpose, AccessRow, ConsentRow, NewAccess, Relisting, SealedContact, SignatureRow,
    StoredState,
};
pub use signing::{Accepted, Cap, NewPending, PendingKey, PendingRow, Submission};
pub use subscription::{
    Asker, NewOptIn, NewSubscription, NewSubscriptionAccess, OptInRow, Resealed, Started,
    SubscriptionChange, SubscriptionConsent, SubscriptionCounts, SubscriptionKey,
    SubscriptionPurpose, SubscriptionRow,
};
pub use witness::{CosignatureRow, WitnessedRow};

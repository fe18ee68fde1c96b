//! What goes into the store and comes out: plain structs, one for each thing that is asked or
//! answered. Hashes and tags are bytes here; what they mean is known above.

mod batch;
mod cursor;
mod declaration;
mod list;
mod log;
mod outbox;
mod signature;
mod signing;
mod witness;

pub use batch::{
    Batch, BatchFacts, BatchQuery, Departure, NewSignature, PendingDone, Publication,
    SignatureFacts, SubtreeRow,
};
pub(crate) use cursor::Position;
pub use cursor::{Cursor, CursorError};
pub use declaration::{
    DeclarationRow, FigureRow, FolderFile, NewDeclaration, RaisingRow, RevisionRow,
};
pub use list::{Counter, NewSignatory, Order, SignatoryPage, SignatoryQuery, SignatoryRow};
pub use log::{CheckpointRow, LogHead, LogPart, LogRange};
pub use outbox::{DeliveryRow, NewDelivery, OutboxDepth};
pub use signature::{
    AccessPurpose, AccessRow, ConsentRow, NewAccess, Relisting, SealedContact, SignatureRow,
    StoredState,
};
pub use signing::{Accepted, Cap, NewPending, PendingKey, PendingRow, Submission};
pub use witness::{CosignatureRow, WitnessedRow};
